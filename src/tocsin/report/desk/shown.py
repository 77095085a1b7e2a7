"""A text as it is shown, and where each place of the stored text stands in it.

Stored spans count code points. A page counts UTF-16 code units of what it was given, in which masks stand in the
place of names. Both ways are worked out here, once.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.model.span import Span
from tocsin.report.masking import Mask

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the stored text from `start` on, and the place from which it is shown. A `solid` piece is shown as
    a whole: nothing inside it has a place of its own."""

    start: int
    end: int
    shown: int
    shown_end: int
    solid: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A masked text. `key` names it, so that places in it can be given back later."""

    text: str
    masks: tuple[Mask, ...]
    key: str
    pieces: tuple[_Piece, ...]

    def place(self, span: Span) -> tuple[int, int]:
        """From where to where a stored span is shown, in UTF-16 code units; a mask is in it as a whole or not."""
        return self._shown(span.start, at_end=False), self._shown(span.end, at_end=True)

    def stored(self, start: int, end: int) -> Span:
        """The stored span of a stretch of what is shown. Raises GroundingError where it is empty."""
        return Span(self._stored(start, at_end=False), self._stored(end, at_end=True))

    def _shown(self, place: int, *, at_end: bool) -> int:
        piece = self._piece([each.start for each in self.pieces], place, at_end)
        if piece.solid:
            return piece.shown if place <= piece.start and not at_end else piece.shown_end if at_end else piece.shown
        return piece.shown + min(place, piece.end) - piece.start

    def _stored(self, place: int, *, at_end: bool) -> int:
        piece = self._piece([each.shown for each in self.pieces], place, at_end)
        if piece.solid:
            return piece.end if at_end else piece.start
        return piece.start + min(place, piece.shown_end) - piece.shown

    def _piece(self, starts: Sequence[int], place: int, at_end: bool) -> _Piece:
        # The end of a span belongs to the piece before it.
        index = bisect_right(starts, place - 1 if at_end else place) - 1
        return self.pieces[max(0, index)]


def shown(text: str, masks: tuple[Mask, ...]) -> Shown:
    """The text with its masks in place."""
    pieces, out, at, parts = [], [], 0, list(_parts(text, masks))
    for start, end, words, solid in parts:
        length = len(words.encode("utf-16-le", "surrogatepass")) // 2
        pieces.append(_Piece(start, end, at, at + length, solid))
        out.append(words)
        at += length
    masked = "".join(out)
    key = hashlib.sha256(masked.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Shown(masked, masks, key, tuple(pieces) or (_Piece(0, 0, 0, 0, False),))


def _parts(text: str, masks: Sequence[Mask]) -> Iterator[tuple[int, int, str, bool]]:
    """Stretches shown as they are, each with one unit a code point, and solid ones: masks, and signs of two units."""
    solid = [(mask.start, mask.end, mask.label) for mask in masks]
    covered = [Span(mask.start, mask.end) for mask in masks]
    for match in _ASTRAL.finditer(text):
        if not any(span.start <= match.start() < span.end for span in covered):
            solid.append((match.start(), match.end(), match[0]))
    last = 0
    for start, end, words in sorted(solid):
        if last < start:
            yield last, start, text[last:start], False
        yield start, end, words, True
        last = end
    if last < len(text):
        yield last, len(text), text[last:], False

"""Grounding: where the words that a model quotes stand in the text. Offsets are found here, never taken from it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tocsin.model.span import Span

# What models write otherwise than articles do, sign for sign.
_SIGNS = str.maketrans("“”„«»‘’–—‑", '"""""\'\'---')
_HIDDEN = frozenset("\u00ad\u200b\u200c\u200d\ufeff")
_EDGES = " \t\r\n\"'.,;:"


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text with signs and spaces made alike, and for each of its characters the offset in the text itself."""

    folded: str
    offsets: tuple[int, ...]

    def places(self, quote: str) -> list[Span]:
        """Every place of the quoted words, from word's border to word's border, in order."""
        wanted = fold(quote).folded.strip(_EDGES)
        if not wanted:
            return []
        pattern = (r"\b" if wanted[0].isalnum() else "") + re.escape(wanted) + (r"\b" if wanted[-1].isalnum() else "")
        return [
            Span(self.offsets[match.start()], self.offsets[match.end() - 1] + 1)
            for match in re.finditer(pattern, self.folded)
        ]

    def find(self, quote: str, occurrence: int, near: Span | None = None) -> Span | None:
        """The place that is meant: the only one; else the one counted to, or, where the first is named and a span is
        given that it belongs to, the nearest to that. None where the words do not stand there."""
        places = self.places(quote)
        if len(places) <= 1:
            return places[0] if places else None
        if near is not None and (occurrence == 1 or occurrence > len(places)):
            return min(places, key=lambda place: (_distance(place, near), place.start))
        return places[occurrence - 1] if 1 <= occurrence <= len(places) else None


def fold(text: str) -> FoldedText:
    """Fold a text."""
    signs: list[str] = []
    offsets: list[int] = []
    for offset, sign in enumerate(text.translate(_SIGNS)):
        if sign in _HIDDEN or (sign.isspace() and signs and signs[-1] == " "):
            continue
        signs.append(" " if sign.isspace() else sign)
        offsets.append(offset)
    return FoldedText("".join(signs), tuple(offsets))


def _distance(a: Span, b: Span) -> int:
    return 0 if a.overlaps(b) else max(a.start - b.end, b.start - a.end)

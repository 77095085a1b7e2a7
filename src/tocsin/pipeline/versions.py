"""Versions: a page captured again is the same document where its words are the same, and else a later version."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from tocsin.model.capture import Capture
from tocsin.model.document import Document, Publication
from tocsin.model.interval import Interval

Placement = Literal["new", "version", "unchanged", "known"]
ChangeKind = Literal["added", "removed"]

_WORD = re.compile(r"\w+")
_PASSAGE = re.compile(r"[^\n]+")
_SHINGLE = 4
# Two articles of one outlet share less than a tenth of their runs of four words; a rewritten page keeps far more.
_SAME_PAGE = 0.25
_MOST_PASSAGES = 5_000
_CAPTURED = ("url", "archive")


@dataclass(frozen=True, slots=True)
class Placed:
    """What a document read is to a case: `document` with the version that it supersedes, or the one that is there."""

    placement: Placement
    document: Document


@dataclass(frozen=True, slots=True)
class Change:
    """A passage that only one of two versions has: its words, and where it begins in that version's text."""

    kind: ChangeKind
    start: int
    text: str


def placed(capture: Capture, document: Document, earlier: Sequence[Document], latest: Capture | None) -> Placed:
    """Where a document belongs among those read from the same address, oldest first.

    `latest` is the newest capture of the last of them. What was captured before it stays a document by itself, whose
    place in time the captures tell.
    """
    for other in earlier:
        if other.id == document.id:
            return Placed("known", other)
    for other in earlier:
        if other.text_sha256 == document.text_sha256:
            return Placed("unchanged", other)
    if not earlier or not _one_page(capture, document, earlier[-1]):
        return Placed("new", document)
    previous = earlier[-1]
    if latest is not None and _before(capture, latest):
        return Placed("version", _noted(document, f"an earlier version of {previous.name}, captured before it"))
    return Placed("version", _superseding(capture, document, previous, latest))


def changes(before: str, after: str) -> tuple[Change, ...]:
    """The passages (lines of text) that one version has and the other has not, in reading order."""
    old, new = _passages(before), _passages(after)
    matcher = SequenceMatcher(None, [text for _, text in old], [text for _, text in new], autojunk=False)
    found: list[Change] = []
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        found += [Change("removed", start, text) for start, text in old[old_start:old_end]]
        found += [Change("added", start, text) for start, text in new[new_start:new_end]]
    return tuple(found)


def told(found: Sequence[Change]) -> str:
    """Changes in a few words."""
    counts = {kind: sum(change.kind == kind for change in found) for kind in ("added", "removed")}
    parts = [f"{count} {'passage' if count == 1 else 'passages'} {kind}" for kind, count in counts.items() if count]
    return ", ".join(parts) or "only spaces and line breaks changed"


def overlap(a: str, b: str) -> float:
    """The share of the shorter text's runs of four words that the other has too."""
    first, second = _shingles(a), _shingles(b)
    return len(first & second) / max(1, min(len(first), len(second)))


def _superseding(capture: Capture, document: Document, previous: Document, latest: Capture | None) -> Document:
    found = changes(previous.text, document.text)
    on = f", captured on {latest.captured_at:%Y-%m-%d %H:%M} UTC" if latest and latest.captured_at else ""
    noted = _noted(document, f"a later version of the page{on} (document {previous.id}): {told(found)}")
    return replace(noted, supersedes=previous.id, publication=_spread(noted.publication, capture))


def _spread(publication: Publication, capture: Capture) -> Publication:
    """A changed page was out, as it now stands, only when it was captured: with its first day of publication alone, a
    look back would know its new words too early."""
    end = publication.interval.end
    if capture.method not in _CAPTURED or capture.captured_at is None or end is None:
        return publication
    day = capture.captured_at.date()
    if (day - end).days < 1:
        return publication
    reason = f"{publication.reason}; changed since, and in this form seen on {day}"
    return Publication(Interval(publication.interval.start, day), publication.basis, reason)


def _one_page(capture: Capture, document: Document, other: Document) -> bool:
    """Whether two texts from one address are states of one page. Lists may give one address to many articles."""
    if capture.method in _CAPTURED or any("only the summary" in note for note in other.notes):
        return True
    if document.title and document.title == other.title:
        return True
    return overlap(document.text, other.text) >= _SAME_PAGE


def _before(capture: Capture, latest: Capture) -> bool:
    if capture.captured_at is None or latest.captured_at is None:
        return False
    return capture.captured_at < latest.captured_at


def _noted(document: Document, note: str) -> Document:
    return replace(document, notes=(*document.notes, note))


def _passages(text: str) -> list[tuple[int, str]]:
    found = [(match.start(), " ".join(match.group().split())) for match in _PASSAGE.finditer(text)]
    return [(start, words) for start, words in found if words][:_MOST_PASSAGES]


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return frozenset(tuple(words[start : start + _SHINGLE]) for start in range(max(0, len(words) - _SHINGLE + 1)))

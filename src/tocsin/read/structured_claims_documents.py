"""Structured rows as documents: each row a paragraph, headed by who passed on and who spoke."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tocsin.model.document import Boilerplate, Document, Publication, document_id, text_digest
from tocsin.model.interval import Interval
from tocsin.model.span import Span
from tocsin.read.structured_claims import StructuredClaims, StructuredRow

ASKED = "no date is given for any of its rows"
HEADING = "names of the speaker and of those who passed the words on, from the row's own columns"
BETWEEN = ", "


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row in its document: the spans of its text, its speaker and its relays, in the document's text."""

    row: StructuredRow
    document: str
    text: Span
    speaker: Span | None
    via: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class StructuredDocuments:
    """The documents in the order of the file, the rows placed in them, and notes for the user."""

    documents: tuple[Document, ...]
    rows: tuple[PlacedRow, ...]
    notes: tuple[str, ...] = ()


def documents_of(claims: StructuredClaims) -> StructuredDocuments:
    """One document for each id in the column `document`, or for each row that has none.

    Rows of one id with different dates were out on different days: there the id names one document a date.
    """
    groups: dict[tuple[str, Interval | None], list[StructuredRow]] = {}
    dates = _dates(claims.rows)
    for row in claims.rows:
        name = row.document or f"{claims.name}:{row.place.rpartition(':')[2].removeprefix(' entry ')}"
        known = dates.get(row.document, ())
        when = row.date or (known[0] if len(known) == 1 else None)
        groups.setdefault((name, when), []).append(row)
    documents, placed, notes = [], [], []
    for (name, when), rows in groups.items():
        days = dates.get(rows[0].document, ())
        own = f"{name}@{when}" if len(days) > 1 and rows[0].document and when else name
        document, spots = _document(own, when, rows, claims.sha256)
        documents.append(document)
        placed += spots
    for name, days in dates.items():
        if len(days) > 1:
            notes.append(
                f"{claims.name}: document {name} bears {len(days)} dates; it is taken as one document a date"
            )
    return StructuredDocuments(tuple(documents), tuple(placed), tuple(notes))


def _dates(rows: Iterable[StructuredRow]) -> Mapping[str, tuple[Interval, ...]]:
    """By document id, the dates of its rows, each once."""
    found: dict[str, dict[Interval, None]] = {}
    for row in rows:
        if row.document and row.date is not None:
            found.setdefault(row.document, {})[row.date] = None
    return {name: tuple(days) for name, days in found.items()}


def _document(
    name: str, when: Interval | None, rows: Sequence[StructuredRow], sha256: str
) -> tuple[Document, list[PlacedRow]]:
    text, headings = "", []
    spots: list[tuple[StructuredRow, Span, list[Span]]] = []
    for row in rows:
        text += "\n\n" if text else ""
        start = len(text)
        spans: list[Span] = []
        for word in (*row.via, *([row.speaker] if row.speaker else [])):
            text += BETWEEN if spans else ""
            spans.append(Span(len(text), len(text) + len(word)))
            text += word
        if spans:
            text += ":\n\n"
            headings.append(Boilerplate(Span(start, len(text) - 2), "metadata", HEADING))
        spots.append((row, Span(len(text), len(text) + len(row.text)), spans))
        text += row.text
    key = document_id(text_digest(text), f"{name}@{when}")
    reason = "given with the claims" if when else ASKED
    published = Publication(when or Interval(None, None), "user" if when else "unknown", reason)
    document = Document(
        id=key,
        name=name,
        capture_sha256=sha256,
        text=text,
        text_sha256=text_digest(text),
        publication=published,
        publisher=next((row.publisher for row in rows if row.publisher), None),
        boilerplate=tuple(headings),
    )
    placed = [
        PlacedRow(row, key, span, names[-1] if row.speaker else None, tuple(names[: len(row.via)]))
        for row, span, names in spots
    ]
    return document, placed

"""Documents as the desk lists them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tocsin.model.document import Document
from tocsin.report.context import publication_words
from tocsin.report.desk.claims import published
from tocsin.report.desk.sight import Row, Sight


@dataclass(frozen=True)
class DocumentFilter:
    """Which documents are wanted; what is empty or None asks for nothing."""

    q: str = ""
    publisher: str = ""
    since: date | None = None
    until: date | None = None
    counts: bool | None = None
    undated: bool | None = None
    indicator: str = ""


def document_row(sight: Sight, document: Document) -> Row:
    """One document: what it is, when it was out, whether it counts and why not."""
    desk, key = sight.desk, document.id
    claims = desk.of_document.get(key, ())
    return {
        "id": key,
        "number": sight.numbers[key],
        "name": sight.masker.label(document.name),
        "title": sight.mask(" ".join((document.title or "").split()), key),
        "publisher": sight.mask(document.publisher or "", key),
        "published": publication_words(document),
        "interval": published(document.publication.interval.iso()),
        "basis": document.publication.basis,
        "counts": desk.counts(key, sight.as_of),
        "why": why_not(sight, document),
        "claims": len(claims),
        "relevant": sum(desk.relevant(claim.id) for claim in claims),
        "url": sight.masker.link(document.url),
        "text_sha256": document.text_sha256,
        "capture_sha256": document.capture_sha256,
        "copies_of": desk.copies.get(key),
        "language": document.language,
        "decided": sum(claim.id in desk.rulings for claim in claims),
    }


def why_not(sight: Sight, document: Document) -> str:
    """Why the document does not count on the day; "" where it does."""
    day = sight.desk.known.get(document.id)
    if day is None:
        return sight.mask(sight.desk.why_not.get(document.id, ""), document.id)
    return "" if day <= sight.as_of else f"not certainly out by {sight.as_of}: published by {day} at the latest"


def documents(sight: Sight, wanted: DocumentFilter, sort: str) -> list[Document]:
    """The documents that the filter lets through, in order. `sort` is a key of `SORTS`, with "-" for descending."""
    found = [document for document in sight.desk.documents.values() if _wanted(sight, document, wanted)]
    name, descending = sort.removeprefix("-"), sort.startswith("-")
    place = {key: index for index, key in enumerate(sight.desk.documents)}
    keys = {
        "number": lambda document: (sight.numbers[document.id],),
        "published": lambda document: (sight.numbers[document.id],),
        "title": lambda document: ((document.title or document.name).casefold(), document.id),
        "claims": lambda document: (len(sight.desk.of_document.get(document.id, ())), document.id),
        "added": lambda document: (place[document.id],),
    }
    return sorted(found, key=keys[name], reverse=descending)


SORTS = ("published", "number", "title", "claims", "added")


def _wanted(sight: Sight, document: Document, wanted: DocumentFilter) -> bool:
    day = sight.desk.known.get(document.id) or document.publication.interval.end
    checks = (
        not wanted.q or wanted.q.casefold() in _searched(sight, document),
        not wanted.publisher or wanted.publisher.casefold() in (document.publisher or "").casefold(),
        wanted.since is None or (day is not None and day >= wanted.since),
        wanted.until is None or (day is not None and day <= wanted.until),
        wanted.counts is None or sight.desk.counts(document.id, sight.as_of) == wanted.counts,
        wanted.undated is None or (document.publication.interval.end is None) == wanted.undated,
        not wanted.indicator or _speaks_of(sight, document, wanted.indicator),
    )
    return all(checks)


def _searched(sight: Sight, document: Document) -> str:
    shown = f"{sight.masker.label(document.name)} {document.publisher or ''} {document.title or ''}"
    return sight.mask(shown, document.id).casefold()


def _speaks_of(sight: Sight, document: Document, indicator: str) -> bool:
    return any(
        match.indicator == indicator
        for claim in sight.desk.of_document.get(document.id, ())
        if (found := sight.desk.evidence.get(claim.id)) is not None
        for match in found.matches
    )

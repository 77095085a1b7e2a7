"""Relays: a claim that an article takes over from another article of the case, or takes back.

An outlet named as the source whose own article is there, a report spoken of that is there, agency copy under another
outlet's name, a correction: none of them is a further origin of what is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from tocsin.link.origin_words import holds, load_origin_words
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.text.names import compare_names, fold

SAME_OUTLET = 0.9  # probability at which an outlet named is taken for a publisher
REPORT_DAYS = 14  # days for which a report that is only spoken of may be the one in the case
HEAD = 400  # characters at an article's head in which a dateline or a correction is announced
DATELINE = re.compile(r"^[^\n]{0,80}\(([A-Z][\w.&’' -]{1,40})\)\s*[-–—]", re.MULTILINE)
CREDIT = re.compile(
    r"^(?:Reporting|Source|With reporting) ?(?:by|from|:)\s+([A-Z][\w.&’' -]{1,40}?)(?: staff)?\s*(?:;|$|\n)",
    re.MULTILINE,
)


def relayed(x: Claim, y: Claim, documents: Mapping[str, Document]) -> str:
    """Why `x` rests on what `y` rests on, in words, or nothing. Both are claims of one incident."""
    mine, theirs = documents[x.document_id], documents[y.document_id]
    if mine.id == theirs.id:
        return ""
    if is_bare_report(x) and not is_bare_report(y) and _near(mine, theirs):
        return "the report that it speaks of may be the one in the case"
    if before(mine, theirs):
        return ""
    if named := outlet_named(x, theirs):
        return f"it names {named} as its source, whose own article is in the case"
    if mine.publisher and theirs.publisher and same_outlet(mine.publisher, theirs.publisher):
        if is_correction(mine):
            return f"{mine.publisher} takes its own report back"
        if x.origin is None and y.origin is None:
            return f"{mine.publisher} tells it in both articles"
    agency = _shared_agency(mine, theirs) if x.origin is None and y.origin is None else ""
    if agency:
        return f"both articles are credited to {agency}"
    return ""


def outlet_named(claim: Claim, document: Document) -> str:
    """The document's publisher, where the claim's chain names it as an outlet; else nothing."""
    names = (link.source.name for link in claim.chain)
    publisher = document.publisher or ""
    return publisher if publisher and any(same_outlet(name, publisher) for name in names) else ""


@lru_cache(maxsize=50_000)
def same_outlet(a: str | None, b: str | None) -> bool:
    """Whether two names are of one outlet; an article before the name counts for nothing."""
    if not a or not b:
        return False
    x, y = (re.sub(r"^the ", "", fold(name)) for name in (a, b))
    return x == y or compare_names(x, y).probability >= SAME_OUTLET


def is_correction(document: Document) -> bool:
    """Whether a document announces in its title or first words that it takes back or corrects a report."""
    return holds(f"{document.title or ''}\n{document.text[:HEAD]}", load_origin_words().correction)


def is_bare_report(claim: Claim) -> bool:
    """Whether the claim's origin is a message without a name: "a report", "rumours"."""
    return bool(claim.chain) and _is_message(claim.chain[-1].source.name)


@lru_cache(maxsize=50_000)
def _is_message(name: str) -> bool:
    return name.islower() and len(name.split()) <= 3 and holds(name, load_origin_words().message)


def _shared_agency(mine: Document, theirs: Document) -> str:
    """The agency that one article credits and the other credits or belongs to."""
    for agency in credits(mine.text):
        if any(same_outlet(agency, other) for other in (*credits(theirs.text), theirs.publisher or "") if other):
            return agency
    return ""


@lru_cache(maxsize=5_000)
def credits(text: str) -> tuple[str, ...]:
    """The agencies that an article's dateline or closing line credits."""
    found: Iterable[str] = (*DATELINE.findall(text[:HEAD]), *CREDIT.findall(text[-HEAD:]))
    return tuple(dict.fromkeys(name.strip() for name in found))


def before(mine: Document, theirs: Document) -> bool:
    """Whether the first document was out before the second."""
    x, y = mine.publication.interval.end, theirs.publication.interval.start
    return bool(x and y and x < y)


def _near(mine: Document, theirs: Document) -> bool:
    """Whether the second was out within REPORT_DAYS before the first, or, as a correction of it may be, after."""
    x, y = mine.publication.interval.end, theirs.publication.interval.end
    return bool(x and y and abs((x - y).days) <= REPORT_DAYS)

"""Summaries: what all mentions under one key say of an entity, added up document by document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from tocsin.link.named import Named
from tocsin.model.document import Document
from tocsin.model.entity import EntityType
from tocsin.model.source import SourceType

Place = tuple[str, str, int, str]  # date, document, offset, form: the order of mentions in a case
LATE: Place = ("~", "", 0, "")
Text = TypeVar("Text", bound=str)


@dataclass(frozen=True)
class Lead:
    """The earliest mention as a source, with what it says of who speaks."""

    place: Place
    type: SourceType | None
    side: str


@dataclass(frozen=True)
class Summary:
    """All mentions under one key. Counts are of distinct mentions; sources count apart from the rest."""

    key: str
    forms: tuple[str, ...] = ()
    source_names: dict[str, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    source_types: dict[EntityType, int] = field(default_factory=dict)
    types: dict[EntityType, int] = field(default_factory=dict)
    first_full: Place = LATE
    first: Place = LATE
    lead: Lead | None = None
    private: bool = False
    fallback: str = ""


def key_text(key: Sequence[str]) -> str:
    """A mention's key as one string."""
    return "|".join(key)


def summarised(mentions: Iterable[Named], document: Document) -> dict[str, Summary]:
    """The summaries of one document's mentions, by key."""
    day = str(document.publication.interval.end or "9999")
    held: dict[str, list[Named]] = {}
    for mention in mentions:
        held.setdefault(key_text(mention.key), []).append(mention)
    return {key: _summary(key, day, found) for key, found in held.items()}


def _summary(key: str, day: str, mentions: Sequence[Named]) -> Summary:
    ordered = sorted(mentions, key=lambda m: (m.start, m.form, m.name))
    places = [(day, m.document_id, m.start, m.form) for m in ordered]
    sources = [m for m in ordered if m.source_type]
    lead = next(((p, m) for p, m in zip(places, ordered, strict=True) if m.source_type), None)
    return Summary(
        key,
        tuple(sorted({m.form for m in ordered if m.form})),
        dict(Counter(m.name for m in sources if m.full)),
        dict(Counter(m.name for m in ordered if m.full)),
        dict(Counter(m.type for m in sources)),
        dict(Counter(m.type for m in ordered)),
        min((p for p, m in zip(places, ordered, strict=True) if m.full), default=LATE),
        min(places, default=LATE),
        Lead(lead[0], lead[1].source_type, lead[1].side) if lead else None,
        any(m.private for m in sources),
        ordered[0].name if ordered else "",
    )


def added(a: Summary, b: Summary) -> Summary:
    """Two summaries of one key, or of one entity, as one; in any order it comes out the same."""
    leads = [lead for lead in (a.lead, b.lead) if lead]
    early = min((a, b), key=lambda item: item.first)
    return Summary(
        min(a.key, b.key),
        tuple(sorted({*a.forms, *b.forms})),
        _sum(a.source_names, b.source_names),
        _sum(a.names, b.names),
        _sum(a.source_types, b.source_types),
        _sum(a.types, b.types),
        min(a.first_full, b.first_full),
        min(a.first, b.first),
        min(leads, key=lambda lead: lead.place) if leads else None,
        a.private or b.private,
        early.fallback,
    )


def _sum(a: dict[Text, int], b: dict[Text, int]) -> dict[Text, int]:
    total = dict(a)
    for key, count in b.items():
        total[key] = total.get(key, 0) + count
    return total

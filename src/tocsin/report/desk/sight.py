"""Sight: a desk as seen on one day, by somebody who may or may not see the names of private persons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from tocsin.assess.sightings import Report
from tocsin.errors import InputError
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.incident import Incident
from tocsin.model.judgement import Judgement
from tocsin.model.template import Indicator
from tocsin.pipeline.desk import Desk
from tocsin.report.context import claim_weights, first_day
from tocsin.report.desk.parts import Part, parts
from tocsin.report.masking import Masker
from tocsin.report.roles import with_names

Row = dict[str, Any]


class UnknownIdError(InputError):
    """Nothing in the case goes by this id."""


@dataclass(frozen=True, eq=False)
class Sight:
    """A desk on a day. `numbers` are the documents' places in the list, by date. `judgement` is the answer of the day
    where a view needs it; `weight` is how far each claim moves it, in log-odds; `reports` are what claims say of
    indicators, on any day; `memo` keeps what views work out once, `of_day` what all sights of the day
    share. `indicators` have the parties' names in theirs."""

    desk: Desk
    masker: Masker
    as_of: date
    numbers: Mapping[str, int]
    indicators: Mapping[str, Indicator]
    judgement: Judgement | None = None
    weight: Mapping[str, float] = field(default_factory=dict)
    reports: tuple[Report, ...] = ()
    memo: dict[str, Any] = field(default_factory=dict)
    of_day: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def parts(self) -> dict[str, Part]:
        """The parts of incidents that count on the day."""
        found: dict[str, Part] | None = self.of_day.get("parts")
        if found is None:
            found = self.of_day["parts"] = parts(self.desk, self.as_of)
        return found

    @cached_property
    def reading_order(self) -> list[str]:
        """The documents' ids in the order of their numbers."""
        return sorted(self.numbers, key=lambda key: self.numbers[key])

    @cached_property
    def place_in_order(self) -> dict[str, int]:
        """Each document's place in the reading order, from 0."""
        return {key: place for place, key in enumerate(self.reading_order)}

    def mask(self, text: str, document_id: str = "") -> str:
        """The text as it may be shown."""
        return self.masker.text(text, document_id)

    def counts(self, claim: Claim) -> bool:
        """Whether the claim's document counts on the day."""
        return self.desk.counts(claim.document_id, self.as_of)

    def document(self, key: str) -> Document:
        """The document of an id. Raises UnknownIdError."""
        found = self.desk.documents.get(key)
        if found is None:
            raise UnknownIdError("no such document", value=key, place="document", remedy="see /api/documents")
        return found

    def claim(self, key: str) -> Claim:
        """The claim of an id. Raises UnknownIdError."""
        found = self.desk.claims.get(key)
        if found is None:
            raise UnknownIdError("no such claim", value=key, place="claim", remedy="see /api/claims")
        return found

    def incident(self, key: str) -> Incident:
        """The incident of an id. Raises UnknownIdError."""
        found = self.desk.incidents.get(key)
        if found is None:
            raise UnknownIdError("no such incident", value=key, place="incident", remedy="see /api/incidents")
        return found

    def indicator_name(self, key: str) -> str:
        """An indicator's name in words."""
        found = self.indicators.get(key)
        return found.name if found else key.rpartition(".")[2].replace("-", " ")

    def who(self, claim: Claim) -> str:
        """The chain from the writer's source outwards: `Radio Svitanak < Polesia Channel`."""
        names = [self.mask(link.source.name, claim.document_id) for link in claim.chain]
        return " < ".join(names) or "the writer"


def numbered(desk: Desk) -> dict[str, int]:
    """The documents' numbers, by date, as a brief gives them."""
    order = sorted(desk.documents.values(), key=_by_date)
    return {document.id: number for number, document in enumerate(order, 1)}


def named_indicators(desk: Desk) -> dict[str, Indicator]:
    """The template's indicators by key, with the parties' names in theirs."""
    if desk.asked is None:
        return {}
    template = with_names(desk.asked.template, desk.asked.question)
    return {indicator.key: indicator for indicator in template.indicators}


def weights(judgement: Judgement) -> dict[str, float]:
    """How far each claim moves the answer, in log-odds."""
    return claim_weights(judgement)


def _by_date(document: Document) -> tuple[date, date, str]:
    return first_day(document), document.publication.interval.start or date.max, document.name

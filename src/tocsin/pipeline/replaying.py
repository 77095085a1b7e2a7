"""The answer on past days. Claims, links and evidence are worked out once, and each day sees what was out by then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tocsin.model.evidence import Evidence
from tocsin.model.linkage import Linkage
from tocsin.model.question import Question
from tocsin.model.settings import Settings
from tocsin.model.template import Template
from tocsin.pipeline.study import Corpus

if TYPE_CHECKING:
    from tocsin.assess.day_by_day import DayAnswer


@dataclass(frozen=True)
class Past:
    """A question with all that was ever known, to be seen on past days. `evidence` runs alongside `corpus.claims`."""

    question: Question
    template: Template
    corpus: Corpus
    linkage: Linkage
    evidence: tuple[Evidence, ...]


def replayed(past: Past, settings: Settings, days: Sequence[date]) -> tuple[DayAnswer, ...]:
    """The answer as it would have been given on each day, from what was certainly out by then."""
    from tocsin.assess.day_by_day import day_by_day
    from tocsin.assess.inquiry import Material

    given = past.corpus
    material = Material(given.documents, given.claims, past.linkage, past.evidence, given.decisions)
    return day_by_day(past.question, past.template, days, material, settings.assess)


def in_hindsight(past: Past, settings: Settings, days: Sequence[date]) -> dict[str, dict[str, float]]:
    """By day, the shares of the stages as thought on the last day; "scare" is a scare's share in the first."""
    from tocsin.assess.hindsight import hindsight
    from tocsin.assess.inquiry import Material, inquire

    given = past.corpus
    material = Material(given.documents, given.claims, past.linkage, past.evidence, given.decisions)
    inquiry = inquire(past.question, past.template, max(days), material, settings.assess)
    return {
        str(row.day): {**{stage.key: stage.probability for stage in row.stages}, "scare": row.scare}
        for row in hindsight(inquiry, days)
    }

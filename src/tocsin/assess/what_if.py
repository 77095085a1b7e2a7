"""What if: the answer with reports toggled, grades changed or a hypothetical sign added; the case stays untouched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from tocsin.assess.draws import Draws, Floats
from tocsin.assess.evaluation import make_plan
from tocsin.assess.grading import GradedSource
from tocsin.assess.inquiry import Inquiry, prior_ratio, run
from tocsin.assess.likelihoods import log_ratios
from tocsin.assess.posterior import estimate, weigh
from tocsin.assess.sightings import ChainLink, Report
from tocsin.assess.vocabulary import load_grades
from tocsin.errors import OptionError
from tocsin.model.judgement import Estimate

HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that somebody might report: the indicator, whether it is there, the day, the letter of the source."""

    indicator: str
    day: date
    there: bool = True
    grade: str = "B"


@dataclass(frozen=True, slots=True)
class Change:
    """Claims and documents to leave out (ids), reliabilities by source name (0 to 1), and signs to add."""

    without_claims: frozenset[str] = frozenset()
    without_documents: frozenset[str] = frozenset()
    reliabilities: Mapping[str, float] = field(default_factory=dict)
    signs: Sequence[Sign] = ()


def what_if(inquiry: Inquiry, change: Change, draws: int = 200) -> Estimate:
    """The answer under a change, from a part of the draws (the first ones, best guess included).

    Raises OptionError where a source, an indicator or a grade is not known.
    """
    chosen = np.arange(min(draws, inquiry.draws.count))
    part = replace(
        inquiry,
        draws=_with_reliabilities(inquiry, inquiry.draws.take(chosen), change.reliabilities),
        ladder=inquiry.ladder.take(chosen),
    )
    reports, sources = _with_signs(inquiry, change.signs)
    days = dict(zip(inquiry.plan.documents, inquiry.plan.document_days, strict=True))
    days.update({report.document_id: report.known for report in reports if report.document_id not in days})
    plan = make_plan(
        inquiry.template, inquiry.settings, inquiry.plan.numbers, inquiry.question.deadline, reports, days
    )
    weights = log_ratios(reports, sources, part.draws) * _kept(reports, change)[:, None]
    outcome = run(replace(part, plan=plan, weights=weights, reports=replace(inquiry.reports, sources=sources)))
    weighted = weigh(outcome.log_likelihood, prior_ratio(inquiry)[chosen])
    return estimate(outcome.answer, weighted.values, inquiry.settings.interval)


def _kept(reports: Sequence[Report], change: Change) -> Floats:
    out = [
        report.claim_id in change.without_claims or report.document_id in change.without_documents
        for report in reports
    ]
    return 1.0 - np.array(out, dtype=np.float64)


def _with_reliabilities(inquiry: Inquiry, draws: Draws, reliabilities: Mapping[str, float]) -> Draws:
    changes: dict[str, Floats] = {}
    for name, value in reliabilities.items():
        keys = [key for key, source in inquiry.reports.sources.items() if name in (key, source.name)]
        if not keys or not 0 <= value <= 1:
            raise OptionError(
                "no such source, or no reliability",
                value=f"{name} = {value}",
                remedy="name a source of the judgement and a number from 0 to 1",
            )
        changes.update({f"source:{key}": np.full(draws.count, value) for key in keys})
    return draws.replaced(changes)


def _with_signs(inquiry: Inquiry, signs: Sequence[Sign]) -> tuple[list[Report], dict[str, GradedSource]]:
    reports, sources = list(inquiry.plan.reports), dict(inquiry.reports.sources)
    indicators = {indicator.key: indicator for indicator in inquiry.template.indicators}
    for number, sign in enumerate(signs):
        indicator = indicators.get(sign.indicator)
        if indicator is None or sign.grade not in load_grades().letters:
            raise OptionError(
                "no such indicator or grade",
                value=f"{sign.indicator}, {sign.grade}",
                remedy=f"use an indicator of the template {inquiry.template.key} and a letter from A to F",
            )
        key = f"{HYPOTHETICAL} {number}"
        sources[key] = GradedSource(key, key, "expert", "none", "none", sign.grade, None, ("hypothetical",))
        up, down = ("obeys", "refuses") if indicator.hypothesis == "compliance" else ("toward", "away")
        push = up if (indicator.effect != "away") == sign.there else down
        chain = (ChainLink(key, False, "none"),)
        day, there = min(sign.day, inquiry.as_of), 1 if sign.there else -1
        reports.append(Report(key, key, sign.indicator, day, day, there, 1.0, chain, (), key, key, push))
    return sorted(reports, key=lambda item: (item.day, item.claim_id, item.indicator)), sources

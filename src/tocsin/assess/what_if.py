"""What if: the answer with reports, sources or indicators toggled, grades changed, a hypothetical sign added, or on
another day; the case stays untouched.

A bench keeps what earlier tries worked out, so that each costs only the windows that it changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from tocsin.assess.draws import Draws, Floats
from tocsin.assess.evaluation import Outcome, evaluate
from tocsin.assess.grading import GradedSource
from tocsin.assess.inquiry import Inquiry, prior_answers, prior_ratio
from tocsin.assess.likelihoods import log_ratio
from tocsin.assess.passage import Memory
from tocsin.assess.plan import Columns, Plan, make_plan
from tocsin.assess.posterior import estimate, weigh
from tocsin.assess.sightings import ChainLink, Report
from tocsin.assess.vocabulary import load_grades
from tocsin.errors import OptionError
from tocsin.model.judgement import Estimate, StageShare

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
    """Claims and documents to leave out (ids), sources (names) and indicators (keys) to leave out, reliabilities by
    source name (0 to 1), signs to add, and the day on which the question is seen (None: the inquiry's)."""

    without_claims: frozenset[str] = frozenset()
    without_documents: frozenset[str] = frozenset()
    reliabilities: Mapping[str, float] = field(default_factory=dict)
    signs: Sequence[Sign] = ()
    without_sources: frozenset[str] = frozenset()
    without_indicators: frozenset[str] = frozenset()
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Bench:
    """An inquiry prepared for many tries over some of its draws. `memory` grows with the tries; it never changes an
    answer."""

    inquiry: Inquiry
    kept: Floats
    memory: Memory


@dataclass(frozen=True, slots=True)
class Tried:
    """The answer under a change, the one without evidence on that day, and the shares of the stages."""

    as_of: date
    estimate: Estimate
    prior: float
    stages: tuple[StageShare, ...]


def make_bench(inquiry: Inquiry, draws: int = 100) -> Bench:
    """A bench over the first so many draws, best guess included."""
    chosen = np.arange(min(draws, inquiry.draws.count))
    part = replace(
        inquiry,
        draws=inquiry.draws.take(chosen),
        ladder=inquiry.ladder.take(chosen),
        weights=inquiry.weights[:, chosen],
        hazard=inquiry.hazard[chosen],
    )
    return Bench(part, prior_ratio(inquiry)[chosen], Memory())


def what_if(inquiry: Inquiry, change: Change, draws: int = 200) -> Estimate:
    """The answer under a change, from a part of the draws (the first ones, best guess included).

    Raises OptionError where a source, an indicator or a grade is not known.
    """
    return tried(make_bench(inquiry, draws), change).estimate


def tried(bench: Bench, change: Change) -> Tried:
    """The answer under a change. Raises OptionError where a source, an indicator or a grade is not known, or where
    the day is later than the inquiry's."""
    inquiry = bench.inquiry
    day = change.as_of or inquiry.as_of
    if day > inquiry.as_of:
        raise OptionError("later than what was prepared", value=str(day), remedy=f"ask up to {inquiry.as_of}")
    outcome = _outcome(bench, change, day)
    kept = bench.kept if day == inquiry.as_of else prior_ratio(inquiry, day)
    weights = weigh(outcome.log_likelihood, kept).values
    return Tried(
        day,
        estimate(outcome.answer, weights, inquiry.settings.interval),
        float(prior_answers(inquiry, day).mean()),
        tuple(
            StageShare(stage.key, stage.name, float(share))
            for stage, share in zip(inquiry.template.stages, outcome.stages @ weights, strict=True)
        ),
    )


def _outcome(bench: Bench, change: Change, day: date) -> Outcome:
    inquiry = bench.inquiry
    draws = _with_reliabilities(inquiry, inquiry.draws, change.reliabilities)
    added, sources = _with_signs(inquiry, change.signs, day)
    plan, weights = inquiry.plan, inquiry.weights
    kept = _kept(inquiry, change, day)
    marks = [0 if counts else -1 for counts in kept]
    changed = {key for key in sources if f"source:{key}" in draws.values and key in _named(inquiry, change)}
    if changed:
        weights = weights.copy()
        mark = hash(tuple(sorted(change.reliabilities.items())))
        for row, report in enumerate(plan.reports):
            if kept[row] and any(link.source in changed for link in report.chain):
                weights[row], marks[row] = log_ratio(report, sources, draws), mark
    weights = weights * np.asarray(kept, dtype=np.float64)[:, None]
    if added:
        plan = _longer(inquiry, added)
        weights = np.vstack([weights, *(log_ratio(report, sources, draws) for report in added)])
        marks += [
            hash((report.indicator, report.day, report.sign, sources[report.origin].letter)) for report in added
        ]
    as_of = np.full(draws.count, float(day.toordinal()))
    days = np.array([out.toordinal() <= day.toordinal() for out in plan.document_days], dtype=np.float64)
    documents = np.repeat(days[:, None], draws.count, axis=1)
    return evaluate(plan, Columns(draws, inquiry.ladder, as_of, weights, documents, marks), bench.memory)


def _longer(inquiry: Inquiry, added: Sequence[Report]) -> Plan:
    """The plan with more reports, each a document of its own, behind those that it has."""
    days = dict(zip(inquiry.plan.documents, inquiry.plan.document_days, strict=True))
    days.update({report.document_id: report.known for report in added})
    reports = [*inquiry.plan.reports, *added]
    plan = inquiry.plan
    return make_plan(plan.template, plan.settings, plan.numbers, plan.deadline, reports, days)


def _kept(inquiry: Inquiry, change: Change, day: date) -> list[bool]:
    """By report: whether it counts."""
    origins = inquiry.reports.origin_source
    out = {key for key, source in inquiry.reports.sources.items() if {key, source.name} & change.without_sources}
    return [
        report.known <= day
        and report.claim_id not in change.without_claims
        and report.document_id not in change.without_documents
        and report.indicator not in change.without_indicators
        and origins[report.claim_id] not in out
        for report in inquiry.plan.reports
    ]


def _named(inquiry: Inquiry, change: Change) -> set[str]:
    names = change.reliabilities.keys()
    return {key for key, source in inquiry.reports.sources.items() if key in names or source.name in names}


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


def _with_signs(inquiry: Inquiry, signs: Sequence[Sign], last: date) -> tuple[list[Report], dict[str, GradedSource]]:
    reports, sources = list[Report](), dict(inquiry.reports.sources)
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
        day, there = min(sign.day, last), 1 if sign.there else -1
        reports.append(Report(key, key, sign.indicator, day, day, there, 1.0, chain, (), key, key, push))
    return reports, sources

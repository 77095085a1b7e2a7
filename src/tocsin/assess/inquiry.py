"""An inquiry: everything that a judgement on one day is worked out from, prepared once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from tocsin.assess.analysts import with_likelihoods
from tocsin.assess.counting import Counting, count_documents
from tocsin.assess.draws import EVEN, Draws, Floats, make_draws, share
from tocsin.assess.evaluation import Outcome, evaluate
from tocsin.assess.grading import with_records, with_ruled
from tocsin.assess.likelihoods import log_ratios
from tocsin.assess.plan import Columns, Plan, make_plan
from tocsin.assess.rulings import Rulings, read_rulings
from tocsin.assess.sightings import Context, Reports, collect_reports
from tocsin.assess.stage_filter import Ladder, make_ladder
from tocsin.assess.vocabulary import load_grades, load_method
from tocsin.model.claim import Claim
from tocsin.model.decision import Decision
from tocsin.model.document import Document
from tocsin.model.evidence import Evidence
from tocsin.model.linkage import Linkage
from tocsin.model.question import Question
from tocsin.model.settings import AssessSettings
from tocsin.model.template import Range, Template

Indices = npt.NDArray[np.intp]
LOOSE_ATTENTION = 0.0
"""Unevenness at which any order of attention is as frequent as any other, so that only composition speaks."""
RULED_ODDS = 2.0
"""A prior that an analyst sets as a bare number is taken with odds half to twice as large."""


@dataclass(frozen=True, slots=True)
class Material:
    """What is given: documents, claims, how they hang together, what they say of the indicators, and decisions."""

    documents: Sequence[Document]
    claims: Sequence[Claim]
    linkage: Linkage
    evidence: Sequence[Evidence]
    decisions: Sequence[Decision] = ()


@dataclass(frozen=True, slots=True)
class Masks:
    """Scenarios: which reports (rows) and documents (rows) count in each (columns), and on which day."""

    reports: Floats
    documents: Floats
    as_of: Floats | None = None


@dataclass(frozen=True, slots=True)
class Inquiry:
    """The question on one day, with its reports, their weights by draw, the plan, the draws and the ladder."""

    question: Question
    template: Template
    as_of: date
    settings: AssessSettings
    material: Material
    rulings: Rulings
    counting: Counting
    reports: Reports
    plan: Plan
    draws: Draws
    ladder: Ladder
    weights: Floats
    hazard: Floats
    first_day: date


def inquire(
    question: Question, template: Template, as_of: date, material: Material, settings: AssessSettings
) -> Inquiry:
    """Count the documents, collect the reports, draw the assumptions."""
    grades, method = load_grades(), load_method()
    rulings = read_rulings(material.decisions, material.documents, material.claims)
    template = with_likelihoods(template, rulings.likelihoods)
    counting = count_documents(material.documents, material.claims, as_of, rulings.rejected_documents, method)
    context = Context(question, template, grades, method, rulings, counting)
    reports = collect_reports(context, material.documents, material.claims, material.linkage, material.evidence)
    bearing = _bearing(material, counting, reports)
    days = {key: counting.known[key] for key in bearing}
    plan = make_plan(template, settings, method.numbers, question.deadline, reports.reports, days)
    draws = _with_rulings(make_draws(template, grades, method, settings), rulings, settings)
    draws = with_ruled(with_records(draws, reports.sources), reports.sources)
    first_day = _first_day(question, counting, as_of)
    hazard = daily_hazard(question, template, draws, rulings, first_day)
    ladder = make_ladder(template, draws, hazard)
    weights = log_ratios(reports.reports, reports.sources, draws)
    return Inquiry(
        question,
        template,
        as_of,
        settings,
        material,
        rulings,
        counting,
        reports,
        plan,
        draws,
        ladder,
        weights,
        hazard,
        first_day,
    )


def _bearing(material: Material, counting: Counting, reports: Reports) -> tuple[str, ...]:
    """Counted documents with at least one claim that bears on the question; copies stand for nothing of their own."""
    relevant = {item.claim_id for item in material.evidence if item.relevant}
    bearing = {claim.document_id for claim in material.claims if claim.id in relevant}
    bearing |= {report.document_id for report in reports.reports}
    return tuple(key for key in counting.counted if key in bearing and key not in counting.copies)


def _first_day(question: Question, counting: Counting, as_of: date) -> date:
    first = min([*counting.known.values(), as_of])
    return min(question.opened or first, as_of)


def _with_rulings(draws: Draws, rulings: Rulings, settings: AssessSettings) -> Draws:
    coverage = rulings.numbers.get("coverage")
    return draws if coverage is None else watched_at(draws, coverage)


def daily_hazard(question: Question, template: Template, draws: Draws, rulings: Rulings, first_day: date) -> Floats:
    """Rate of the outcome a day without evidence: the reference class's, or the one that a set prior implies.

    A prior set for the question is the probability from its opening (or the first report) to the deadline; the time
    left at any later day takes its share.
    """
    range_, days = template.reference.probability, float(template.reference.horizon_days)
    if question.prior or "prior" in rulings.numbers:
        range_, days = _set_prior(question, rulings), max(float((question.deadline - first_day).days), 1.0)
    probability = np.clip(share(range_, draws["prior_normal"]), 1e-6, 1 - 1e-6)
    return np.asarray(-np.log1p(-probability) / days)


def _set_prior(question: Question, rulings: Rulings) -> Range:
    if "prior" in rulings.numbers:
        best = min(max(rulings.numbers["prior"], 1e-4), 1 - 1e-4)
        odds = best / (1 - best)
        low, high = odds / RULED_ODDS, odds * RULED_ODDS
        return Range(low / (1 + low), best, high / (1 + high), "set by a decision")
    assert question.prior is not None
    low, best, high = sorted((question.prior.low, question.prior.probability, question.prior.high))
    return Range(max(low, 1e-6), max(best, 1e-6), min(high, 1 - 1e-6), question.prior.reason)


def prior_answers(inquiry: Inquiry, as_of: date) -> Floats:
    """The answer without evidence, by draw. The days of the reporting lag count: what came then is not yet known."""
    left = (inquiry.question.deadline - as_of).days
    if left + inquiry.settings.reporting_lag_days <= 0:
        return np.zeros(inquiry.draws.count)
    days = max(left, 0) + inquiry.settings.reporting_lag_days
    return np.asarray(-np.expm1(-inquiry.hazard * days))


def prior_ratio(inquiry: Inquiry, as_of: date | None = None) -> Floats:
    """Each draw's answer without evidence over the mean one, which weighting by the reports must leave as it is."""
    answers = prior_answers(inquiry, as_of or inquiry.as_of)
    if not answers.any():
        return np.ones(len(answers))
    return np.asarray(answers / answers.mean())


def run(inquiry: Inquiry, draws: Indices | None = None, masks: Masks | None = None) -> Outcome:
    """Evaluate chosen draws (default: all), each under every scenario of the masks (default: everything counts).

    With S scenarios and D draws the outcome has S·D columns, scenario by scenario.
    """
    chosen = np.arange(inquiry.draws.count) if draws is None else draws
    count = 1 if masks is None else masks.reports.shape[1]
    index = np.tile(chosen, count)
    weights = inquiry.weights[:, index]
    as_of = np.full(len(index), float(inquiry.as_of.toordinal()))
    documents = np.ones((len(inquiry.plan.documents), len(index)))
    if masks is not None:
        weights = weights * np.repeat(masks.reports, len(chosen), axis=1)
        documents = np.repeat(masks.documents, len(chosen), axis=1)
        if masks.as_of is not None:
            as_of = np.repeat(masks.as_of, len(chosen))
    columns = Columns(inquiry.draws.take(index), inquiry.ladder.take(index), as_of, weights, documents)
    return evaluate(inquiry.plan, columns)


def watched_at(draws: Draws, coverage: float) -> Draws:
    """The draws of a desk that surely watches so much of what happens, every window alike."""
    even = np.ones(draws.count)
    return draws.replaced({"attention": even * coverage, "unevenness": even * EVEN})


def unwatched(draws: Draws) -> Draws:
    """The draws of documents that somebody picked: attention may be anything in any window."""
    even = np.ones(draws.count)
    return draws.replaced({"unevenness": even * LOOSE_ATTENTION})

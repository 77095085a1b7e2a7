"""The judgement: one question, one day, everything known by then, and every step that led to the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from tocsin.assess.analysts import OWN, decisions_of, names_of, pool
from tocsin.assess.board import cells, grades, not_spoken_of
from tocsin.assess.confidence import analytic_confidence
from tocsin.assess.draws import Floats
from tocsin.assess.inquiry import (
    Indices,
    Inquiry,
    Material,
    inquire,
    prior_answers,
    prior_ratio,
    run,
    unwatched,
    watched_at,
)
from tocsin.assess.posterior import Weights, estimate, resample, weigh
from tocsin.assess.replay import history_days, replay
from tocsin.assess.sensitivity import influences, tipping, tornado
from tocsin.assess.vocabulary import load_grades, load_method, word_for
from tocsin.assess.waterfall import waterfall
from tocsin.model.codec import digest
from tocsin.model.judgement import AnalystView, DayEstimate, Estimate, Judgement, StageShare
from tocsin.model.question import Question
from tocsin.model.settings import AssessSettings
from tocsin.model.template import Template

VERSION = "assess-2"
CHOSEN_DRAWS, FEW_DRAWS = 12, 8
"""Draws, resampled by weight, that stand for all in leave-one-out, and in waterfall, tornado and tipping values."""
HISTORY_DRAWS, END_DRAWS, ANALYST_DRAWS = 40, 200, 300


def judge(
    question: Question, template: Template, as_of: date, material: Material, settings: AssessSettings
) -> Judgement:
    """Answer the question as of a day. The same inputs give the same judgement, in whatever order they come."""
    ordered = Material(
        sorted(material.documents, key=lambda item: item.id),
        sorted(material.claims, key=lambda item: item.id),
        material.linkage,
        sorted(material.evidence, key=lambda item: item.claim_id),
        material.decisions,
    )
    made = conclude(inquire(question, template, as_of, ordered, settings))
    return _with_analysts(made, question, template, ordered, settings)


def _with_analysts(
    made: Judgement, question: Question, template: Template, material: Material, settings: AssessSettings
) -> Judgement:
    """The judgement with the answer that each analyst's own rulings lead to, where there are several."""
    names = names_of(material.decisions)
    if len(names) < 2:
        return made
    few = replace(settings, draws=min(settings.draws, ANALYST_DRAWS))
    views = []
    for name in names:
        own = decisions_of(name, material.decisions)
        inquiry = inquire(question, template, made.as_of, replace(material, decisions=own), few)
        outcome = run(inquiry)
        weights = weigh(outcome.log_likelihood, prior_ratio(inquiry))
        answer = _settled(inquiry, estimate(outcome.answer, weights.values, settings.interval))
        views.append(AnalystView(name, answer, sum(d.subject in OWN for d in own)))
    spread = pool(views)
    note = (
        f"{len(names)} analysts ruled on grades, numbers or likelihoods: their own answers run from "
        f"{min(v.estimate.probability for v in views):.1%} to {max(v.estimate.probability for v in views):.1%} "
        f"(odds apart by a factor of {spread.disagreement:.1f}); pooled {spread.pooled.probability:.1%}."
    )
    return replace(made, analysts=tuple(views), pooled=spread.pooled, notes=(*made.notes, note))


def conclude(inquiry: Inquiry) -> Judgement:
    """The judgement that an inquiry leads to."""
    settings = inquiry.settings
    outcome = run(inquiry)
    weights = weigh(outcome.log_likelihood, prior_ratio(inquiry))
    answer = _settled(inquiry, estimate(outcome.answer, weights.values, settings.interval))
    prior = _prior(inquiry)
    ends = _ends(inquiry, resample(outcome.answer, weights.values, END_DRAWS), answer)
    chosen, few = (resample(outcome.answer, weights.values, count) for count in (CHOSEN_DRAWS, FEW_DRAWS))
    board = cells(inquiry)
    found = influences(inquiry, chosen)
    level, reasons = analytic_confidence(inquiry, answer, ends, board, found)
    steps = waterfall(inquiry, few, prior.probability, answer.probability)
    return Judgement(
        key=_key(inquiry),
        question_id=inquiry.question.id,
        as_of=inquiry.as_of,
        estimate=answer,
        prior=prior,
        unwatched=ends[0],
        watched=ends[1],
        word=word_for(answer.probability),
        confidence=level,
        confidence_reasons=reasons,
        stages=_stages(inquiry, outcome.stages @ weights.values),
        steps=steps,
        influences=found,
        tipping=tipping(inquiry, few, answer.probability, found),
        cells=board,
        grades=grades(inquiry),
        history=_history(inquiry, answer),
        compliance=_compliance(inquiry, outcome.compliance, weights),
        counted=inquiry.counting.counted,
        left_out=inquiry.counting.left_out,
        rests_on=_rests_on(inquiry, steps),
        unwatched_indicators=not_spoken_of(inquiry),
        effective_sample_size=weights.effective,
        notes=_notes(inquiry, weights, float(outcome.scare @ weights.values)),
        tornado=tornado(inquiry, few),
    )


def _key(inquiry: Inquiry) -> str:
    material = inquiry.material
    return digest(
        VERSION,
        load_grades().digest,
        load_method().digest,
        inquiry.question,
        inquiry.template,
        inquiry.as_of,
        inquiry.settings,
        [(document.id, document.publication) for document in material.documents],
        material.claims,
        material.linkage,
        material.evidence,
        list(material.decisions),
    )


def _settled(inquiry: Inquiry, answer: Estimate) -> Estimate:
    """A question that was resolved by the as-of day has its outcome as the answer."""
    question = inquiry.question
    if question.outcome is None or (question.resolved_on and question.resolved_on > inquiry.as_of):
        return answer
    value = 1 - 1e-4 if question.outcome else 1e-4
    return Estimate(value, value, value)


def _prior(inquiry: Inquiry) -> Estimate:
    answers = prior_answers(inquiry, inquiry.as_of)
    even = np.full(len(answers), 1 / len(answers))
    return estimate(answers, even, inquiry.settings.interval)


def _ends(inquiry: Inquiry, chosen: Indices, answer: Estimate) -> tuple[Estimate, Estimate]:
    """The answer if attention may be anything, and if the desk surely watched at the top of its range of coverage."""
    if inquiry.rulings.numbers.get("coverage") is not None or not inquiry.reports.reports:
        return answer, answer
    even = np.full(len(chosen), 1 / len(chosen))
    draws = (unwatched(inquiry.draws), watched_at(inquiry.draws, inquiry.settings.coverage_high))
    low, high = (
        estimate(run(replace(inquiry, draws=changed), chosen).answer, even, inquiry.settings.interval)
        for changed in draws
    )
    return low, high


def _stages(inquiry: Inquiry, shares: Floats) -> tuple[StageShare, ...]:
    return tuple(
        StageShare(stage.key, stage.name, float(share))
        for stage, share in zip(inquiry.template.stages, shares, strict=True)
    )


def _compliance(inquiry: Inquiry, values: Floats, weights: Weights) -> Estimate | None:
    if inquiry.template.compliance is None:
        return None
    return estimate(values, weights.values, inquiry.settings.interval)


def _history(inquiry: Inquiry, answer: Estimate) -> tuple[DayEstimate, ...]:
    """Past days from a part of the draws; the as-of day as judged."""
    days = [day for day in history_days(inquiry) if day < inquiry.as_of]
    return (*replay(inquiry, days, HISTORY_DRAWS), DayEstimate(inquiry.as_of, answer))


def _rests_on(inquiry: Inquiry, steps: Sequence[object]) -> tuple[str, ...]:
    """Claims that the answer was worked out from, those that weigh most first."""
    weight: dict[str, float] = {}
    for report, value in zip(inquiry.plan.reports, inquiry.weights[:, 0], strict=True):
        weight[report.claim_id] = max(weight.get(report.claim_id, 0.0), abs(float(value)))
    return tuple(sorted((key for key, value in weight.items() if value > 0), key=lambda key: (-weight[key], key)))


def _notes(inquiry: Inquiry, weights: Weights, scare: float) -> tuple[str, ...]:
    question, notes = inquiry.question, []
    if question.outcome is not None:
        notes.append(f"The question was resolved: {'yes' if question.outcome else 'no'}.")
    if inquiry.as_of > question.deadline:
        notes.append(f"The deadline {question.deadline} has passed; record how the question was resolved.")
    if question.opened and inquiry.as_of < question.opened:
        notes.append(f"The question was opened later, on {question.opened}.")
    if not inquiry.reports.reports:
        notes.append(
            "No counted report lights or denies any sign: the answer is the reference class, for the time left."
        )
    if inquiry.counting.copies:
        notes.append(f"{len(inquiry.counting.copies)} documents repeat another word for word and add nothing.")
    if inquiry.reports.reports:
        notes.append(f"That the signs are shown or feared without intent (a scare) has a share of {scare:.0%}.")
    if weights.power < 0.999:
        notes.append(
            f"The draws' weights were flattened (power {weights.power:.2f}) to keep "
            f"{weights.effective:.0f} effective draws of {inquiry.draws.count}."
        )
    return tuple(notes)

"""Day by day: the answer on each past day with all that a line of a replay tells, from what was known on that day.

Nothing that came out later has any part in a day's answer: not the document, not its claims, not the origins that
it joins to others. Days between which nothing new came out share one inquiry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from tocsin.assess.board import cells
from tocsin.assess.confidence import analytic_confidence
from tocsin.assess.evaluation import Outcome
from tocsin.assess.inquiry import Inquiry, Material, inquire, prior_answers, prior_ratio, run, unwatched, watched_at
from tocsin.assess.posterior import estimate, weigh
from tocsin.assess.scenarios import as_known_on
from tocsin.assess.sensitivity import report_influences
from tocsin.model.incident import Incident, Origin
from tocsin.model.judgement import AnalyticConfidence, Estimate, Influence, StageShare
from tocsin.model.linkage import Linkage
from tocsin.model.question import Question
from tocsin.model.settings import AssessSettings
from tocsin.model.template import Template

CONFIDENCE_DRAWS = 60
INFLUENCE_DRAWS = 8
SHARED_DAYS, GROWTH = 7, 1.1
"""What confidence rests on is worked out anew after so many days, or where the reports grew by so much."""


@dataclass(frozen=True, slots=True)
class DayAnswer:
    """The answer as of one day. `prior` is the answer without evidence on that day; `documents` counts the documents
    that count, `origins` the independent origins behind what they light or deny."""

    as_of: date
    estimate: Estimate
    prior: float
    stages: tuple[StageShare, ...]
    confidence: AnalyticConfidence
    documents: int
    origins: int


def day_by_day(
    question: Question,
    template: Template,
    days: Sequence[date],
    material: Material,
    settings: AssessSettings,
    draws: int = 200,
) -> tuple[DayAnswer, ...]:
    """One answer for each of the days, in order, from `draws` draws or the settings' number, if that is smaller."""
    settings = replace(settings, draws=min(draws, settings.draws))
    answers: list[DayAnswer] = []
    ground: _Ground | None = None
    for span in _spans(sorted(set(days)), material):
        known = known_by(material, span[-1])
        inquiry = inquire(question, template, span[-1], known, settings)
        if ground is None or ground.stale(inquiry, span[0]):
            ground = _ground(replace(inquiry, as_of=span[0]))
        outcome = run(inquiry, None, as_known_on(inquiry, span))
        answers += _answers(inquiry, span, outcome, ground)
    return tuple(answers)


def known_by(material: Material, day: date) -> Material:
    """What was known on a day. Documents with no upper bound stay, so that they are counted as left out."""
    late = {
        document.id
        for document in material.documents
        if document.publication.interval.end and document.publication.interval.end > day
    }
    if not late:
        return material
    claims = [claim for claim in material.claims if claim.document_id not in late]
    kept = {claim.id for claim in claims}
    documents = [document for document in material.documents if document.id not in late]
    evidence = [item for item in material.evidence if item.claim_id in kept]
    return Material(documents, claims, _among(material.linkage, kept, late), evidence, material.decisions)


def _among(linkage: Linkage, claims: set[str], late: set[str]) -> Linkage:
    incidents = []
    for incident in linkage.incidents:
        ids = tuple(key for key in incident.claim_ids if key in claims)
        if ids:
            head = incident.head if incident.head in claims else ids[0]
            origins = _origins(incident.origins, claims, late)
            incidents.append(Incident(incident.id, head, ids, origins, float(len(origins)), incident.reasons))
    links = tuple(link for link in linkage.links if link.a in claims and link.b in claims)
    roots = tuple(origin for origin in _origins(linkage.roots, claims, late) if len(origin.claim_ids) > 1)
    return Linkage(links=links, incidents=tuple(incidents), entities=linkage.entities, roots=roots)


def _origins(origins: Sequence[Origin], claims: set[str], late: set[str]) -> tuple[Origin, ...]:
    kept = []
    for origin in origins:
        ids = tuple(key for key in origin.claim_ids if key in claims)
        if ids:
            documents = tuple(key for key in origin.document_ids if key not in late)
            kept.append(replace(origin, claim_ids=ids, document_ids=documents))
    return tuple(kept)


def _spans(days: Sequence[date], material: Material) -> list[list[date]]:
    """The days in stretches between which no document came out, none longer than `SHARED_DAYS`."""
    out = sorted({d.publication.interval.end for d in material.documents if d.publication.interval.end})
    spans: list[list[date]] = []
    known = -1
    for day in days:
        count = sum(end <= day for end in out)
        if spans and count == known and (day - spans[-1][0]).days < SHARED_DAYS:
            spans[-1].append(day)
        else:
            spans.append([day])
        known = count
    return spans


@dataclass(frozen=True, slots=True)
class _Ground:
    """What analytic confidence is judged from and costs most to work out: kept for some days, while little is new."""

    day: date
    reports: int
    ends: tuple[Estimate, Estimate]
    influences: tuple[Influence, ...]

    def stale(self, inquiry: Inquiry, day: date) -> bool:
        """Whether it is too old, or too much came since."""
        return (day - self.day).days >= SHARED_DAYS or len(inquiry.plan.reports) > self.reports * GROWTH


def _ground(inquiry: Inquiry) -> _Ground:
    chosen = np.arange(min(CONFIDENCE_DRAWS, inquiry.draws.count))
    ends = []
    for draws in (unwatched(inquiry.draws), watched_at(inquiry.draws, inquiry.settings.coverage_high)):
        outcome = run(replace(inquiry, draws=draws), chosen)
        weights = weigh(outcome.log_likelihood, prior_ratio(inquiry)[chosen]).values
        ends.append(estimate(outcome.answer, weights, inquiry.settings.interval))
    influences = report_influences(inquiry, chosen[:INFLUENCE_DRAWS])
    return _Ground(inquiry.as_of, len(inquiry.plan.reports), (ends[0], ends[1]), influences)


def _answers(inquiry: Inquiry, span: Sequence[date], outcome: Outcome, ground: _Ground) -> list[DayAnswer]:
    share = inquiry.draws.count
    origins = len({report.origin for report in inquiry.plan.reports})
    board = cells(inquiry)
    found = []
    for place, day in enumerate(span):
        columns = slice(place * share, (place + 1) * share)
        weights = weigh(outcome.log_likelihood[columns], prior_ratio(inquiry, day)).values
        answer = estimate(outcome.answer[columns], weights, inquiry.settings.interval)
        stages = tuple(
            StageShare(stage.key, stage.name, float(value))
            for stage, value in zip(inquiry.template.stages, outcome.stages[:, columns] @ weights, strict=True)
        )
        prior = estimate(prior_answers(inquiry, day), np.full(share, 1 / share), inquiry.settings.interval)
        seen = replace(inquiry, as_of=day)
        confidence, _ = analytic_confidence(seen, answer, ground.ends, board, ground.influences)
        documents = len(inquiry.counting.known)
        found.append(DayAnswer(day, answer, prior.probability, stages, confidence, documents, origins))
    return found

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
from tocsin.assess.inquiry import Indices, Inquiry, Material, inquire, prior_answers, run, unwatched, watched_at
from tocsin.assess.posterior import estimate, weigh
from tocsin.assess.scenarios import as_known_on
from tocsin.assess.sensitivity import report_influences
from tocsin.model.incident import Incident, Origin
from tocsin.model.judgement import AnalyticConfidence, Estimate, StageShare
from tocsin.model.linkage import Linkage
from tocsin.model.question import Question
from tocsin.model.settings import AssessSettings
from tocsin.model.template import Template

CONFIDENCE_DRAWS = 60
INFLUENCE_DRAWS = 8
SHARED_DAYS = 14
"""Analytic confidence is judged anew after so many days at the latest, because reports age."""


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
    for span in _spans(sorted(set(days)), material):
        known = known_by(material, span[-1])
        inquiry = inquire(question, template, span[-1], known, settings)
        chosen = np.arange(inquiry.draws.count)
        outcome = run(inquiry, chosen, as_known_on(inquiry, span))
        answers += _answers(inquiry, span, chosen, outcome)
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


def _answers(inquiry: Inquiry, span: Sequence[date], chosen: Indices, outcome: Outcome) -> list[DayAnswer]:
    share = len(chosen)
    confidence: AnalyticConfidence | None = None
    origins = len({report.origin for report in inquiry.plan.reports})
    found = []
    for place, day in enumerate(span):
        columns = slice(place * share, (place + 1) * share)
        weights = weigh(outcome.log_likelihood[columns]).values
        answer = estimate(outcome.answer[columns], weights, inquiry.settings.interval)
        stages = tuple(
            StageShare(stage.key, stage.name, float(value))
            for stage, value in zip(inquiry.template.stages, outcome.stages[:, columns] @ weights, strict=True)
        )
        prior = _even(prior_answers(inquiry, day), inquiry.settings.interval).probability
        confidence = confidence or _confidence(replace(inquiry, as_of=day), answer)
        documents = len(inquiry.counting.known)
        found.append(DayAnswer(day, answer, prior, stages, confidence, documents, origins))
    return found


def _even(answers: np.ndarray[tuple[int], np.dtype[np.float64]], interval: float) -> Estimate:
    return estimate(answers, np.full(len(answers), 1 / len(answers)), interval)


def _confidence(inquiry: Inquiry, answer: Estimate) -> AnalyticConfidence:
    """Analytic confidence from a small part of the draws, with the same grounds as a judgement's."""
    if not inquiry.reports.reports:
        return "low"
    chosen = np.arange(min(CONFIDENCE_DRAWS, inquiry.draws.count))
    ends = []
    for draws in (unwatched(inquiry.draws), watched_at(inquiry.draws, inquiry.settings.coverage_high)):
        outcome = run(replace(inquiry, draws=draws), chosen)
        ends.append(estimate(outcome.answer, weigh(outcome.log_likelihood).values, inquiry.settings.interval))
    influences = report_influences(inquiry, chosen[:INFLUENCE_DRAWS])
    return analytic_confidence(inquiry, answer, (ends[0], ends[1]), cells(inquiry), influences)[0]

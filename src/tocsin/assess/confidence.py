"""Analytic confidence: how good the ground is that the answer stands on, apart from what the answer is.

Low, moderate and high in the sense of ICD 203 (2015) and of the UK's Analytical Confidence Rating: judged on the
sources, their independence, how they agree, and how much is missing; never on how near the answer is to 0 or 1.
"""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.assess.draws import logit
from tocsin.assess.inquiry import Inquiry
from tocsin.model.judgement import AnalyticConfidence, Cell, Estimate, Influence

FEW_ORIGINS, MANY_ORIGINS = 4, 10
FEW_DOCUMENTS = 5
"""Fewer articles than this are little ground however many voices speak in them: few editors chose those voices."""
STALE_DAYS, OLD_DAYS = 30, 90
LEANS = 0.7
"""A change of log-odds (a factor of two in odds) by which one report counts as carrying the answer."""
WIDE = 3.0
"""Log-odds between the ends of the interval (a factor of twenty in odds) from which it counts as wide."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One point for or against: what is so, in words, and how many points it costs (0 for what is good)."""

    words: str
    cost: int


def analytic_confidence(
    inquiry: Inquiry,
    estimate: Estimate,
    ends: tuple[Estimate, Estimate],
    cells: tuple[Cell, ...],
    found: tuple[Influence, ...],
) -> tuple[AnalyticConfidence, tuple[str, ...]]:
    """Low, moderate or high, with its reasons, what weakens it first."""
    if not inquiry.reports.reports:
        return "low", ("no report bears on the question: the answer is the reference class alone",)
    grounds = [
        _origins(inquiry),
        _sides(inquiry),
        _dates(inquiry),
        _age(inquiry),
        _contradictions(cells),
        _dependence(found),
        _watching(ends),
        _width(estimate),
    ]
    cost = sum(ground.cost for ground in grounds)
    level: AnalyticConfidence = "high" if cost <= 1 else "moderate" if cost <= 4 else "low"
    if len(_articles(inquiry)) == 1:
        level = "low"  # whatever else is good about it: nothing that one editor chose can be held against another's
    elif level == "high" and grounds[0].cost:
        level = "moderate"
    ordered = sorted(grounds, key=lambda ground: -ground.cost)
    return level, tuple(ground.words for ground in ordered if ground.words)


def _origins(inquiry: Inquiry) -> Ground:
    count = len({report.origin for report in inquiry.plan.reports})
    documents = len(_articles(inquiry))
    words = f"{_many(count, 'independent origin')} behind {_many(documents, 'report')}"
    if documents == 1:
        words = "only 1 article behind it: nothing outside it confirms or contradicts what it tells"
    elif documents < FEW_DOCUMENTS <= count:
        words = f"only {documents} articles behind it, whatever the {count} origins that speak there"
    few = count < FEW_ORIGINS or documents < FEW_DOCUMENTS
    return Ground(words, 2 if few else 1 if count < MANY_ORIGINS else 0)


def _articles(inquiry: Inquiry) -> frozenset[str]:
    """The articles that tell a sign; one that bears on the question and tells none is no ground to stand on."""
    return frozenset(report.document_id for report in inquiry.plan.reports)


def _sides(inquiry: Inquiry) -> Ground:
    named = {report.interest for report in inquiry.plan.reports}
    sides = {interest for interest in named if not interest.startswith("outlet ")}
    if len(sides) + any(interest.startswith("outlet ") for interest in named) <= 1:
        return Ground("everything comes from one side or one outlet", 2)
    return Ground(f"the origins spread over {_many(len(sides), 'side')} with an interest and unaligned voices", 0)


def _dates(inquiry: Inquiry) -> Ground:
    unknown = sum(
        document.publication.interval.end is None
        for document in inquiry.material.documents
        if document.id not in inquiry.rulings.rejected_documents
    )
    if not unknown:
        return Ground("", 0)
    total = len(inquiry.material.documents)
    words = f"{unknown} of {_many(total, 'document')} left out because no date is known"
    return Ground(words, 2 if 2 * unknown >= total else 1)


def _age(inquiry: Inquiry) -> Ground:
    newest = max(inquiry.plan.document_days)
    days = (inquiry.as_of - newest).days
    words = f"the newest report is {_many(days, 'day')} old"
    return Ground(words, 2 if days > OLD_DAYS else 1 if days > STALE_DAYS else 0)


def _contradictions(cells: tuple[Cell, ...]) -> Ground:
    contested = sorted({cell.indicator for cell in cells if cell.state == "contested"})
    if not contested:
        return Ground("", 0)
    return Ground(f"the reports contradict each other on {_many(len(contested), 'sign')}", 1)


def _dependence(found: tuple[Influence, ...]) -> Ground:
    reports = [item for item in found if item.kind == "report"]
    if not reports:
        return Ground("", 0)
    top = max(reports, key=lambda item: abs(item.change_log_odds))
    if abs(top.change_log_odds) < LEANS:
        return Ground("no single report carries the answer", 0)
    return Ground(f"the answer leans on one report (“{top.label}”): without it {top.without:.1%}", 1)


def _watching(ends: tuple[Estimate, Estimate]) -> Ground:
    gap = abs(float(logit(ends[0].probability) - logit(ends[1].probability)))
    words = (
        f"what silence means is open: {ends[0].probability:.1%} if unwatched, {ends[1].probability:.1%} if watched"
    )
    return Ground(words, 1) if gap > LEANS else Ground("", 0)


def _width(estimate: Estimate) -> Ground:
    if float(logit(estimate.high) - logit(estimate.low)) < WIDE:
        return Ground("", 0)
    return Ground(f"the interval is wide: {estimate.low:.1%} to {estimate.high:.1%}", 1)


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"

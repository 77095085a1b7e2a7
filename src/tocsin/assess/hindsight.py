"""Hindsight: where the ladder stood on past days, from all that is known now (the backward pass of the filter).

Forward shares times backward likelihoods (Rabiner 1989, doi:10.1109/5.18626, section III), by draw, weighted by how
well the draws explain everything. A question that resolved is read with its outcome. A replay shows what could be
known on each day; this shows what is thought of that day now. The two are never to be mixed in a score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from tocsin.assess.draws import Floats
from tocsin.assess.inquiry import Inquiry, prior_ratio, run
from tocsin.assess.passage import told_by_day
from tocsin.assess.plan import Columns
from tocsin.assess.posterior import weigh
from tocsin.assess.stage_filter import Ladder
from tocsin.model.judgement import StageShare

DRAWS = 200


@dataclass(frozen=True, slots=True)
class Hindsight:
    """The shares of the stages on one day, as thought now, and the share of a scare in the first of them."""

    day: date
    stages: tuple[StageShare, ...]
    scare: float


def hindsight(inquiry: Inquiry, days: Sequence[date], draws: int = DRAWS) -> tuple[Hindsight, ...]:
    """One row for each day up to the inquiry's (or the question's resolution, if that is sooner), in order."""
    chosen = np.arange(min(draws, inquiry.draws.count))
    end = min(inquiry.as_of, inquiry.question.resolved_on or inquiry.as_of)
    wanted = [day for day in sorted(set(days)) if day <= end]
    if not wanted:
        return ()
    ladder = inquiry.ladder.take(chosen)
    told = told_by_day(inquiry.plan, _columns(inquiry, chosen, ladder))
    events = {day: value for day, value in told if day <= end.toordinal()}
    points = sorted({*events, *(day.toordinal() for day in wanted), end.toordinal()})
    after = _backward(inquiry, ladder, events, points)
    outcome = run(inquiry, chosen)
    weights = weigh(outcome.log_likelihood, prior_ratio(inquiry)[chosen]).values
    rows, at = [], {day.toordinal(): day for day in wanted}
    shares, before = ladder.settled, points[0]
    for point in points:
        shares = _normal(np.einsum("nl,nlk->nk", shares, between(ladder, point - before)))
        shares, before = _normal(shares * _factors(events, point, len(shares))), point
        if point in at:
            rows.append(_row(inquiry, at[point], weights @ _normal(shares * after[point])))
    return tuple(rows)


def between(ladder: Ladder, days: float) -> Floats:
    """From each live stage to each other one in so many days, without the outcome: (columns, stages, stages)."""
    return np.asarray(np.maximum((ladder.into * np.exp(ladder.values * days)[:, None]) @ ladder.out, 0.0))


def _backward(
    inquiry: Inquiry, ladder: Ladder, events: dict[int, Floats], points: Sequence[int]
) -> dict[int, Floats]:
    """By point, how likely everything after it is from each live stage. The question is open up to the last point;
    if it resolved as yes, the outcome came then, from the last rung."""
    later = np.ones_like(ladder.settled)
    if inquiry.question.outcome and inquiry.question.resolved_on:
        later = np.zeros_like(ladder.settled)
        later[:, -1] = 1.0
    found = {points[-1]: later}
    for point, following in zip(reversed(points[:-1]), reversed(points), strict=False):
        later = later * _factors(events, following, len(later))
        later = _normal(np.einsum("nlk,nk->nl", between(ladder, following - point), later))
        found[point] = later
    return found


def _factors(events: dict[int, Floats], point: int, count: int) -> Floats:
    """What was told on a day, by column and live stage."""
    if point not in events:
        return np.ones((count, 1))
    live = events[point][:-1]
    return np.asarray(np.exp(live - live.max(axis=0)).T)


def _normal(shares: Floats) -> Floats:
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def _columns(inquiry: Inquiry, chosen: np.typing.NDArray[np.intp], ladder: Ladder) -> Columns:
    as_of = np.full(len(chosen), float(inquiry.as_of.toordinal()))
    documents = np.ones((len(inquiry.plan.documents), len(chosen)))
    return Columns(inquiry.draws.take(chosen), ladder, as_of, inquiry.weights[:, chosen], documents)


def _row(inquiry: Inquiry, day: date, live: Floats) -> Hindsight:
    values = [float(live[0] + live[1]), *(float(share) for share in live[2:])]
    stages = [stage for stage in inquiry.template.stages if not stage.absorbing]
    shares = tuple(StageShare(stage.key, stage.name, value) for stage, value in zip(stages, values, strict=True))
    return Hindsight(day, shares, float(live[0]))

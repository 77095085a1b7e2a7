"""Cells: one indicator in one window, how its reports weigh together, and what that says of each stage.

A cell's Λ is P(its reports | sign there) / P(its reports | not there). It is a likelihood ratio; the stage enters
through L(s) = Λ·b(s) + 1 - b(s), where b(s) is the chance, if the ladder stands on s, that the sign is there. For a
sign that was there before, b(s) carries over: b(s) = (1 - k^t)·p(s) + k^t·b'(s), with k the sign's persistence over
one of the template's windows and t the number of such windows gone by. Old news is thus evidence once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from tocsin.assess.draws import Draws, Floats
from tocsin.assess.independence import combine_groups, strongest
from tocsin.assess.sightings import Report
from tocsin.model.template import Indicator


@dataclass(frozen=True, slots=True)
class Touch:
    """The reports of one indicator that belong to one day. `rows` are those of its window up to that day, `window`
    the number of the window on a calendar that does not depend on the as-of day."""

    indicator: str
    day: date
    window: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TouchEvidence:
    """What one touch adds: `gain` by hypothesis (rows) and column, in natural logs; `log_ratio` is the cell's log Λ
    so far, `before` that of the cell up to the touch before."""

    touch: Touch
    gain: Floats
    log_ratio: Floats


def touches_of(reports: Sequence[Report], window_days: int) -> dict[str, tuple[Touch, ...]]:
    """By indicator, its touches in order of day. Windows are counted from day 1 of the calendar."""
    by_indicator: dict[str, dict[int, list[int]]] = {}
    for row, report in enumerate(reports):
        windows = by_indicator.setdefault(report.indicator, {})
        windows.setdefault(report.day.toordinal() // window_days, []).append(row)
    found: dict[str, tuple[Touch, ...]] = {}
    for indicator in sorted(by_indicator):
        touches = []
        for window, rows in sorted(by_indicator[indicator].items()):
            for day in sorted({reports[row].day for row in rows}):
                upto = tuple(row for row in rows if reports[row].day <= day)
                touches.append(Touch(indicator, day, window, upto))
        found[indicator] = tuple(touches)
    return found


def cell_log_ratio(rows: Sequence[int], reports: Sequence[Report], weights: Floats, draws: Draws) -> Floats:
    """log Λ of one cell: the strongest report of each origin and sign, then groups of one interest, then all."""
    if len(rows) == 1:
        return np.asarray(weights[rows[0]])
    total = np.zeros(draws.count)
    for sign in (1, -1):
        origins: dict[tuple[str, str], list[Floats]] = {}
        for row in rows:
            report = reports[row]
            if report.sign == sign or "contradicted" in report.hedges:
                origins.setdefault((report.interest, report.origin), []).append(weights[row])
        groups: dict[object, list[Floats]] = {}
        for (interest, _), values in origins.items():
            groups.setdefault(interest, []).append(strongest(values, sign))
        if groups:
            within, across = draws["share_of_interest"], draws["share_without_interest"]
            total = total + sign * combine_groups(groups, within, across)
    return total


def track(
    indicator: Indicator,
    touches: Sequence[Touch],
    reports: Sequence[Report],
    weights: Floats,
    draws: Draws,
) -> list[TouchEvidence]:
    """One indicator through time: the gain of each touch for each hypothesis that its `seen` names."""
    stationary = np.stack([draws[f"seen:{indicator.key}:{key}"] for key, _ in indicator.seen])
    there = stationary
    window: int | None = None
    base = there
    so_far = np.zeros_like(stationary)
    found: list[TouchEvidence] = []
    for touch in touches:
        if touch.window != window:
            kept = 0.0 if window is None else indicator.persistence ** (touch.window - window)
            base = (1 - kept) * stationary + kept * there
            window, so_far = touch.window, np.zeros_like(stationary)
        log_ratio = cell_log_ratio(touch.rows, reports, weights, draws)
        ratio = np.exp(np.clip(log_ratio, -30.0, 30.0))
        support = ratio * base + (1 - base)
        likelihood = np.log(support)
        there = ratio * base / support
        found.append(TouchEvidence(touch, likelihood - so_far, log_ratio))
        so_far = likelihood
    return found

"""One pass through all evidence, for many columns at once.

A column is a draw of the assumptions, seen on an as-of day, with some reports or documents left out. Monte Carlo,
leave-one-out, replay, what-if and the waterfall are all the same pass over different columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from tocsin.assess.cells import track
from tocsin.assess.compliance import combine_signs, compliance, last_step_factor
from tocsin.assess.draws import Floats
from tocsin.assess.passage import Memory, run_windows
from tocsin.assess.plan import Columns, Plan
from tocsin.assess.stage_filter import outcome_by


@dataclass(frozen=True, slots=True)
class Outcome:
    """By column: the answer, the shares of the stages (the outcome last; a scare is part of the first), the share of
    a scare, compliance, and the log marginal likelihood of the evidence."""

    answer: Floats
    stages: Floats
    scare: Floats
    compliance: Floats
    log_likelihood: Floats


def evaluate(plan: Plan, columns: Columns, memory: Memory | None = None) -> Outcome:
    """Run the evidence of every column through the ladder and read off the answer on its as-of day."""
    obeyed = obeyed_by(plan, columns)
    shares, log_likelihood = run_windows(plan, columns, memory)
    remaining = plan.deadline.toordinal() - columns.as_of
    factor = last_step_factor(columns.draws, obeyed)
    answer = outcome_by(columns.ladder, shares, remaining, factor)
    late = plan.deadline.toordinal() + plan.settings.reporting_lag_days <= columns.as_of
    scare = shares.live[:, 0]
    first = scare + shares.live[:, 1]
    stages = np.concatenate([first[:, None], shares.live[:, 2:], shares.entered[:, None]], axis=1).T
    return Outcome(np.where(late, 0.0, answer), stages, scare, obeyed, log_likelihood)


def obeyed_by(plan: Plan, columns: Columns) -> Floats:
    """The chance that an order would be obeyed, after the reports on obedience."""
    return compliance(columns.draws, _compliance_shift(plan, columns))


def _compliance_shift(plan: Plan, columns: Columns) -> Floats:
    """Log-odds by which all reports on obedience would move it, before the bound; older ones count for less."""
    periods: dict[int, dict[str, Floats]] = {}
    half_life = plan.numbers["compliance_half_life_days"]
    for key, indicator in plan.indicators.items():
        if indicator.hypothesis != "compliance":
            continue
        touches = plan.touches.get(key, ())
        for item in track(indicator, touches, plan.reports, columns.weights, columns.draws):
            age = np.maximum(columns.as_of - item.touch.day.toordinal(), 0.0)
            shift = (item.gain[0] - item.gain[1]) * 0.5 ** (age / half_life)
            signs = periods.setdefault(_period(plan, item.touch.day), {})
            signs[key] = signs.get(key, 0.0) + shift
    total = np.zeros(columns.draws.count)
    for signs in periods.values():
        combined = combine_signs(signs, plan.indicators, columns.draws)
        total = total + combined.gain - combined.loss
    return total


def _period(plan: Plan, day: date) -> int:
    return day.toordinal() // plan.numbers["period_days"]

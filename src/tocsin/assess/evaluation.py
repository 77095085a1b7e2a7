"""One pass through all evidence, for many columns at once.

A column is a draw of the assumptions, seen on an as-of day, with some reports or documents left out. Monte Carlo,
leave-one-out, replay, what-if and the waterfall are all the same pass over different columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from tocsin.assess.cells import Touch, TouchEvidence, touches_of, track
from tocsin.assess.compliance import compliance, last_step_factor
from tocsin.assess.draws import Draws, Floats
from tocsin.assess.periods import Combined, Ordinary, Reading, combine_signs, ordinary, period_evidence
from tocsin.assess.sightings import Report
from tocsin.assess.stage_filter import Ladder, Shares, advance, outcome_by, still_open, update
from tocsin.model.settings import AssessSettings
from tocsin.model.template import Indicator, Template

Mask = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Plan:
    """What stays the same over all columns: the reports, their touches by indicator, and the documents' days."""

    template: Template
    settings: AssessSettings
    numbers: Mapping[str, int]
    deadline: date
    reports: tuple[Report, ...]
    touches: Mapping[str, tuple[Touch, ...]]
    documents: tuple[str, ...]
    document_days: tuple[date, ...]
    report_document: npt.NDArray[np.intp]

    @property
    def indicators(self) -> dict[str, Indicator]:
        """Indicators by key."""
        return {indicator.key: indicator for indicator in self.template.indicators}


@dataclass(frozen=True, slots=True)
class Columns:
    """What differs by column: draws, ladder, as-of days (ordinals), weights of reports (0 = left out) and of
    documents (0 = left out)."""

    draws: Draws
    ladder: Ladder
    as_of: Floats
    weights: Floats
    documents: Mask


@dataclass(frozen=True, slots=True)
class Outcome:
    """By column: the answer, the shares of the stages (the outcome last), compliance, and the log marginal
    likelihood of the evidence."""

    answer: Floats
    stages: Floats
    compliance: Floats
    log_likelihood: Floats


def make_plan(
    template: Template,
    settings: AssessSettings,
    numbers: Mapping[str, int],
    deadline: date,
    reports: Sequence[Report],
    document_days: Mapping[str, date],
) -> Plan:
    """A plan for one set of reports. `document_days` holds every counted document that bears on the question."""
    ids = tuple(sorted(document_days, key=lambda key: (document_days[key], key)))
    place = {key: row for row, key in enumerate(ids)}
    rows = np.array([place[report.document_id] for report in reports], dtype=np.intp)
    touches = touches_of(reports, settings.window_days)
    days = tuple(document_days[key] for key in ids)
    return Plan(template, settings, numbers, deadline, tuple(reports), touches, ids, days, rows)


def evaluate(plan: Plan, columns: Columns) -> Outcome:
    """Run the evidence of every column through the ladder and read off the answer on its as-of day."""
    tracked = _track_all(plan, columns)
    obeyed = compliance(columns.draws, _compliance_shift(plan, columns, tracked))
    steps, base = _steps(plan, columns, tracked)
    shares, log_likelihood = _filter(plan, columns, steps)
    remaining = plan.deadline.toordinal() - columns.as_of
    factor = last_step_factor(columns.draws, obeyed)
    answer = outcome_by(columns.ladder, shares, remaining, factor)
    late = plan.deadline.toordinal() + plan.settings.reporting_lag_days <= columns.as_of
    stages = np.concatenate([shares.live, shares.entered[:, None]], axis=1).T
    return Outcome(np.where(late, 0.0, answer), stages, obeyed, log_likelihood + base)


def _track_all(plan: Plan, columns: Columns) -> dict[str, list[TouchEvidence]]:
    indicators = plan.indicators
    share = plan.settings.window_days / plan.template.window_days
    return {
        key: track(indicators[key], touches, plan.reports, columns.weights, columns.draws, share)
        for key, touches in plan.touches.items()
    }


def _compliance_shift(plan: Plan, columns: Columns, tracked: Mapping[str, list[TouchEvidence]]) -> Floats:
    """Log-odds by which all reports on obedience would move it, before the bound; older ones count for less."""
    periods: dict[int, dict[str, Floats]] = {}
    half_life = plan.numbers["compliance_half_life_days"]
    for key, indicator in plan.indicators.items():
        if indicator.hypothesis != "compliance":
            continue
        for item in tracked.get(key, ()):
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


@dataclass(frozen=True, slots=True)
class _Day:
    """Everything that one calendar day brings: touches by indicator, and documents by row."""

    touches: tuple[tuple[str, TouchEvidence], ...]
    documents: tuple[int, ...]


def _steps(
    plan: Plan, columns: Columns, tracked: Mapping[str, list[TouchEvidence]]
) -> tuple[list[tuple[date, Floats]], Floats]:
    """Log evidence by day and stage, in order of days; and the likelihood of the first stage having shown it all."""
    usual = ordinary(plan.template, columns.draws)
    days, base = _by_day(plan, tracked, columns.draws.count)
    steps: list[tuple[date, Floats]] = []
    past = _Past.none(usual, columns.draws)
    for _, period in _grouped(plan, days):
        evidence = np.zeros_like(usual.weight)
        state = _PeriodState({}, {}, np.zeros(columns.draws.count))
        combined = Combined(np.zeros_like(evidence), np.zeros_like(evidence))
        for day, content in period:
            state = _take_in(plan, columns, state, day, content)
            if content.touches:
                combined = combine_signs(state.signs, plan.indicators, columns.draws)
            reading = _reading(columns.draws, usual, state, past)
            now = period_evidence(combined, reading)
            steps.append((day, now - evidence))
            evidence = now
        past = past.after(combined.gain, state.read)
    return steps, base


@dataclass(frozen=True, slots=True)
class _PeriodState:
    """A period so far: signs by indicator relative to the first stage, how surely each was seen, documents read."""

    signs: dict[str, Floats]
    seen: dict[str, Floats]
    read: Floats


@dataclass(frozen=True, slots=True)
class _Past:
    """What the earlier periods of this desk brought: the sum of their weights, how many there were, the default."""

    total: Floats
    periods: Floats
    default: Floats
    patience: Floats

    @classmethod
    def none(cls, usual: Ordinary, draws: Draws) -> _Past:
        return cls(np.zeros_like(usual.weight), np.zeros(draws.count), usual.weight, draws["ordinary_periods"])

    def ordinary(self) -> Floats:
        return np.asarray((self.patience * self.default + self.total) / (self.patience + self.periods))

    def after(self, gain: Floats, read: Floats) -> _Past:
        active = np.minimum(read, 1.0)
        return replace(self, total=self.total + active * gain, periods=self.periods + active)


def _by_day(plan: Plan, tracked: Mapping[str, list[TouchEvidence]], count: int) -> tuple[dict[date, _Day], Floats]:
    touched: dict[date, list[tuple[str, TouchEvidence]]] = {}
    base = np.zeros(count)
    indicators = plan.indicators
    for key in sorted(tracked):
        if indicators[key].hypothesis != "outcome":
            continue
        for item in tracked[key]:
            touched.setdefault(item.touch.day, []).append((key, item))
            base = base + item.gain[0]
        base = base - _neutral(tracked[key])
    read: dict[date, list[int]] = {}
    for row, day in enumerate(plan.document_days):
        read.setdefault(day, []).append(row)
    days = {day: _Day(tuple(touched.get(day, ())), tuple(read.get(day, ()))) for day in {*touched, *read}}
    return days, base


def _neutral(items: Sequence[TouchEvidence]) -> Floats:
    """Log likelihood of an indicator's cells if the sign were as likely there as not: what draws are held against."""
    last = {item.touch.window: item.log_ratio for item in items}
    ratios = np.clip(np.stack(list(last.values())), -30.0, 30.0)
    return np.asarray(np.log(0.5 * (np.exp(ratios) + 1)).sum(axis=0))


def _grouped(plan: Plan, days: Mapping[date, _Day]) -> list[tuple[int, list[tuple[date, _Day]]]]:
    periods: dict[int, list[tuple[date, _Day]]] = {}
    for day in sorted(days):
        periods.setdefault(_period(plan, day), []).append((day, days[day]))
    return sorted(periods.items())


def _take_in(plan: Plan, columns: Columns, state: _PeriodState, day: date, content: _Day) -> _PeriodState:
    signs, seen = dict(state.signs), dict(state.seen)
    for key, item in content.touches:
        relative = item.gain - item.gain[0]
        if plan.indicators[key].order == "last-only":
            relative = relative * _fade(plan, columns.as_of, day)
        signs[key] = signs.get(key, 0.0) + relative
        seen[key] = np.maximum(seen.get(key, 0.0), 1 - np.exp(-np.abs(item.log_ratio)))
    read = state.read + sum((columns.documents[row] for row in content.documents), np.zeros(columns.draws.count))
    return _PeriodState(signs, seen, read)


def _fade(plan: Plan, as_of: Floats, day: date) -> Floats:
    """A report that the outcome has come, while the question stays open, is not followed: it fades to nothing."""
    open_for = as_of - day.toordinal() - plan.settings.reporting_lag_days
    return np.asarray(np.clip(1 - open_for / plan.numbers["fade_days"], 0.0, 1.0))


def _reading(draws: Draws, usual: Ordinary, state: _PeriodState, past: _Past) -> Reading:
    watched = 1 - np.exp(-draws["watch_per_document"] * state.read)
    silence = sum(
        ((1 - state.seen.get(key, 0.0)) * value for key, value in usual.silence.items()),
        np.zeros_like(usual.weight),
    )
    return Reading(past.ordinary(), silence, watched, draws["coverage"])


def _filter(plan: Plan, columns: Columns, steps: Sequence[tuple[date, Floats]]) -> tuple[Shares, Floats]:
    """Through all days in order; the question is open up to the reporting lag before each column's as-of day."""
    count = columns.draws.count
    cut = columns.as_of - plan.settings.reporting_lag_days
    first = min([float(day.toordinal()) for day, _ in steps[:1]] + [float(cut.min())])
    now = np.minimum(np.full(count, first), cut)
    shares = Shares(columns.ladder.settled.copy(), np.zeros(count))
    log_likelihood = np.zeros(count)
    for day, evidence in steps:
        until = np.minimum(float(day.toordinal()), columns.as_of)
        shares, now = _move(columns.ladder, shares, now, until, cut)
        shares, gained = update(shares, evidence)
        log_likelihood += gained
    shares, _ = _move(columns.ladder, shares, now, columns.as_of, cut)
    return shares, log_likelihood


def _move(ladder: Ladder, shares: Shares, now: Floats, until: Floats, cut: Floats) -> tuple[Shares, Floats]:
    open_days = np.maximum(np.minimum(until, cut) - now, 0.0)
    if open_days.any():
        shares = still_open(advance(ladder, shares, open_days))
        now = now + open_days
    rest = np.maximum(until - now, 0.0)
    if rest.any():
        shares = advance(ladder, shares, rest)
    return shares, now + rest

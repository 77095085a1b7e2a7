"""One pass through all evidence, for many columns at once.

A column is a draw of the assumptions, seen on an as-of day, with some reports or documents left out. Monte Carlo,
leave-one-out, replay, what-if and the waterfall are all the same pass over different columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from tocsin.assess.cells import Touch, cell_log_ratio, touches_of, track
from tocsin.assess.compliance import combine_signs, compliance, last_step_factor
from tocsin.assess.draws import Draws, Floats
from tocsin.assess.sightings import Report
from tocsin.assess.stage_filter import Ladder, Shares, advance, outcome_by, still_open, update
from tocsin.assess.vocabulary import load_method
from tocsin.assess.windows import (
    Attention,
    Signs,
    Telling,
    Window,
    attention,
    heard,
    open_window,
    signs_of,
    there_after,
    window_evidence,
)
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
    watched_since: date | None = None
    """From when on silent windows count; None: in each beat from its first report that is worth anything."""

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
    """By column: the answer, the shares of the stages (the outcome last; a scare is part of the first), the share of
    a scare, compliance, and the log marginal likelihood of the evidence."""

    answer: Floats
    stages: Floats
    scare: Floats
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
    touches = touches_of(reports, template.window_days)
    days = tuple(document_days[key] for key in ids)
    return Plan(template, settings, numbers, deadline, tuple(reports), touches, ids, days, rows)


def evaluate(plan: Plan, columns: Columns) -> Outcome:
    """Run the evidence of every column through the ladder and read off the answer on its as-of day."""
    obeyed = compliance(columns.draws, _compliance_shift(plan, columns))
    shares, log_likelihood = _run_windows(plan, columns)
    remaining = plan.deadline.toordinal() - columns.as_of
    factor = last_step_factor(columns.draws, obeyed)
    answer = outcome_by(columns.ladder, shares, remaining, factor)
    late = plan.deadline.toordinal() + plan.settings.reporting_lag_days <= columns.as_of
    scare = shares.live[:, 0]
    first = scare + shares.live[:, 1]
    stages = np.concatenate([first[:, None], shares.live[:, 2:], shares.entered[:, None]], axis=1).T
    return Outcome(np.where(late, 0.0, answer), stages, scare, obeyed, log_likelihood)


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


def _run_windows(plan: Plan, columns: Columns) -> tuple[Shares, Floats]:
    """Through all windows in order; the question is open up to the reporting lag before each column's as-of day.

    What old reports taught of the assumptions is forgotten at a steady pace (a discounted likelihood, as in dynamic
    models: West & Harrison 1997), so that a build-up of long ago does not tint a quiet year.
    """
    signs = signs_of(plan.template, columns.draws, load_method().beats)
    windows = windows_of(plan, signs, int(columns.as_of.max()))
    walk = _start(plan, columns, windows, len(signs.beats))
    for window, days in windows:
        walk = _through(plan, columns, signs, walk, window, days)
    shares, _ = _move(columns.ladder, walk.shares, walk.now, columns.as_of, walk.cut)
    return shares, walk.learned


@dataclass(frozen=True, slots=True)
class _Walk:
    """A pass on its way: where the ladder stands and on which day, the chances that each sign is there (None before
    the first window), what was learned of the assumptions, and how far the desk is known to follow each beat."""

    shares: Shares
    now: Floats
    cut: Floats
    there: Floats | None
    learned: Floats
    begun: Floats
    listens: Floats
    watched: Attention


def _start(plan: Plan, columns: Columns, windows: Sequence[tuple[int, list[_Day]]], beats: int) -> _Walk:
    count = columns.draws.count
    cut = columns.as_of - plan.settings.reporting_lag_days
    first = windows[0][1][0][0] if windows else float(cut.min())
    return _Walk(
        Shares(columns.ladder.settled.copy(), np.zeros(count)),
        np.minimum(float(first), cut),
        cut,
        None,
        np.zeros(count),
        np.full((beats, count), float(plan.watched_since is not None)),
        columns.documents.max(axis=0) if len(columns.documents) else np.ones(count),
        attention(columns.draws),
    )


def _through(plan: Plan, columns: Columns, signs: Signs, walk: _Walk, window: int, days: Sequence[_Day]) -> _Walk:
    """One window: what each of its days tells beyond the day before, and at its end what it kept silent about."""
    there = signs.seen if walk.there is None else signs.carried(walk.there, 1.0)
    opened: Window | None = None
    evidence = np.zeros(there.shape[1:])
    shares, now, learned, begun = walk.shares, walk.now, walk.learned, walk.begun
    ratios: dict[int, Floats] = {}
    spoken = None
    for day, touches in days:
        shares, now = _move(columns.ladder, shares, now, np.minimum(float(day), columns.as_of), walk.cut)
        for place, touch in touches:
            ratios[place] = cell_log_ratio(touch.rows, plan.reports, columns.weights, columns.draws)
            begun = _begun(signs, begun, place, heard(ratios[place]))
        over = (columns.as_of >= day).astype(np.float64) * float((window + 1) * plan.template.window_days - 1 == day)
        if not begun.any() or not (touches or over.any()):
            continue
        opened = opened or open_window(signs, there, walk.listens)
        told = Telling(ratios, begun, over)
        spoken = window_evidence(signs, opened, told, walk.watched, columns.draws["false_alarms"])
        shares, gained = update(shares, spoken.log_likelihood - evidence)
        age = np.maximum(columns.as_of - day, 0.0)
        learned = learned + gained * 0.5 ** (age / plan.numbers["learning_half_life_days"])
        evidence = spoken.log_likelihood
    if spoken is not None:
        there = there_after(signs, there, ratios, spoken.attention)
    return _Walk(shares, now, walk.cut, there, learned, begun, walk.listens, walk.watched)


def _begun(signs: Signs, begun: Floats, place: int, told: Floats) -> Floats:
    """With the beat of a told sign known to be followed."""
    own = np.array([[place in beat] for beat in signs.beats])
    return np.where(own, np.maximum(begun, told), begun)


_Day = tuple[int, tuple[tuple[int, Touch], ...]]


def windows_of(plan: Plan, signs: Signs, until: int) -> list[tuple[int, list[_Day]]]:
    """Windows of the template's length in order, each with its days that tell something and its last day. From the
    first window that tells something, none is left out: silence is told at the end of a window."""
    width = plan.template.window_days
    places = {key: place for place, key in enumerate(signs.keys)}
    touched: dict[int, list[tuple[int, Touch]]] = {}
    for key, touches in plan.touches.items():
        for touch in touches if key in places else ():
            touched.setdefault(touch.day.toordinal(), []).append((places[key], touch))
    if not touched and plan.watched_since is None:
        return []
    start = plan.watched_since.toordinal() if plan.watched_since else min(touched)
    windows: list[tuple[int, list[_Day]]] = []
    for window in range(start // width, until // width + 1):
        last = (window + 1) * width - 1
        days = sorted({day for day in touched if day // width == window} | {last})
        windows.append((window, [(day, tuple(touched.get(day, ()))) for day in days]))
    return windows


def _move(ladder: Ladder, shares: Shares, now: Floats, until: Floats, cut: Floats) -> tuple[Shares, Floats]:
    open_days = np.maximum(np.minimum(until, cut) - now, 0.0)
    if open_days.any():
        # A column that is past its own cut keeps what may have come unreported since.
        moved = advance(ladder, shares, open_days)
        held = still_open(moved)
        waits = open_days > 0
        shares = Shares(np.where(waits[:, None], held.live, moved.live), np.where(waits, held.entered, moved.entered))
        now = now + open_days
    rest = np.maximum(until - now, 0.0)
    if rest.any():
        shares = advance(ladder, shares, rest)
    return shares, now + rest

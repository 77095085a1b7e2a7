"""The way through all windows: what each tells, in order, for many columns at once.

A pass can remember what it worked out (`Memory`), so that another day, or a report toggled, costs only the windows
that change and those after them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from tocsin.assess.calendar_windows import Day, windows_of
from tocsin.assess.cells import Touch, cell_log_ratio
from tocsin.assess.draws import Floats
from tocsin.assess.plan import Columns, Plan
from tocsin.assess.stage_filter import Ladder, Shares, advance, still_open, update
from tocsin.assess.vocabulary import load_method
from tocsin.assess.windows import (
    Attention,
    Known,
    Reported,
    Signs,
    Spoken,
    Telling,
    Window,
    attention,
    beat_evidence,
    open_window,
    reported,
    signs_of,
    there_after,
    window_evidence,
)

MOST_REMEMBERED, MOST_BEATS = 600, 2400


@dataclass(slots=True)
class Memory:
    """What earlier passes over the same columns worked out: cells by their reports, walks by all that led to them,
    beats by how their windows opened and what they told."""

    cells: dict[object, Reported] = field(default_factory=dict)
    walks: dict[object, Walk] = field(default_factory=dict)
    beats: Known = field(default_factory=dict)
    signs: Signs | None = None
    watched: Attention | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """A pass on its way: where the ladder stands and on which day, the chances that each sign is there (None before
    the first window), what was learned of the assumptions, and how far the desk is known to follow each beat.
    `key` names all that led here, "" where it is not remembered."""

    shares: Shares
    now: Floats
    there: Floats | None
    learned: Floats
    begun: Floats
    key: object = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One taking-in, for whoever works out changes to it: its day, the touches up to it, what was known and said (by
    beat and in all), and what had been said up to the step before in the same window (0 at first)."""

    day: int
    touches: Mapping[int, Touch]
    told: Telling
    parts: tuple[Spoken | None, ...]
    spoken: Spoken
    before: Floats | float


@dataclass(frozen=True, slots=True)
class Stretch:
    """One window of a trace: its number, as it opened, and its steps."""

    number: int
    opened: Window
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """All that a pass took in: the signs, what attention may have been, and its windows in order."""

    signs: Signs
    watched: Attention
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """What is the same for all windows of a pass."""

    plan: Plan
    columns: Columns
    signs: Signs
    watched: Attention
    cut: Floats
    listens: Floats
    memory: Memory | None


def run_windows(plan: Plan, columns: Columns, memory: Memory | None = None) -> tuple[Shares, Floats]:
    """Through all windows in order; the question is open up to the reporting lag before each column's as-of day.

    What old reports taught of the assumptions is forgotten at a steady pace (a discounted likelihood, as in dynamic
    models: West & Harrison 1997), so that a build-up of long ago does not tint a quiet year.

    `memory` needs columns that differ in nothing but their draws, with `marks`, and the same draws every time.
    """
    way = _way(plan, columns, memory)
    windows = windows_of(plan, way.signs, int(columns.as_of.max()))
    walk = _start(way, windows)
    for window, days in windows:
        walk = _remembered(way, walk, window, days)
    shares, now = _move(columns.ladder, walk.shares, walk.now, columns.as_of, way.cut)
    return shares, walk.learned * _kept(plan, now - walk.now)


def told_by_day(plan: Plan, columns: Columns) -> tuple[tuple[int, Floats], ...]:
    """The days on which something is taken in, each with the log likelihood that it adds by stage (the scare first,
    the outcome last) and column. All columns must have one as-of day."""
    found = [
        (step.day, np.asarray(step.spoken.log_likelihood - step.before))
        for stretch in trace(plan, columns).stretches
        for step in stretch.steps
    ]
    return tuple(event for event in found if event[0] <= columns.as_of.max())


def trace(plan: Plan, columns: Columns) -> Trace:
    """What a pass takes in, window by window, without the ladder. All columns must have one as-of day."""
    way = _way(plan, columns, None)
    windows = windows_of(plan, way.signs, int(columns.as_of.max()))
    there, begun = way.signs.seen, _start(way, windows).begun
    stretches = []
    for place, (window, days) in enumerate(windows):
        opened = open_window(way.signs, way.signs.carried(there, 1.0) if place else there, way.listens)
        steps, begun = _steps(way, opened, begun, window, days)
        stretches.append(Stretch(window, opened, tuple(steps)))
        there = opened.base
        if steps:
            there = there_after(way.signs, there, steps[-1].told.signs, steps[-1].spoken.attention)
    return Trace(way.signs, way.watched, tuple(stretches))


def _steps(way: _Way, opened: Window, begun: Floats, window: int, days: Sequence[Day]) -> tuple[list[Step], Floats]:
    """What each day of a window tells, and how far each beat is known to be followed after it."""
    steps: list[Step] = []
    ratios, touched = dict[int, Reported](), dict[int, Touch]()
    known = _known_beats(way)
    for day, touches in days:
        for place, touch in touches:
            ratios[place], touched[place] = _cell(way, touch), touch
            begun = _begun(way.signs, begun, place, ratios[place].heard)
        ends = float((window + 1) * way.plan.template.window_days - 1 == day)
        over = (way.columns.as_of >= day).astype(np.float64) * ends
        if not begun.any() or not (touches or over.any()):
            continue
        before = steps[-1].spoken.log_likelihood if steps else 0.0
        told = Telling(dict(ratios), begun, over)
        numbers = range(len(way.signs.beats))
        parts = tuple(beat_evidence(way.signs, opened, told, way.watched, number, known) for number in numbers)
        spoken = window_evidence(way.signs, opened, parts, way.columns.draws["false_alarms"])
        steps.append(Step(day, dict(touched), told, parts, spoken, before))
    return steps, begun


def _known_beats(way: _Way) -> Known:
    """What is remembered of beats, or room for those of one window."""
    if way.memory is None:
        return {}
    if len(way.memory.beats) >= MOST_BEATS:
        way.memory.beats.clear()
    return way.memory.beats


def _way(plan: Plan, columns: Columns, memory: Memory | None) -> _Way:
    signs = memory.signs if memory and memory.signs else signs_of(plan.template, columns.draws, load_method().beats)
    watched = memory.watched if memory and memory.watched else attention(columns.draws)
    if memory:
        memory.signs, memory.watched = signs, watched
    listens = columns.documents.max(axis=0) if len(columns.documents) else np.ones(columns.draws.count)
    return _Way(plan, columns, signs, watched, columns.as_of - plan.settings.reporting_lag_days, listens, memory)


def _start(way: _Way, windows: Sequence[tuple[int, list[Day]]]) -> Walk:
    count = way.columns.draws.count
    first = windows[0][1][0][0] if windows else float(way.cut.min())
    begun = np.full((len(way.signs.beats), count), float(way.plan.watched_since is not None))
    shares = Shares(way.columns.ladder.settled.copy(), np.zeros(count))
    key = (first, bool(way.listens.all())) if way.memory else ""
    return Walk(shares, np.minimum(float(first), way.cut), None, np.zeros(count), begun, key=key)


def _remembered(way: _Way, walk: Walk, window: int, days: Sequence[Day]) -> Walk:
    """One window, from memory if it was gone through before and lies wholly before the cut."""
    last = (window + 1) * way.plan.template.window_days - 1
    if way.memory is None or walk.key == "" or last > way.cut.min():
        return replace(_through(way, walk, window, days), key="")
    marks = way.columns.marks
    told = tuple(
        (day, place, tuple((row, marks[row]) for row in touch.rows)) for day, new in days for place, touch in new
    )
    key = hash((walk.key, window, told))
    if key not in way.memory.walks:
        if len(way.memory.walks) >= MOST_REMEMBERED:
            way.memory.walks.clear()
        way.memory.walks[key] = replace(_through(way, walk, window, days), key=key)
    return way.memory.walks[key]


def _through(way: _Way, walk: Walk, window: int, days: Sequence[Day]) -> Walk:
    """One window: what each of its days tells beyond the day before, and at its end what it kept silent about."""
    there = way.signs.seen if walk.there is None else way.signs.carried(walk.there, 1.0)
    opened = open_window(way.signs, there, way.listens, marked=way.memory is not None)
    steps, begun = _steps(way, opened, walk.begun, window, days)
    shares, now, learned = walk.shares, walk.now, walk.learned
    for step in steps:
        until = np.minimum(float(step.day), way.columns.as_of)
        shares, until = _move(way.columns.ladder, shares, now, until, way.cut)
        learned, now = learned * _kept(way.plan, until - now), until
        shares, gained = update(shares, step.spoken.log_likelihood - step.before)
        learned = learned + gained
    if steps:
        there = there_after(way.signs, there, steps[-1].told.signs, steps[-1].spoken.attention)
    return Walk(shares, now, there, learned, begun)


def _kept(plan: Plan, days: Floats) -> Floats:
    """The share of what was learned that is left after so many days."""
    return np.asarray(0.5 ** (days / plan.numbers["learning_half_life_days"]))


def _cell(way: _Way, touch: Touch) -> Reported:
    plan, columns = way.plan, way.columns
    if way.memory is None:
        return reported(cell_log_ratio(touch.rows, plan.reports, columns.weights, columns.draws))
    key = tuple((row, columns.marks[row]) for row in touch.rows)
    if key not in way.memory.cells:
        value = cell_log_ratio(touch.rows, plan.reports, columns.weights, columns.draws)
        way.memory.cells[key] = reported(value)
    return way.memory.cells[key]


def _begun(signs: Signs, begun: Floats, place: int, told: Floats) -> Floats:
    """With the beat of a told sign known to be followed."""
    beat = next(number for number, places in enumerate(signs.beats) if place in places)
    if (begun[beat] >= told).all():
        return begun
    changed = begun.copy()
    changed[beat] = np.maximum(begun[beat], told)
    return changed


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

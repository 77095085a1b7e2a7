"""Leave-one-out over many days at once: the answer on every day without each report, from one pass.

A report left out changes its own window, and later ones through what its sign is thought to be. Both are worked out
by window; the ladder then carries all versions of itself forward together, and each day is read off by backward
vectors (see `versions`). In later windows the sign is carried on at the attention that was believed with the report,
until the difference is below `SETTLED`; the draws keep the weights that they had.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from tocsin.assess.cells import cell_log_ratio
from tocsin.assess.draws import Floats
from tocsin.assess.inquiry import Inquiry
from tocsin.assess.passage import Step, Stretch, Trace, trace
from tocsin.assess.versions import Changes, Versions, everything
from tocsin.assess.windows import Reported, Telling, Window, beat_evidence, reported

SETTLED = 0.02
Rows = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Curves:
    """By day (rows): the answer with everything, and without each group (columns), draws weighted alike."""

    days: tuple[date, ...]
    answers: Floats
    without: Floats


def leave_out_curves(inquiry: Inquiry, groups: Sequence[Rows], days: Sequence[date]) -> Curves:
    """The answers of all days without each group of reports, from all of the inquiry's draws.

    Reports count from the day that they speak of: for questions about what was known then, give reports that were out
    by that day (`tocsin.assess.day_by_day` leaves the rest out).
    """
    wanted = tuple(sorted(day for day in set(days) if day <= inquiry.as_of))
    made = trace(inquiry.plan, everything(inquiry))
    changes = _changes(inquiry, made, groups)
    rows = Versions(inquiry, made, changes, len(groups)).read(wanted)
    return Curves(wanted, rows[:, 0], rows[:, 1:])


def _changes(inquiry: Inquiry, made: Trace, groups: Sequence[Rows]) -> Changes:
    """What leaving out each group adds at each step."""
    changes: Changes = {}
    carried: dict[int, dict[int, Floats]] = {}  # by group, the changed chances of its signs after the last window
    whose: dict[int, list[int]] = {}
    for number, rows in enumerate(groups):
        for row in rows:
            whose.setdefault(row, []).append(number)
    before: Stretch | None = None
    for stretch in made.stretches:
        there = _carried_on(made, carried, before)
        own = _own_groups(stretch, whose)
        following: dict[int, dict[int, Floats]] = {}
        version = _Version(inquiry, made, stretch, _meant(inquiry, stretch))
        for number in sorted({*there, *own}):
            version.there, version.out = there.get(number, {}), own.get(number, frozenset())
            for step, value in version.steps():
                changes.setdefault(step, {})[number] = value
            left = version.after()
            if left:
                following[number] = left
        carried, before = following, stretch
    return changes


def _meant(inquiry: Inquiry, stretch: Stretch) -> dict[int, Floats]:
    """By step, the share of what a window says that does not come from its possibly being a false alarm."""
    share = np.log1p(-inquiry.draws["false_alarms"])
    return {
        step.day: np.exp(share + step.spoken.before_alarms - step.spoken.log_likelihood) for step in stretch.steps
    }


def _own_groups(stretch: Stretch, whose: Mapping[int, Sequence[int]]) -> dict[int, frozenset[int]]:
    """By group, its reports that speak in a window."""
    found: dict[int, set[int]] = {}
    if stretch.steps:
        for touch in stretch.steps[-1].touches.values():
            for row in touch.rows:
                for number in whose.get(row, ()):
                    found.setdefault(number, set()).add(row)
    return {number: frozenset(rows) for number, rows in found.items()}


def _carried_on(
    made: Trace, after: Mapping[int, Mapping[int, Floats]], before: Stretch | None
) -> dict[int, dict[int, Floats]]:
    """The changed chances as the next window opens."""
    if before is None:
        return {}
    keeps, seen = made.signs.persistence, made.signs.seen
    return {
        number: {place: (1 - keeps[place]) * seen[place] + keeps[place] * value for place, value in signs.items()}
        for number, signs in after.items()
    }


class _Version:
    """One window without one group of reports."""

    def __init__(self, inquiry: Inquiry, made: Trace, stretch: Stretch, meant: Mapping[int, Floats]) -> None:
        self.inquiry, self.made, self.stretch, self.meant = inquiry, made, stretch, meant
        self.there: dict[int, Floats] = {}
        self.out: frozenset[int] = frozenset()

    def steps(self) -> list[tuple[int, Floats]]:
        """By step the factors of the change, beyond the step before."""
        found: list[tuple[int, Floats]] = []
        so_far: Floats | float = 1.0
        for step in self.stretch.steps:
            change = self._change(step)
            meant = self.meant[step.day]  # how far the window is taken at its word, not for a false alarm
            factors = meant * change + (1 - meant) * change[0]
            found.append((step.day, np.asarray(factors / so_far)))
            so_far = factors
        return found

    def _change(self, step: Step) -> Floats:
        """The factors by which what the window says changes, before false alarms are allowed for."""
        factors = np.ones_like(step.spoken.log_likelihood)
        for place, base in self.there.items():
            factors *= _carried_change(self.made, self.stretch.opened, step, place, base)
        gone = {place for place, touch in step.touches.items() if self.out & set(touch.rows)} if self.out else set()
        if gone:
            factors *= np.exp(self._without(step, gone))
        return factors

    def _without(self, step: Step, gone: set[int]) -> Floats:
        """The exact change of the beats whose reports are left out."""
        signs = dict(step.told.signs)
        for place in gone:
            rows = tuple(row for row in step.touches[place].rows if row not in self.out)
            if rows:
                plan, draws = self.inquiry.plan, self.inquiry.draws
                signs[place] = reported(cell_log_ratio(rows, plan.reports, self.inquiry.weights, draws))
            else:
                del signs[place]
        told = Telling(signs, step.told.begun, step.told.over)
        total = np.zeros_like(step.spoken.log_likelihood)
        for number, beat in enumerate(self.made.signs.beats):
            if gone & set(beat):
                now = beat_evidence(self.made.signs, self.stretch.opened, told, self.made.watched, number)
                for sign, part in ((1.0, now), (-1.0, step.parts[number])):
                    if part is not None:
                        total += sign * part.log_likelihood
        return total

    def after(self) -> dict[int, Floats]:
        """The chances of the group's signs after the window, as far as they still differ."""
        if not self.stretch.steps:
            return self.there
        last, found = self.stretch.steps[-1], {}
        gone = {place for place, touch in last.touches.items() if self.out & set(touch.rows)}
        for place in {*self.there, *gone}:
            base = self.there.get(place, self.stretch.opened.base[place])
            rows = tuple(row for row in last.touches[place].rows if row not in self.out) if place in gone else ()
            plan, draws = self.inquiry.plan, self.inquiry.draws
            told = reported(cell_log_ratio(rows, plan.reports, self.inquiry.weights, draws)) if rows else None
            if place not in gone:
                told = last.told.signs.get(place)
            was = _afterwards(self.made, last, place, self.stretch.opened.base[place], last.told.signs.get(place))
            now = _afterwards(self.made, last, place, base, told)
            if np.abs(now - was).max() * self.made.signs.persistence[place] > SETTLED:
                found[place] = now
        return found


def _afterwards(made: Trace, last: Step, place: int, base: Floats, told: Reported | None) -> Floats:
    """The chance that a sign is there after a window, by stage and column."""
    attention = last.spoken.attention[place]
    ratio = (1 - attention * made.signs.rightly[place]) / (1 - attention * made.signs.wrongly[place])
    if told is not None:
        ratio = np.exp(told.heard * told.log_ratio) * ratio ** (1 - told.heard)
    return np.asarray(ratio * base / (ratio * base + 1 - base))


def _carried_change(made: Trace, opened: Window, step: Step, place: int, base: Floats) -> Floats:
    """The factors by which another chance that a sign was there changes what its window says."""
    was, told = opened.base[place], step.told.signs.get(place)
    if told is not None:
        return np.asarray(((1 + (told.ratio - 1) * base) / (1 + (told.ratio - 1) * was)) ** told.heard)
    attention, right, wrong = step.spoken.attention[place], made.signs.rightly[place], made.signs.wrongly[place]
    return np.asarray((1 - attention * (wrong + (right - wrong) * base)) / (1 - attention * opened.chance[place]))

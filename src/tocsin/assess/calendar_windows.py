"""The calendar of a pass: windows that no as-of day shifts, and the days in each on which something is taken in."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.assess.cells import Touch
from tocsin.assess.plan import Plan
from tocsin.assess.windows import Signs

PART_DAYS = 7
"""What is told within a part of a window is taken in together, on the part's last day that tells something; that
the outcome has come is taken in on its own day."""
Day = tuple[int, tuple[tuple[int, Touch], ...]]


def windows_of(plan: Plan, signs: Signs, until: int) -> list[tuple[int, list[Day]]]:
    """Windows of the template's length in order, each with its days that tell something and its last day. From the
    first window that tells something, none is left out: silence is told at the end of a window."""
    width = plan.template.window_days
    places = {key: place for place, key in enumerate(signs.keys)}
    touched: dict[int, dict[int, Touch]] = {}
    for key, touches in plan.touches.items():
        for touch in touches if key in places else ():
            touched.setdefault(touch.day.toordinal(), {})[places[key]] = touch
    if not touched and plan.watched_since is None:
        return []
    by_window: dict[int, list[int]] = {}
    for day in sorted(touched):
        by_window.setdefault(day // width, []).append(day)
    start = plan.watched_since.toordinal() if plan.watched_since else min(touched)
    return [
        (window, _parts(by_window.get(window, []), touched, (window + 1) * width - 1, signs))
        for window in range(start // width, until // width + 1)
    ]


def _parts(told: Sequence[int], touched: dict[int, dict[int, Touch]], last: int, signs: Signs) -> list[Day]:
    """The days of a window on which something is taken in, the last one included, each with its newest touches."""
    days: list[Day] = []
    gathered: dict[int, Touch] = {}
    for place, day in enumerate(told):
        gathered.update(touched[day])
        after = told[place + 1] if place + 1 < len(told) else None
        alone = signs.outcome & (touched[day].keys() | (touched[after].keys() if after else set()))
        if after is None or alone or (last - after) // PART_DAYS != (last - day) // PART_DAYS:
            days.append((day, tuple(sorted(gathered.items(), key=_place))))
            gathered = {}
    if not days or days[-1][0] != last:
        days.append((last, ()))
    return days


def _place(item: tuple[int, Touch]) -> int:
    return item[0]

"""Interval: a stretch of days, with the precision that its wording gives it."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tocsin.errors import InputError

Precision = Literal["day", "month", "year", "range", "open"]


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `start` to `end`, both included. `None` is unbounded on that side, never "unknown but near"."""

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise InputError("an interval must not end before it starts", value=f"{self.start}/{self.end}")

    @property
    def precision(self) -> Precision:
        """How fine the interval is: one day, a whole month, a whole year, another range, or open-ended."""
        if self.start is None or self.end is None:
            return "open"
        if self.start == self.end:
            return "day"
        if self == of_month(self.start.year, self.start.month):
            return "month"
        if self == of_year(self.start.year):
            return "year"
        return "range"

    def meets(self, other: Interval) -> bool:
        """Whether the two share at least one day."""
        starts_in_time = self.start is None or other.end is None or self.start <= other.end
        ends_in_time = self.end is None or other.start is None or other.start <= self.end
        return starts_in_time and ends_in_time

    @property
    def days(self) -> int | None:
        """Length in days (1 for a single day), or None if open."""
        return (self.end - self.start).days + 1 if self.start and self.end else None

    def iso(self) -> str:
        """`2022-03-05`, `2022-03`, `2022`, `2022-02-24/2022-03-22`, with `..` for an open side."""
        match self.precision:
            case "day":
                return str(self.start)
            case "month":
                return f"{self.start:%Y-%m}"
            case "year":
                return f"{self.start:%Y}"
        return f"{self.start or '..'}/{self.end or '..'}"

    def __str__(self) -> str:
        return self.iso()


def of_day(day: date) -> Interval:
    """The interval of one day."""
    return Interval(day, day)


def of_month(year: int, month: int) -> Interval:
    """The interval of one calendar month."""
    return Interval(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def of_year(year: int) -> Interval:
    """The interval of one calendar year."""
    return Interval(date(year, 1, 1), date(year, 12, 31))


def parse(text: str) -> Interval:
    """Read what `Interval.iso` writes. Raises InputError that names the text."""
    first, slash, last = text.strip().partition("/")
    try:
        head = _part(first)
        if not slash:
            if head is None:
                raise ValueError(text)
            return head
        tail = _part(last)
        return Interval(head.start if head else None, tail.end if tail else None)
    except (ValueError, OverflowError) as error:
        raise InputError(
            "not a date or interval",
            value=repr(text),
            remedy="write 2022-03-05, 2022-03, 2022 or 2022-02-24/2022-03-22",
        ) from error


def _part(text: str) -> Interval | None:
    if text in ("", ".."):
        return None
    numbers = [int(part) for part in text.split("-")]
    if len(numbers) == 1:
        return of_year(numbers[0])
    if len(numbers) == 2:
        return of_month(numbers[0], numbers[1])
    return of_day(date.fromisoformat(text))

"""Dates as spreadsheets hold them: ISO, day cells, serial numbers, words, and numbers with slashes or points."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Literal

from tocsin.errors import InputError
from tocsin.model.interval import Interval, of_day, parse
from tocsin.read.date_words import parse_words

Order = Literal["day-first", "month-first", ""]
SERIAL_ZERO = date(1899, 12, 30)
"""Day 0 of a spreadsheet's serial numbers (with the false leap day of 1900 behind it)."""
SERIALS = range(20_000, 80_000)  # 1954 to 2119
YEARS = range(1900, 2200)
REMEDY = "write 2022-03-05, 2022-03 or 2022-02-24/2022-03-22"
AMBIGUOUS = "write 2022-03-05: no date in this file tells whether the day or the month comes first"

_NUMBERS = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})(?:[ T,].*)?")
_YEAR_FIRST = re.compile(r"(\d{4})([/.])(\d{1,2})\2(\d{1,2})(?:[ T,].*)?")
_TIMED = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{1,2}:\d{2}.*")


def order_of(values: Iterable[Any]) -> Order:
    """Whether day or month comes first in a column, told by its own numbers above 12; "" where none tells, or some
    tell one thing and some the other. Numbers with points are day first everywhere and tell nothing."""
    day_first = month_first = False
    for value in values:
        match = _NUMBERS.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is None or match[2] == ".":
            continue
        day_first |= int(match[1]) > 12
        month_first |= int(match[3]) > 12
    if day_first == month_first:
        return ""
    return "day-first" if day_first else "month-first"


def parse_cell(value: Any, order: Order) -> Interval:
    """The days that a cell names. Raises InputError, with the remedy, for what is no date or may be two."""
    if isinstance(value, datetime):
        return of_day(value.date())
    if isinstance(value, date):
        return of_day(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        if int(value) in SERIALS:
            return of_day(SERIAL_ZERO + timedelta(days=int(value)))
        value = str(value)
    text = str(value).strip()
    timed = _TIMED.fullmatch(text)
    try:
        found: Interval | None = parse(timed[1] if timed else text)
    except InputError:
        found = _numeric(text, order) or parse_words(text)
    if found is None or not all(day is None or day.year in YEARS for day in (found.start, found.end)):
        raise InputError("not a date", value=text, remedy=REMEDY)
    return found


def _numeric(text: str, order: Order) -> Interval | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(int(match[1]), int(match[3]), int(match[4]), text)
    match = _NUMBERS.fullmatch(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    if match[2] == "." or first > 12 or (order == "day-first" and second <= 12):
        return _day(year, second, first, text)
    if second > 12 or order == "month-first" or first == second:
        return _day(year, first, second, text)
    raise InputError("a date that may be two", value=text, remedy=AMBIGUOUS)


def _day(year: int, month: int, day: int, text: str) -> Interval:
    try:
        return of_day(date(year, month, day))
    except ValueError as error:
        raise InputError("no day of the calendar", value=text, remedy=REMEDY) from error

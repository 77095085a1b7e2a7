"""The deadline of a question, read from its words."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tocsin.errors import QuestionError

MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
UNITS = {"day": 1, "week": 7}

_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_ISO = r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)"
_MONTH_FIRST = rf"{_MONTH}\s+{_DAY}(?!\d)(?:,?\s+{_YEAR})?"
_BEFORE = r"(?<!\bor )(?:before|prior to|earlier than|ahead of|until|till|up to)\s+(?:the\s+)?"
_BY = r"(?:by|no later than|not later than|on or before|through|until the end of|up to and including)\s+(?:the\s+)?"
_END = r"(?:end|close|last day)\s+of\s+(?:the\s+)?"


@dataclass(frozen=True, slots=True)
class Deadline:
    """The outcome must happen before `day`. `opened` is set where the words give a first day too."""

    day: date
    note: str
    opened: date | None = None


def read_deadline(text: str, opened: date | None, vague: Sequence[str]) -> Deadline:
    """The deadline that the words of a question give.

    `opened` is the day on which the question is asked: relative deadlines ("within 30 days", "this year") and days
    without a year are counted from it. Raises QuestionError where there is none, or it cannot be told.
    """
    for pattern, resolve in _FORMS:
        match = re.search(pattern, text, re.IGNORECASE)
        if match:
            found = resolve(match, opened)
            _check(found, opened, match[0])
            return found
    for word in vague:
        if re.search(rf"\b{word}\b", text, re.IGNORECASE):
            raise _undetermined(word, "the words do not fix a day")
    raise _undetermined(text, "the question has no deadline")


def parse_day(text: str, what: str = "deadline") -> date:
    """An ISO day given as an option. Raises QuestionError that names it."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise QuestionError(f"the {what} is not a day", value=text, remedy="write it as 2022-07-01") from error


def _undetermined(value: str, why: str) -> QuestionError:
    return QuestionError(
        f"the deadline cannot be determined: {why}",
        value=value,
        remedy='write "before 2022-07-01" in the question, or give --deadline 2022-07-01',
    )


def _check(found: Deadline, opened: date | None, words: str) -> None:
    if opened is not None and found.day <= opened:
        raise QuestionError(
            "the deadline is not after the day on which the question opens",
            value=f"{words}: before {found.day}, opened {opened}",
            remedy="give a later deadline, or another --opened day",
        )


class UndatedQuestionError(QuestionError):
    """The deadline is counted from the day of asking, which is not known."""


def _need(opened: date | None, words: str) -> date:
    if opened is None:
        raise UndatedQuestionError(
            "the deadline is counted from the day on which the question is asked, which is not known",
            value=words,
            remedy="give --opened 2022-01-31 (or an as-of day), or write the deadline as a date",
        )
    return opened


def _make(year: int, month: int, day: int, words: str) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise QuestionError("there is no such day", value=words, remedy="correct the date") from error


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    return {"a": 1, "an": 1, "the": 1}.get(text.lower()) or NUMBERS.index(text.lower()) + 1


def _year_of(match: re.Match[str], opened: date | None, month: int, day: int) -> int:
    if match["year"]:
        return int(match["year"])
    base = _need(opened, match[0])
    return base.year if (month, day) > (base.month, base.day) else base.year + 1


def _add_months(start: date, months: int) -> date:
    total = start.year * 12 + start.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _next(day: date) -> date:
    return day + timedelta(days=1)


def _after_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)


def _iso(match: re.Match[str]) -> date:
    year, month, day = (int(part) for part in match["iso"].split("-"))
    return _make(year, month, day, match[0])


def _day_of(match: re.Match[str], opened: date | None) -> date:
    groups = match.groupdict()
    if groups.get("iso"):
        return _iso(match)
    month, day = MONTHS[match["month"].lower()], int(match["day"])
    return _make(_year_of(match, opened, month, day), month, day, match[0])


def _before_day(match: re.Match[str], opened: date | None) -> Deadline:
    day = _day_of(match, opened)
    return Deadline(day, f'deadline from "{match[0]}": the outcome must happen before {day}')


def _by_day(match: re.Match[str], opened: date | None) -> Deadline:
    day = _day_of(match, opened)
    return Deadline(_next(day), f'deadline from "{match[0]}": that day counts, so before {_next(day)}')


def _end_of_month(match: re.Match[str], opened: date | None) -> Deadline:
    month = MONTHS[match["month"].lower()]
    # The month that is running now still counts, so only months that are over move to the next year.
    year = int(match["year"]) if match["year"] else 0
    if not year:
        base = _need(opened, match[0])
        year = base.year if month >= base.month else base.year + 1
    day = _after_month(year, month)
    return Deadline(day, f'deadline from "{match[0]}": before {day}')


def _start_of_month(match: re.Match[str], opened: date | None) -> Deadline:
    month = MONTHS[match["month"].lower()]
    day = date(_year_of(match, opened, month, 1), month, 1)
    return Deadline(day, f'deadline from "{match[0]}": read as its first day, so before {day}')


def _mid_month(match: re.Match[str], opened: date | None) -> Deadline:
    month = MONTHS[match["month"].lower()]
    day = date(_year_of(match, opened, month, 15), month, 16)
    return Deadline(day, f'deadline from "{match[0]}": read as its 15th, which counts, so before {day}')


def _end_of_year(match: re.Match[str], opened: date | None) -> Deadline:
    day = date(int(match["year"]) + 1, 1, 1)
    return Deadline(day, f'deadline from "{match[0]}": before {day}')


def _start_of_year(match: re.Match[str], opened: date | None) -> Deadline:
    day = date(int(match["year"]), 1, 1)
    return Deadline(day, f'deadline from "{match[0]}": read as its first day, so before {day}')


def _this_year(match: re.Match[str], opened: date | None) -> Deadline:
    base = _need(opened, match[0])
    year = base.year + (1 if "next" in match[0].lower() else 0)
    return Deadline(date(year + 1, 1, 1), f'deadline from "{match[0]}", asked on {base}: before {year + 1}-01-01')


def _this_month(match: re.Match[str], opened: date | None) -> Deadline:
    base = _need(opened, match[0])
    first = _add_months(base.replace(day=1), 1 if "next" in match[0].lower() else 0)
    day = _after_month(first.year, first.month)
    return Deadline(day, f'deadline from "{match[0]}", asked on {base}: before {day}')


def _within(match: re.Match[str], opened: date | None) -> Deadline:
    base = _need(opened, match[0])
    count, unit = _number(match["count"]), match["unit"].lower()
    if unit in UNITS:
        day = base + timedelta(days=count * UNITS[unit])
    else:
        day = _add_months(base, count * (12 if unit == "year" else 1))
    # A stretch of n days from the day of asking ends with the n-th day after it, which still counts.
    day = _next(day)
    return Deadline(day, f'deadline from "{match[0]}", asked on {base}: before {day}')


def _part_of_year(match: re.Match[str], opened: date | None) -> Deadline:
    parts = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0, "1": 1, "2": 2, "3": 3, "4": 4}
    groups = match.groupdict()
    half = bool(groups.get("half"))
    word = groups.get("half") or groups.get("ordinal") or groups.get("digit") or ""
    number = parts[word.lower()] or (2 if half else 4)
    day = _after_month(int(match["year"]), number * (6 if half else 3))
    return Deadline(day, f'deadline from "{match[0]}": before {day}')


def _between(match: re.Match[str], opened: date | None) -> Deadline:
    last = _find_days(match["last"], opened)
    # "Between 1 March and 30 June 2022": a first day without a year takes the last day's.
    named = match["first"] if re.search(r"\d{4}", match["first"]) else f"{match['first']} {last.year}"
    first = _find_days(named, opened)
    if first >= last:
        raise QuestionError("the last day is not after the first", value=match[0], remedy="correct the dates")
    return Deadline(_next(last), f'from "{match[0]}": from {first}, before {_next(last)}', opened=first)


def _find_days(text: str, opened: date | None) -> date:
    match = re.fullmatch(_FULL_DAY, text.strip(), re.IGNORECASE) or re.fullmatch(_MONTH_FIRST, text.strip(), re.I)
    if match is None:
        raise QuestionError("not a day", value=text, remedy="write it as 2022-07-01")
    return _day_of(match, opened)


_FULL_DAY = rf"(?:{_ISO}|{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?)"
_ANY_DAY = r"[\w ,.]{3,20}?|(?:19|20)\d\d-\d\d-\d\d"
_NAMED_YEAR = r"(?P<year>(?:19|20)\d\d)(?![-\d])"

# Tried in this order: the more a form fixes, the earlier it stands.
_FORMS: tuple[tuple[str, Callable[[re.Match[str], date | None], Deadline]], ...] = (
    (
        rf"\b(?:between|from)\s+(?P<first>{_ANY_DAY})\s+(?:and|to|until)\s+(?P<last>{_ANY_DAY})(?=[?.,]|$|\s*\()",
        _between,
    ),
    (rf"\b{_BEFORE}{_FULL_DAY}", _before_day),
    (rf"\b{_BEFORE}{_MONTH_FIRST}", _before_day),
    (rf"\b(?:{_BY}|on\s+){_FULL_DAY}", _by_day),
    (rf"\b(?:{_BY}|on\s+){_MONTH_FIRST}", _by_day),
    (rf"\b{_END}{_MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?", _end_of_month),
    (rf"\b(?:{_BY})?(?:mid|the middle of)[- ]{_MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?\b", _mid_month),
    (
        r"\b(?:end|rest|remainder|course)\s+of\s+(?:this|the|next)\s+year\b"
        r"|\b(?:this|next)\s+year(?:'s end)?\b|\byear[- ]end\b",
        _this_year,
    ),
    (r"\b(?:end|rest|course)\s+of\s+(?:this|the|next)\s+month\b|\b(?:this|next)\s+month\b", _this_month),
    (rf"\b(?P<half>first|second|last)\s+half\s+of\s+{_NAMED_YEAR}", _part_of_year),
    (rf"\b(?P<ordinal>first|second|third|fourth|last)\s+quarter\s+of\s+{_NAMED_YEAR}", _part_of_year),
    (rf"\bQ(?P<digit>[1-4])\s+(?:of\s+)?{_NAMED_YEAR}", _part_of_year),
    (rf"\b(?:{_END}|year[- ]end\s+|late\s+){_NAMED_YEAR}", _end_of_year),
    (rf"\b{_BEFORE}{_MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?\b", _start_of_month),
    (rf"\b(?:in|during|within|over|throughout)\s+{_MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?\b", _end_of_month),
    (rf"\b{_BY}{_MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?\b", _start_of_month),
    (
        r"\b(?:within|in|over|during|inside)\s+(?:the\s+)?(?:next|coming|following)?\s*"
        rf"(?P<count>\d+|a|an|the|{'|'.join(NUMBERS)})\s+(?P<unit>day|week|month|year)s?\b",
        _within,
    ),
    (rf"\b(?:{_BEFORE}|{_BY}){_NAMED_YEAR}", _start_of_year),
    (rf"\b(?:in|during|within|over|throughout)\s+(?:the\s+year\s+)?{_NAMED_YEAR}", _end_of_year),
)

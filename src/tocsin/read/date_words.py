"""Dates as English text writes them, found with their offsets and turned into intervals.

Only forms that are a date on their face: a month's name with a day or a year, ISO dates, and numbers with points,
slashes or hyphens between them. A numeric date that reads two ways gives the interval from the one to the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tocsin.model.interval import Interval, of_day, of_month, of_year

_MONTHS = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_MONTH = r"(?P<month>" + "|".join(sorted(_NUMBER_OF, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH_BEGINNINGS = tuple(dict.fromkeys(name[:3] for name in _NUMBER_OF))
_DIGIT = re.compile(r"\d")
_YEAR_DIGITS = re.compile(r"(?:19|20)\d\d")
_YEAR_SOMEWHERE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LETTERS = re.compile(r"[^\W\d_]{3}")
# Languages in which pages' metadata write months; trying all that dateparser knows takes it half a minute.
_LANGUAGES = ("en", "ru", "uk", "pl", "de", "fr", "es")
_YEAR_END = r"(?:\b|(?=\d{1,2}:\d\d))"  # pages glue the clock to the year

# The most specific form first: a form is tried only where no earlier one matched. What a text must hold for a form is
# looked for first, because most sentences hold no month and no year, and trying all forms on them takes long.
_FORMS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE), _MONTH in pattern, _YEAR in pattern)
    for kind, pattern in (
        ("iso", r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"),
        (
            "iso",
            r"(?<![\d./])(?P<year>(?:19|20)\d\d)(?P<sep>[./])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<day>[0-3]?\d)(?!\d)",
        ),
        ("full", r"(?<![\d.,])" + _DAY + r"[\s-]+(?:of\s+)?" + _MONTH + r",?[\s-]+" + _YEAR + _YEAR_END),
        ("full", r"\b" + _MONTH + r"\s+" + _DAY + r",?\s+" + _YEAR + _YEAR_END),
        (
            "numeric",
            r"(?<![\d./-])(?P<a>[0-3]?\d)(?P<sep>[./-])\s?(?P<b>[01]?\d|[12]\d|3[01])(?P=sep)\s?(?P<year>(?:19|20)\d\d)(?!\d)",
        ),
        ("month", r"\b" + _MONTH + r",?\s+(?:of\s+)?" + _YEAR + r"\b"),
        ("partial", r"(?<![\d.,])" + _DAY + r"\s+(?:of\s+)?" + _MONTH),
        ("partial", r"\b" + _MONTH + r"\s+" + _DAY + r"\b(?![\d,.]*\d)"),
        (
            "year",
            r"(?<![\d.,$€£/-])"
            + _YEAR
            + r"(?![\d%]|[.,]\d|-\d|\s*(?:troops|soldiers|people|men|km|million|euros|dollars))",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text. `interval` is None for a day and month without a year, which `day` and `month` then hold."""

    start: int
    end: int
    text: str
    interval: Interval | None
    day: int | None = None
    month: int | None = None
    ambiguous: bool = False


def find_dates(text: str) -> tuple[DateMention, ...]:
    """All dates in reading order, none overlapping another."""
    if not _DIGIT.search(text):
        return ()
    lowered = text.lower()
    has_month, has_year = any(name in lowered for name in _MONTH_BEGINNINGS), bool(_YEAR_DIGITS.search(text))
    taken: list[DateMention] = []
    covered = bytearray(len(text))  # forms that are no date as well ("31 February 2022"): no part of them is one
    for kind, form, needs_month, needs_year in _FORMS:
        if (needs_month and not has_month) or (needs_year and not has_year):
            continue
        for match in form.finditer(text):
            start, end = match.span()
            if any(covered[start:end]):
                continue
            covered[start:end] = b"\x01" * (end - start)
            mention = _mention(kind, match)
            if mention is not None:
                taken.append(mention)
    return tuple(sorted(taken, key=_start))


def parse_words(text: str) -> Interval | None:
    """A string that is meant to be a date ("Wed, 16 Feb 2022 14:05 GMT", "16 février 2022"); None if it is none.

    Known forms first; what is left goes to dateparser, which must find day, month and year in it.
    """
    for mention in find_dates(text):
        if mention.interval is not None and mention.interval.precision != "year":
            return mention.interval
    if len(text) > 60 or not _YEAR_SOMEWHERE.search(text) or not _LETTERS.search(text):
        return None
    from dateparser import parse

    try:
        found = parse(
            text,
            languages=list(_LANGUAGES),
            settings={"STRICT_PARSING": True, "DATE_ORDER": "DMY", "PREFER_DATES_FROM": "past"},
        )
    except (ValueError, OverflowError, TypeError, AttributeError, RecursionError):
        return None
    return of_day(found.date()) if found else None


def resolve(day: int, month: int, on_or_after: date) -> date | None:
    """The first such day on or after another; None for a day that no year has."""
    for year in range(on_or_after.year, on_or_after.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= on_or_after:
            return found
    return None


def _mention(kind: str, match: re.Match[str]) -> DateMention | None:
    groups = match.groupdict()
    span = (match.start(), match.end(), match.group())
    year = int(groups["year"]) if groups.get("year") else 0
    month = _NUMBER_OF.get((groups.get("month") or "").lower(), 0)
    try:
        if kind == "iso":
            return DateMention(*span, of_day(date(year, int(groups["m"]), int(groups["day"]))))
        if kind == "full":
            return DateMention(*span, of_day(date(year, month, int(groups["day"]))))
        if kind == "numeric":
            return _numeric(span, int(groups["a"]), int(groups["b"]), year, groups["sep"])
        if kind == "month":
            return None if _verb(match) else DateMention(*span, of_month(year, month))
        if kind == "partial":
            date(2024, month, int(groups["day"]))
            return None if _verb(match) else DateMention(*span, None, int(groups["day"]), month)
    except ValueError:
        return None
    return DateMention(*span, of_year(year))


def _verb(match: re.Match[str]) -> bool:
    """ "may 5" and "march 10" in lower case are verbs."""
    return bool(re.match(r"(?:may|march|mar)\b", match.group("month"))) and match.group("month").islower()


def _numeric(span: tuple[int, int, str], a: int, b: int, year: int, separator: str) -> DateMention | None:
    readings = sorted({day for day in (_or_none(year, b, a), _or_none(year, a, b)) if day})
    if not readings:
        return None
    dotted = _or_none(year, b, a) if separator == "." else None
    if dotted or len(readings) == 1:
        return DateMention(*span, of_day(dotted or readings[0]))
    return DateMention(*span, Interval(readings[0], readings[-1]), ambiguous=True)


def _or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _start(mention: DateMention) -> int:
    return mention.start

"""Values of time expressions that name months, years and their parts."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Literal

from tocsin.extract.time_grammar import TimeGrammar
from tocsin.extract.time_value import Groups, Setting, Value
from tocsin.model.interval import Interval, of_day, of_month, of_year


def _month(groups: Groups, setting: Setting, key: str = "month") -> int:
    return setting.grammar.months[(groups[key] or "").lower().rstrip(".")]


def _day(year: int, month: int, day: int) -> Interval | None:
    try:
        return of_day(date(year, month, day))
    except ValueError:
        return None


def _full_year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    return 2000 + int(text) if int(text) < 50 else 1900 + int(text)


def _plain_day(text: str | None) -> int:
    return int(re.sub(r"\D", "", text or "1") or 1)


def near_year(month: int, day: int | None, setting: Setting) -> int | None:
    """The year that a date without one means: the sentence's own, else the one nearest before (or, with a verb in
    the future, after) the day of speaking, else that of the date last mentioned."""
    if setting.year is not None:
        return setting.year
    anchor = setting.anchor
    if anchor is None:
        return setting.previous.start.year if setting.previous and setting.previous.start else None
    if day is None:
        ahead = (month - anchor.month) % 12
        if setting.tense == "future":
            return anchor.year if month >= anchor.month else anchor.year + 1
        if setting.tense == "" and 0 < ahead <= 3:
            return anchor.year if month >= anchor.month else anchor.year + 1
        return anchor.year if month <= anchor.month else anchor.year - 1
    here = date(anchor.year, month, min(day, calendar.monthrange(anchor.year, month)[1]))
    if setting.tense == "future":
        return anchor.year if here >= anchor else anchor.year + 1
    # A day a little ahead is this year's even beside a past tense ("decided that he must go by 14 January").
    slack = 60 if setting.tense == "" else 30
    return anchor.year if (here - anchor).days <= slack else anchor.year - 1


def iso_value(groups: Groups, setting: Setting) -> Value | None:
    interval = _day(int(groups["year"] or 0), int(groups["month"] or 0), int(groups["day"] or 0))
    return Value(interval.iso(), interval) if interval else None


def slash_value(groups: Groups, setting: Setting) -> Value | None:
    first, second = int(groups["first"] or 0), int(groups["second"] or 0)
    year = _full_year(groups["year"] or "")
    month, day = (second, first) if first > 12 or groups["sep"] == "." else (first, second)
    interval = _day(year, month, day)
    return Value(interval.iso(), interval) if interval else None


def day_month_value(groups: Groups, setting: Setting) -> Value | None:
    month, day = _month(groups, setting), _plain_day(groups["day"])
    stated = groups.get("year")
    year = int(stated) if stated else near_year(month, day, setting)
    basis: Literal["absolute", "partial"] = "absolute" if stated else "partial"
    if year is None:
        return Value(f"XXXX-{month:02}-{day:02}", None, basis=basis)
    first = _day(year, month, day)
    if first is None or not groups.get("until"):
        return Value(first.iso(), first, basis=basis) if first else None
    last = _day(year, month, _plain_day(groups["until"]))
    if last is None or last.start < first.start:  # type: ignore[operator]
        return None
    return Value(first.iso(), Interval(first.start, last.end), basis=basis)


def narrowed(interval: Interval, mod: str | None) -> Interval:
    """The early, middle or late part of a month, year or decade: a third of it, counted generously."""
    if not mod or interval.start is None or interval.end is None:
        return interval
    days = (interval.end - interval.start).days + 1
    word = mod.lower()
    start, end = interval.start, interval.end
    if any(part in word for part in ("early", "beginning", "start")):
        return Interval(start, start + timedelta(days=max(round(days * 0.4) - 1, 0)))
    if "mid" in word:
        return Interval(start + timedelta(days=round(days * 0.3)), end - timedelta(days=round(days * 0.36)))
    if any(part in word for part in ("end of", "end")):
        return Interval(end - timedelta(days=max(round(days * 0.1), 0)), end)
    if "late" in word and "later" not in word:
        if days > 300:
            return Interval(date(end.year, 10, 1), end)
        return Interval(end - timedelta(days=round(days * 0.4) - 1), end)
    return interval


def month_year_value(groups: Groups, setting: Setting) -> Value | None:
    month, words = _month(groups, setting), groups["year"] or ""
    if words[:1].isdigit():
        year: int | None = int(words)
    elif setting.anchor is None:
        year = None
    else:
        year = setting.anchor.year + {"last": -1, "this": 0, "next": 1}[words.split()[0].lower()]
    if year is None:
        return Value(f"XXXX-{month:02}", None, basis="partial")
    interval = narrowed(of_month(year, month), groups.get("mod"))
    return Value(f"{year}-{month:02}", interval)


def months_value(groups: Groups, setting: Setting) -> Value | None:
    """ "August to December 2021": from the first month's first day to the last one's last."""
    last = _month(groups, setting, "until")
    told = groups.get("year")
    given: dict[str, str | None] = {"month": groups["until"], "year": told, "mod": None}
    end = month_year_value(given, setting) if told else bare_month_value(given, setting)
    if end is None or end.interval is None or end.interval.start is None:
        return end
    month, year = _month(groups, setting), end.interval.start.year
    first = of_month(year if month <= last else year - 1, month)
    return Value(f"{first.iso()}/{end.value}", Interval(first.start, end.interval.end), basis=end.basis)


def bare_month_value(groups: Groups, setting: Setting) -> Value | None:
    month = _month(groups, setting)
    year = near_year(month, None, setting)
    if year is None:
        return Value(f"XXXX-{month:02}", None, basis="partial")
    return Value(f"{year}-{month:02}", narrowed(of_month(year, month), groups.get("mod")), basis="partial")


def relative_month_value(groups: Groups, setting: Setting) -> Value | None:
    month, anchor = _month(groups, setting), setting.anchor
    if anchor is None:
        return Value(f"XXXX-{month:02}", None, basis="deictic")
    rel = (groups["rel"] or "").lower()
    year = anchor.year
    if rel in ("last", "the previous"):
        year -= month >= anchor.month
    elif rel in ("next", "the following"):
        year += month <= anchor.month
    return Value(f"{year}-{month:02}", of_month(year, month), basis="deictic")


def ordinal_of(text: str | None, grammar: TimeGrammar) -> int:
    word = (text or "").lower()
    return grammar.ordinals.get(word) or int(re.sub(r"\D", "", word) or 0)


def quarter_value(groups: Groups, setting: Setting) -> Value | None:
    order, part = ordinal_of(groups["ordinal"], setting.grammar), (groups["part"] or "").lower()
    half = part in ("half", "h")
    months, count = (6, 2) if half else (3, 4)
    if order > count or order == 0:
        return None
    words = (groups.get("year") or "").lower()
    year = setting.year or (setting.anchor.year if setting.anchor else None)
    if digits := re.search(r"\d{4}", words):
        year = int(digits.group())
    elif year is not None and words:
        year += -1 if "last" in words else 1 if "next" in words else 0
    order = count if order < 0 else order
    if year is None:
        return Value(f"XXXX-{'H' if half else 'Q'}{order}", None, basis="partial")
    if (
        not words
        and setting.anchor
        and setting.tense != "future"
        and date(year, (order - 1) * months + 1, 1) > setting.anchor
    ):
        year -= 1
    last = order * months
    interval = Interval(date(year, last - months + 1, 1), date(year, last, calendar.monthrange(year, last)[1]))
    return Value(f"{year}-{'H' if half else 'Q'}{order}", interval, basis="absolute" if words else "partial")


_SEASON_CODES = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}


def season_value(groups: Groups, setting: Setting) -> Value | None:
    name = (groups["season"] or "").lower()
    rel, stated = (groups["rel"] or "").lower(), groups["year"]
    first, last = setting.grammar.seasons[name]
    if not (rel or stated or groups["mod"]):
        return Value(f"XXXX-{_SEASON_CODES.get(name, 'SP')}", None, basis="partial")
    anchor = setting.anchor
    if stated:
        year = int(stated)
    elif anchor is None:
        return Value(f"XXXX-{_SEASON_CODES.get(name, 'SP')}", None, basis="partial")
    else:
        year = anchor.year
        if rel == "last":
            year -= last >= anchor.month or first > last
        elif rel == "next":
            year += first <= anchor.month
        elif not rel and setting.tense != "future" and first > anchor.month:
            year -= 1
    end_year = year + (1 if last < first else 0)
    interval = Interval(date(year, first, 1), date(end_year, last, calendar.monthrange(end_year, last)[1]))
    return Value(f"{year}-{_SEASON_CODES.get(name, 'SP')}", narrowed(interval, groups["mod"]))


def decade_value(groups: Groups, setting: Setting) -> Value | None:
    digits = re.sub(r"\D", "", groups["decade"] or "")
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return Value(str(first)[:3], narrowed(Interval(date(first, 1, 1), date(first + 9, 12, 31)), groups["mod"]))


def century_value(groups: Groups, setting: Setting) -> Value | None:
    order = ordinal_of(groups["ordinal"], setting.grammar)
    return Value(f"{order - 1:02}", None, basis="vague") if order > 0 else None


def years_value(groups: Groups, setting: Setting) -> Value | None:
    first, until = groups["year"] or "", groups["until"] or ""
    last = int(until) if len(until) == 4 else int(first[:2] + until)
    if last < int(first) or last - int(first) > 120:
        return None
    return Value(first, Interval(date(int(first), 1, 1), date(last, 12, 31)))


def year_value(groups: Groups, setting: Setting) -> Value | None:
    year = int(groups["year"] or 0)
    return Value(str(year), narrowed(of_year(year), groups.get("mod")))

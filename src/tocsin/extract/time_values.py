"""From a matched time expression to its value: a TIMEX3 value and, where days are known, an interval.

Values follow TIMEX3 (Pustejovsky et al. 2003; ISO 24617-1): `1998-08-07`, `1998-W32`, `1998-Q3`, `1998-SU`, `199`
for the nineties, `PRESENT_REF`, and `XXXX-03-05` where the year is not known.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tocsin.extract.time_grammar import TimeGrammar
from tocsin.model.interval import Interval, of_day, of_month, of_year

Tense = Literal["past", "future", ""]
Groups = Mapping[str, str | None]
_SEASON_CODES = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_UNIT_CODES = {
    "day": "D",
    "week": "W",
    "fortnight": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "hour": "H",
    "minute": "M",
    "weekend": "WE",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What an expression is read against: the day of speaking (None if unknown), the date last mentioned, a year
    that the same sentence or the one before it names, and the tense of the verb beside it."""

    anchor: date | None
    previous: Interval | None
    year: int | None
    tense: Tense
    grammar: TimeGrammar


@dataclass(frozen=True, slots=True)
class Value:
    """A TIMEX3 value, its interval in days if known, and how it was come by."""

    value: str
    interval: Interval | None
    kind: Literal["DATE", "TIME", "DURATION"] = "DATE"
    basis: Literal["absolute", "partial", "deictic", "anaphoric", "vague"] = "absolute"


def value_of(name: str, groups: Groups, setting: Setting) -> Value | None:
    """The value of a match of the named pattern, or None where the words turn out to mean no time."""
    return RULES[name](groups, setting)


def _month(groups: Groups, setting: Setting, key: str = "month") -> int:
    return setting.grammar.months[(groups[key] or "").lower().rstrip(".")]


def _number(text: str | None, grammar: TimeGrammar) -> int:
    word = " ".join((text or "1").lower().split())
    return int(word) if word.isdigit() else grammar.numbers.get(word, 1)


def _day(year: int, month: int, day: int) -> Interval | None:
    try:
        return of_day(date(year, month, day))
    except ValueError:
        return None


def _full_year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    return 2000 + int(text) if int(text) < 50 else 1900 + int(text)


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


def _iso(groups: Groups, setting: Setting) -> Value | None:
    interval = _day(int(groups["year"] or 0), int(groups["month"] or 0), int(groups["day"] or 0))
    return Value(interval.iso(), interval) if interval else None


def _slash(groups: Groups, setting: Setting) -> Value | None:
    first, second = int(groups["first"] or 0), int(groups["second"] or 0)
    year = _full_year(groups["year"] or "")
    month, day = (second, first) if first > 12 or groups["sep"] == "." else (first, second)
    interval = _day(year, month, day)
    return Value(interval.iso(), interval) if interval else None


def _plain_day(text: str | None) -> int:
    return int(re.sub(r"\D", "", text or "1") or 1)


def _day_month(groups: Groups, setting: Setting) -> Value | None:
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


def _narrowed(interval: Interval, mod: str | None) -> Interval:
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


def _month_year(groups: Groups, setting: Setting) -> Value | None:
    month, words = _month(groups, setting), groups["year"] or ""
    if words[:1].isdigit():
        year: int | None = int(words)
    elif setting.anchor is None:
        year = None
    else:
        year = setting.anchor.year + {"last": -1, "this": 0, "next": 1}[words.split()[0].lower()]
    if year is None:
        return Value(f"XXXX-{month:02}", None, basis="partial")
    interval = _narrowed(of_month(year, month), groups.get("mod"))
    return Value(f"{year}-{month:02}", interval)


def _bare_month(groups: Groups, setting: Setting) -> Value | None:
    month = _month(groups, setting)
    year = near_year(month, None, setting)
    if year is None:
        return Value(f"XXXX-{month:02}", None, basis="partial")
    return Value(f"{year}-{month:02}", _narrowed(of_month(year, month), groups.get("mod")), basis="partial")


def _relative_month(groups: Groups, setting: Setting) -> Value | None:
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


def _ordinal(text: str | None, grammar: TimeGrammar) -> int:
    word = (text or "").lower()
    return grammar.ordinals.get(word) or int(re.sub(r"\D", "", word) or 0)


def _quarter(groups: Groups, setting: Setting) -> Value | None:
    order, part = _ordinal(groups["ordinal"], setting.grammar), (groups["part"] or "").lower()
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


def _season(groups: Groups, setting: Setting) -> Value | None:
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
    return Value(f"{year}-{_SEASON_CODES.get(name, 'SP')}", _narrowed(interval, groups["mod"]))


def _decade(groups: Groups, setting: Setting) -> Value | None:
    digits = re.sub(r"\D", "", groups["decade"] or "")
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return Value(str(first)[:3], _narrowed(Interval(date(first, 1, 1), date(first + 9, 12, 31)), groups["mod"]))


def _century(groups: Groups, setting: Setting) -> Value | None:
    order = _ordinal(groups["ordinal"], setting.grammar)
    return Value(f"{order - 1:02}", None, basis="vague") if order > 0 else None


def _years(groups: Groups, setting: Setting) -> Value | None:
    first, until = groups["year"] or "", groups["until"] or ""
    last = int(until) if len(until) == 4 else int(first[:2] + until)
    if last < int(first) or last - int(first) > 120:
        return None
    return Value(first, Interval(date(int(first), 1, 1), date(last, 12, 31)))


def _year(groups: Groups, setting: Setting) -> Value | None:
    year = int(groups["year"] or 0)
    return Value(str(year), _narrowed(of_year(year), groups.get("mod")))


def _day_word(groups: Groups, setting: Setting) -> Value | None:
    word = " ".join((groups["word"] or "today").lower().split())
    part = groups["part"] or groups["part2"] or ("night" if "night" in word else "")
    if setting.anchor is None:
        return Value("PRESENT_REF" if word == "today" else "XXXX-XX-XX", None, basis="deictic")
    day = setting.anchor + timedelta(days=setting.grammar.deictic[word])
    code = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "noon": "T12:00"}.get(
        part.lower(), ""
    )
    return Value(f"{day}{code}", of_day(day), "TIME" if code else "DATE", "deictic")


def _weekday(groups: Groups, setting: Setting) -> Value | None:
    wanted = setting.grammar.weekdays[(groups["weekday"] or "").lower().rstrip(".")]
    anchor, rel = setting.anchor, (groups["rel"] or "").lower()
    if anchor is None:
        return Value("XXXX-XX-XX", None, basis="deictic")
    back = (anchor.weekday() - wanted) % 7
    day = anchor - timedelta(days=back)
    after = (groups["after"] or "").lower()
    if after:
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(days=-7 if "last" in after else 7)
        day = monday + timedelta(days=wanted)
    elif rel in ("last", "the previous"):
        day = day if back else day - timedelta(days=7)
    elif rel in ("next", "the following") or (setting.tense == "future" and rel != "this"):
        day = day + timedelta(days=7) if back or rel else day
    elif rel == "this":
        day = anchor - timedelta(days=anchor.weekday()) + timedelta(days=wanted)
    part = (groups["part"] or "").lower()
    code = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}.get(part, "")
    return Value(f"{day}{code}", of_day(day), "TIME" if code else "DATE", "deictic")


def _week(monday: date) -> Interval:
    return Interval(monday, monday + timedelta(days=6))


def _weekend(groups: Groups, setting: Setting) -> Value | None:
    anchor = setting.anchor
    if anchor is None:
        return Value("XXXX-WXX-WE", None, basis="deictic")
    monday = anchor - timedelta(days=anchor.weekday())
    rel = (groups["rel"] or "").lower()
    if rel == "next" or (setting.tense == "future" and rel != "last"):
        start = monday + timedelta(days=5 if rel != "next" or anchor.weekday() < 5 else 12)
    else:
        start = monday + timedelta(days=5) if anchor.weekday() >= 5 else monday - timedelta(days=2)
    year, week, _ = start.isocalendar()
    return Value(f"{year}-W{week:02}-WE", Interval(start, start + timedelta(days=1)), basis="deictic")


def shifted(anchor: date, unit: str, count: int) -> tuple[str, Interval]:
    """The day, week, month or year that lies `count` units from a day, with its value."""
    if unit == "day":
        day = anchor + timedelta(days=count)
        return str(day), of_day(day)
    if unit in ("week", "fortnight"):
        monday = (
            anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=count * (2 if unit == "fortnight" else 1))
        )
        year, week, _ = monday.isocalendar()
        return f"{year}-W{week:02}", _week(monday)
    if unit == "month":
        index = anchor.year * 12 + anchor.month - 1 + count
        return f"{index // 12}-{index % 12 + 1:02}", of_month(index // 12, index % 12 + 1)
    if unit == "quarter":
        index = anchor.year * 4 + (anchor.month - 1) // 3 + count
        year, order = index // 4, index % 4 + 1
        return f"{year}-Q{order}", Interval(
            date(year, order * 3 - 2, 1), date(year, order * 3, calendar.monthrange(year, order * 3)[1])
        )
    if unit == "year":
        return str(anchor.year + count), of_year(anchor.year + count)
    span = 10 if unit == "decade" else 100
    first = (anchor.year // span + count) * span
    return str(first // span), Interval(date(first, 1, 1), date(first + span - 1, 12, 31))


def _singular(unit: str | None) -> str:
    word = (unit or "").lower()
    return "century" if word == "centuries" else word.removesuffix("s")


def _ago(groups: Groups, setting: Setting) -> Value | None:
    unit, word = _singular(groups["unit"]), " ".join((groups["word"] or "").lower().split())
    back = word in ("ago", "earlier", "before")
    if groups.get("vague"):
        return Value("PAST_REF" if back else "FUTURE_REF", None, basis="vague")
    anaphoric = word in ("before", "later", "after") or (word == "earlier" and unit == "day")
    anchor = setting.previous.start if anaphoric and setting.previous else setting.anchor if not anaphoric else None
    if anchor is None or unit in ("hour", "minute"):
        return Value("XXXX", None, basis="anaphoric" if anaphoric else "deictic")
    count = _number(groups["number"], setting.grammar)
    if anaphoric and unit == "week":
        day = anchor + timedelta(weeks=-count if back else count)
        return Value(str(day), of_day(day), basis="anaphoric")
    value, interval = shifted(anchor, unit, -count if back else count)
    if groups["low"] and int(groups["low"]) < count:
        _, nearer = shifted(anchor, unit, -int(groups["low"]) if back else int(groups["low"]))
        ends = sorted((interval, nearer), key=_start)
        interval = Interval(ends[0].start, ends[1].end)
    return Value(value, interval, basis="anaphoric" if anaphoric else "deictic")


def _start(interval: Interval) -> date:
    return interval.start or date.min


def _past_span(groups: Groups, setting: Setting) -> Value | None:
    unit, rel = _singular(groups["unit"]), (groups["rel"] or "").lower()
    forward = rel in ("next", "coming", "following")
    count = _number(groups["number"], setting.grammar) if groups["number"] else 0
    code = f"P{'T' if unit in ('hour', 'minute') else ''}{count or 'X'}{_UNIT_CODES[unit]}"
    anchor = setting.anchor
    if anchor is None or not count or unit not in ("day", "week", "month", "year"):
        return Value(code, None, "DURATION", "vague")
    days = count * {"day": 1, "week": 7, "month": 30, "year": 365}[unit]
    edge = anchor + timedelta(days=days if forward else -days)
    return Value(code, Interval(anchor, edge) if forward else Interval(edge, anchor), "DURATION", "deictic")


def _relative_unit(groups: Groups, setting: Setting) -> Value | None:
    unit, rel = _singular(groups["unit"]), " ".join((groups["rel"] or "").lower().split())
    rel = rel.removeprefix("the ")
    anchor = setting.anchor
    if rel in ("same", "that", "following") and unit in ("day", "week", "month", "year"):
        anchor = setting.previous.start if setting.previous else None
    if unit in ("hour", "minute", "second"):
        return None
    if anchor is None:
        return Value("XXXX", None, basis="deictic")
    count = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(rel, 0)
    value, interval = shifted(anchor, unit, count)
    return Value(value, _part_of(interval, groups["mod"], setting), basis="deictic")


def _part_of(interval: Interval, mod: str | None, setting: Setting) -> Interval:
    word = (mod or "").lower()
    if setting.anchor and interval.start and interval.end and interval.start <= setting.anchor <= interval.end:
        if word == "earlier":
            return Interval(interval.start, setting.anchor)
        if word == "later":
            return Interval(setting.anchor, interval.end)
    return _narrowed(interval, mod)


def _day_before(groups: Groups, setting: Setting) -> Value | None:
    word = (groups["word"] or "").lower()
    anchor = setting.previous.start if setting.previous else setting.anchor
    if anchor is None:
        return Value("XXXX-XX-XX", None, basis="anaphoric")
    shift = (
        0
        if "that" in word or "same" in word
        else -1
        if any(w in word for w in ("before", "previous", "earlier"))
        else 1
    )
    day = anchor + timedelta(days=shift)
    return Value(str(day), of_day(day), basis="anaphoric")


def _edge_of(groups: Groups, setting: Setting) -> Value | None:
    unit = (groups["unit"] or "").lower().split()[-1]
    if setting.anchor is None:
        return Value("XXXX", None, basis="deictic")
    value, interval = shifted(setting.anchor, unit, 0)
    return Value(value, _narrowed(interval, groups["edge"]), basis="deictic")


def _year_end(groups: Groups, setting: Setting) -> Value | None:
    if setting.anchor is None:
        return None
    unit = (groups["edge"] or "").lower()[:5].rstrip("- ").removesuffix("-")
    value, interval = shifted(setting.anchor, "year" if unit.startswith("year") else "month", 0)
    return Value(value, _narrowed(interval, "end of"), basis="deictic")


def _reference(groups: Groups, setting: Setting) -> Value | None:
    word = " ".join((groups["word"] or "").lower().split())
    for name, words in setting.grammar.references.items():
        if word in words:
            day = of_day(setting.anchor) if name == "present" and setting.anchor else None
            return Value(f"{name.upper()}_REF", day, basis="deictic" if day else "vague")
    return None


def _duration(groups: Groups, setting: Setting) -> Value | None:
    unit = _singular(groups["unit"])
    count = str(_number(groups["number"], setting.grammar)) if groups["number"] else "X"
    return Value(f"P{'T' if unit in ('hour', 'minute') else ''}{count}{_UNIT_CODES[unit]}", None, "DURATION", "vague")


RULES: Mapping[str, Callable[[Groups, Setting], Value | None]] = {
    "iso": _iso,
    "slash": _slash,
    "day_range": _day_month,
    "month_range": _day_month,
    "day_month": _day_month,
    "month_day": _day_month,
    "month_year": _month_year,
    "quarter": _quarter,
    "short_quarter": _quarter,
    "season": _season,
    "decade": _decade,
    "century": _century,
    "years": _years,
    "fiscal": _year,
    "day_word": _day_word,
    "weekday": _weekday,
    "weekend": _weekend,
    "ago": _ago,
    "past_span": _past_span,
    "relative_unit": _relative_unit,
    "relative_month": _relative_month,
    "day_before": _day_before,
    "edge_of": _edge_of,
    "year_end": _year_end,
    "month": _bare_month,
    "year": _year,
    "reference": _reference,
    "duration": _duration,
}

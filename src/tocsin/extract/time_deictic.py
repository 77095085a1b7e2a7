"""Values of time expressions that count from the day of speaking, or from a date just named."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from tocsin.extract.time_calendar import narrowed
from tocsin.extract.time_grammar import TimeGrammar
from tocsin.extract.time_value import Groups, Setting, Value
from tocsin.model.interval import Interval, of_day, of_month, of_year

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


def number_of(text: str | None, grammar: TimeGrammar) -> int:
    word = " ".join((text or "1").lower().split())
    return int(word) if word.isdigit() else grammar.numbers.get(word, 1)


def singular(unit: str | None) -> str:
    word = (unit or "").lower()
    return "century" if word == "centuries" else word.removesuffix("s")


def day_word_value(groups: Groups, setting: Setting) -> Value | None:
    word = " ".join((groups["word"] or "today").lower().split())
    part = groups["part"] or groups["part2"] or ("night" if "night" in word else "")
    if setting.anchor is None:
        return Value("PRESENT_REF" if word == "today" else "XXXX-XX-XX", None, basis="deictic")
    day = setting.anchor + timedelta(days=setting.grammar.deictic[word])
    code = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "noon": "T12:00"}.get(
        part.lower(), ""
    )
    return Value(f"{day}{code}", of_day(day), "TIME" if code else "DATE", "deictic")


def weekday_value(groups: Groups, setting: Setting) -> Value | None:
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


def weekend_value(groups: Groups, setting: Setting) -> Value | None:
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


def ago_value(groups: Groups, setting: Setting) -> Value | None:
    unit, word = singular(groups["unit"]), " ".join((groups["word"] or "").lower().split())
    back = word in ("ago", "earlier", "before")
    if groups.get("vague"):
        return Value("PAST_REF" if back else "FUTURE_REF", None, basis="vague")
    anaphoric = word in ("before", "later", "after") or (word == "earlier" and unit == "day")
    anchor = setting.previous.start if anaphoric and setting.previous else setting.anchor if not anaphoric else None
    if anchor is None or unit in ("hour", "minute"):
        return Value("XXXX", None, basis="anaphoric" if anaphoric else "deictic")
    count = number_of(groups["number"], setting.grammar)
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


def past_span_value(groups: Groups, setting: Setting) -> Value | None:
    unit, rel = singular(groups["unit"]), (groups["rel"] or "").lower()
    forward = rel in ("next", "coming", "following")
    count = number_of(groups["number"], setting.grammar) if groups["number"] else 0
    code = f"P{'T' if unit in ('hour', 'minute') else ''}{count or 'X'}{_UNIT_CODES[unit]}"
    anchor = setting.anchor
    if anchor is None or not count or unit not in ("day", "week", "month", "year"):
        return Value(code, None, "DURATION", "vague")
    days = count * {"day": 1, "week": 7, "month": 30, "year": 365}[unit]
    edge = anchor + timedelta(days=days if forward else -days)
    return Value(code, Interval(anchor, edge) if forward else Interval(edge, anchor), "DURATION", "deictic")


def relative_unit_value(groups: Groups, setting: Setting) -> Value | None:
    unit, rel = singular(groups["unit"]), " ".join((groups["rel"] or "").lower().split())
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
    return narrowed(interval, mod)


def day_before_value(groups: Groups, setting: Setting) -> Value | None:
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


def edge_of_value(groups: Groups, setting: Setting) -> Value | None:
    unit = (groups["unit"] or "").lower().split()[-1]
    if setting.anchor is None:
        return Value("XXXX", None, basis="deictic")
    value, interval = shifted(setting.anchor, unit, 0)
    return Value(value, narrowed(interval, groups["edge"]), basis="deictic")


def year_end_value(groups: Groups, setting: Setting) -> Value | None:
    if setting.anchor is None:
        return None
    unit = (groups["edge"] or "").lower()[:5].rstrip("- ").removesuffix("-")
    value, interval = shifted(setting.anchor, "year" if unit.startswith("year") else "month", 0)
    return Value(value, narrowed(interval, "end of"), basis="deictic")


def reference_value(groups: Groups, setting: Setting) -> Value | None:
    word = " ".join((groups["word"] or "").lower().split())
    for name, words in setting.grammar.references.items():
        if word in words:
            day = of_day(setting.anchor) if name == "present" and setting.anchor else None
            return Value(f"{name.upper()}_REF", day, basis="deictic" if day else "vague")
    return None


def duration_value(groups: Groups, setting: Setting) -> Value | None:
    unit = singular(groups["unit"])
    count = str(number_of(groups["number"], setting.grammar)) if groups["number"] else "X"
    return Value(f"P{'T' if unit in ('hour', 'minute') else ''}{count}{_UNIT_CODES[unit]}", None, "DURATION", "vague")

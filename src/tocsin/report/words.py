"""Numbers, dates, counts and lists as a careful writer would put them."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

from tocsin.model.interval import Interval
from tocsin.model.judgement import Estimate

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
SPACE = "\N{NO-BREAK SPACE}"


def percent(probability: float) -> str:
    """A probability as a percentage that never reads as certain or impossible: `4 %`, `0.7 %`, `under 0.1 %`.

    Whole percent from 1 to 99; one decimal outside, because 0.3 and 0.9 are a factor of three apart.
    """
    value = 100 * probability
    if value < 0.05:
        return f"under 0.1{SPACE}%"
    if value < 0.95:
        return f"{value:.1f}{SPACE}%"
    if value > 99.95:
        return f"over 99.9{SPACE}%"
    if value > 99.05:
        return f"{value:.1f}{SPACE}%"
    return f"{value:.0f}{SPACE}%"


def about(probability: float) -> str:
    """`about 4 %`; a bound ("under 0.1 %") stands by itself."""
    shown = percent(probability)
    return shown if shown.startswith(("under", "over")) else f"about {shown}"


def interval(estimate: Estimate) -> str:
    """`1 % to 12 %`."""
    low, high = percent(estimate.low), percent(estimate.high)
    return low if low == high else f"{low} to {high}"


def between(low: float, high: float) -> str:
    """`stays at 4 %`, `stays between 3 % and 5 %`."""
    ends = percent(low), percent(high)
    return f"stays at {ends[0]}" if ends[0] == ends[1] else f"stays between {ends[0]} and {ends[1]}"


def odds_factor(log_odds: float) -> str:
    """What a step does to the odds, in words: `multiplies the odds by 1.8`, `divides the odds by 3`."""
    # 709 is where exp overflows a double; nothing in a brief needs more than "over 1,000".
    size = 2.718281828459045 ** min(abs(log_odds), 20.0)
    if size < 1.05:
        return "leaves the odds as they are"
    shown = f"{size:.1f}" if size < 9.95 else "over 1,000" if size > 1000 else f"{size:.0f}"
    return f"{'multiplies' if log_odds > 0 else 'divides'} the odds by {shown.removesuffix('.0')}"


def day(value: date) -> str:
    """`5 March 2022`."""
    return f"{value.day}{SPACE}{calendar.month_name[value.month]} {value.year}"


def short_day(value: date) -> str:
    """`5 Mar`, for axes."""
    return f"{value.day}{SPACE}{calendar.month_abbr[value.month]}"


def days(value: Interval) -> str:
    """An interval in words: `5 March 2022`, `March 2022`, `2022`, `24 February to 22 March 2022`, `after …`."""
    match value.precision:
        case "day" if value.start:
            return day(value.start)
        case "month" if value.start:
            return f"{calendar.month_name[value.start.month]} {value.start.year}"
        case "year" if value.start:
            return str(value.start.year)
    if value.start and value.end:
        return stretch(value.start, value.end)
    if value.start:
        return f"{day(value.start)} or later"
    if value.end:
        return f"{day(value.end)} or earlier"
    return "unknown date"


def stretch(start: date, end: date) -> str:
    """`3 to 16 March 2022`, `24 February to 22 March 2022`."""
    if start == end:
        return day(start)
    if start.year == end.year and start.month == end.month:
        return f"{start.day} to {day(end)}"
    if start.year == end.year:
        return f"{start.day}{SPACE}{calendar.month_name[start.month]} to {day(end)}"
    return f"{day(start)} to {day(end)}"


def number(count: int) -> str:
    """`no`, `one`, … `twelve`, then digits."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else f"{count:,}"


def counted(count: int, noun: str, plural: str = "") -> str:
    """`one origin`, `two origins`, `no origins`."""
    return f"{number(count)} {noun if count == 1 else plural or _plural(noun)}"


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def joined(parts: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def capital(text: str) -> str:
    """The text with its first letter upper case, the rest as it is."""
    return text[:1].upper() + text[1:]


def full_stop(text: str) -> str:
    """The text, ending in exactly one closing mark, also after a closing quotation mark."""
    stripped = text.rstrip()
    bare = stripped.rstrip("”\"'’)")
    return stripped if bare.endswith((".", "!", "?", "…")) else f"{stripped}."


def possessive(name: str) -> str:
    """`Belarus's`, `Lukashenko's`, `the United States'`."""
    plural_looking = name.endswith("s") and " " in name
    return f"{name}’" if plural_looking else f"{name}’s"

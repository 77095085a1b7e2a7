# ruff: noqa: E501 (a pattern broken over lines can no longer be read)
"""The grammar of time expressions: word tables from data, and the patterns made from them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tocsin.errors import VocabularyError
from tocsin.extract.vocabulary_tables import tables_of

DATA = "data/time.toml"
TABLES = ("months", "weekdays", "seasons", "numbers", "ordinals", "deictic", "references", "present")
UNITS = (
    "day",
    "week",
    "month",
    "quarter",
    "year",
    "decade",
    "century",
    "hour",
    "minute",
    "second",
    "weekend",
    "fortnight",
)


@dataclass(frozen=True, slots=True)
class TimeGrammar:
    """Tables by word, and (name, pattern) pairs in the order in which they win where they overlap."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, tuple[int, int]]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    deictic: Mapping[str, int]
    references: Mapping[str, frozenset[str]]
    present: Mapping[str, frozenset[str]]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    trigger: re.Pattern[str]


@cache
def load_time_grammar() -> TimeGrammar:
    """Read the grammar's tables and compile its patterns, once a process. Raises VocabularyError."""
    return time_grammar_of(files("tocsin.extract").joinpath(DATA).read_text(encoding="utf-8"), place=DATA)


def time_grammar_of(text: str, *, place: str) -> TimeGrammar:
    """A grammar from TOML text in the form of `time.toml`. `place` names it in errors."""
    tables = tables_of(text, TABLES, place=place)
    for name in ("months", "weekdays", "numbers", "ordinals", "deictic"):
        if wrong := [word for word, value in tables[name].items() if not isinstance(value, int)]:
            raise VocabularyError(
                "not a whole number", value=wrong[0], place=f"{place}, {name}", remedy="give a number"
            )
    lists = {name: _lists(tables[name], f"{place}, {name}") for name in ("references", "present")}
    patterns = _patterns(tables, lists["references"])
    return TimeGrammar(
        months=tables["months"],
        weekdays=tables["weekdays"],
        seasons={word: (span[0], span[1]) for word, span in tables["seasons"].items()},
        numbers=tables["numbers"],
        ordinals=tables["ordinals"],
        deictic=tables["deictic"],
        references=lists["references"],
        present=lists["present"],
        patterns=patterns,
        trigger=_trigger(tables, lists["references"]),
    )


def _lists(table: Mapping[str, Any], place: str) -> dict[str, frozenset[str]]:
    lists = {}
    for name, words in table.items():
        if not isinstance(words, str):
            raise VocabularyError("not a list of words", value=name, place=place, remedy='write "word, word"')
        lists[name] = frozenset(word.strip() for word in words.split(",") if word.strip())
    return lists


def _any(words: Any) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=_longest_first))


def _longest_first(word: str) -> tuple[int, str]:
    return (-len(word), word)


def _trigger(tables: Mapping[str, Any], references: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """Words without which a sentence holds no time expression: a cheap test before the patterns."""
    words = {*tables["months"], *tables["weekdays"], *tables["seasons"], *UNITS, *tables["deictic"]}
    words |= {word for group in references.values() for word in group} | {
        "morning",
        "evening",
        "afternoon",
        "night",
        "midnight",
        "noon",
        "time",
        "eve",
    }
    return re.compile(rf"\d{{4}}|\d[/.]\d|'\d0s|\b(?:{_any(words)})", re.IGNORECASE)


def _patterns(
    tables: Mapping[str, Any], references: Mapping[str, frozenset[str]]
) -> tuple[tuple[str, re.Pattern[str]], ...]:
    # Short names of months count with a capital only; "sat" and "sun", "mar" and "may" are words as well.
    long = [word for word in tables["months"] if len(word) > 4 or word in ("june", "july")]
    month = rf"(?:{_any(w.capitalize() for w in tables['months'])}|{_any(w.upper() for w in long)})\b\.?"
    weekday = rf"(?:{_any(w.capitalize() for w in tables['weekdays'])}|{_any(w.upper() for w in tables['weekdays'] if len(w) > 5)})\b\.?"
    season = rf"(?i:{_any(tables['seasons'])})\b"
    number = rf"(?:\d{{1,3}}|(?i:{_any(tables['numbers'])}))"
    vague = r"(?i:several|a\s+few|few|some|many|recent)"
    ordinal = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|(?i:{_any(tables['ordinals'])}))"
    unit = r"(?i:day|week|month|quarter|year|decade|century|hour|minute|fortnight)"
    units = r"(?i:days?|weeks?|months?|quarters?|years?|decades?|centuries|century|hours?|minutes?|fortnights?)"
    year = r"(?:1[5-9]|20)\d\d"
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
    mod = r"(?i:early|mid|late|earlier|later|the\s+end\s+of|the\s+beginning\s+of|the\s+start\s+of|the\s+middle\s+of|end|beginning|start)"
    part = r"(?i:morning|afternoon|evening|night|noon)"
    dash = r"\s*(?:-|–|—|to|and|until|till|through)\s*"
    shapes = {
        "iso": r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
        "slash": rf"(?P<first>\d{{1,2}})(?P<sep>[/.])(?P<second>\d{{1,2}})(?P=sep)(?P<year>{year}|\d\d)",
        "day_range": rf"(?P<day>{day}){dash}(?P<until>{day})(?:\s+of)?\s+(?P<month>{month})(?:,?\s+(?P<year>{year}))?",
        "month_range": rf"(?P<month>{month})\s+(?P<day>{day})\s*[-–]\s*(?P<until>{day})(?!\d)(?:,?\s+(?P<year>{year}))?",
        "day_month": rf"(?:{weekday},?\s+)?(?:the\s+)?(?P<day>{day})(?:\s+of)?[\s-](?P<month>{month})(?:(?:\s+of)?,?[\s-]+(?P<year>{year})\b)?",
        "month_day": rf"(?:{weekday},?\s+|(?i:last\s+))?(?P<month>{month})\s+(?:the\s+)?(?P<day>{day})(?!\d|:\d|%|\s+(?:percent|per))(?:(?:,|\s+of)?\s+(?P<year>{year})\b)?",
        "months": rf"(?P<month>{month}){dash}(?P<until>{month})(?:(?:,|\s+of)?\s+(?P<year>{year}|(?i:last\s+year|this\s+year|next\s+year)))?",
        "month_year": rf"(?:(?P<mod>{mod})[\s-]+)?(?P<month>{month})(?:,|\s+of)?\s+(?P<year>{year}|(?i:last\s+year|this\s+year|next\s+year))",
        "quarter": rf"(?i:the\s+)?(?P<ordinal>{ordinal})(?:\s+|-)(?P<part>(?i:quarter|half))(?:(?:\s+of)?\s+(?P<year>{year}|(?i:fiscal\s+{year}|(?:the|this|last|next)\s+(?:fiscal\s+)?year)))?",
        "short_quarter": rf"(?P<part>[QH])(?P<ordinal>[1-4])(?:\s+(?P<year>{year}))?",
        "season": rf"(?:(?P<rel>(?i:last|this|next))\s+)?(?:(?P<mod>{mod})[\s-]+(?:the\s+)?)?(?:the\s+)?(?P<season>{season})(?:(?:\s+of)?,?\s+(?P<year>{year}))?",
        "decade": r"(?i:the\s+)?(?:(?P<mod>(?i:early|mid|late))[\s-]+)?(?P<decade>(?:1[5-9]|20)\d0|['’]\d0)['’]?s",
        "century": rf"(?i:the\s+)?(?:(?P<mod>(?i:early|mid|late))[\s-]+)?(?P<ordinal>{ordinal})[\s-](?i:century)",
        "years": rf"(?P<year>{year})\s*[-–/]\s*(?P<until>{year}|\d\d)\b(?!-)",
        "fiscal": rf"(?i:fiscal(?:\s+year)?)\s+(?P<year>{year})",
        "day_word": rf"(?P<word>(?i:{_any(tables['deictic'])}))(?:\s+(?P<part>{part}))?|(?i:this)\s+(?P<part2>{part})",
        "weekday": rf"(?:(?P<rel>(?i:last|next|this|the\s+previous|the\s+following))\s+)?(?P<weekday>{weekday})(?:\s+(?P<part>{part}))?(?P<after>\s+(?i:last\s+week|next\s+week))?",
        "weekend": r"(?:(?P<rel>(?i:last|this|next|past|the|over\s+the))\s+)?(?P<weekend>(?i:weekend))\b",
        "ago": rf"(?:(?i:about|around|nearly|almost|more\s+than|some|just|over)\s+)?(?:(?:(?P<low>\d{{1,3}})\s*[-–]\s*)?(?P<number>{number})|(?P<vague>{vague}))(?:\s+|-)(?P<unit>{units})\s+(?P<word>(?i:ago|earlier|before|later|after|from\s+now|hence))\b",
        "past_span": rf"(?i:the\s+|these\s+|in\s+)?(?P<rel>(?i:last|past|previous|next|coming|following))\s+(?:(?P<number>{number})|(?P<vague>(?i:several|few|couple\s+of|many)))\s+(?P<unit>{units})",
        "relative_unit": rf"(?:(?P<mod>(?i:earlier|later|early|late|the\s+end\s+of|the\s+beginning\s+of|the\s+start\s+of|the\s+middle\s+of))\s+)?(?P<rel>(?i:last|this|next|past|the\s+past|the\s+previous|previous|current|the\s+current|the\s+coming|coming|the\s+same|that|the\s+following|the\s+next|the\s+last))\s+(?P<fiscal>(?i:fiscal\s+))?(?P<unit>{unit})\b(?!['’]s\s+(?:old|end))",
        "relative_month": rf"(?P<rel>(?i:last|this|next|the\s+previous|the\s+following))\s+(?P<month>{month})",
        "day_before": r"(?P<word>(?i:the\s+day\s+before|the\s+previous\s+day|a\s+day\s+earlier|the\s+next\s+day|the\s+day\s+after|the\s+following\s+day|a\s+day\s+later|that\s+day|the\s+same\s+day))",
        "edge_of": r"(?P<edge>(?i:the\s+end|the\s+beginning|the\s+start|the\s+middle|end|beginning))\s+of\s+(?P<unit>(?i:the\s+(?:day|week|month|year|decade|century)))",
        "year_end": r"(?P<edge>(?i:year[- ]end|month[- ]end))",
        "month": rf"(?:(?P<mod>(?i:early|mid|late|earlier\s+in|late\s+in|early\s+in|the\s+end\s+of|the\s+beginning\s+of|the\s+start\s+of|the\s+middle\s+of))[\s-]+)?(?P<month>{month})(?!\s*\d)",
        "year": rf"(?:(?P<mod>(?i:early|mid|late|the\s+end\s+of|the\s+beginning\s+of|the\s+start\s+of))[\s-]+(?:in\s+)?)?(?P<year>{year})(?![\d,.:/-]\d|\s*(?:%|percent|per\s+cent))",
        "reference": rf"(?P<word>(?i:{_any(w for group in references.values() for w in group)}))",
        "duration": rf"(?:(?P<number>{number})|(?P<vague>{vague}))(?:\s+|-)(?P<unit>{units})\b",
    }
    return tuple((name, re.compile(rf"(?<![\w$€£#]){shape}(?!\w)")) for name, shape in shapes.items())

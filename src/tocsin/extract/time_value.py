"""A time expression's value, and what it is read against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tocsin.extract.time_grammar import TimeGrammar
from tocsin.model.interval import Interval

Tense = Literal["past", "future", ""]
Groups = Mapping[str, str | None]


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

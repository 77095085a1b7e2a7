"""The words of quantities, read from data and checked, with the patterns made from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from tocsin.errors import VocabularyError
from tocsin.extract.vocabulary_tables import tables_of
from tocsin.model.quantity import Qualifier

DATA = "data/quantities.toml"
TABLES = (
    "numerals",
    "magnitudes",
    "vague",
    "fractions",
    "times",
    "ordinals",
    "qualifiers",
    "after",
    "measures",
    "names",
)


@dataclass(frozen=True, slots=True)
class QuantityLexicon:
    """Values by word; qualifiers as patterns that end, or begin, where a number begins or ends."""

    numerals: Mapping[str, float]
    magnitudes: Mapping[str, float]
    vague: Mapping[str, tuple[float, Qualifier]]
    fractions: Mapping[str, float]
    times: Mapping[str, float]
    ordinals: Mapping[str, float]
    before: tuple[tuple[Qualifier, re.Pattern[str]], ...]
    after: tuple[tuple[Qualifier, re.Pattern[str]], ...]
    units: frozenset[str]
    change: frozenset[str]
    names_before: frozenset[str]
    streets: frozenset[str]
    number: re.Pattern[str]
    trigger: re.Pattern[str]


@cache
def load_quantity_lexicon() -> QuantityLexicon:
    """Read the file, once a process. Raises VocabularyError that names what is wrong and where."""
    return quantity_lexicon_of(files("tocsin.extract").joinpath(DATA).read_text(encoding="utf-8"), place=DATA)


def quantity_lexicon_of(text: str, *, place: str) -> QuantityLexicon:
    """A lexicon from TOML text in the form of `quantities.toml`. `place` names it in errors."""
    tables = tables_of(text, TABLES, place=place)
    for name in ("numerals", "magnitudes", "fractions", "times", "ordinals"):
        if wrong := [word for word, value in tables[name].items() if not isinstance(value, int | float)]:
            raise VocabularyError("not a number", value=wrong[0], place=f"{place}, {name}", remedy="give a number")
    return QuantityLexicon(
        numerals=tables["numerals"],
        magnitudes=tables["magnitudes"],
        vague=_vague(tables["vague"], place),
        fractions=tables["fractions"],
        times=tables["times"],
        ordinals=tables["ordinals"],
        before=tuple((q, _before(words)) for q, words in _qualifiers(tables["qualifiers"], f"{place}, qualifiers")),
        after=tuple((q, _after(words)) for q, words in _qualifiers(tables["after"], f"{place}, after")),
        units=frozenset(_words(tables["measures"]["units"])),
        change=frozenset(_words(tables["measures"]["change"])),
        names_before=frozenset(_words(tables["names"]["before"])),
        streets=frozenset(_words(tables["names"]["streets"])),
        number=_number(tables),
        trigger=_trigger(tables),
    )


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _vague(table: Mapping[str, Any], place: str) -> dict[str, tuple[float, Qualifier]]:
    vague: dict[str, tuple[float, Qualifier]] = {}
    for word, value in table.items():
        if not (isinstance(value, list) and len(value) == 2 and value[1] in get_args(Qualifier)):
            raise VocabularyError(
                "not a number with its bound", value=word, place=f"{place}, vague", remedy='write [24, "at-least"]'
            )
        vague[word] = (float(value[0]), value[1])
    return vague


def _qualifiers(table: Mapping[str, Any], place: str) -> list[tuple[Qualifier, list[str]]]:
    if unknown := sorted(set(table) - set(get_args(Qualifier))):
        raise VocabularyError(
            "unknown qualifier", value=unknown[0], place=place, remedy=f"use {', '.join(get_args(Qualifier))}"
        )
    return [(name, _words(words)) for name, words in table.items()]  # type: ignore[misc]


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in sorted(words, key=_longest_first))


def _longest_first(word: str) -> tuple[int, str]:
    return (-len(word), word)


def _before(words: list[str]) -> re.Pattern[str]:
    # An article, a currency sign or one adverb may stand between the qualifier and the number.
    return re.compile(rf"(?<!\w)(?:{_any(words)})\s+(?:(?:the|a|an|only|just|another|[€$£])\s*)?$", re.IGNORECASE)


def _after(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"^(?:\s+[\w%-]+){{0,2}}?\s+(?:{_any(words)})(?!\w)", re.IGNORECASE)


def _number(tables: Mapping[str, Any]) -> re.Pattern[str]:
    big = _any(w for w in tables["magnitudes"] if len(w) > 2)
    small = _any(w for w in tables["magnitudes"] if len(w) <= 2)
    unit = _any(tables["numerals"])
    digits = r"(?:\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)|\d+)(?:\.\d+)?"
    spelled = rf"(?:(?:{unit})(?:[\s-]+(?:and\s+)?(?:{unit}|{big}))*)"
    vague, fraction = _any(tables["vague"]), _any(tables["fractions"])
    return re.compile(
        rf"(?P<vague>(?<!\w)(?:{vague})(?!\w))"
        rf"|(?P<part>(?<!\w)(?:a\s+|one[\s-]|an?\s+)?(?:{fraction})(?:s)?\s+(?:of\s+)?(?:a\s+|an\s+)(?={big}))"
        rf"|(?P<currency>[$€£¥]\s?)?(?P<digits>(?<![\w.])(?:minus\s+|[-−](?=\d))?{digits})(?:[\s-]?(?P<big>{big})(?!\w)|(?P<small>{small})(?!\w))?(?!\d|(?:st|nd|rd|th)\b)"
        rf"|(?<!\w)(?P<dozen>(?:a|one|two|three|half\s+a)\s+dozen|a\s+hundred|a\s+thousand|a\s+million|a\s+billion)(?!\w)"
        rf"|(?<![\w-])(?P<fraction>(?:a\s+|one[\s-]|the\s+)?(?:{fraction}))(?![\w-])"
        rf"|(?<![\w-])(?P<spelled>{spelled})(?![\w])"
        rf"|(?<!\w)(?P<times>{_any(tables['times'])})(?!\w)"
        rf"|(?<!\w)(?P<ordinal>{_any(tables['ordinals'])}|\d{{1,3}}(?:st|nd|rd|th))(?!\w)"
        rf"|(?<!\w)(?P<one>an?)(?=\s+(?:year|month|week|day|hour|decade|century|kilometre|kilometer|mile|metre|dozen)\b)",
        re.IGNORECASE,
    )


def _trigger(tables: Mapping[str, Any]) -> re.Pattern[str]:
    words = {
        *tables["numerals"],
        *tables["magnitudes"],
        *tables["vague"],
        *tables["fractions"],
        *tables["times"],
        *tables["ordinals"],
    }
    return re.compile(
        rf"\d|\b(?:{_any(w for w in words if len(w) > 2)})|\b(?:than|to|under|over)\s+a\s", re.IGNORECASE
    )

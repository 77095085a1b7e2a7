"""The cue words of `data/boilerplate.toml`, as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal, cast, get_args

from tocsin.errors import VocabularyError
from tocsin.model.document import BoilerplateKind
from tocsin.read.data_files import load_toml, strings, text_of

_FILE = "boilerplate.toml"
Form = Literal["whole", "opening", "closing", "containing", "prefix"]
Zone = Literal["any", "head", "tail"]

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK = r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?"
_DATE = (
    rf"{_WEEKDAY}(?:\d{{4}}-\d\d-\d\d(?:t{_CLOCK})?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+\d{{4}})?|"
    rf"{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}})"
)
_NAME_WORD = r"[A-ZÀ-Ý0-9][\w.&'/-]*"
NAME = rf"(?-i:{_NAME_WORD}(?:\s+(?:of|the|and|&|de|van|for|on)\s+{_NAME_WORD}|\s+{_NAME_WORD}){{0,5}})"
_SLOTS = (
    ("{name}", NAME),
    ("{number}", r"\d[\d.,]*[km]?"),
    ("{time}", _CLOCK),
    ("{date}", _DATE),
    ("{any}", r"[^()\[\]]{1,80}?"),
)
_EDGE = r"(?:(?<!\w)|(?<=_))"
# What may follow the phrase in each form. The matcher sees to where it begins.
_ENDS = {
    "whole": r"[\s.:!…»>→↗+)(\d]*$",
    "opening": "",
    "closing": r"[\s)\]]*$",
    "containing": "",
    "prefix": "",
}
_COLON = r"\s*(?:[:|–—>»→]|-\s|$)"
_SLOT = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry: a pattern, what it shows, and the limits within which it counts (see the file's head)."""

    order: int
    kind: BoilerplateKind
    form: Form
    zone: Zone
    longest: int
    sentences: int
    needs_address: bool
    decisive: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a cue. `lead` is the number of signs before its first word; `literal` is its longest part without
    a slot, in lower case, which a line must hold for the pattern to be worth trying."""

    cue: Cue
    lead: int
    literal: str
    source: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled at its first use."""
        return _compiled(self.source)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All phrases, by their first word where they begin with one, and the word lists that guard them."""

    by_word: dict[str, tuple[Phrase, ...]]
    longest: int
    others: tuple[Phrase, ...]
    speech: re.Pattern[str]
    address: re.Pattern[str]
    roles: re.Pattern[str]
    bio_headings: frozenset[str]
    picture_verbs: re.Pattern[str]
    picture_places: re.Pattern[str]


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """The vocabulary. Raises VocabularyError that names file, entry and remedy."""
    table = load_toml(_FILE)
    entries = table.get("cue")
    if not isinstance(entries, list) or not entries:
        raise VocabularyError("no cues", value="[[cue]]", place=_FILE, remedy="add a [[cue]] entry")
    phrases = [phrase for order, entry in enumerate(entries, start=1) for phrase in _phrases(entry, order)]
    by_word: dict[str, list[Phrase]] = {}
    others: list[Phrase] = []
    for word, phrase in phrases:
        (by_word.setdefault(word, []) if word else others).append(phrase)
    bio, picture = _section(table, "bio"), _section(table, "picture")
    return Vocabulary(
        by_word={word: tuple(found) for word, found in by_word.items()},
        longest=max(phrase.cue.longest for _, phrase in phrases),
        others=tuple(others),
        speech=_words(strings(_section(table, "speech"), "words", f"{_FILE}: speech")),
        address=_words(strings(_section(table, "address"), "words", f"{_FILE}: address")),
        roles=_words(strings(bio, "roles", f"{_FILE}: bio")),
        bio_headings=frozenset(strings(bio, "headings", f"{_FILE}: bio")),
        picture_verbs=_words(strings(picture, "verbs", f"{_FILE}: picture")),
        picture_places=_words(strings(picture, "places", f"{_FILE}: picture")),
    )


def _section(table: dict[str, Any], key: str) -> dict[str, Any]:
    section = table.get(key)
    if not isinstance(section, dict):
        raise VocabularyError("a section is missing", value=f"[{key}]", place=_FILE, remedy=f"add [{key}]")
    return section


def _phrases(entry: dict[str, Any], order: int) -> list[tuple[str, Phrase]]:
    """The phrases of one entry, each with its first word ("" where it begins with a slot or has no word)."""
    place = f"{_FILE}: cue {order}"
    cue = Cue(
        order=order,
        kind=cast(BoilerplateKind, text_of(entry, "kind", place, get_args(BoilerplateKind))),
        form=cast(Form, text_of(entry, "form", place, get_args(Form))),
        zone=cast(Zone, text_of(entry, "zone", place, get_args(Zone)) if "zone" in entry else "any"),
        longest=_number(entry, "longest", 40, place),
        sentences=_number(entry, "sentences", 1, place),
        needs_address=bool(entry.get("needs_address")),
        decisive=bool(entry.get("decisive")),
    )
    end = (_COLON if entry.get("colon") else "") + _ENDS[cue.form]
    found: list[tuple[str, Phrase]] = []
    for phrase in strings(entry, "phrases", place):
        unknown = set(_SLOT.findall(phrase)) - {slot for slot, _ in _SLOTS}
        if unknown:
            allowed = ", ".join(slot for slot, _ in _SLOTS)
            raise VocabularyError("an unknown slot", value=phrase, place=place, remedy=f"use one of {allowed}")
        first = re.match(r"([^\w{]*)(\w+)", phrase)
        literal = max(_SLOT.split(phrase.lower()), key=len).strip()
        made = Phrase(cue, len(first.group(1)) if first else 0, literal, _source(phrase) + end)
        found.append((first.group(2).lower() if first else "", made))
    return found


def _number(entry: dict[str, Any], key: str, default: int, place: str) -> int:
    value = entry.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise VocabularyError("a whole number is expected", value=f"{key} = {value!r}", place=place)
    return value


def _source(phrase: str) -> str:
    """One phrase as a pattern; it begins and ends at a word's edge where it begins and ends with a letter."""
    words = re.escape(phrase.strip()).replace(r"\ ", r"\s+")
    for slot, pattern in _SLOTS:
        words = words.replace(re.escape(slot), pattern)
    before = _EDGE if phrase[:1].isalnum() else ""
    after = r"(?!\w)" if phrase.strip()[-1:].isalnum() else ""
    return f"{before}{words}{after}"


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)


def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)

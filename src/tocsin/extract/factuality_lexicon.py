"""The lexicon of factuality: which words hedge, negate, judge or vouch, read from data and checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from tocsin.errors import VocabularyError
from tocsin.model.claim import Stance

DATA = "data/factuality.toml"

# Every list that the rules ask for. A file that lacks one, or has one more, is refused by name.
LISTS = (
    "negation.adverbs",
    "negation.determiners",
    "negation.pronouns",
    "negation.small",
    "negation.exceptions",
    "negation.not_only",
    "negation.predicates",
    "negation.raising",
    "negation.refusals",
    "negation.wrong",
    "negation.beliefs",
    "certainty.possible_adverbs",
    "certainty.probable_adverbs",
    "certainty.possible_modals",
    "certainty.possible_predicates",
    "certainty.probable_predicates",
    "certainty.possible_nouns",
    "certainty.probable_nouns",
    "certainty.certain_cues",
    "future.modals",
    "future.predicates",
    "future.words",
    "states.verbs",
    "states.present",
    "states.participles",
    "states.nouns",
    "intention.predicates",
    "intention.nouns",
    "obligation.modals",
    "obligation.predicates",
    "obligation.requests",
    "law.verbs",
    "law.adjectives",
    "law.nouns",
    "law.phrases",
    "opinion.adjectives",
    "opinion.nouns",
    "opinion.verbs",
    "opinion.frames",
    "opinion.cues",
    "opinion.phrases",
    "opinion.thoughts",
    "opinion.dismissals",
    "states.lasting",
    "states.checked",
    "intention.excluding",
    "law.cues",
    "number.verbs",
    "number.nouns",
    "verification.confirmed_before",
    "verification.confirmed_against",
    "verification.confirmed_rest",
    "verification.confirmed_after",
    "verification.unverified_words",
    "verification.unverified_before",
    "verification.unverified_after",
    "verification.unverified_own",
    "verification.contradicted_words",
    "verification.contradicted_before",
    "verification.contradicted_after",
    "verification.confirmed_cues",
    "verification.unverified_cues",
    "stance.volition.unwilled",
    "commitment.factive",
    "commitment.implicative",
    "commitment.open",
)


@dataclass(frozen=True, slots=True)
class FactualityLexicon:
    """Word lists by name ("negation.adverbs"), each also as one pattern that finds its phrases in running text."""

    words: Mapping[str, frozenset[str]]
    patterns: Mapping[str, re.Pattern[str]]
    cue_stances: Mapping[str, Stance]

    def has(self, name: str, word: str) -> bool:
        """Whether a list holds the word, as written there."""
        return word in self.words[name]

    def found(self, name: str, text: str) -> str:
        """The first phrase of a list in a text, or "". The text is compared in lower case."""
        match = self.patterns[name].search(text.lower())
        return match.group().strip() if match else ""


@cache
def load_factuality_lexicon() -> FactualityLexicon:
    """Read the lexicon's file, once a process. Raises VocabularyError that names what is wrong and where."""
    return factuality_lexicon_of(files("tocsin.extract").joinpath(DATA).read_text(encoding="utf-8"), place=DATA)


def factuality_lexicon_of(text: str, *, place: str) -> FactualityLexicon:
    """A lexicon from TOML text in the form of `factuality.toml`. `place` names it in errors."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError("not valid TOML", value=str(error), place=place) from error
    stances = _cue_stances(tables, place)
    flat = _flat(tables, "", place)
    if missing := sorted(set(LISTS) - set(flat)):
        raise VocabularyError("a list is missing", value=", ".join(missing), place=place, remedy="restore it")
    if unknown := sorted(set(flat) - set(LISTS)):
        raise VocabularyError("unknown list", value=", ".join(unknown), place=place, remedy="rename or remove it")
    return FactualityLexicon(flat, {name: _pattern(words) for name, words in flat.items()}, stances)


def _cue_stances(tables: dict[str, Any], place: str) -> dict[str, Stance]:
    stances = tables.get("stance", {}).pop("cues", {})
    for cue, stance in stances.items():
        if stance not in get_args(Stance):
            raise VocabularyError(
                "unknown stance",
                value=str(stance),
                place=f"{place}, {cue}",
                remedy=f"use {', '.join(get_args(Stance))}",
            )
    return dict(stances)


def _flat(table: Mapping[str, Any], prefix: str, place: str) -> dict[str, frozenset[str]]:
    lists: dict[str, frozenset[str]] = {}
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            lists |= _flat(value, f"{name}.", place)
        elif isinstance(value, str) and value.strip():
            lists[name] = frozenset(word.strip().lower() for word in value.split(",") if word.strip())
        else:
            raise VocabularyError(
                "not a list of words", value=repr(value), place=f"{place}, {name}", remedy='write "word, word"'
            )
    return lists


def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=_longest_first)
    inner = "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in ordered)
    return re.compile(rf"(?<!\w)(?:{inner})(?!\w)")


def _longest_first(word: str) -> tuple[int, str]:
    return (-len(word), word)

"""The words with which reports are written, and those by which private persons are known, read from data files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from tocsin.errors import VocabularyError


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a brief, as `data/wording.toml` has them. Pairs keep the file's order."""

    stance: dict[str, str]
    source_type: dict[str, str]
    state: dict[str, tuple[str, str]]
    date_basis: dict[str, str]
    effect: dict[str, str]
    connectives: tuple[str, ...]
    bridge_words: frozenset[str]
    pronouns: frozenset[str]
    pointers: frozenset[str]
    anaphoric_nouns: frozenset[str]
    expletives: tuple[str, ...]
    base_verbs: frozenset[str]
    bodies: frozenset[str]
    unnamed: frozenset[str]
    one: frozenset[str]
    in_titles: frozenset[str]
    unfinished: frozenset[str]
    auxiliaries: frozenset[str]
    denials: frozenset[str]
    lower_titles: frozenset[str]
    standing: dict[str, float]
    prepositions: frozenset[str]
    openers: frozenset[str]


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """Which words make a person private and which public, as `data/people.toml` has them.

    `roles` pairs each describing word with the role that is shown in place of the name, `private_verbs` each verb.
    """

    roles: dict[str, str]
    private_verbs: dict[str, str]
    titles: tuple[str, ...]
    title_words: frozenset[str]
    things: frozenset[str]
    not_names: frozenset[str]


@cache
def load_wording() -> Wording:
    """The words of `data/wording.toml`. Raises VocabularyError that names the entry which is wrong."""
    name = "report/data/wording.toml"
    data = _read("wording.toml")
    state = _table(data, name, "state")
    for key, value in state.items():
        if not (isinstance(value, list) and len(value) == 2):
            raise VocabularyError("a state needs a word and a letter", value=key, place=name)
    quotes = _table(data, name, "quotes")
    return Wording(
        stance=_words(data, name, "stance"),
        source_type=_words(data, name, "source_type"),
        state={key: (str(value[0]), str(value[1])) for key, value in state.items()},
        date_basis=_words(data, name, "date_basis"),
        effect=_words(data, name, "effect"),
        connectives=_longest_first(quotes, name, "connectives"),
        bridge_words=frozenset(_longest_first(quotes, name, "bridge_words")),
        pronouns=frozenset(_longest_first(quotes, name, "pronouns")),
        pointers=frozenset(_longest_first(quotes, name, "pointers")),
        anaphoric_nouns=frozenset(_longest_first(quotes, name, "anaphoric_nouns")),
        expletives=_longest_first(quotes, name, "expletives"),
        base_verbs=frozenset(_longest_first(_table(data, name, "base_verbs"), name, "words")),
        bodies=frozenset(_longest_first(_table(data, name, "bodies"), name, "words")),
        unnamed=frozenset(_longest_first(_table(data, name, "unnamed"), name, "adjectives")),
        openers=frozenset(_longest_first(_table(data, name, "openers"), name, "words")),
        one=frozenset(_longest_first(_table(data, name, "unnamed"), name, "one")),
        in_titles=frozenset(_longest_first(_table(data, name, "unnamed"), name, "in_titles")),
        auxiliaries=frozenset(_longest_first(quotes, name, "auxiliaries")),
        denials=frozenset(_longest_first(quotes, name, "denials")),
        lower_titles=frozenset(_longest_first(_table(data, name, "unnamed"), name, "lower_titles")),
        standing=_shares(data, name, "standing"),
        unfinished=frozenset(_longest_first(quotes, name, "unfinished")),
        prepositions=frozenset(_longest_first(_table(data, name, "prepositions"), name, "words")),
    )


@cache
def load_people_words() -> PeopleWords:
    """The words of `data/people.toml`. Raises VocabularyError that names the entry which is wrong."""
    name = "report/data/people.toml"
    data = _read("people.toml")
    private, verbs = _table(data, name, "private"), _table(data, name, "private_verbs")
    roles = {word: role for role in private for word in _longest_first(private, name, role)}
    titles = _longest_first(_table(data, name, "public"), name, "titles")
    both = sorted(set(roles) & set(titles))
    if both:
        raise VocabularyError(
            "a word cannot make a person both private and public",
            value=", ".join(both),
            place=name,
            remedy="keep it in one of the two lists",
        )
    return PeopleWords(
        roles=roles,
        private_verbs={word: role for role in verbs for word in _longest_first(verbs, name, role)},
        titles=titles,
        title_words=frozenset(word for title in titles for word in title.split() if " " not in title),
        things=frozenset(_longest_first(_table(data, name, "things"), name, "words")),
        not_names=frozenset(_longest_first(_table(data, name, "not_names"), name, "words")),
    )


def _read(name: str) -> dict[str, Any]:
    text = files("tocsin.report").joinpath("data", name).read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"not TOML: {error}", place=f"report/data/{name}") from error


def _table(data: dict[str, Any], name: str, key: str) -> dict[str, Any]:
    value = data.get(key)
    if not isinstance(value, dict):
        raise VocabularyError(f"the table [{key}] is missing", place=name, remedy=f"add [{key}]")
    return value


def _words(data: dict[str, Any], name: str, key: str) -> dict[str, str]:
    table = _table(data, name, key)
    for entry, value in table.items():
        if not isinstance(value, str) or not value:
            raise VocabularyError(f"[{key}] {entry} must be a word or words", value=repr(value), place=name)
    return dict(table)


def _shares(data: dict[str, Any], name: str, key: str) -> dict[str, float]:
    table = _table(data, name, key)
    for entry, value in table.items():
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
            raise VocabularyError(f"[{key}] {entry} must be a number from 0 to 1", value=repr(value), place=name)
    return {entry: float(value) for entry, value in table.items()}


def _longest_first(table: dict[str, Any], name: str, key: str) -> tuple[str, ...]:
    value = table.get(key)
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise VocabularyError(f"{key} must be a list of words", value=repr(value), place=name)
    return tuple(sorted(dict.fromkeys(value), key=len, reverse=True))

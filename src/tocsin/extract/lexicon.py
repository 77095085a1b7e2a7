"""The cue lexicon: which words attribute, how they take their content, and what stance they give it."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, get_args

from tocsin.errors import VocabularyError
from tocsin.model.claim import Stance

PLACE = "data/cues.toml"
LEVELS = ("speech", "evidence", "thought", "attitude", "relay")
TAKES = ("clause", "quote", "object", "infinitive", "gerund", "predicate")
# Plain lists of words, by the name of their table.
LISTS = (
    "carriers",
    "producing",
    "venues",
    "publishing",
    "framing_adjectives",
    "framing_verbs",
    "labels",
    "feelings",
    "personal",
    "exhibits",
    "camps",
    "bodies",
)
_ENTRY = re.compile(r"^([^()]+?)\s*(?:\(([^()]*)\))?$")


@dataclass(frozen=True, slots=True)
class Cue:
    """One word of the lexicon in one of its uses. `rest` are the words after the head ("point" + "out")."""

    lemma: str
    rest: tuple[str, ...]
    key: str
    level: str
    stance: str
    takes: frozenset[str]
    prepositions: frozenset[str]

    @property
    def name(self) -> str:
        """The entry as a reader of the lexicon knows it."""
        return " ".join((self.lemma, *self.rest))


Index = Mapping[str, tuple[Cue, ...]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cues by the lemma of their first word; `version` is a digest of the data."""

    verbs: Index
    nouns: Index
    phrases: frozenset[str]
    phrase_prepositions: frozenset[str]
    openers: Mapping[str, tuple[tuple[str, ...], ...]]
    citing: frozenset[str]
    framing: frozenset[str]
    connectives: tuple[tuple[str, ...], ...]
    holders: frozenset[str]
    lists: Mapping[str, frozenset[str]]
    elaborations: tuple[tuple[str, ...], ...]
    version: str


def load_lexicon(holders: frozenset[str] = frozenset()) -> Lexicon:
    """Read the cue data. `holders` are lemmas of nouns that can hold a statement.

    Raises VocabularyError that names the class and what is wrong with it.
    """
    text = files("tocsin.extract").joinpath(PLACE).read_text(encoding="utf-8")
    return lexicon_of(text, place=PLACE, holders=holders)


def lexicon_of(text: str, *, place: str, holders: frozenset[str] = frozenset()) -> Lexicon:
    """A lexicon from TOML text in the form of `cues.toml`. `place` names it in errors."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError("not valid TOML", value=str(error), place=place) from error
    opinion = data.get("phrases", [])
    return Lexicon(
        verbs=_index(cue for entry in data.get("verbs", []) for cue in _cues(entry, place)),
        nouns=_index(cue for entry in data.get("nouns", []) for cue in _cues(entry, place)),
        phrases=frozenset(word for entry in opinion for word, _ in _words(entry, place)),
        phrase_prepositions=frozenset(p for entry in opinion for p in _list(str(entry.get("prepositions", "")))),
        openers=_openers(data.get("openers", []), place),
        citing=frozenset(word for entry in data.get("citing", []) for word, _ in _words(entry, place)),
        framing=frozenset(word for entry in data.get("framing", []) for word, _ in _words(entry, place)),
        connectives=_connectives(data.get("connectives", []), place),
        holders=holders,
        lists={name: _plain(data, name, place) for name in LISTS},
        elaborations=_connectives(data.get("elaborations", []), place),
        version=hashlib.sha256(text.encode()).hexdigest()[:12],
    )


def _plain(data: Mapping[str, Any], name: str, place: str) -> frozenset[str]:
    if not data.get(name):
        raise VocabularyError(
            "a list is missing", value=name, place=place, remedy=f"add [[{name}]] with key and words"
        )
    return frozenset(word for entry in data[name] for word, _ in _words(entry, place))


def _list(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _words(entry: Mapping[str, Any], place: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    where = f"{place}, class {entry.get('key', '?')}"
    if not entry.get("key") or not isinstance(entry.get("words"), str):
        raise VocabularyError("key or words are missing", value=str(entry), place=where, remedy="give both")
    for piece in re.split(r",\s*(?![^(]*\))", str(entry["words"])):
        if not piece.strip():
            continue
        match = _ENTRY.match(piece.strip())
        if not match:
            raise VocabularyError(
                "not a word with prepositions in brackets",
                value=piece.strip(),
                place=where,
                remedy='write "warn (of, about)"',
            )
        yield " ".join(match[1].split()), tuple(_list(match[2] or ""))


def _cues(entry: Mapping[str, Any], place: str) -> Iterator[Cue]:
    where = f"{place}, class {entry.get('key', '?')}"
    level, stance = str(entry.get("level", "speech")), str(entry.get("stance", "asserts"))
    takes = entry.get("takes", ["clause"])
    for value, allowed, name in ((level, LEVELS, "level"), (stance, get_args(Stance), "stance")):
        if value not in allowed:
            raise VocabularyError(f"unknown {name}", value=value, place=where, remedy=f"use {', '.join(allowed)}")
    if unknown := sorted(set(takes) - set(TAKES)):
        raise VocabularyError(
            "unknown way of taking content", value=", ".join(unknown), place=where, remedy=f"use {', '.join(TAKES)}"
        )
    for words, prepositions in _words(entry, place):
        head, *rest = words.split()
        yield Cue(head, tuple(rest), str(entry["key"]), level, stance, frozenset(takes), frozenset(prepositions))


def _index(cues: Iterator[Cue]) -> dict[str, tuple[Cue, ...]]:
    index: dict[str, list[Cue]] = {}
    for cue in cues:
        index.setdefault(cue.lemma, []).append(cue)
    # Stable: among equally long entries the file's order decides.
    return {lemma: tuple(sorted(held, key=lambda cue: -len(cue.rest))) for lemma, held in index.items()}


def _openers(entries: list[Mapping[str, Any]], place: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    index: dict[str, list[tuple[str, ...]]] = {}
    for entry in entries:
        for words, _ in _words(entry, place):
            parts = tuple(words.split())
            index.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(held, key=len, reverse=True)) for first, held in index.items()}


def _connectives(entries: list[Mapping[str, Any]], place: str) -> tuple[tuple[str, ...], ...]:
    found = {tuple(words.split()) for entry in entries for words, _ in _words(entry, place)}
    return tuple(sorted(found, key=lambda words: (-len(words), words)))

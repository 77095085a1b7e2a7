"""Kinds of source: what a noun phrase, with what is told of it, is as a source, and which side it speaks for."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, cast, get_args

from tocsin.errors import VocabularyError
from tocsin.model.source import SourceType
from tocsin.text.gazetteer import Gazetteer

PLACE = "data/sources.toml"
FORMER = ("former", "ex", "ex-", "retired", "onetime", "one-time", "erstwhile")
ARMS = frozenset({"defence", "defense"})  # a counsel by itself, no expert in "defence ministry"
IN_OFFICE = frozenset({"official", "military", "security-service", "government-body"})


@dataclass(frozen=True, slots=True)
class SourceVocabulary:
    """`names` and `heads` give the type of a whole name (lower case) and of a noun, `endings` that of a proper name
    by its last word; `order` ranks the types.
    `returns` gives by kind the nouns with which a text comes back to somebody; titles are lower case."""

    names: Mapping[str, SourceType]
    heads: Mapping[str, SourceType]
    endings: Mapping[str, SourceType]
    order: tuple[SourceType, ...]
    plain_titles: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    returns: Mapping[str, frozenset[str]]
    version: str

    def holders(self) -> frozenset[str]:
        """Lemmas of all nouns that can be a source."""
        return frozenset(self.heads).union(*self.returns.values())


def load_source_vocabulary() -> SourceVocabulary:
    """Read the source data. Raises VocabularyError that names the entry and what is wrong with it."""
    text = files("tocsin.extract").joinpath(PLACE).read_text(encoding="utf-8")
    return source_vocabulary_of(text, place=PLACE)


def source_vocabulary_of(text: str, *, place: str) -> SourceVocabulary:
    """A vocabulary from TOML text in the form of `sources.toml`. `place` names it in errors."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError("not valid TOML", value=str(error), place=place) from error
    names: dict[str, SourceType] = {}
    heads: dict[str, SourceType] = {}
    endings: dict[str, SourceType] = {}
    order = []
    for entry in data.get("types", []):
        kind = _type(entry, place)
        order.append(kind)
        for name in _list(entry.get("names", "")):
            names.setdefault(_plain(name), kind)
        for head in _list(entry.get("heads", "")):
            heads.setdefault(head.lower().replace("-", " ") if " " in head else head.lower(), kind)
        for ending in _list(entry.get("endings", "")):
            endings.setdefault(ending.lower(), kind)
    titles = data.get("titles", {})
    return SourceVocabulary(
        names,
        heads,
        endings,
        tuple(order),
        frozenset(_list(titles.get("plain", ""))),
        frozenset(_list(titles.get("male", ""))),
        frozenset(_list(titles.get("female", ""))),
        {key: frozenset(_list(words)) for key, words in data.get("returns", {}).items()},
        hashlib.sha256(text.encode()).hexdigest()[:12],
    )


def _type(entry: Mapping[str, Any], place: str) -> SourceType:
    kind = entry.get("type")
    if kind not in get_args(SourceType):
        raise VocabularyError(
            "unknown type of source", value=str(kind), place=place, remedy=f"use {', '.join(get_args(SourceType))}"
        )
    return cast(SourceType, kind)


def _list(text: str) -> list[str]:
    return [" ".join(word.split()) for word in str(text).split(",") if word.strip()]


def _plain(name: str) -> str:
    name = name.lower().replace("’", "'").strip()
    return name[4:] if name.startswith("the ") else name


def type_of(name: str, described: Iterable[str], vocabulary: SourceVocabulary, *, person: bool) -> SourceType:
    """The type of a source by its name, then by the nouns that describe it, the most telling first.

    `described` are lemmas in lower case: head noun, titles and appositions. A person of whom nothing is told is
    private: the tool must not expose somebody for want of a description.
    """
    named = vocabulary.names.get(_plain(name))
    if named and not person:
        return named
    words = [w.rsplit("-", 1)[-1] if w not in vocabulary.heads else w for w in described]
    kinds = [vocabulary.heads[w] for w in words if w in vocabulary.heads and w not in ARMS]
    kinds = kinds or [vocabulary.heads[w] for w in words if w in vocabulary.heads]
    if not kinds and any(w.endswith("ologist") for w in words):
        kinds = ["expert"]
    if person:
        kinds = [
            k
            for k in kinds
            if k not in ("document", "public", "think-tank", "government-body", "media", "ngo", "company")
        ] or [k for k in kinds if k in ("media", "ngo", "company")]
    kind = min(kinds, key=vocabulary.order.index) if kinds and not person else (kinds[0] if kinds else None)
    if kind is None:
        return "private-person" if person else _by_ending(name, vocabulary)
    if person and kind == "official" and any(vocabulary.heads.get(w) == "company" for w in words):
        return "company"
    if kind in IN_OFFICE and any(w in FORMER for w in words):
        return "ex-official"
    return kind


def _by_ending(name: str, vocabulary: SourceVocabulary) -> SourceType:
    """The type that a proper name's last word tells: "Harbour Gazette", "Nordhav Shipping"."""
    words = name.split()
    proper = len(words) > 1 and all(word[:1].isupper() for word in (words[0], words[-1]))
    return vocabulary.endings.get(words[-1].lower(), "unnamed") if proper else "unnamed"


def side_of(text: str, kind: SourceType, gazetteer: Gazetteer) -> str:
    """The key of the country that a description names first, "-opposition" where it speaks against the government."""
    found = gazetteer.mentions(text)
    if not found or kind in ("think-tank", "witness", "private-person", "unnamed"):
        return "none"
    key = found[0].country.key
    return f"{key}-opposition" if kind == "opposition" else key

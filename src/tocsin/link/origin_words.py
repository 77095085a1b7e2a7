"""The vocabulary of dependence between claims, read from data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from tocsin.errors import VocabularyError
from tocsin.link.words import phrase, words_of

LISTS = ("inference", "bearing_out", "message", "correction")


@dataclass(frozen=True)
class OriginWords:
    """Phrases as stems. See `data/origins.toml`."""

    inference: frozenset[tuple[str, ...]]
    bearing_out: frozenset[tuple[str, ...]]
    message: frozenset[tuple[str, ...]]
    correction: frozenset[tuple[str, ...]]


@lru_cache(maxsize=1)
def load_origin_words() -> OriginWords:
    """Read and check the table. Raises VocabularyError that names the missing list."""
    raw = tomllib.loads((resources.files("tocsin.link") / "data" / "origins.toml").read_text(encoding="utf-8"))
    for key in LISTS:
        if not raw.get(key, {}).get("words"):
            raise VocabularyError("a list of words is missing", value=key, place="origins.toml")
    return OriginWords(*(frozenset(map(phrase, raw[key]["words"])) for key in LISTS))


@lru_cache(maxsize=20_000)
def holds(text: str, phrases: frozenset[tuple[str, ...]]) -> bool:
    """Whether a text has any of the phrases, in any inflection."""
    stems = tuple(word.stem for word in words_of(text))
    return any(stems[at : at + len(words)] == words for words in phrases for at in range(len(stems)))

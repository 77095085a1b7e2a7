"""Concepts: words that say the same thing; claims are compared by what they say, not by the word chosen."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from tocsin.errors import VocabularyError
from tocsin.link.commonness import weight
from tocsin.link.lexicon import Phrases, matches, phrases_of
from tocsin.link.words import Word, load_stopwords, phrase, stem
from tocsin.text.names import load_name_words

# Words that deny or count, and name nothing that two claims could share.
EMPTY = frozenset({"nobody", "nothing", "never", "none", "one", "two", "three"})
MARK = "="  # before a concept's key, so that it is never taken for a stem
CONCEPT_WEIGHT = 0.6  # of a concept beside single words: swapped words are the common ones
LIGHT_WEIGHT = 0.25


@dataclass(frozen=True, eq=False)
class Concepts:
    """The table of `data/concepts.toml`, ready for look-up."""

    phrases: Phrases
    against: Mapping[str, frozenset[str]]
    light: frozenset[str]
    longest: int


@lru_cache(maxsize=1)
def load_concepts() -> Concepts:
    """Read and check the table. Raises VocabularyError that names the concept and the word."""
    raw = tomllib.loads((resources.files("tocsin.link") / "data" / "concepts.toml").read_text(encoding="utf-8"))
    owner: dict[tuple[str, ...], str] = {}
    against: dict[str, set[str]] = {}
    for key, entry in raw.items():
        unknown = sorted(set(entry.get("against", ())) - set(raw))
        if not entry.get("words") or unknown:
            raise VocabularyError(
                "a concept needs words, and opposites that exist", value=key, place="concepts.toml",
                remedy=f"define {', '.join(unknown)}" if unknown else "give a list of words",
            )  # fmt: skip
        for words in entry["words"]:
            held = owner.setdefault(phrase(words), key)
            if held != key:
                raise VocabularyError(
                    "a word belongs to two concepts", value=words, place=f"concepts.toml [{held}], [{key}]",
                    remedy="take it out of one of them",
                )  # fmt: skip
        for other in entry.get("against", ()):
            against.setdefault(MARK + key, set()).add(MARK + other)
            against.setdefault(MARK + other, set()).add(MARK + key)
    phrases = phrases_of((MARK + key, entry["words"]) for key, entry in raw.items())
    return Concepts(
        phrases,
        {key: frozenset(others) for key, others in against.items()},
        frozenset(MARK + key for key, entry in raw.items() if entry.get("light")),
        max(phrases.starts.values()),
    )


def concepts_in(words: Sequence[Word], skipped: Iterable[int]) -> frozenset[str]:
    """The concepts of a text and, of its words in no concept, the stems that carry meaning. `skipped` are the places
    of words that are told apart otherwise, such as names of countries."""
    table, common, left_out = load_concepts(), _common(), set(skipped)
    found: set[str] = set()
    covered: set[int] = set()
    for match in matches(words, table.phrases, table.longest):
        if words[match.first].start not in left_out:
            found.update(match.keys)
            covered.update(range(match.first, match.after))
    for number, word in enumerate(words):
        if number in covered or word.start in left_out or word.stem in common or len(word.stem) < 2:
            continue
        if not word.stem.replace(".", "").isdigit():  # counts and days are compared as such
            found.add(word.stem)
    return frozenset(found)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Stems that carry no meaning of their own; names of days and months too, which are compared as dates."""
    return load_stopwords() | EMPTY | {stem(word) for word in load_name_words().calendar}


@lru_cache(maxsize=100_000)
def concept_weight(key: str) -> float:
    """How much a shared concept or stem tells."""
    if key.startswith(MARK):
        return LIGHT_WEIGHT if key in load_concepts().light else CONCEPT_WEIGHT
    return weight(key)


@lru_cache(maxsize=50_000)
def opposed(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether a concept of the one set is against one of the other, and neither set has both."""
    against = load_concepts().against
    return any(not against.get(key, frozenset()).isdisjoint(b - a) for key in a - b)


def shown(keys: Iterable[str]) -> list[str]:
    """Concepts and stems in words for people."""
    return sorted(key.removeprefix(MARK).replace("-", " ") for key in keys)

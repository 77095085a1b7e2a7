"""Bodies of states found in a text: armies, ministries, governments, and leaders spoken of by their office."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from tocsin.errors import VocabularyError
from tocsin.link.words import Word, phrase
from tocsin.model.entity import EntityType
from tocsin.text.gazetteer import Country, CountryMention

ARTICLES = frozenset({"the", "a", "an"})
PASSAGE = 350  # characters either side in which a body without a country finds it


@dataclass(frozen=True)
class Body:
    """A kind of body. `name` holds `{country}`."""

    key: str
    type: EntityType
    name: str


@dataclass(frozen=True)
class Bodies:
    """The table of `data/bodies.toml`: phrases as stems to bodies, and the words for leaders."""

    phrases: Mapping[tuple[str, ...], Body]
    leaders: frozenset[tuple[str, ...]]
    longest: int


@dataclass(frozen=True, slots=True)
class BodyMention:
    """A body of one country named in a text, without its article at `start`, with it at `outer`."""

    outer: int
    start: int
    end: int
    key: str
    country: Country
    type: EntityType
    name: str


@lru_cache(maxsize=1)
def load_bodies() -> Bodies:
    """Read and check the table. Raises VocabularyError that names the entry."""
    raw = tomllib.loads((resources.files("tocsin.link") / "data" / "bodies.toml").read_text(encoding="utf-8"))
    table = {}
    for entry in raw["body"]:
        if "{country}" not in entry.get("name", "") or not entry.get("words"):
            raise VocabularyError(
                "a body needs words and a name with {country}", value=str(entry), place="bodies.toml"
            )
        body = Body(entry["key"], entry["type"], entry["name"])
        table.update({phrase(words): body for words in entry["words"]})
    leaders = frozenset(map(phrase, raw["leader"]["words"]))
    return Bodies(table, leaders, max(len(words) for words in (*table, *leaders)))


def find_bodies(text: str, words: Sequence[Word], countries: Sequence[CountryMention]) -> Iterator[BodyMention]:
    """Bodies with their country, from an adjective or possessive before, "of …" after, or the passage."""
    bodies = load_bodies()
    stems = [word.stem for word in words]
    at = 0
    while at < len(stems):
        for size in range(min(bodies.longest, len(stems) - at), 0, -1):
            key = tuple(stems[at : at + size])
            body = bodies.phrases.get(key)
            leader = key in bodies.leaders
            if body or leader:
                found = _with_country(text, words, at, at + size, countries, body)
                # "The Belarusian opposition leader" leads no state.
                if found and not (leader and at and stems[at - 1] == "opposition"):
                    yield found
                at += size - 1
                break
        at += 1


def _with_country(
    text: str, words: Sequence[Word], first: int, after: int, countries: Sequence[CountryMention], body: Body | None
) -> BodyMention | None:
    start, end = words[first].start, words[after - 1].end
    owner = _before(text, start, countries)
    if owner is not None:
        start = owner.start
    else:
        owner = _after(text, end, countries)
        if owner is not None:
            end = owner.end
    country = owner.country if owner else None
    if country is None and body and body.key not in ("army", "government", "opposition", "border-guard"):
        country = _of_passage(text, start, countries)
    if country is None:
        return None
    outer = start
    before = [word for word in words if word.end <= start][-1:]
    if before and before[0].stem in ARTICLES and text[before[0].end : start].isspace():
        outer = before[0].start
    if body is None:
        return BodyMention(outer, start, end, "leader", country, "person", "")
    return BodyMention(outer, start, end, body.key, country, body.type, body.name.format(country=country.name))


def _before(text: str, start: int, countries: Sequence[CountryMention]) -> CountryMention | None:
    """The adjective or possessive before a noun, with at most one small word between ("Belarus's own army")."""
    for mention in countries:
        between = text[mention.end : start] if mention.end <= start <= mention.end + 24 else None
        if between is None or re.search(r"[,.;:()\n]", between):
            continue
        possessive = text[mention.start : start].rstrip().endswith(("’s", "'s", "s’", "s'")) or "’s " in between
        adjective = mention.form in ("adjective", "demonym") and text[mention.end - 1] != "s"
        if (adjective or possessive) and len(between.replace("’s", "").replace("'s", "").split()) <= 1:
            return mention
    return None


def _after(text: str, end: int, countries: Sequence[CountryMention]) -> CountryMention | None:
    for mention in countries:
        if mention.start >= end and re.fullmatch(r"\s+of\s+(the\s+)?", text[end : mention.start]):
            return mention
    return None


def _of_passage(text: str, start: int, countries: Sequence[CountryMention]) -> Country | None:
    """The country most spoken of around a place in the text; the nearer one where two tie."""
    near = [m for m in countries if abs(m.start - start) <= PASSAGE and m.country.kind == "state"] or list(countries)
    counts = Counter(mention.country.key for mention in near)
    best = max(near, key=lambda m: (counts[m.country.key], -abs(m.start - start)), default=None)
    return best.country if best else None

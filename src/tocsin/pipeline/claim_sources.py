"""Who a name in a claims file is: kind and side, by the extractor's own vocabulary."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from tocsin.errors import VocabularyError
from tocsin.extract.source_types import FORMER, SourceVocabulary, load_source_vocabulary, side_of, type_of
from tocsin.model.source import Source, SourceType
from tocsin.text.gazetteer import Gazetteer, load_gazetteer
from tocsin.text.names import fold, name_similarity

if TYPE_CHECKING:
    from tocsin.text.gazetteer import Country, CountryForm

PLACE = "pipeline/data/speakers.toml"
SAME_NAME = 0.9
# Kinds whose nouns stand before a person's name ("opposition leader Jane Doe"), not before a body's.
PERSONS: tuple[SourceType, ...] = (
    "official",
    "military",
    "opposition",
    "expert",
    "ngo",
    "witness",
    "soldier",
    "private-person",
)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_SPLIT = re.compile(r"\s*[,()]\s*|\s+(?:of|from|at|in|for|with|on)\s+")
# Kinds that a name alone, without a description, doesn't tell: an office named elsewhere in the file says more.
BARE: tuple[SourceType, ...] = ("private-person", "unnamed")


@dataclass(frozen=True, slots=True)
class SpeakerVocabulary:
    """All that tells who a name is."""

    sources: SourceVocabulary
    gazetteer: Gazetteer
    given_names: frozenset[str]
    outlet_ends: tuple[str, ...]
    office_holders: Mapping[str, str]


def load_speaker_vocabulary() -> SpeakerVocabulary:
    """Read the tables. Raises VocabularyError that names the file and what is wrong."""
    text = files("tocsin.pipeline").joinpath("data/speakers.toml").read_text(encoding="utf-8")
    gazetteer = load_gazetteer()
    try:
        data = tomllib.loads(text)
        ends, holders = str(data["outlet_ends"]), dict(data["office_holders"])
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise VocabularyError("an entry is missing or malformed", value=str(error), place=PLACE) from error
    rows = files("tocsin.text").joinpath("data/given_names.tsv").read_text(encoding="utf-8").splitlines()
    given = frozenset(name for row in rows if not row.startswith("#") for name in row.split("\t") if name)
    listed = tuple(" ".join(word.split()).lower() for word in ends.split(",") if word.strip())
    unknown = [key for key in holders if gazetteer.by_key(key) is None]
    if unknown:
        remedy = "use a key of text/data/countries.toml"
        raise VocabularyError("no such side", value=", ".join(unknown), place=PLACE, remedy=remedy)
    in_office = {fold(name): key for key, names in holders.items() for name in str(names).split(",") if name.strip()}
    return SpeakerVocabulary(load_source_vocabulary(), gazetteer, given, listed, in_office)


def source_of(name: str, vocabulary: SpeakerVocabulary, *, relay: bool = False) -> Source:
    """The source that a cell names. `relay` names are outlets where nothing tells otherwise."""
    known = vocabulary.sources.names.get(_plain(name))
    if known:
        return Source(name, known, side_of(name, known, vocabulary.gazetteer))
    whole = vocabulary.gazetteer.find(name)
    if whole is not None:
        return _of_country(name, whole)
    leader = next((hit for hit in vocabulary.gazetteer.mentions(name) if hit.form == "leader"), None)
    described = _described(name, vocabulary)
    if leader is not None:
        person = name[leader.start : leader.end]
        kind = type_of(person, described, vocabulary.sources, person=True)
        kind = kind if kind in ("opposition", "ex-official") else "official"
        return Source(person, kind, leader.country.key, _aliases(name, person))
    person = _person(name, vocabulary, relay)
    holder = vocabulary.office_holders.get(fold(person or name))
    if holder is not None:
        former = "ex-official" if set(described) & set(FORMER) else "official"
        return Source(person or name, cast(SourceType, former), holder, _aliases(name, person or name))
    if person:
        kind = type_of(person, described, vocabulary.sources, person=True)
        kind = "opposition" if kind == "official" and "opposition" in described else kind
        return Source(person, kind, side_of(name, kind, vocabulary.gazetteer), _aliases(name, person))
    return _body(name, described, vocabulary, relay)


def completed(source: Source, others: Iterable[Source]) -> Source:
    """The source with kind and side as another source of its name has them, where its own name tells neither."""
    if source.type not in BARE:
        return source
    found = [other for other in others if other.type not in BARE and _same_name(source.name, other.name)]
    if len({fold(other.name) for other in found}) != 1:
        return source
    named = found[0]
    return replace(
        source, name=named.name, type=named.type, side=named.side, aliases=_aliases(source.name, named.name)
    )


def _same_name(a: str, b: str) -> bool:
    if fold(a) == fold(b):
        return True
    short, long = sorted((fold(a).split(), fold(b).split()), key=len)
    if len(short) == 1:
        return len(long) > 1 and short[0] == long[-1]
    return name_similarity(a, b) >= SAME_NAME


def _of_country(name: str, found: tuple[Country, CountryForm]) -> Source:
    country, form = found
    if form == "leader":
        return Source(name, "official", country.key)
    if form == "demonym":
        return Source(name, "public", country.key)
    return Source(name, "government-body", country.key)


def _body(name: str, described: list[str], vocabulary: SpeakerVocabulary, relay: bool) -> Source:
    plain = _plain(name)
    proper = name[:1].isupper()
    outlet = proper and any(plain == end or plain.endswith(f" {end}") for end in vocabulary.outlet_ends)
    if outlet:
        return Source(name, "media", side_of(name, "unnamed", vocabulary.gazetteer))
    # The head noun tells what a body is: a defence ministry is a ministry.
    head = next((word for word in described if word in vocabulary.sources.heads), "")
    kind = type_of(name, (head, *(set(described) & set(FORMER))), vocabulary.sources, person=False)
    if kind == "unnamed" and relay and proper:
        kind = "media"
    return Source(name, kind, side_of(name, kind, vocabulary.gazetteer))


def _described(name: str, vocabulary: SpeakerVocabulary) -> list[str]:
    """The words of a name in lower case, heads of its parts first, plurals also without their s."""
    parts = [part for part in _SPLIT.split(name) if part]
    words: list[str] = []
    for part in parts:
        found = [word.lower().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(part)]
        for word in reversed(found):
            words += _forms(word, vocabulary.sources.heads)
    return words


def _forms(word: str, heads: Mapping[str, SourceType]) -> list[str]:
    singular = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
    return [word] if word in heads or singular not in heads else [singular]


def _person(name: str, vocabulary: SpeakerVocabulary, relay: bool) -> str:
    """The person's name within a cell, or "": two to four capitalised words that begin with a given name, are a known
    office-holder's, follow a kind of person in small letters, or are all that a speaker's cell holds.

    The last is a guess on the safe side: a body of which nothing is told is masked rather than a person shown.
    """
    for part in re.split(r"\s*[,()]\s*", name):
        words = part.split()
        for start, word in enumerate(words):
            run = start
            while run < len(words) and words[run][:1].isupper():
                run += 1
            named = words[start:run]
            if not 2 <= len(named) <= 4 or _headed(named, vocabulary):
                continue
            before = words[start - 1] if start else ""
            described = before.islower() and vocabulary.sources.heads.get(before) in PERSONS
            alone = not relay and not start and part == name and run == len(words) and not part.isupper()
            known = fold(word) in vocabulary.given_names or fold(" ".join(named)) in vocabulary.office_holders
            if known or described or (alone and not vocabulary.gazetteer.mentions(name)):
                return " ".join(named)
    return ""


def _headed(words: list[str], vocabulary: SpeakerVocabulary) -> bool:
    """Whether the words name a body or an outlet: one of them is its noun."""
    lowered = [word.lower() for word in words]
    return lowered[-1] in vocabulary.outlet_ends or any(word in vocabulary.sources.heads for word in lowered)


def _aliases(whole: str, name: str) -> tuple[str, ...]:
    return (whole,) if whole != name else ()


def _plain(name: str) -> str:
    return name.lower().replace("’", "'").strip().removeprefix("the ")

"""The vocabularies of linking, read from data: frames, operators and kinds of actor, as stems ready to match."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from tocsin.errors import VocabularyError
from tocsin.link.words import Word, phrase

# Tables of operators.toml that hold one list of words each.
SINGLE = (
    "contrary",
    "limit",
    "addition",
    "takeup",
    "subordinate",
    "evaluative",
    "existence",
    "prevent",
    "preposition",
    "light_noun",
    "improbable",
    "counted",
)


@dataclass(frozen=True, eq=False)
class Phrases:
    """Phrases as stems to the keys that they trigger; `starts` gives the longest phrase that a stem begins."""

    entries: Mapping[tuple[str, ...], tuple[str, ...]]
    starts: Mapping[str, int]


@dataclass(frozen=True)
class Frame:
    """A kind of happening. See `data/frames.toml` for what the fields mean."""

    key: str
    group: str
    label: str
    general: bool = False
    topic: bool = False
    transfer: bool = False
    sequence: bool = False
    vague: bool = False
    subject: str = ""
    prepares: str = ""
    opposite: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All tables. `frame_phrases` and the like map a phrase's stems to the keys that it triggers."""

    frames: Mapping[str, Frame]
    frame_phrases: Phrases
    operator_phrases: Phrases
    actor_phrases: Phrases
    contrary: Phrases
    superlative: Phrases
    limit: Phrases
    phase: Phrases
    addition: Phrases
    takeup: Phrases
    subordinate: Phrases
    evaluative: Phrases
    existence: Phrases
    prevent: Phrases
    preposition: Phrases
    light_noun: Phrases
    improbable: Phrases
    counted: Phrases
    longest: int

    def opposed(self, a: str, b: str) -> bool:
        """Whether two frames cannot hold together for one actor at one time."""
        return b in self.frames[a].opposite or a in self.frames[b].opposite


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Read and check the tables. Raises VocabularyError that names file and entry."""
    frames = _read("frames.toml")["frame"]
    operators = _read("operators.toml")
    actors = _read("actors.toml")
    known = {entry.get("key") for entry in frames}
    for entry in frames:
        unknown = set(entry.get("opposite", ())) - known
        if unknown or not entry.get("key") or not entry.get("words") or not entry.get("label"):
            raise VocabularyError(
                "a frame needs a key, a label, words, and opposites that exist",
                value=str(entry.get("key") or entry),
                place="frames.toml",
                remedy=f"define {', '.join(sorted(map(str, unknown)))}" if unknown else "",
            )
    single = {key: phrases_of([(key, operators[key]["words"])]) for key in SINGLE}
    tables = {
        "frame_phrases": phrases_of((entry["key"], entry["words"]) for entry in frames),
        "operator_phrases": phrases_of((entry["mode"], entry["words"]) for entry in operators["operator"]),
        "actor_phrases": phrases_of((key, table["words"]) for key, table in actors.items()),
        "superlative": phrases_of(operators["superlative"].items()),
        "phase": phrases_of(operators["phase"].items()),
        **single,
    }
    longest = max(size for table in tables.values() for size in table.starts.values())
    return Lexicon(frames={entry["key"]: _frame(entry) for entry in frames}, longest=longest, **tables)


def _read(name: str) -> dict[str, Any]:
    text = (resources.files("tocsin.link") / "data" / name).read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError("not valid TOML", value=str(error), place=name) from error


def _frame(entry: dict[str, Any]) -> Frame:
    return Frame(
        entry["key"],
        entry.get("group", entry["key"]),
        entry["label"],
        bool(entry.get("general")),
        bool(entry.get("topic")),
        bool(entry.get("transfer")),
        bool(entry.get("sequence")),
        bool(entry.get("vague")),
        entry.get("subject", ""),
        entry.get("prepares", ""),
        frozenset(entry.get("opposite", ())),
        frozenset(stem for word in entry.get("object", ()) for stem in phrase(word)),
        frozenset(stem for word in entry.get("unless", ()) for stem in phrase(word)),
    )


def phrases_of(entries: Iterable[tuple[str, Sequence[str]]]) -> Phrases:
    table: dict[tuple[str, ...], list[str]] = {}
    for key, phrases in entries:
        for words in phrases:
            held = table.setdefault(phrase(words), [])
            if key not in held:
                held.append(key)
    starts: dict[str, int] = {}
    for stems in table:
        starts[stems[0]] = max(starts.get(stems[0], 0), len(stems))
    return Phrases({stems: tuple(keys) for stems, keys in table.items()}, starts)


@dataclass(frozen=True)
class Match:
    """A phrase found among a text's words: from word `first` up to but not including word `after`."""

    first: int
    after: int
    keys: tuple[str, ...]


def matches(words: Sequence[Word], table: Phrases, longest: int) -> tuple[Match, ...]:
    """The phrases of the table in the words, from left to right, the longest first; none overlap."""
    stems = [word.stem for word in words]
    starts, entries = table.starts, table.entries
    found = []
    first = 0
    while first < len(stems):
        if stems[first] not in starts:
            first += 1
            continue
        for size in range(min(longest, starts[stems[first]], len(stems) - first), 0, -1):
            keys = entries.get(tuple(stems[first : first + size]))
            if keys and not (size == 1 and _is_month(words[first])):
                found.append(Match(first, first + size, keys))
                first += size - 1
                break
        first += 1
    return tuple(found)


def _is_month(word: Word) -> bool:
    return word.written in ("May", "March")

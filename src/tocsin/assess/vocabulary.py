"""The numeric vocabulary of assessment: source grades, method numbers and words of probability, read from TOML."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from tocsin.errors import VocabularyError
from tocsin.model.template import Range

GRADES_FILE = "source_grades.toml"
METHOD_FILE = "method.toml"
WORDS_FILE = "probability_words.toml"
PUSHES = ("toward", "away", "obeys", "refuses")
RELATIONS = ("actor", "patron", "target", "actor-opposition", "other-state", "none")


@dataclass(frozen=True, slots=True)
class Grades:
    """What source_grades.toml holds. `kinds` and `outlets` give letter and reason by kind of source or outlet."""

    letters: Mapping[str, Range]
    meanings: Mapping[str, str]
    kinds: Mapping[str, tuple[str, str]]
    outlets: Mapping[str, tuple[str, str]]
    motives: Mapping[tuple[str, str], Range]
    hedges: Mapping[str, Range]
    relay: Range
    interested: Range
    digest: str


@dataclass(frozen=True, slots=True)
class Method:
    """What method.toml holds: ranges and plain numbers by name, and patterns of indicator keys: of signs that are
    words, of costly ones, and by beat of those that one kind of reporting follows together."""

    ranges: Mapping[str, Range]
    numbers: Mapping[str, int]
    speech: tuple[str, ...]
    costly: tuple[str, ...]
    digest: str
    beats: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ProbabilityWord:
    """A term of estimative probability and the upper border of its band."""

    term: str
    synonym: str
    up_to: float


@lru_cache(maxsize=1)
def load_grades() -> Grades:
    """The source grades that ship with Tocsin. Raises VocabularyError on a malformed file."""
    data, digest = _toml(GRADES_FILE)
    letters = {key: _range(row, "value", GRADES_FILE, f"letters.{key}") for key, row in data["letters"].items()}
    motives = {
        (relation, push): _triple(
            row.get(push), GRADES_FILE, f"motives.{relation}.{push}", str(row.get("reason", ""))
        )
        for relation, row in data["motives"].items()
        for push in PUSHES
    }
    for relation in RELATIONS:
        if (relation, "toward") not in motives:
            raise _wrong(GRADES_FILE, f"motives.{relation}", "absent", "add the table")
    return Grades(
        letters=letters,
        meanings={key: str(row["meaning"]) for key, row in data["letters"].items()},
        kinds=_graded(data["kinds"], letters, "kinds"),
        outlets=_graded(data["outlets"], letters, "outlets"),
        motives=motives,
        hedges={key: _range(row, "value", GRADES_FILE, f"hedges.{key}") for key, row in data["hedges"].items()},
        relay=_range(data["relay"]["share_of_failures"], "value", GRADES_FILE, "relay"),
        interested=_range(data["interested"]["discount"], "value", GRADES_FILE, "interested"),
        digest=digest,
    )


@lru_cache(maxsize=1)
def load_method() -> Method:
    """The numbers of the method. Raises VocabularyError on a malformed file."""
    data, digest = _toml(METHOD_FILE)
    ranges = {key: _range(row, "value", METHOD_FILE, key, upper=100.0) for key, row in data.items() if "value" in row}
    numbers = {key: value for key, value in data["numbers"].items() if isinstance(value, int)}
    speech, costly = (tuple(data[key]["indicators"]) for key in ("speech", "costly"))
    beats = {key: tuple(row["indicators"]) for key, row in data["beat"].items()}
    return Method(ranges, numbers, speech, costly, digest, beats)


@lru_cache(maxsize=1)
def load_words() -> tuple[ProbabilityWord, ...]:
    """Words of estimative probability in rising order. Raises VocabularyError where the borders do not rise to 1."""
    data, _ = _toml(WORDS_FILE)
    words = tuple(ProbabilityWord(row["term"], row["synonym"], float(row["up_to"])) for row in data["word"])
    borders = [word.up_to for word in words]
    if borders != sorted(set(borders)) or borders[-1] != 1.0:
        raise _wrong(WORDS_FILE, "word", str(borders), "let `up_to` rise strictly and end at 1.0")
    return words


def word_for(probability: float) -> str:
    """The term for a probability. A border belongs to the band above it."""
    words = load_words()
    return next((word.term for word in words if probability < word.up_to), words[-1].term)


def _toml(name: str) -> tuple[dict[str, Any], str]:
    content = (resources.files("tocsin.assess") / "data" / name).read_bytes()
    try:
        return tomllib.loads(content.decode()), hashlib.sha256(content).hexdigest()
    except tomllib.TOMLDecodeError as error:
        raise _wrong(name, "file", str(error), "mend the TOML syntax") from error


def _graded(rows: Mapping[str, Any], letters: Mapping[str, Range], table: str) -> dict[str, tuple[str, str]]:
    for key, row in rows.items():
        if row.get("grade") not in letters:
            raise _wrong(GRADES_FILE, f"{table}.{key}", str(row.get("grade")), f"use one of {', '.join(letters)}")
    return {key: (str(row["grade"]), str(row["reason"])) for key, row in rows.items()}


def _range(row: Mapping[str, Any], key: str, file: str, entry: str, upper: float = 1.0) -> Range:
    return _triple(row.get(key), file, entry, str(row.get("reason", "")), upper)


def _triple(value: Any, file: str, entry: str, reason: str, upper: float = 1.0) -> Range:
    good = isinstance(value, list) and len(value) == 3 and all(isinstance(part, float | int) for part in value)
    if not good or not 0 < value[0] <= value[1] <= value[2] < upper:
        remedy = f"write [low, best, high] with 0 < low ≤ best ≤ high < {upper:g}"
        raise _wrong(file, entry, repr(value), remedy)
    if not reason:
        raise _wrong(file, entry, "no reason", "say in `reason` where the number comes from")
    return Range(float(value[0]), float(value[1]), float(value[2]), reason)


def _wrong(file: str, entry: str, value: str, remedy: str) -> VocabularyError:
    return VocabularyError("not a usable entry", value=value, place=f"{file}: {entry}", remedy=remedy)

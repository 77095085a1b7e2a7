"""The words that tell what a claim does to an indicator; see data/judging_words.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from tocsin.assess.matching_words import compile_patterns
from tocsin.errors import VocabularyError

TOPICS = ("sport", "economy", "culture", "weather", "health")


@dataclass(frozen=True, slots=True)
class JudgingWords:
    """Compiled lists: see the data file for what each is for."""

    negative: frozenset[str]
    spoken: frozenset[str]
    contrary: Mapping[str, re.Pattern[str]]
    mention: re.Pattern[str]
    bounds: re.Pattern[str]
    falsified: re.Pattern[str]
    rises: re.Pattern[str]
    falls: re.Pattern[str]
    openings: tuple[str, ...]
    topics: Mapping[str, re.Pattern[str]]
    conflict: tuple[str, ...]


def load_judging_words() -> JudgingWords:
    """Read and compile judging_words.toml. Raises VocabularyError that names what is missing."""
    name = "judging_words.toml"
    text = (resources.files("tocsin.assess") / "data" / name).read_text(encoding="utf-8")
    try:
        data: dict[str, Any] = tomllib.loads(text)
        return JudgingWords(
            frozenset(data["polarity"]["negative"]),
            frozenset(data["polarity"]["spoken"]),
            {key: compile_patterns(patterns) for key, patterns in data["contrary"].items()},
            compile_patterns(data["mention"]["words"]),
            compile_patterns(data["polarity"]["bounds"]),
            compile_patterns(data["polarity"]["falsified"]),
            compile_patterns(data["danger"]["rises"]),
            compile_patterns(data["danger"]["falls"]),
            tuple(data["hypothetical"]["openings"]),
            {topic: compile_patterns(data["topics"][topic]) for topic in TOPICS},
            tuple(data["topics"]["conflict"]),
        )
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError("not valid TOML", value=str(error), place=name, remedy="mend that line") from error
    except (KeyError, TypeError, re.error) as error:
        raise VocabularyError("an entry is missing or malformed", value=str(error), place=name) from error

"""The read stage's vocabulary files: TOML under `data/`, loaded with errors that an analyst can act on."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

from tocsin.errors import VocabularyError


def load_toml(name: str) -> dict[str, Any]:
    """The parsed file. Raises VocabularyError where it is absent or not TOML."""
    try:
        text = (resources.files("tocsin.read") / "data" / name).read_text(encoding="utf-8")
        return tomllib.loads(text)
    except OSError as error:
        raise VocabularyError("the vocabulary file is missing", place=name, remedy="reinstall tocsin") from error
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError("not valid TOML", value=str(error), place=name, remedy="mend the line named") from error


def strings(table: dict[str, Any], key: str, place: str) -> tuple[str, ...]:
    """A list of non-empty strings under `key`. Raises VocabularyError that names file, entry and remedy."""
    values = table.get(key)
    if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
        raise VocabularyError(
            "a list of words is expected", value=key, place=place, remedy=f'write {key} = ["…", "…"]'
        )
    return tuple(values)


def text_of(table: dict[str, Any], key: str, place: str, allowed: tuple[str, ...] = ()) -> str:
    """A string under `key`, one of `allowed` where that is given. Raises VocabularyError."""
    value = table.get(key)
    if not isinstance(value, str) or (allowed and value not in allowed):
        remedy = f"write one of {', '.join(allowed)}" if allowed else "write a string"
        raise VocabularyError("not an allowed value", value=f"{key} = {value!r}", place=place, remedy=remedy)
    return value

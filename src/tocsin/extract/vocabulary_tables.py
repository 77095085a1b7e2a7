"""Tables of a vocabulary file in TOML, checked before anything is made of them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import Any

from tocsin.errors import VocabularyError


def tables_of(text: str, wanted: Sequence[str], *, place: str) -> dict[str, Any]:
    """The tables of TOML text. Raises VocabularyError where it is no TOML or a wanted table is missing or empty."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError("not valid TOML", value=str(error), place=place) from error
    if missing := [name for name in wanted if not tables.get(name)]:
        raise VocabularyError("a table is missing", value=", ".join(missing), place=place, remedy="restore it")
    return tables

"""Which columns of a table of articles hold what: as the user maps them, by their names, or by what they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tocsin.errors import ReadError
from tocsin.read.data_files import load_toml, strings

FIELDS = ("text", "title", "published", "seen", "publisher", "url", "id")
_FILE = "columns.toml"
_SIGNS = re.compile(r"[^a-z0-9]+")
_LONG_TEXT = 200
_MAPPING = "map them with --columns text=NAME,published=NAME,title=NAME,publisher=NAME,url=NAME,id=NAME"


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of each field. `chosen_by_content` tells that no name said where the text is."""

    by_field: Mapping[str, str]
    unused: tuple[str, ...]
    chosen_by_content: bool = False

    def told(self) -> str:
        """The choice in words, for the person who has to check it."""
        pairs = ", ".join(f"{field}={column[:60]}" for field, column in self.by_field.items())
        why = " (the text by its length, for no column's name tells it)" if self.chosen_by_content else ""
        rest = f"; kept with each row but not read: {', '.join(self.unused)[:200]}" if self.unused else ""
        return f"columns taken as {pairs}{why}{rest}"


def parse_columns(option: str) -> tuple[tuple[str, str], ...]:
    """What `--columns` says. Raises ReadError for what is no mapping or names a field that does not exist."""
    pairs: list[tuple[str, str]] = []
    for part in option.split(","):
        field, sign, column = (piece.strip() for piece in part.partition("="))
        if not sign or not column or field not in FIELDS:
            remedy = f"write FIELD=COLUMN, with FIELD one of {', '.join(FIELDS)}"
            raise ReadError("not a mapping of a column", value=part.strip(), place="--columns", remedy=remedy)
        pairs.append((field, column))
    return tuple(pairs)


def choose(
    names: Sequence[str], given: tuple[tuple[str, str], ...], rows: Sequence[Mapping[str, Any]], place: str
) -> Columns:
    """The columns of a table; `rows` are its first. Raises ReadError where none holds texts or addresses."""
    found = _as_given(names, given, place)
    by_name = {_SIGNS.sub("_", name.lower()).strip("_"): name for name in reversed(names)}
    vocabulary = load_toml(_FILE)
    for field in FIELDS:
        taken = set(found.values())
        known = strings(vocabulary, field, _FILE)
        column = next((by_name[key] for key in known if key in by_name and by_name[key] not in taken), None)
        if field not in found and column is not None:
            found[field] = column
    longest = "" if "text" in found else _longest(names, rows, set(found.values()))
    if longest:
        found["text"] = longest
    if "text" not in found and "url" not in found:
        value = f"its columns: {', '.join(names)[:120]}"
        raise ReadError("a table without a column of texts or addresses", value=value, place=place, remedy=_MAPPING)
    ordered = {field: found[field] for field in FIELDS if field in found}
    unused = tuple(name for name in names if name not in ordered.values())
    return Columns(ordered, unused, bool(longest))


def _as_given(names: Sequence[str], given: tuple[tuple[str, str], ...], place: str) -> dict[str, str]:
    found: dict[str, str] = {}
    lowered = {name.lower(): name for name in names}
    for field, column in given:
        if column.lower() not in lowered:
            value = f"{column}; its columns: {', '.join(names)[:120]}"
            raise ReadError("the table has no such column", value=value, place=place, remedy="name one of these")
        found[field] = lowered[column.lower()]
    return found


def _longest(names: Sequence[str], rows: Sequence[Mapping[str, Any]], taken: set[str]) -> str:
    """The column whose cells are long enough to be articles, or nothing."""
    lengths = {
        name: sum(len(str(row.get(name) or "")) for row in rows) / max(1, len(rows))
        for name in names
        if name not in taken
    }
    best = max(lengths, key=lambda name: lengths[name], default="")
    return best if best and lengths[best] >= _LONG_TEXT else ""

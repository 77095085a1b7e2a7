"""JSON files that list articles: GDELT's DOC interface, JSON feeds, news interfaces, or a plain list of objects."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from tocsin.errors import ReadError
from tocsin.model.refusal import Refusal
from tocsin.model.settings import ReadSettings
from tocsin.read.confined.messages import Item, Opening
from tocsin.read.containers.streams import lines_of, unpacked
from tocsin.read.containers.tables import table_items

_REMEDY = "give JSONL: one record a line, .jsonl, or a list of objects with texts or addresses"
_LISTS = ("articles", "items", "entries", "results", "documents", "data", "records", "rows", "hits")
_LARGEST = 300_000_000


def json_items(opening: Opening, settings: ReadSettings) -> Iterator[Item | None]:
    """The objects of the list, as rows of a table. Raises ReadError."""
    with unpacked(opening.path) as stream:
        content = stream.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        limit = f"larger than {_LARGEST / 1e6:g} MB"
        raise ReadError(
            "a JSON file too large to be read at once", value=limit, place=opening.location, remedy=_REMEDY
        )
    try:
        table = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        value = str(error)[:80]
        raise ReadError("a JSON file that is damaged", value=value, place=opening.location, remedy=_REMEDY) from error
    rows = _listed(table)
    if not rows:
        raise ReadError("a JSON file, which lists no articles", place=opening.location, remedy=_REMEDY)
    yield from table_items(enumerate(rows, start=1), opening)


def json_line_items(opening: Opening, settings: ReadSettings) -> Iterator[Item | None]:
    """The objects of a file that holds one a line, as rows of a table. Lines that are none are told at the end."""
    damaged: list[int] = []
    with unpacked(opening.path) as stream:
        yield from table_items(_objects(stream, settings.maximum_bytes, damaged), opening)
    for number in damaged:
        where = f"{opening.location}:{number}"
        yield Refusal(f"{opening.name}:{number}", where, "the line is not a JSON object", "mend the line")


def _objects(stream: IO[bytes], limit: int, damaged: list[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(lines_of(stream, limit), start=1):
        if line is not None and not line.strip():
            continue
        try:
            row = json.loads(line or b"")
        except (ValueError, RecursionError):
            row = None
        if isinstance(row, dict):
            yield number, row
        else:
            damaged.append(number)


def _listed(table: Any) -> list[dict[str, Any]]:
    """The objects of a list, or of the first of the usual names that holds one."""
    if isinstance(table, dict):
        table = next((table[name] for name in _LISTS if isinstance(table.get(name), list)), [])
    return [row for row in table if isinstance(row, dict)] if isinstance(table, list) else []

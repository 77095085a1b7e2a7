"""Tables of articles, one a row: CSV and its kin, XLSX, Parquet. Rows that hold only an address point to it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path, PurePath
from typing import Any

from tocsin.errors import ReadError
from tocsin.model.notice import Notice
from tocsin.model.pointer import Pointer
from tocsin.model.refusal import Refusal
from tocsin.model.settings import ReadSettings
from tocsin.read.confined.messages import Item, Opening
from tocsin.read.containers.columns import Columns, choose
from tocsin.read.containers.row import record, text_or_html, words
from tocsin.read.containers.streams import unpacked
from tocsin.read.decoding import decode

Row = Mapping[str, Any]

_SAMPLE_ROWS = 50
_SAMPLE_BYTES = 200_000
_DELIMITERS = ",;\t|"
_ROWS_AT_ONCE = 200
_MOST_COLUMNS = 2_000
_REMEDY = "save it as UTF-8 CSV with a line of column names"


def delimited_items(opening: Opening, settings: ReadSettings) -> Iterator[Item | None]:
    """The rows of a CSV file; its delimiter and encoding are found from its beginning."""
    csv.field_size_limit(settings.maximum_bytes)
    with unpacked(opening.path) as stream:
        sample = stream.read(_SAMPLE_BYTES)
    # Cut where no sign is cut in two: after a line, or after an even number of bytes where signs may have two.
    whole = sample[: len(sample) // 4 * 4] if b"\x00" in sample else sample[: sample.rfind(b"\n") + 1] or sample
    encoding = decode(whole, opening.location).encoding
    with unpacked(opening.path) as raw:
        text = io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline="")
        if text.read(1) != "\ufeff":
            text.seek(0)
        reader = csv.reader(_without_zeros(text), delimiter=_delimiter(sample.decode(encoding, "replace")))
        yield from table_items(_named(reader, opening.location), opening)


def workbook_items(opening: Opening, settings: ReadSettings) -> Iterator[Item | None]:
    """The rows of every sheet of an XLSX workbook that has a line of names and rows below it."""
    from openpyxl import load_workbook

    workbook = load_workbook(opening.path, read_only=True, data_only=True)
    try:
        for sheet in workbook.worksheets:
            rows = (["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True))
            filled = ((number, row) for number, row in enumerate(rows, start=1) if any(words(cell) for cell in row))
            here = replace(opening, location=f"{opening.location}/{sheet.title}")
            first = next(filled, None)
            if first is None:
                continue
            names = _names(first[1], here.location)
            yield from table_items(((number, dict(zip(names, row, strict=False))) for number, row in filled), here)
    finally:
        workbook.close()


def parquet_items(opening: Opening, settings: ReadSettings) -> Iterator[Item | None]:
    """The rows of a Parquet file, some at a time."""
    import duckdb

    knobs: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "memory_limit": "400MB",
        "temp_directory": "",
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    with duckdb.connect(":memory:", config=knobs) as connection:
        try:
            found = connection.execute("SELECT * FROM read_parquet(?)", [opening.path])
        except duckdb.Error as error:
            value = str(error).splitlines()[0][:100]
            raise ReadError("a damaged Parquet file", value=value, place=opening.location, remedy=_REMEDY) from error
        names = [column[0] for column in found.description or ()]
        yield from table_items(_fetched(found, names), opening)


def table_items(rows: Iterable[tuple[int, Row]], opening: Opening) -> Iterator[Item | None]:
    """Articles or addresses from rows with their numbers. The choice of columns is said first. Raises ReadError."""
    rows = iter(rows)
    first = list(islice(rows, _SAMPLE_ROWS))
    if not first:
        raise ReadError("a table without rows", place=opening.location, remedy="give one with articles")
    names = list(dict.fromkeys(name for _, row in first for name in row))
    columns = choose(names, opening.columns, [row for _, row in first], opening.location)
    yield Notice(opening.location, columns.told())
    for number, row in chain(first, rows):
        yield _item(number, row, columns, opening)


def _item(number: int, row: Row, columns: Columns, opening: Opening) -> Item:
    place = f"{opening.location}:{number}"
    told = {field: words(row.get(column)) for field, column in columns.by_field.items()}
    text = told.pop("text", "")
    name = told.pop("id", "") or f"{PurePath(opening.name).stem}:{number}"
    if not text and told.get("url"):
        return Pointer(told.pop("url"), place, tuple((key, value) for key, value in told.items() if value))
    if not text:
        return Refusal(name, place, "the row has no text", "leave it out, or map the column with --columns text=NAME")
    if not told.get("published") and told.get("seen"):
        told["seen"] = told["seen"]
    rest = {column: words(row.get(column))[:1000] for column in columns.unused if words(row.get(column))}
    fields = {"id": name, **text_or_html(text), **told, "row": rest}
    return record(fields, name, place, opening, f"row {number} of {opening.name}")


def _named(reader: Iterator[list[str]], place: str) -> Iterator[tuple[int, Row]]:
    """Rows by the names of the first line. A row with too few cells lacks the last ones; more cells are kept."""
    try:
        names = _names(next(reader, []), place)
        for number, cells in enumerate(reader, start=2):
            if not any(cell.strip() for cell in cells):
                continue
            row = dict(zip(names, cells, strict=False))
            if len(cells) > len(names):
                row["cells beyond the named ones"] = " | ".join(cells[len(names) :])
            yield number, row
    except csv.Error as error:
        raise ReadError("not a table that can be read", value=str(error), place=place, remedy=_REMEDY) from error


def _names(cells: Iterable[Any], place: str) -> list[str]:
    names = [words(cell) for cell in cells]
    if not any(names) or len(names) > _MOST_COLUMNS:
        raise ReadError("a table without column names", place=place, remedy=_REMEDY)
    return [name or f"column {number}" for number, name in enumerate(names, start=1)]


def _delimiter(sample: str) -> str:
    """The sign that stands most often in the line of names."""
    line = next((line for line in sample.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=line.count)


def _without_zeros(lines: Iterable[str]) -> Iterator[str]:
    return (line.replace("\x00", "") for line in lines)


def _fetched(found: Any, names: list[str]) -> Iterator[tuple[int, Row]]:
    number = 0
    while rows := found.fetchmany(_ROWS_AT_ONCE):
        for row in rows:
            number += 1
            yield number, dict(zip(names, row, strict=True))


def stem_of(path: str) -> str:
    """A file's name without endings, for rows that have no id."""
    return Path(path).name.partition(".")[0]

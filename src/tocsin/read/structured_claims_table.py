"""Tables of claims: JSONL, JSON, CSV and XLSX as entries with the place where each stands."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from tocsin.errors import OptionError, ReadError
from tocsin.model.refusal import Refusal
from tocsin.read.decoding import decode

SHEETS = (".xlsx", ".xlsm")
SEPARATED = (".csv", ".tsv")
OTHER_SHEETS = (".xls", ".ods", ".numbers")
LARGEST_UNPACKED = 200_000_000
FORM = 'write one object a line, such as {"date": "2031-05-02", "speaker": "…", "text": "…", "stance": "+"}'
HEADED = "name the columns in the first row: date, speaker, via, text, stance, document, indicator"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: its cells by column, in lower case, and where it stands (file:line)."""

    place: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, the lines that are none, and notes for the user."""

    entries: tuple[Entry, ...]
    refused: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()


def read_table(content: bytes, place: str) -> Table:
    """The rows of a file, by its ending. Raises OptionError for a file that cannot be read at all."""
    suffix = PurePath(place).suffix.lower()
    if suffix in OTHER_SHEETS:
        raise OptionError("a spreadsheet of another kind", value=suffix, place=place, remedy="save it as XLSX or CSV")
    if suffix in SHEETS or content.startswith(b"PK\x03\x04"):
        return _sheet(content, place)
    try:
        decoded = decode(content, place)
    except ReadError as error:
        raise OptionError(error.message, value=error.value, place=place, remedy="save it as UTF-8") from error
    table = _separated(decoded.text, place) if suffix in SEPARATED else _objects(decoded.text, place)
    return Table(table.entries, table.refused, (*decoded.notes, *table.notes))


def _objects(text: str, place: str) -> Table:
    if text.lstrip().startswith("["):
        return _array(text, place)
    entries, refused = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{place}:{number}"
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            refused.append(Refusal(where, where, f"the line is not JSON ({str(error)[:80]})", FORM))
            continue
        if isinstance(value, dict):
            entries.append(Entry(where, _lowered(value)))
        else:
            refused.append(Refusal(where, where, f"the line is not a claim ({line.strip()[:40]})", FORM))
    return Table(tuple(entries), tuple(refused))


def _array(text: str, place: str) -> Table:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise OptionError("the file is not JSON", value=str(error)[:80], place=place, remedy=FORM) from error
    entries, refused = [], []
    for number, value in enumerate(values, start=1):
        where = f"{place}: entry {number}"
        if isinstance(value, dict):
            entries.append(Entry(where, _lowered(value)))
        else:
            refused.append(Refusal(where, where, f"the entry is not a claim ({str(value)[:40]})", FORM))
    return Table(tuple(entries), tuple(refused))


def _lowered(value: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(key).strip().lower(): item for key, item in value.items()}


def _separated(text: str, place: str) -> Table:
    head = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t|", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    first = 1
    try:
        for row in reader:
            rows.append((first, row))
            first = reader.line_num + 1
    except csv.Error as error:
        remedy = "close the quotation mark that opens there, or save the table anew"
        raise OptionError("the table is broken", value=str(error), place=f"{place}:{first}", remedy=remedy) from error
    return _tabled(rows, place)


def _sheet(content: bytes, place: str) -> Table:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > LARGEST_UNPACKED:
            raise OptionError("it unpacks too large", value=f"{size / 1e6:.0f} MB", place=place, remedy="split it")
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = [(sheet.title, _cells(sheet)) for sheet in book.worksheets]
        book.close()
    except OptionError:
        raise
    except Exception as error:  # openpyxl raises whatever it meets in a damaged file
        what = f"{type(error).__name__}: {error}"[:100]
        raise OptionError("a damaged spreadsheet", value=what, place=place, remedy="save it anew") from error
    for title, rows in sheets:
        if rows and "text" in _names(rows[0][1]):
            table = _tabled(rows, f"{place} [{title}]" if len(sheets) > 1 else place)
            others = [other for other, _ in sheets if other != title]
            notes = (f"{place}: read from the sheet {title}; passed over: {', '.join(others)}",) if others else ()
            return Table(table.entries, table.refused, (*table.notes, *notes))
    raise OptionError('no sheet has a column "text"', place=place, remedy=HEADED)


def _cells(sheet: Any) -> list[tuple[int, list[Any]]]:
    """Rows that are not empty, with their numbers."""
    rows = enumerate(sheet.iter_rows(values_only=True), start=1)
    return [(number, list(row)) for number, row in rows if any(_filled(cell) for cell in row)]


def _tabled(rows: Sequence[tuple[int, Sequence[Any]]], place: str) -> Table:
    rows = [(number, row) for number, row in rows if any(_filled(cell) for cell in row)]
    if not rows:
        raise OptionError("the table is empty", place=place, remedy=HEADED)
    names = _names(rows[0][1])
    if "text" not in names:
        raise OptionError(
            'the table has no column "text"',
            value=", ".join(names)[:80],
            place=f"{place}:{rows[0][0]}",
            remedy=HEADED,
        )
    doubled = sorted({name for name in names if name and names.count(name) > 1})
    if doubled:
        raise OptionError(
            "two columns of one name", value=", ".join(doubled), place=f"{place}:{rows[0][0]}", remedy="rename one"
        )
    return _entries(names, rows[1:], place)


def _entries(names: Sequence[str], rows: Sequence[tuple[int, Sequence[Any]]], place: str) -> Table:
    entries, refused = [], []
    for number, row in rows:
        where = f"{place}:{number}"
        beyond = [str(cell) for cell in row[len(names) :] if _filled(cell)]
        if beyond:
            reason = f"more cells than columns ({'; '.join(beyond)[:60]})"
            refused.append(Refusal(where, where, reason, "put a text that holds separators in quotation marks"))
            continue
        values = {name: cell for name, cell in zip(names, row, strict=False) if name and _filled(cell)}
        entries.append(Entry(where, values))
    return Table(tuple(entries), tuple(refused))


def _names(row: Sequence[Any]) -> list[str]:
    return [" ".join(str(cell).split()).lower() if cell is not None else "" for cell in row]


def _filled(cell: Any) -> bool:
    return cell is not None and bool(str(cell).strip())


def unknown_columns(entries: Sequence[Entry], known: Sequence[str]) -> Iterator[str]:
    """Names of columns that are not known, in the order in which they first appear."""
    yield from dict.fromkeys(name for entry in entries for name in entry.values if name not in known)

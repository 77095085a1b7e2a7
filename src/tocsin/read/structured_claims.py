"""Structured claims: statements that a person or another program coded, one a row.

Columns: `date`, `speaker`, `via`, `text`, `stance`, `document`, `indicator`, and optionally `publisher`. Only `text`
is needed; what else is absent is worked out from the text. See docs/structured-claims.md.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast

from tocsin.errors import InputError, OptionError
from tocsin.model.coding import CodedStance
from tocsin.model.interval import Interval
from tocsin.model.refusal import Refusal
from tocsin.read.structured_claims_dates import Order, order_of, parse_cell
from tocsin.read.structured_claims_table import FORM, Entry, Table, read_table, unknown_columns

COLUMNS = ("date", "speaker", "via", "text", "stance", "document", "indicator", "publisher")
STANCES = {"+": "+", "+1": "+", "1": "+", "-": "-", "-1": "-", "−": "-", "–": "-", "−1": "-", "0": "0"}
ClaimsFormat = Literal["spans", "structured"]
_BETWEEN = re.compile(r"\s*(?:[;|>→←]|\n)\s*")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class StructuredRow:
    """One row. `via` runs from the relay nearest to the writer outward to the one nearest to the speaker; `place` is
    file and line. Empty and None mean that nothing was given."""

    place: str
    text: str
    date: Interval | None = None
    speaker: str = ""
    via: tuple[str, ...] = ()
    stance: CodedStance | None = None
    document: str = ""
    indicator: str = ""
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class StructuredClaims:
    """The rows of a file in its order, the rows refused, notes for the user, and the digest of the file's bytes."""

    name: str
    sha256: str
    rows: tuple[StructuredRow, ...]
    refused: tuple[Refusal, ...] = field(default=())
    notes: tuple[str, ...] = field(default=())


def claims_format(path: str | Path) -> ClaimsFormat:
    """Which of the two kinds of claims file this is: "spans" into documents that are given, or "structured" rows.

    Raises OptionError for what is neither.
    """
    place = str(path)
    table = read_table(_bytes(path), place)
    for entry in table.entries:
        if isinstance(entry.values.get("content"), dict) or ("doc" in entry.values and "text" not in entry.values):
            return "spans"
        if "text" in entry.values:
            return "structured"
    if table.entries:
        value = ", ".join(table.entries[0].values)[:80]
        remedy = 'give each claim a "text" (docs/structured-claims.md), or "doc" and "content" with a span'
        raise OptionError("neither kind of claims file", value=value, place=table.entries[0].place, remedy=remedy)
    if table.refused:
        first = table.refused[0]
        raise OptionError(first.reason, place=first.location, remedy=first.remedy)
    raise OptionError("the claims file holds no claims", place=place, remedy=FORM)


def load_structured_claims(path: str | Path) -> StructuredClaims:
    """The rows of a JSONL, JSON, CSV or XLSX file. A row that cannot be used is refused, and the others stand.

    Raises OptionError for a file that cannot be read at all, or of which every row is refused.
    """
    content, place = _bytes(path), str(path)
    table = read_table(content, place)
    order = order_of(entry.values.get("date") for entry in table.entries)
    rows: dict[tuple[object, ...], StructuredRow] = {}
    refused, notes = list(table.refused), [*table.notes, *_ignored(table, place)]
    for entry in table.entries:
        try:
            row = _row(entry, order)
        except InputError as error:
            value = f" ({error.value})" if error.value else ""
            refused.append(Refusal(entry.place, entry.place, f"{error.message}{value}", error.remedy))
            continue
        key = (row.date, row.speaker, row.via, row.text, row.stance, row.document, row.indicator)
        if key in rows:
            notes.append(f"{row.place}: the same as {rows[key].place}, counted once")
        rows.setdefault(key, row)
    if not rows:
        first = refused[0] if refused else None
        raise OptionError(
            first.reason if first else "the claims file holds no claims",
            place=first.location if first else place,
            remedy=first.remedy if first else FORM,
        )
    digest = hashlib.sha256(content).hexdigest()
    return StructuredClaims(Path(place).stem, digest, tuple(rows.values()), tuple(refused), tuple(notes))


def _bytes(path: str | Path) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise OptionError("the claims file cannot be read", value=str(error.strerror), place=str(path)) from error


def _ignored(table: Table, place: str) -> Sequence[str]:
    names = list(unknown_columns(table.entries, COLUMNS))
    return [f"{place}: columns that mean nothing here were passed over: {', '.join(names)[:200]}"] if names else []


def _row(entry: Entry, order: Order) -> StructuredRow:
    values = entry.values
    text = _words(values.get("text"), "text")
    if not text:
        raise InputError("the row has no text", value=", ".join(values)[:60], remedy=FORM)
    given = values.get("date")
    return StructuredRow(
        place=entry.place,
        text=text,
        date=None if given is None or not str(given).strip() else parse_cell(given, order),
        speaker=_words(values.get("speaker"), "speaker"),
        via=_via(values.get("via")),
        stance=_stance(values.get("stance")),
        document=_words(values.get("document"), "document"),
        indicator=_words(values.get("indicator"), "indicator"),
        publisher=_words(values.get("publisher"), "publisher"),
    )


def _words(value: Any, column: str) -> str:
    """A cell's words on one line; numbers as they are written, whole ones without a fraction."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        remedy = f'write "{column}": "…"'
        raise InputError(f"{column} is not a text", value=str(value)[:60], remedy=remedy)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _SPACE.sub(" ", str(value)).strip()


def _via(value: Any) -> tuple[str, ...]:
    """Relays in order: a list, or a cell with ; | or > between them."""
    if isinstance(value, str) and value.lstrip().startswith("["):
        try:
            value = json.loads(value)
        except ValueError as error:
            raise InputError("via is not a list", value=value[:60], remedy='write ["A", "B"] or A; B') from error
    items = value if isinstance(value, list) else _BETWEEN.split(value) if isinstance(value, str) else [value]
    return tuple(words for item in items if (words := _words(item, "via")))


def _stance(value: Any) -> CodedStance | None:
    written = _words(value, "stance")
    if not written:
        return None
    if written not in STANCES:
        remedy = 'use "+" (it will or does happen), "-" (it will not or does not), "0" (neither), or leave it empty'
        raise InputError("not a stance", value=written, remedy=remedy)
    return cast(CodedStance, STANCES[written])

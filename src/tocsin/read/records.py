"""Records: JSONL of documents, one object a line: `text`, and optionally id, published, publisher, title, url."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import IO, Any

from tocsin.errors import ReadError
from tocsin.model.capture import Capture, capture
from tocsin.model.refusal import Refusal
from tocsin.model.settings import ReadSettings

_FORM = 'write {"id": "…", "text": "…"} on one line'
_WORDS = ("published", "publisher", "title", "url", "seen")


@dataclass(frozen=True, slots=True)
class Record:
    """One record's fields. Empty strings count as absent; `ignored` names fields whose values are no strings.

    `marked_up` tells that the text is HTML. `seen` is a time by which it was out. `partial` marks a summary.
    """

    text: str
    published: str | None
    publisher: str | None
    title: str | None
    url: str | None
    ignored: tuple[str, ...]
    seen: str | None = None
    marked_up: bool = False
    partial: bool = False


def is_records(head: bytes) -> bool:
    """Whether a stream begins with a JSON object that holds a text."""
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0].strip()
    return first.startswith(b"{") and b'"text"' in first


def records(
    stream: IO[bytes] | Iterator[bytes], place: str, captured_at: datetime | None, settings: ReadSettings
) -> Iterator[Capture | Refusal]:
    """One Capture a line, or a Refusal that names file and line; blank lines are passed over."""
    stem = PurePath(place).stem
    empty = True
    for number, line in enumerate(_lines(stream, settings.maximum_bytes), start=1):
        where = f"{place}:{number}"
        if line is None:
            limit = settings.maximum_bytes / 1e6
            yield Refusal(f"{stem}:{number}", where, f"a record larger than {limit:g} MB", "split it")
            empty = False
            continue
        line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not line.strip():
            continue
        empty = False
        yield _one(line.strip(), f"{stem}:{number}", where, captured_at)
    if empty:
        yield Refusal(PurePath(place).name, place, "empty", _FORM)


def parse_record(content: bytes, place: str = "") -> Record:
    """The fields of one record. Raises ReadError that names what is wrong with it."""
    table = _table(content, place)
    marked_up = "text" not in table and "html" in table
    text = table.get("html" if marked_up else "text")
    if not isinstance(text, str) or not text.strip():
        reason = (
            "the record has no text" if text in (None, "") or isinstance(text, str) else "its text is not a string"
        )
        raise ReadError(reason, value=f"keys: {', '.join(map(str, table))[:80]}", place=place, remedy=_FORM)
    words = {key: table[key].strip() for key in _WORDS if isinstance(table.get(key), str)}
    ignored = tuple(key for key in _WORDS if table.get(key) is not None and key not in words)
    return Record(
        text=text,
        published=words.get("published") or None,
        publisher=words.get("publisher") or None,
        title=words.get("title") or None,
        url=words.get("url") or None,
        ignored=ignored,
        seen=words.get("seen") or None,
        marked_up=marked_up,
        partial=table.get("partial") is True,
    )


def _one(line: bytes, fallback: str, where: str, captured_at: datetime | None) -> Capture | Refusal:
    try:
        parse_record(line, where)
        identifier = _table(line, where).get("id")
    except ReadError as error:
        return Refusal(fallback, where, _reason(error), error.remedy)
    name = str(identifier).strip() if isinstance(identifier, str | int) and str(identifier).strip() else fallback
    return capture(name, line, "record", where, captured_at)


def _reason(error: ReadError) -> str:
    return f"{error.message} ({error.value})" if error.value else error.message


def _table(content: bytes, place: str) -> dict[str, Any]:
    try:
        table = json.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ReadError(
            "the record is not UTF-8", value=str(error.start), place=place, remedy="save as UTF-8"
        ) from error
    except json.JSONDecodeError as error:
        value = f"{error.msg}, column {error.colno}"
        raise ReadError("the line is not JSON", value=value, place=place, remedy=_FORM) from error
    except (RecursionError, ValueError) as error:
        raise ReadError("the line cannot be parsed as JSON", value=str(error), place=place, remedy=_FORM) from error
    if not isinstance(table, dict):
        raise ReadError("the line is not a JSON object", value=str(table)[:40], place=place, remedy=_FORM)
    return table


def _lines(stream: IO[bytes] | Iterable[bytes], limit: int) -> Iterator[bytes | None]:
    """The lines; None for one longer than `limit`, which is never held in memory as a whole."""
    readline = getattr(stream, "readline", None)
    if readline is None:
        yield from stream
        return
    while line := readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = readline(limit)
        yield None

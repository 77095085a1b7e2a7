"""Dates that the user gives: hints by file name, stem or id, which always win over what a text tells."""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from tocsin.errors import InputError, OptionError
from tocsin.model.document import Document, Publication
from tocsin.model.interval import Interval, parse
from tocsin.read.publication import ASKING

_REMEDY = "write FILE=2022-03-05, FILE=2022-03 or FILE=2022-02-24/2022-03-22"
_FORMS = 'use a JSON or TOML table of file = date, a CSV with the columns "file" and "date", or a list of records'
_FILE_KEYS = ("file", "name", "document", "id")
_DATE_KEYS = ("date", "published")


@dataclass(frozen=True, slots=True)
class DateHint:
    """One date by the user. `keys` are the names it goes by (file, stem, id); `place` is where it was given."""

    keys: tuple[str, ...]
    interval: Interval
    reason: str
    place: str


@dataclass(frozen=True, slots=True)
class DateHints:
    """All dates given, the last one winning where two speak of the same document."""

    hints: tuple[DateHint, ...] = ()

    def merged(self, other: DateHints) -> DateHints:
        """Both; the other's win."""
        return DateHints(self.hints + other.hints)

    def find(self, document: Document) -> DateHint | None:
        """The hint for a document, by its id, its name, or its file's name with or without suffix."""
        for hint in reversed(self.hints):
            if any(_names(key, document) for key in hint.keys):
                return hint
        return None

    def unused(self, documents: Iterable[Document]) -> tuple[str, ...]:
        """One line for each hint that speaks of no document given, so that a typing error is not passed over."""
        known = list(documents)
        return tuple(
            f"{hint.place}: no document is called {hint.keys[0]} — check the name"
            for hint in self.hints
            if not any(_names(key, document) for key in hint.keys for document in known)
        )


def with_dates(document: Document, hints: DateHints) -> Document:
    """The document with the user's date, if there is one for it. What the text itself told goes to the notes."""
    hint = hints.find(document)
    if hint is None:
        return document
    notes = tuple(note for note in document.notes if not note.endswith(ASKING))
    found = document.publication
    if found.basis in ("metadata", "stated") and not found.interval.meets(hint.interval):
        notes = (
            *notes,
            f"the date given, {hint.interval}, differs from the one found: {found.interval} ({found.reason})",
        )
    elif found.basis == "bounded" and not found.interval.meets(hint.interval):
        notes = (
            *notes,
            f"the date given, {hint.interval}, lies before a day that the text speaks of: {found.reason}",
        )
    return replace(document, publication=Publication(hint.interval, "user", hint.reason), notes=notes)


def parse_date_option(option: str) -> DateHints:
    """`FILE=DATE` from the command line. Raises OptionError."""
    name, equals, value = option.rpartition("=")
    if not equals or not name.strip():
        raise OptionError("not FILE=DATE", value=option, place="--date", remedy=_REMEDY)
    return DateHints((_hint((name.strip(),), value.strip(), "--date", "given on the command line"),))


def load_dates(path: str | Path) -> DateHints:
    """Dates from a JSON, TOML or CSV file: a table of file to date, or records with a file and a date each.

    Raises OptionError that names file and entry.
    """
    place = str(path)
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise OptionError("the dates file cannot be read", value=str(error.strerror), place=place) from error
    except UnicodeDecodeError as error:
        raise OptionError("the dates file is not UTF-8", place=place, remedy="save it as UTF-8") from error
    return DateHints(tuple(_hints(_entries(text, place), place)))


def _entries(text: str, place: str) -> Any:
    suffix = PurePath(place).suffix.lower()
    try:
        if suffix == ".toml":
            return tomllib.loads(text)
        if suffix in (".csv", ".tsv"):
            rows = csv.DictReader(text.splitlines(), delimiter="\t" if suffix == ".tsv" else ",")
            return [{(key or "").strip().lower(): value for key, value in row.items()} for row in rows]
        return json.loads(text)
    except (tomllib.TOMLDecodeError, json.JSONDecodeError, csv.Error, RecursionError) as error:
        raise OptionError("the dates file cannot be parsed", value=str(error), place=place, remedy=_FORMS) from error


def _hints(entries: Any, place: str) -> Iterator[DateHint]:
    if isinstance(entries, Mapping):
        inner = entries.get("dates")
        table = inner if isinstance(inner, Mapping) else entries
        for name, value in table.items():
            yield _hint((str(name),), str(value), f"{place}: {name}", "given by the user")
        return
    if not isinstance(entries, list):
        raise OptionError("the dates file holds no table", value=str(entries)[:40], place=place, remedy=_FORMS)
    for number, entry in enumerate(entries, start=1):
        where = f"{place}: entry {number}"
        if not isinstance(entry, Mapping):
            raise OptionError(
                "not a record with a file and a date", value=str(entry)[:40], place=where, remedy=_FORMS
            )
        keys = tuple(str(entry[key]) for key in _FILE_KEYS if entry.get(key))
        value = next((entry[key] for key in _DATE_KEYS if entry.get(key)), None)
        if not keys:
            raise OptionError("the entry names no file", value=str(dict(entry))[:60], place=where, remedy=_FORMS)
        if value is not None:
            basis = str(entry.get("date_basis") or "given by the user")
            yield _hint(keys, str(value), where, basis)


def _hint(keys: tuple[str, ...], value: str, place: str, reason: str) -> DateHint:
    try:
        return DateHint(keys, parse(value), reason, place)
    except InputError as error:
        raise OptionError(f"not a date for {keys[0]}", value=value, place=place, remedy=_REMEDY) from error


def _names(key: str, document: Document) -> bool:
    """Whether a key means this document: its id, name or file; a number such as 000 also its name's first part."""
    plain = PurePath(key).name
    stem = plain.rsplit(".", 1)[0] if "." in plain else plain
    return (
        document.id == key
        or document.name in (key, plain, stem)
        or (key.isdigit() and document.name.startswith(f"{key}_"))
    )

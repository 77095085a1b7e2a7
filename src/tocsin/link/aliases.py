"""Alias files: which names are one, and which are not, as analysts write it down for a case.

TOML, or CSV with the columns name, relation (same or different) and other:

    [[alias]]
    name = "Kastuś Kalinoŭski Regiment"
    same = ["Kalinouski Battalion", "PKK"]
    different = ["Kalinouski Foundation"]
    reason = "renamed in May"

A file becomes rulings on entities, which always win over what is worked out.
"""

from __future__ import annotations

import csv
import io
import itertools
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from tocsin.errors import OptionError
from tocsin.model.decision import Decision
from tocsin.text.names import fold

Relation = Literal["same", "different"]
FIELDS = ("name", "same", "different", "reason")
REASON = "alias file"


@dataclass(frozen=True, slots=True)
class Alias:
    """Two names that are one, or are not, with the line of the file that says so."""

    name: str
    other: str
    relation: Relation
    reason: str
    line: int


def read_aliases(text: str, place: str) -> tuple[Alias, ...]:
    """The aliases of a file's text; `place` is its name, whose ending tells CSV from TOML.

    Raises OptionError that names file, line and remedy where an entry is malformed, names nobody, or says of two
    names both that they are one and that they are not.
    """
    found = tuple(_of_csv(text, place) if place.lower().endswith(".csv") else _of_toml(text, place))
    told: dict[frozenset[str], Alias] = {}
    for alias in found:
        pair = frozenset({fold(alias.name), fold(alias.other)})
        earlier = told.setdefault(pair, alias)
        if earlier.relation != alias.relation:
            raise _wrong(
                "two names are said to be one and not to be one", f"{alias.name}, {alias.other}", place, alias.line,
                f"keep line {earlier.line} or line {alias.line}",
            )  # fmt: skip
    return found


def changes(
    aliases: Sequence[Alias], standing: Sequence[Decision], author: str, at: datetime
) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """The rulings to add for a file, and those to take back: the rulings of an earlier file that this one leaves out.

    `standing` are the rulings in force. Rulings that a person made otherwise are left alone.
    """
    held = {_key(d.ruling, d.target, d.value): d for d in standing if d.subject == "entity" and d.value}
    wanted = {_key(alias.relation, alias.name, alias.other): alias for alias in aliases}
    added = tuple(
        Decision(
            0, "entity", a.name, a.relation, "", a.other, author, f"{REASON}: {a.reason or 'no reason given'}", at
        )
        for key, a in wanted.items()
        if key not in held
    )
    undone = tuple(
        replace(d, id=0, target=str(d.id), ruling="undo", value="", author=author, reason="no more in the alias file",
                decided_at=at)
        for key, d in held.items() if key not in wanted and d.reason.startswith(REASON)
    )  # fmt: skip
    return added, undone


def written(standing: Sequence[Decision]) -> str:
    """The rulings on names in force as an alias file in TOML, to be edited."""
    rows = [d for d in standing if d.subject == "entity" and d.value and d.ruling in ("same", "different")]
    parts = []
    for name, group in itertools.groupby(
        sorted(rows, key=lambda d: (d.target, d.ruling, d.value)), lambda d: d.target
    ):
        members = list(group)
        lines = ["[[alias]]", f"name = {_quoted(name)}"]
        for relation in ("same", "different"):
            others = [_quoted(d.value) for d in members if d.ruling == relation]
            lines += [f"{relation} = [{', '.join(others)}]"] if others else []
        reason = members[0].reason.removeprefix(f"{REASON}: ")
        parts.append("\n".join([*lines, f"reason = {_quoted(reason)}"]))
    return "\n\n".join(parts) + ("\n" if parts else "")


def _reason(alias: Alias) -> str:
    return f"{REASON}: {alias.reason or 'no reason given'}"


def _key(relation: str, a: str, b: str) -> tuple[str, frozenset[str]]:
    return relation, frozenset({fold(a), fold(b)})


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _wrong(message: str, value: str, place: str, line: int, remedy: str) -> OptionError:
    return OptionError(message, value=value, place=f"{place}, line {line}", remedy=remedy)


def _of_toml(text: str, place: str) -> Iterator[Alias]:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OptionError("not valid TOML", value=str(error), place=place, remedy="mend that line") from error
    starts = [number for number, line in enumerate(text.splitlines(), 1) if line.strip().startswith("[[alias]]")]
    entries = raw.get("alias", [])
    if set(raw) - {"alias"} or not isinstance(entries, list):
        raise _wrong("only [[alias]] tables belong here", ", ".join(raw), place, 1, "begin each entry with [[alias]]")
    for entry, line in zip(entries, starts, strict=True):
        unknown = sorted(set(entry) - set(FIELDS))
        if unknown:
            raise _wrong("unknown field", ", ".join(unknown), place, line, f"use {', '.join(FIELDS)}")
        yield from _entry(entry, place, line)


def _entry(entry: dict[str, Any], place: str, line: int) -> Iterator[Alias]:
    relations: tuple[Relation, ...] = ("same", "different")
    if not any(entry.get(relation) for relation in relations):
        raise _wrong("an alias needs other names", str(entry.get("name")), place, line, 'add same = ["…"]')
    for relation in relations:
        others = entry.get(relation, [])
        if not isinstance(others, list):
            raise _wrong("not a list of names", str(others), place, line, f'write {relation} = ["…"]')
        for other in others:
            yield _alias(entry.get("name"), other, relation, str(entry.get("reason", "")), place, line)


def _of_csv(text: str, place: str) -> Iterator[Alias]:
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if not {"name", "relation", "other"} <= set(rows.fieldnames or ()):
        raise _wrong("columns are missing", ", ".join(rows.fieldnames or ()), place, 1, "head it name,relation,other")
    for row in rows:
        relation = (row["relation"] or "").strip()
        if relation not in ("same", "different"):
            raise _wrong("unknown relation", relation, place, rows.line_num, "use same or different")
        yield _alias(
            row["name"], row["other"], "same" if relation == "same" else "different", row.get("reason") or "", place,
            rows.line_num,
        )  # fmt: skip


def _alias(name: object, other: object, relation: Relation, reason: str, place: str, line: int) -> Alias:
    if not isinstance(name, str) or not fold(name) or not isinstance(other, str) or not fold(other):
        value = f"{name!r}, {other!r}"
        raise _wrong("a name is empty or no text", value, place, line, "write the name between quotes")
    if fold(name) == fold(other) and relation == "different":
        raise _wrong("a name cannot differ from itself", name, place, line, "take it out")
    return Alias(name.strip(), other.strip(), relation, reason.strip(), line)

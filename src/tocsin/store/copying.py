"""Carrying a case from one database to another, every row as it is, and comparing the two row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import Any

import sqlalchemy as sa

from tocsin.errors import CaseError
from tocsin.store import schema
from tocsin.store.indexing import index_all
from tocsin.store.sql import SqlStore

AT_ONCE = 1_000
# What a database keeps for itself and doesn't belong to the case.
OWN_COUNTER = "format"
OnTable = Callable[[str, int], None]


def copy_case(source: SqlStore, target: SqlStore, on_table: OnTable = lambda name, rows: None) -> dict[str, int]:
    """Carry all rows into a new, empty case, wholly or not at all; how many of each table.

    `on_table` is told each table with its rows when it is over. Both are then compared. Raises CaseError where the
    target is not empty, or is not in the end what the source is.
    """
    if any(target.counts().__getattribute__(noun) for noun in ("documents", "decisions", "judgements")):
        raise CaseError("there is something in the case already", place=target.location, remedy="choose a new one")
    counts: dict[str, int] = {}
    with source.snapshot() as reading, target.writing() as writing:
        for table in schema.METADATA.sorted_tables:
            counts[table.name] = _copy_table(reading, writing, table)
            on_table(table.name, counts[table.name])
        _number_on(writing)
        index_all(writing, target.index)
        found = next(differences(reading, writing), None)
        if found is not None:
            raise CaseError("the copy is not what the case is; nothing was kept", value=found, place=target.location)
    return counts


def differences(a: sa.Connection, b: sa.Connection) -> Iterator[str]:
    """Every row in which two cases differ, as a line that names it."""
    for table in schema.METADATA.sorted_tables:
        names = [column.name for column in table.columns]
        for one, other in zip_longest(_rows(a, table), _rows(b, table)):
            if one != other:
                row = one or other
                assert row is not None
                keys = ", ".join(f"{column.name} {row[names.index(column.name)]}" for column in table.primary_key)
                yield f"{table.name}: {keys}"


def _copy_table(reading: sa.Connection, writing: sa.Connection, table: sa.Table) -> int:
    names = [column.name for column in table.columns]
    count, part = 0, []
    for row in _rows(reading, table):
        part.append(dict(zip(names, row, strict=True)))
        if len(part) == AT_ONCE:
            writing.execute(sa.insert(table), part)
            count, part = count + len(part), []
    if part:
        writing.execute(sa.insert(table), part)
    return count + len(part)


def _rows(connection: sa.Connection, table: sa.Table) -> Iterator[tuple[Any, ...]]:
    """All rows in the order of their keys, a stretch held at a time."""
    keys = list(table.primary_key)
    query = sa.select(table).order_by(*keys)
    if table is schema.COUNTERS:
        query = query.where(table.c.name != OWN_COUNTER)
    at = [list(table.columns).index(key) for key in keys]
    last: tuple[Any, ...] | None = None
    while True:
        following = query if last is None else query.where(sa.tuple_(*keys) > sa.tuple_(*map(sa.literal, last)))
        rows = connection.execute(following.limit(AT_ONCE)).all()
        yield from (tuple(row) for row in rows)
        if len(rows) < AT_ONCE:
            return
        last = tuple(rows[-1][place] for place in at)


def _number_on(connection: sa.Connection) -> None:
    """Make PostgreSQL number new rows after those that were carried over; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in schema.METADATA.sorted_tables:
        key = next(iter(table.primary_key))
        if key.name in ("number", "id") and isinstance(key.type, sa.BigInteger):
            name = sa.func.pg_get_serial_sequence(table.name, key.name)
            last = sa.select(sa.func.max(key)).scalar_subquery()
            if connection.execute(sa.select(name)).scalar() is not None:
                connection.execute(sa.select(sa.func.setval(name, sa.func.coalesce(last, 1), last.is_not(None))))

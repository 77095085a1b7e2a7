"""What all tables' rows have in common: asking, and writing in any database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from tocsin.store import schema

# Databases take a limited number of values in one statement, old SQLite 999.
ASKED_AT_ONCE = 500
Item = TypeVar("Item")


def insert_new(connection: sa.Connection, table: sa.Table) -> Any:
    """An INSERT that leaves rows alone that are there already."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    return insert(table).on_conflict_do_nothing()


def insert_over(connection: sa.Connection, table: sa.Table) -> Any:
    """An INSERT that puts its rows in the place of those of the same key."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(table)
    keys = [column.name for column in table.primary_key]
    new = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=new)


def one(connection: sa.Connection, query: sa.Select[Any]) -> Any:
    """The first value, or None."""
    return connection.execute(query).scalar()


def all_of(connection: sa.Connection, query: sa.Select[Any]) -> list[Any]:
    """The first column."""
    return list(connection.execute(query).scalars())


def last_number(connection: sa.Connection, column: sa.Column[int]) -> int:
    """The highest number given so far, 0 before the first."""
    return int(one(connection, sa.select(sa.func.max(column))) or 0)


def count_up_to(connection: sa.Connection, query: sa.Select[Any], most: int) -> int:
    """How many rows a query has; counting ends beyond `most`."""
    return int(
        connection.execute(sa.select(sa.func.count()).select_from(query.limit(most + 1).subquery())).scalar_one()
    )


def parted(items: Sequence[Item], size: int = ASKED_AT_ONCE) -> Iterator[Sequence[Item]]:
    """The items in stretches that one statement takes."""
    return (items[start : start + size] for start in range(0, len(items), size))


def touch(connection: sa.Connection) -> None:
    """Note that something changed on which an answer may rest."""
    table = schema.COUNTERS
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    grown = {"value": table.c.value + 1}
    connection.execute(
        insert(table).values(name="revision", value=1).on_conflict_do_update(index_elements=["name"], set_=grown)
    )


def counter(connection: sa.Connection, name: str) -> int:
    """A count that belongs to the whole case, 0 before its first change."""
    return int(one(connection, sa.select(schema.COUNTERS.c.value).where(schema.COUNTERS.c.name == name)) or 0)

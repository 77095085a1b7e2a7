"""Bringing a case file of an older format up to the newest, one step at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import sqlalchemy as sa

from tocsin.store.format_2 import to_format_2
from tocsin.store.fts5 import Fts5Index
from tocsin.store.schema import APPEND_ONLY, APPLICATION_ID, FORMAT, METADATA

Step = Callable[[sa.Connection], None]
# MIGRATIONS[n] leads from format n + 1 to n + 2. Never change what one does that has been released.
MIGRATIONS: tuple[Step, ...] = (to_format_2,)


def create(connection: sa.Connection) -> None:
    """Lay a new case of the newest format, inside the caller's transaction."""
    METADATA.create_all(connection)
    Fts5Index().create(connection)
    for statement in guards():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")


def guards() -> tuple[str, ...]:
    """Triggers that refuse to change or remove what is append-only."""
    return tuple(
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for table in APPEND_ONLY
        for verb in ("update", "delete")
    )


def migrate(connection: sa.Connection, found: int, migrations: Sequence[Step] = MIGRATIONS) -> int:
    """Take the steps that lead from the format found to the newest, inside the caller's transaction.

    Returns the format reached. PRAGMA user_version takes part in transactions, so a step that is cut short leaves
    the old format, whole.
    """
    for step in range(found - 1, len(migrations)):
        migrations[step](connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {step + 2}")
    return max(found, len(migrations) + 1)

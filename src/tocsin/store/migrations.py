"""Bringing a case file of an older format up to the newest, one step at a time."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from tocsin.store.schema import APPLICATION_ID, FORMAT, METADATA, guards

# MIGRATIONS[n] are the statements that lead from format n + 1 to n + 2. Never edit one that has been released.
MIGRATIONS: tuple[tuple[str, ...], ...] = ()


def create(connection: sa.Connection) -> None:
    """Lay a new case of the newest format, inside the caller's transaction."""
    METADATA.create_all(connection)
    for statement in guards():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")


def migrate(connection: sa.Connection, found: int, migrations: Sequence[Sequence[str]] = MIGRATIONS) -> int:
    """Run the steps that lead from the format found to the newest, inside the caller's transaction.

    Returns the format reached. PRAGMA user_version takes part in transactions, so a step that is cut short leaves
    the old format, whole.
    """
    for step in range(found - 1, len(migrations)):
        for statement in migrations[step]:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA user_version = {step + 2}")
    return max(found, len(migrations) + 1)

"""A case kept in one SQLite file (WAL mode)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from tocsin.store.fts5 import Fts5Index
from tocsin.store.opening import connect, explained, immediate
from tocsin.store.sql import SqlStore

PATIENCE_SECONDS = 10.0


class SqliteStore(SqlStore):
    """A CaseStore in one file, for any number of threads. Make it with `create_case` or `open_case`."""

    def __init__(self, engine: sa.Engine, path: Path) -> None:
        super().__init__(engine, Fts5Index())
        self._path = path

    @property
    def location(self) -> str:
        return str(self._path)

    def damage(self) -> tuple[str, ...]:
        """What SQLite's own check of the file finds wrong; empty where it is sound."""
        with self.reading() as connection:
            rows = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return tuple(row for row in rows if row != "ok") + tuple(f"dangling row in {row[0]}" for row in broken)

    @contextmanager
    def _connected(self) -> Iterator[sa.Connection]:
        with explained(self._path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[sa.Connection]:
        with self.reading() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def _begun(self) -> Iterator[sa.Connection]:
        with self._connected() as connection, immediate(connection):
            yield connection


def create_case(path: Path, patience: float = PATIENCE_SECONDS) -> SqliteStore:
    """Make a new case file. Raises CaseError where that is not possible or there is one."""
    return SqliteStore(connect(path, new=True, patience=patience), path)


def open_case(path: Path, patience: float = PATIENCE_SECONDS) -> SqliteStore:
    """Open a case file, bringing it to the newest format. Raises CaseError where it cannot be used."""
    return SqliteStore(connect(path, new=False, patience=patience), path)

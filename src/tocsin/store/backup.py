"""A copy of a case made while it is in use: whole, as of one moment, and in one file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tocsin.errors import CaseError
from tocsin.store import sqlite
from tocsin.store.copying import copy_case
from tocsin.store.opening import explained
from tocsin.store.sql import SqlStore

# Pages copied before others get their turn.
PAGES = 2_000
OnPages = Callable[[int, int], None]


def backup(store: SqlStore, target: Path, on_pages: OnPages = lambda done, total: None) -> None:
    """Copy a case to a new file, which appears only when it is whole. `on_pages` is told how far it is.

    A case file is copied page by page with SQLite's own means, so that whoever works on it need not stop; a case in
    PostgreSQL is carried over row by row as of one moment. Raises CaseError.
    """
    if target.exists():
        raise CaseError("there is a file of this name already", place=str(target), remedy="choose another name")
    if not target.parent.is_dir():
        raise CaseError("its folder does not exist", place=str(target), remedy="make the folder first")
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.unfinished")
    try:
        if isinstance(store, sqlite.SqliteStore):
            _copy_pages(store, unfinished, on_pages)
        else:
            _copy_rows(store, unfinished, on_pages)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.replace(target)
    finally:
        for left in (unfinished, *(unfinished.with_name(unfinished.name + end) for end in ("-wal", "-shm"))):
            left.unlink(missing_ok=True)


def _copy_pages(store: sqlite.SqliteStore, target: Path, on_pages: OnPages) -> None:
    with explained(target), closing(sqlite3.connect(target)) as copy, store.reading() as connection:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        # One reading transaction holds the moment still; writers go on beside it.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM documents").fetchone()
        try:
            source.backup(copy, pages=PAGES, progress=lambda status, left, total: on_pages(total - left, total))
        finally:
            source.rollback()
        # A copy is kept, not worked on: it needs no journal beside it.
        copy.execute("PRAGMA journal_mode = DELETE")


def _copy_rows(store: SqlStore, target: Path, on_pages: OnPages) -> None:
    made = sqlite.create_case(target)
    try:
        copy_case(store, made, lambda name, rows: on_pages(rows, rows))
    finally:
        made.close()

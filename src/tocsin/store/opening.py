"""Opening a case file: what it is, whether it can be used, and a clear line where it can't."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import exc

from tocsin.errors import CaseError
from tocsin.store.migrations import create, migrate
from tocsin.store.schema import APPLICATION_ID, FORMAT

HEADER = b"SQLite format 3\x00"
CACHE_KILOBYTES = 128_000
DAMAGED = "restore a copy; `sqlite3 FILE .recover` may save what is left"


def connect(path: Path, *, new: bool, patience: float) -> sa.Engine:
    """An engine on a case file of the newest format. `patience` is in seconds, for another writer to finish.

    Raises CaseError where the file is missing, exists though a new one is wanted, is no case, is of a newer format
    or damaged, or where another program holds it.
    """
    _check_file(path, new)
    # A connection for each thread that asks, since SQLite reads while another writes.
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        connect_args={"isolation_level": None, "timeout": patience, "check_same_thread": False},
        poolclass=sa.pool.QueuePool,
    )
    sa.event.listen(engine, "connect", _settle)
    try:
        with explained(path), engine.connect() as connection:
            _prepare(connection, path, new)
    except CaseError:
        engine.dispose()
        raise
    return engine


def copied(path: Path) -> sa.Engine:
    """An engine on a copy in memory of a case file that is only read. Raises CaseError as `connect` does.

    Nothing is written beside the file: where no journal is left over, the file is read as one that nobody changes,
    because SQLite would otherwise have to make one.
    """
    _check_file(path, new=False)
    journal = path.with_name(f"{path.name}-wal")
    still = not (journal.exists() and journal.stat().st_size)
    address = f"{path.resolve().as_uri()}?mode=ro{'&immutable=1' if still else ''}"
    engine = sa.create_engine(
        "sqlite://", connect_args={"isolation_level": None, "check_same_thread": False}, poolclass=sa.pool.StaticPool
    )
    try:
        with explained(path), closing(sqlite3.connect(address, uri=True)) as source, engine.connect() as connection:
            target = connection.connection.driver_connection
            assert isinstance(target, sqlite3.Connection)
            source.backup(target)
            _prepare(connection, path, new=False)
    except CaseError:
        engine.dispose()
        raise
    return engine


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into a CaseError with a remedy."""
    try:
        yield
    except (exc.DBAPIError, sqlite3.Error) as error:
        words = str(getattr(error, "orig", None) or error)
        raise _explanation(words, path) from error


def _explanation(words: str, path: Path) -> CaseError:
    if "locked" in words or "busy" in words:
        return CaseError(
            "another program is writing to the case", place=str(path), remedy="wait until it has finished, then retry"
        )
    if "readonly" in words or "unable to open" in words:
        return CaseError(
            "the case cannot be written", value=words, place=str(path), remedy="check the permissions of its folder"
        )
    if "full" in words:
        return CaseError("the disk is full", value=words, place=str(path), remedy="make room, then retry")
    if "append-only" in words:
        return CaseError("a ruling or log entry cannot be changed", value=words, place=str(path))
    return CaseError("the case is damaged", value=words, place=str(path), remedy=DAMAGED)


def _check_file(path: Path, new: bool) -> None:
    if new:
        # An empty file is what a case leaves whose making was cut short.
        if path.exists() and path.stat().st_size:
            raise CaseError("there is a file of this name already", place=str(path), remedy="choose another name")
        if not path.parent.is_dir():
            raise CaseError("its folder does not exist", place=str(path), remedy="make the folder first")
        return
    if not path.is_file():
        raise CaseError(
            "there is no such case", place=str(path), remedy='make it with: tocsin ask "QUESTION" --case FILE.tocsin'
        )
    try:
        with path.open("rb") as file:
            header = file.read(len(HEADER))
    except OSError as error:
        raise CaseError("the case cannot be read", value=str(error), place=str(path)) from error
    if header != HEADER:
        raise CaseError("this is not a case", place=str(path), remedy="name a file made by `tocsin ask`")


def _settle(connection: sqlite3.Connection, record: object) -> None:
    """What holds for one connection alone and must be said on each."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")


def _prepare(connection: sa.Connection, path: Path, new: bool) -> None:
    if not new:
        _check_format(connection, path)
    with immediate(connection):
        if new:
            create(connection)
        else:
            migrate(connection, _pragma(connection, "user_version"))
    connection.exec_driver_sql("PRAGMA journal_mode = WAL")


def _check_format(connection: sa.Connection, path: Path) -> None:
    application, found = _pragma(connection, "application_id"), _pragma(connection, "user_version")
    if application != APPLICATION_ID:
        raise CaseError(
            "this is an SQLite file, but not a case", place=str(path), remedy="name a file made by `tocsin ask`"
        )
    if found > FORMAT:
        raise CaseError(
            "the case was made by a newer Tocsin",
            value=f"format {found}, this one reads up to {FORMAT}",
            place=str(path),
            remedy="install the newest Tocsin",
        )


def _pragma(connection: sa.Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())


@contextmanager
def immediate(connection: sa.Connection) -> Iterator[None]:
    """A transaction that takes the writer's place at once, and is rolled back whole on any error."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()

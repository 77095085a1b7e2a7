"""A case kept in a schema of a PostgreSQL database, for a team: any number of programs may write at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import exc

from tocsin.errors import CaseError
from tocsin.store import schema
from tocsin.store.rows import counter, insert_new
from tocsin.store.sql import SqlStore
from tocsin.store.tsvector import TsvectorIndex

PATIENCE_SECONDS = 30.0
# A path on the command line may have lost one of the two slashes.
ADDRESS = re.compile(r"postgres(?:ql)?:/{1,2}(?P<rest>.+)")
NAME = re.compile(r"[a-z_][a-z0-9_]{0,50}")
INSTALL = "install it with: pip install 'tocsin[postgres]'"
WRITE_ADDRESS = "write postgresql://USER@HOST/DATABASE/CASE; the password comes from PGPASSWORD or ~/.pgpass"
REFUSE_CHANGE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END $$
"""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a case lies: a database as SQLAlchemy names it, and the schema in it. Shown without the password."""

    url: sa.URL
    case: str

    def __str__(self) -> str:
        url = self.url
        database = f"{url.database or ''}/{self.case}"
        shown = sa.URL.create("postgresql", url.username, None, url.host, url.port, database, url.query)
        return shown.render_as_string()


class PostgresStore(SqlStore):
    """A CaseStore in one schema. Make it with `create_case` or `open_case`."""

    def __init__(self, engine: sa.Engine, address: Address) -> None:
        super().__init__(engine, TsvectorIndex())
        self._address = address

    @property
    def location(self) -> str:
        return str(self._address)

    def damage(self) -> tuple[str, ...]:
        """Nothing: the server checks its own files."""
        return ()

    @contextmanager
    def _connected(self) -> Iterator[sa.Connection]:
        with explained(self._address), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[sa.Connection]:
        with self.reading() as connection:
            yield connection.execution_options(isolation_level="REPEATABLE READ")

    @contextmanager
    def _begun(self) -> Iterator[sa.Connection]:
        with explained(self._address), self._engine.begin() as connection:
            take_turn(connection)
            yield connection


def is_address(text: str) -> bool:
    """Whether a text names a case in PostgreSQL."""
    return ADDRESS.match(text) is not None


def parse_address(text: str) -> Address:
    """The database and the case that `postgresql://USER@HOST/DATABASE/CASE` names. Raises CaseError."""
    match = ADDRESS.fullmatch(text)
    head, _, options = (match["rest"] if match else "").partition("?")
    server, _, case = head.rpartition("/")
    if not match or "/" not in server or not NAME.fullmatch(case):
        raise CaseError("this is not the address of a case", value=_without_password(text), remedy=WRITE_ADDRESS)
    try:
        url = sa.make_url(f"postgresql+psycopg://{server}{'?' + options if options else ''}")
    except exc.ArgumentError as error:
        raise CaseError(
            "this is not the address of a case", value=_without_password(text), remedy=WRITE_ADDRESS
        ) from error
    return Address(url, case)


def create_case(text: str) -> PostgresStore:
    """Lay a new case in a database that is there. Raises CaseError where that is not possible or there is one."""
    address = parse_address(text)
    engine = _engine(address)
    try:
        with explained(address), engine.begin() as connection:
            take_turn(connection)
            if _exists(connection, address):
                raise CaseError("there is a case of this name already", place=str(address), remedy="choose another")
            connection.exec_driver_sql(f'CREATE SCHEMA "{address.case}"')
            _lay(connection)
    except CaseError:
        engine.dispose()
        raise
    return PostgresStore(engine, address)


def open_case(text: str) -> PostgresStore:
    """Open a case in a database. Raises CaseError where it cannot be used."""
    address = parse_address(text)
    engine = _engine(address)
    try:
        with explained(address), engine.connect() as connection:
            if not _exists(connection, address):
                raise CaseError(
                    "there is no such case",
                    place=str(address),
                    remedy='make it with: tocsin ask "QUESTION" --case ADDRESS',
                )
            _check_format(connection, address)
    except CaseError:
        engine.dispose()
        raise
    return PostgresStore(engine, address)


def exists(text: str) -> bool:
    """Whether there is a case at an address. Raises CaseError where its database cannot be asked."""
    address = parse_address(text)
    engine = _engine(address)
    try:
        with explained(address), engine.connect() as connection:
            return _exists(connection, address)
    finally:
        engine.dispose()


def take_turn(connection: sa.Connection) -> None:
    """Wait until no other program writes to this case; the turn ends with the transaction.

    Whoever has it sees all that those before it wrote, so that rulings and log entries are numbered without gaps.
    """
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(PATIENCE_SECONDS)}s'")
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(1953457011, hashtext(current_setting('search_path')))")


@contextmanager
def explained(address: Address) -> Iterator[None]:
    """Turn what the server says into a CaseError with a remedy."""
    try:
        yield
    except exc.DBAPIError as error:
        words = " ".join(str(error.orig).split())
        place = str(address)
        if "append-only" in words:
            raise CaseError("a ruling or log entry cannot be changed", value=words, place=place) from error
        if "lock timeout" in words:
            remedy = "wait until it has finished, then retry"
            raise CaseError("another program is writing to the case", place=place, remedy=remedy) from error
        if isinstance(error, exc.OperationalError):
            remedy = "see that the server runs, and that USER and password (PGPASSWORD) are right"
            raise CaseError("the database cannot be used", value=words[:300], place=place, remedy=remedy) from error
        raise CaseError("the database refused", value=words[:300], place=place) from error


def _engine(address: Address) -> sa.Engine:
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise CaseError("a case in PostgreSQL needs psycopg", place=str(address), remedy=INSTALL) from error
    return sa.create_engine(
        address.url, pool_size=5, pool_pre_ping=True, connect_args={"options": f"-c search_path={address.case}"}
    )


def _exists(connection: sa.Connection, address: Address) -> bool:
    query = "SELECT 1 FROM pg_tables WHERE schemaname = %s AND tablename = 'counters'"
    return connection.exec_driver_sql(query, (address.case,)).scalar() is not None


def _lay(connection: sa.Connection) -> None:
    """All tables, the index and the guards, inside the caller's transaction."""
    schema.METADATA.create_all(connection, checkfirst=False)
    TsvectorIndex().create(connection)
    connection.exec_driver_sql(REFUSE_CHANGE)
    for table in schema.APPEND_ONLY:
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    connection.execute(insert_new(connection, schema.COUNTERS).values(name="format", value=schema.FORMAT))


def _check_format(connection: sa.Connection, address: Address) -> None:
    found = counter(connection, "format")
    if found != schema.FORMAT:
        remedy = "install the newest Tocsin" if found > schema.FORMAT else "move it with: tocsin move ADDRESS FILE"
        value = f"format {found}, this one reads {schema.FORMAT}"
        raise CaseError("the case is of another format", value=value, place=str(address), remedy=remedy)


def _without_password(text: str) -> str:
    return re.sub(r":[^:@/]*@", "@", text)

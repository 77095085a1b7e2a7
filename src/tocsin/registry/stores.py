"""The places that can keep a case: a file, or a schema of a PostgreSQL database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.store.interface import CaseStore
from tocsin.store.memory import MemoryStore

if TYPE_CHECKING:
    from tocsin.store.sql import SqlStore

CASE_SUFFIX = ".tocsin"
SERVER = "postgres"


def is_case(word: str) -> bool:
    """Whether a word of the command line names a case: a file of ours, or an address in PostgreSQL."""
    return word.endswith(CASE_SUFFIX) or in_server(Path(word))


def in_server(place: Path) -> bool:
    """Whether a place is an address in PostgreSQL, not a file."""
    if not str(place).startswith(SERVER):
        return False
    from tocsin.store import postgres

    return postgres.is_address(str(place))


def case_exists(place: Path) -> bool:
    """Whether there is a case already. Raises CaseError where a server cannot be asked."""
    if in_server(place):
        from tocsin.store import postgres

        return postgres.exists(str(place))
    return place.exists() and place.stat().st_size > 0


def memory_case() -> CaseStore:
    """A case that is gone when the process ends."""
    return MemoryStore()


def create_case(place: Path) -> SqlStore:
    """A new case. Raises CaseError where that is not possible."""
    from tocsin.store import postgres, sqlite

    return postgres.create_case(str(place)) if in_server(place) else sqlite.create_case(place)


def open_case(place: Path) -> SqlStore:
    """An existing case, to be read alone where it takes no writing. Raises CaseError where it cannot be used."""
    from tocsin.store import postgres, read_only, sqlite

    if in_server(place):
        return postgres.open_case(str(place))
    return sqlite.open_case(place) if read_only.writable(place) else read_only.open_read_only(place)

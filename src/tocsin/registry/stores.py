"""The places that can keep a case."""

from __future__ import annotations

from pathlib import Path

from tocsin.store.interface import CaseStore
from tocsin.store.memory import MemoryStore

CASE_SUFFIX = ".tocsin"


def memory_case() -> CaseStore:
    """A case that is gone when the process ends."""
    return MemoryStore()


def create_case(path: Path) -> CaseStore:
    """A new case file. Raises CaseError where that is not possible."""
    from tocsin.store import sqlite

    return sqlite.create_case(path)


def open_case(path: Path) -> CaseStore:
    """An existing case file, to be read alone where it takes no writing. Raises CaseError where it cannot be used."""
    from tocsin.store import read_only, sqlite

    return sqlite.open_case(path) if read_only.writable(path) else read_only.open_read_only(path)

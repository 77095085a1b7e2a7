"""Every kind of store, so that one suite of behaviour runs on each."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tocsin.store.interface import CaseStore
from tocsin.store.memory import MemoryStore
from tocsin.store.sqlite import create_case

NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def pattern() -> Iterator[str]:
    """A pattern of addresses of cases in a server that runs as long as the tests."""
    if sys.platform == "win32":
        pytest.skip("the server for tests is started the POSIX way")
    from postgres_server import REASON, running, server_programs

    pytest.importorskip("psycopg")
    programs = server_programs()
    if programs is None:
        pytest.skip(REASON)
    with running(programs) as made:
        yield made


@pytest.fixture
def postgres_address(pattern: str) -> str:
    """An address at which there is no case yet."""
    return pattern.format(case=f"case_{next(NUMBERS)}")


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CaseStore]:
    made: CaseStore
    if request.param == "memory":
        made = MemoryStore()
    elif request.param == "sqlite":
        made = create_case(tmp_path / "case.tocsin")
    else:
        from tocsin.store import postgres as server

        made = server.create_case(request.getfixturevalue("postgres_address"))
    yield made
    made.close()

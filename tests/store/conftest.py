"""Both kinds of store, so that one suite of behaviour runs on each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tocsin.store.interface import CaseStore
from tocsin.store.memory import MemoryStore
from tocsin.store.sqlite import create_case


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CaseStore]:
    made: CaseStore = MemoryStore() if request.param == "memory" else create_case(tmp_path / "case.tocsin")
    yield made
    made.close()

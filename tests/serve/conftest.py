"""A desk on a small case, with a client that carries what every change needs."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_client import Desk
from desk_world import make_case, make_hub

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the client's own notices on import
    from starlette.testclient import TestClient

from tocsin.serve.app import build_app
from tocsin.serve.opening import Access


@pytest.fixture(scope="session")
def first_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case as it is before anybody rules; its judgements are kept in it."""
    path = make_case(tmp_path_factory.mktemp("case") / "orlo.tocsin")
    for desk in opened(path, tmp_path_factory.mktemp("scratch")):
        desk.get("/api/question")
    return path


@pytest.fixture(scope="session")
def desk(first_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that is only looked at."""
    yield from opened(copied(first_case, tmp_path_factory.mktemp("looked")), tmp_path_factory.mktemp("scratch"))


@pytest.fixture(scope="session")
def noted_desk(first_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk at which is noted what no view of the claims shows: tasks, drafts, reveals. Several tests share it."""
    yield from opened(copied(first_case, tmp_path_factory.mktemp("noted")), tmp_path_factory.mktemp("scratch"))


@pytest.fixture
def own_desk(first_case: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk of one's own, to rule at."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    yield from opened(copied(first_case, tmp_path), scratch)


def opened(path: Path, scratch: Path, access: Access | None = None) -> Iterator[Desk]:
    """A desk on a case, until it is closed."""
    with TestClient(build_app(make_hub(path, scratch, access)), base_url="http://127.0.0.1") as client:
        desk = Desk(client)
        if desk.begin()["signed_in"]:
            desk.settled()
        yield desk


def copied(case: Path, folder: Path) -> Path:
    """A copy of a case."""
    target = folder / case.name
    shutil.copy(case, target)
    return target

"""A desk that lets in only who signs in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from desk_client import Desk
from desk_world import make_hub
from starlette.testclient import TestClient

from tocsin.serve.app import build_app
from tocsin.serve.opening import Access
from tocsin.serve.users import Users

AT = "2022-10-28T12:00:00+00:00"


def users_access(case: Path, folder: Path, *, password_cost: bool = True) -> Iterator[Desk]:
    """The desk on a copy of a case: rita reads, olga owns; without passwords, one that has a token."""
    path = folder / case.name
    shutil.copy(case, path)
    hosts = frozenset({"127.0.0.1"})
    access = Access(hosts, token="the token")
    if password_cost:
        users = Users(folder / "users.json")
        users.put("olga", "own", "another password", AT)
        users.put("rita", "read", "a long password", AT)
        access = Access(hosts, folder / "users.json")
    scratch = folder / "scratch"
    scratch.mkdir()
    with TestClient(build_app(make_hub(path, scratch, access)), base_url="http://127.0.0.1") as client:
        desk = Desk(client)
        desk.begin()
        yield desk

"""Several people and programs at one case: everything that each of them does is kept."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from store_nouns import STAMP, a_capture, a_claim, a_decision, a_document

from tocsin.model.finding import ClaimFilter
from tocsin.store import postgres, sqlite
from tocsin.store.integrity import problems
from tocsin.store.interface import CaseStore
from tocsin.store.sql import SqlStore

SUPPORT = Path(__file__).parents[1] / "support"
EACH = 12
WRITER = """
import sys
from store_nouns import STAMP, a_capture, a_claim, a_decision, a_document
from tocsin.store import postgres, sqlite
from pathlib import Path

kind, place, who, each = sys.argv[1:]
store = postgres.open_case(place) if kind == "postgres" else sqlite.open_case(Path(place))
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(each)):
    document = a_document(f"{who} {number}", f"{who} wrote that lorry {number} was closed.")
    store.add_read(a_capture(document.name, document.text), document, "v1", (a_claim(document),), STAMP)
    shared = a_document(f"shared {number}")
    store.add_read(a_capture(shared.name), shared, "v1", (a_claim(shared),), STAMP)
    store.decide(a_decision(f"{who}:{number}"))
store.close()
"""

Open = Callable[[], CaseStore]


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    if request.param == "sqlite":
        path = tmp_path / "case.tocsin"
        sqlite.create_case(path).close()
        return "sqlite", str(path)
    address = str(request.getfixturevalue("postgres_address"))
    postgres.create_case(address).close()
    return "postgres", address


def opened(place: tuple[str, str]) -> CaseStore:
    return postgres.open_case(place[1]) if place[0] == "postgres" else sqlite.open_case(Path(place[1]))


def test_programs_that_write_at_once_lose_nothing(place: tuple[str, str]) -> None:
    names = ("Ada", "Bo")
    words = [sys.executable, "-c", WRITER, *place]
    environment = {**os.environ, "PYTHONPATH": str(SUPPORT)}
    writers = [
        subprocess.Popen(
            [*words, name, str(EACH)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        for name in names
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.communicate("go\n")
        assert writer.returncode == 0
    store = opened(place)
    assert len(store.documents()) == 3 * EACH, "what both brought is there once"
    assert store.counts().claims == 3 * EACH
    assert [decision.id for decision in store.decisions()] == list(range(1, 2 * EACH + 1))
    assert {decision.target for decision in store.decisions()} == {f"{n}:{i}" for n in names for i in range(EACH)}
    assert problems(store) == ()
    store.close()


def test_threads_of_one_program_share_a_store(place: tuple[str, str]) -> None:
    store = opened(place)
    failures: list[BaseException] = []

    def work(who: str) -> None:
        try:
            for number in range(EACH):
                document = a_document(f"{who} {number}", f"{who} wrote that lorry {number} was closed.")
                store.add_read(a_capture(document.name, document.text), document, "v1", (a_claim(document),), STAMP)
                store.decide(a_decision(f"{who}:{number}"))
                assert store.find_claims(ClaimFilter(text="closed")).total > number
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(who,)) for who in ("Ada", "Bo", "Cy")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(store.decisions()) == 3 * EACH
    assert problems(store) == ()
    store.close()


def test_a_writing_within_a_writing_is_a_part_of_it(place: tuple[str, str]) -> None:
    store = opened(place)
    assert isinstance(store, SqlStore)

    def fail_halfway() -> None:
        with store.writing():
            store.decide(a_decision())
            assert len(store.decisions()) == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    assert store.decisions() == ()
    store.close()


def test_a_store_of_a_team_says_where_it_is_without_the_password(postgres_address: str) -> None:
    address = postgres_address.replace("desk@", "desk:secret@")
    store = postgres.create_case(address)
    assert "secret" not in store.location
    assert store.add(a_capture(), a_document(), STAMP)
    store.decide(a_decision())
    store.add_read(a_capture("two"), a_document("two"), "v1", (a_claim(a_document("two")),), STAMP)
    store.close()

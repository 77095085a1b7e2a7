"""Cases carried between databases, copied while in use, and mended."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from store_nouns import STAMP, a_capture, a_claim, a_decision, a_document, a_judgement, a_question

from tocsin.errors import CaseError
from tocsin.model.finding import ClaimFilter
from tocsin.model.refusal import Refusal
from tocsin.store import postgres, sqlite
from tocsin.store.backup import backup
from tocsin.store.copying import copy_case, differences
from tocsin.store.integrity import problems
from tocsin.store.repairing import derived_problems, repair
from tocsin.store.sql import SqlStore


def fill(store: SqlStore) -> None:
    store.set_question(a_question(), STAMP)
    for name in ("one", "two", "three"):
        document = a_document(name)
        store.add_read(a_capture(name), document, "v1", (a_claim(document),), STAMP)
    store.put_claims(document.id, "v2", (replace(a_claim(document), stance="denies"), a_claim(document)))
    store.recapture(document.id, replace(a_capture("three"), location="again.txt"), STAMP)
    store.put_output("linkage", "k", bytes(range(256)))
    store.put_vectors("m", {"ab": b"\0\0\x80?"})
    store.refuse([Refusal("x", "x.pdf", "empty", "")], STAMP)
    store.remember("feed", b"\0")
    store.decide(a_decision("naïve “quote”\n"))
    store.issue(a_judgement(), STAMP)


@pytest.fixture
def case(tmp_path: Path) -> sqlite.SqliteStore:
    store = sqlite.create_case(tmp_path / "case.tocsin")
    fill(store)
    return store


def unlike(a: SqlStore, b: SqlStore) -> list[str]:
    with a.reading() as one, b.reading() as other:
        return list(differences(one, other))


def test_a_case_moves_to_postgresql_and_back_without_loss(
    case: sqlite.SqliteStore, tmp_path: Path, postgres_address: str
) -> None:
    there = postgres.create_case(postgres_address)
    counts = copy_case(case, there)
    assert (counts["documents"], counts["claims"], counts["log"]) == (3, 5, 7)
    assert unlike(case, there) == []
    assert problems(there) == ()
    assert derived_problems(there) == ()
    assert there.find_claims(ClaimFilter(text="bridge", stance="denies")).total == 1
    back = sqlite.create_case(tmp_path / "back.tocsin")
    copy_case(there, back)
    assert unlike(case, back) == []
    for store in (there, back):
        decided = store.decide(a_decision("next"))
        assert decided.id == 2
        assert store.add(a_capture("four"), a_document("four"), STAMP)
        assert problems(store) == ()
        store.close()
    case.close()


def test_a_case_is_not_moved_into_another(case: sqlite.SqliteStore, tmp_path: Path) -> None:
    other = sqlite.create_case(tmp_path / "other.tocsin")
    fill(other)
    with pytest.raises(CaseError, match="something in the case"):
        copy_case(case, other)
    other.close()
    case.close()


def test_every_difference_is_named(case: sqlite.SqliteStore, tmp_path: Path) -> None:
    other = sqlite.create_case(tmp_path / "other.tocsin")
    copy_case(case, other)
    with other.writing() as connection:
        connection.exec_driver_sql("UPDATE claims SET json = '{}' WHERE number = 2")
        connection.exec_driver_sql("DELETE FROM vectors")
    assert sorted(unlike(case, other)) == ["claims: number 2", "vectors: model m, sentence_sha256 ab"]
    other.close()
    case.close()


def test_a_backup_is_one_file_as_of_one_moment(case: sqlite.SqliteStore, tmp_path: Path) -> None:
    target = tmp_path / "kept" / "copy.tocsin"
    target.parent.mkdir()
    ended = threading.Event()

    def write() -> None:
        for number in range(30):
            name, text = f"d{number}", f"Report {number} on the bridge."
            case.add(a_capture(name, text), a_document(name, text), STAMP)
        ended.set()

    writer = threading.Thread(target=write)
    writer.start()
    backup(case, target)
    writer.join()
    assert ended.is_set()
    assert [path.name for path in target.parent.iterdir()] == ["copy.tocsin"]
    copy = sqlite.open_case(target)
    kept = len(copy.documents())
    assert 3 <= kept <= 33
    assert problems(copy) == ()
    assert derived_problems(copy) == ()
    assert len(case.documents()) == 33
    copy.close()
    with pytest.raises(CaseError, match="already"):
        backup(case, target)
    case.close()


def test_a_backup_of_a_case_in_postgresql_is_a_case_file(postgres_address: str, tmp_path: Path) -> None:
    there = postgres.create_case(postgres_address)
    fill(there)
    backup(there, tmp_path / "copy.tocsin")
    copy = sqlite.open_case(tmp_path / "copy.tocsin")
    assert unlike(there, copy) == []
    copy.close()
    there.close()


def test_a_backup_that_fails_leaves_nothing(case: sqlite.SqliteStore, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup(case, folder / "copy.tocsin", stop)
    assert list(folder.iterdir()) == []
    assert case.decide(a_decision()).id == 2
    case.close()


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        ("DROP TABLE claims_text", "the full-text index is missing"),
        ("INSERT INTO documents_text (documents_text) VALUES ('delete-all')", "3 documents too many or too few"),
        ("UPDATE claims SET shown = 1 - shown", "claims in force that should not be"),
        ("DELETE FROM voices", "5 claims whose origin cannot be looked up"),
        ("DELETE FROM extractions WHERE key = 'v2'", "2 claims of no extraction"),
    ],
)
def test_what_is_derived_can_be_made_right(case: sqlite.SqliteStore, damage: str, expected: str) -> None:
    case.close()
    path = Path(case.location)
    connection = sqlite3.connect(path)
    connection.execute(damage)
    connection.commit()
    connection.close()
    store = sqlite.open_case(path)
    assert expected in "\n".join(derived_problems(store))
    assert expected in "\n".join(repair(store))
    assert derived_problems(store) == ()
    assert repair(store) == ()
    assert store.damage() == ()
    assert problems(store) == ()
    assert store.find_claims(ClaimFilter(text="bridge")).total >= 2
    store.close()

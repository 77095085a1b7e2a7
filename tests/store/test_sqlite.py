"""What only a case file can get wrong."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from store_nouns import STAMP, a_capture, a_claim, a_decision, a_document, a_judgement, a_question

from tocsin.errors import CaseError
from tocsin.store import schema
from tocsin.store.integrity import problems
from tocsin.store.migrations import MIGRATIONS, Step, migrate
from tocsin.store.opening import immediate
from tocsin.store.sqlite import create_case, open_case


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.tocsin"
    store = create_case(path)
    store.set_question(a_question(), STAMP)
    document = a_document()
    store.add_read(a_capture(), document, "v1", (a_claim(document),), STAMP)
    store.decide(a_decision())
    store.issue(a_judgement(), STAMP)
    store.close()
    return path


def tamper(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def statements(*words: str) -> Step:
    def step(connection: sa.Connection) -> None:
        for statement in words:
            connection.exec_driver_sql(statement)

    return step


def test_a_closed_case_is_one_file_that_opens_again(case: Path) -> None:
    assert [path.name for path in case.parent.iterdir()] == ["case.tocsin"]
    store = open_case(case)
    assert store.documents() == (a_document(),)
    assert store.claims(a_document().id, "v1") == (a_claim(a_document()),)
    assert store.damage() == ()
    store.close()


def test_a_case_is_not_made_over_a_file(case: Path) -> None:
    with pytest.raises(CaseError, match="already"):
        create_case(case)


def test_a_case_whose_making_was_cut_short_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "case.tocsin"
    path.touch()
    create_case(path).close()
    open_case(path).close()


def test_a_missing_case_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="tocsin ask"):
        open_case(tmp_path / "none.tocsin")
    with pytest.raises(CaseError, match="folder"):
        create_case(tmp_path / "no" / "case.tocsin")


@pytest.mark.parametrize("content", [b"", b"plain words, no case", bytes(range(256)) * 8])
def test_another_file_is_not_a_case(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file.tocsin"
    path.write_bytes(content)
    with pytest.raises(CaseError, match="not a case"):
        open_case(path)
    assert path.read_bytes() == content


def test_another_database_is_not_a_case(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    tamper(path, "CREATE TABLE t (a)")
    with pytest.raises(CaseError, match="not a case"):
        open_case(path)


def test_a_newer_format_is_named(case: Path) -> None:
    tamper(case, f"PRAGMA user_version = {schema.FORMAT + 1}")
    with pytest.raises(CaseError, match=f"format {schema.FORMAT + 1}"):
        open_case(case)


def test_a_damaged_case_is_named(case: Path) -> None:
    content = bytearray(case.read_bytes())
    for offset in range(4096, len(content)):
        content[offset] = 0xA5
    case.write_bytes(content)
    with pytest.raises(CaseError, match="damaged"):
        open_case(case).documents()


def test_a_case_that_another_program_writes_to_is_named(case: Path) -> None:
    other = sqlite3.connect(case, isolation_level=None)
    store = open_case(case, patience=0.05)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(CaseError, match="another program"):
        store.decide(a_decision())
    assert len(store.decisions()) == 1, "reading goes on"
    other.execute("ROLLBACK")
    store.decide(a_decision())
    other.close()
    store.close()


def test_a_write_that_fails_leaves_nothing_behind(case: Path) -> None:
    store = open_case(case)
    document = a_document("two")
    twice = (a_claim(document),)
    before = store.log()
    tamper(case, "CREATE TRIGGER full BEFORE INSERT ON claims BEGIN SELECT RAISE(ABORT, 'disk is full'); END")
    with pytest.raises(CaseError, match="full"):
        store.add_read(a_capture("two"), document, "v1", twice, STAMP)
    assert store.documents() == (a_document(),)
    assert store.log() == before
    store.close()


@pytest.mark.parametrize("table", schema.APPEND_ONLY)
def test_what_is_append_only_cannot_be_changed(case: Path, table: str) -> None:
    connection = sqlite3.connect(case)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(f"DELETE FROM {table}")
    connection.close()


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE originals SET content = x'00'", "original bytes were changed"),
        ("UPDATE documents SET json = replace(json, 'bridge', 'tunnel')", "its text was changed"),
        ("UPDATE log SET detail = 'forged' WHERE number = 2", "log: entry 2"),
        ("DELETE FROM log WHERE number = 3", "rulings are logged"),
    ],
)
def test_the_doctor_finds_tampering(case: Path, statement: str, expected: str) -> None:
    tamper(case, "DROP TRIGGER log_no_update", "DROP TRIGGER log_no_delete", statement)
    store = open_case(case)
    assert expected in "\n".join(problems(store))
    store.close()


def test_tables_are_strict(case: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT"):
        tamper(case, "UPDATE claims SET content_start = 'one'")


def test_the_format_counts_the_migrations() -> None:
    assert len(MIGRATIONS) + 1 == schema.FORMAT


def test_a_migration_keeps_what_is_there(case: Path) -> None:
    steps = (
        *MIGRATIONS,
        statements("ALTER TABLE documents ADD COLUMN shelf TEXT", "UPDATE documents SET shelf = 'new'"),
    )
    engine = sa.create_engine(f"sqlite:///{case}", connect_args={"isolation_level": None})
    with engine.connect() as connection, immediate(connection):
        assert migrate(connection, schema.FORMAT, steps) == schema.FORMAT + 1
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT shelf FROM documents").scalars().all() == ["new"]
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == schema.FORMAT + 1
    engine.dispose()


def test_a_migration_cut_short_leaves_the_old_format(case: Path) -> None:
    steps = (*MIGRATIONS, statements("ALTER TABLE documents ADD COLUMN shelf TEXT", "no such statement"))
    engine = sa.create_engine(f"sqlite:///{case}", connect_args={"isolation_level": None})
    with pytest.raises(sa.exc.OperationalError), engine.connect() as connection, immediate(connection):
        migrate(connection, schema.FORMAT, steps)
    engine.dispose()
    store = open_case(case)
    assert store.documents() == (a_document(),)
    store.close()

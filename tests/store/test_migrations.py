"""Cases of older formats, as older programs left them, are brought up to date whole."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from store_nouns import a_claim, a_document, a_judgement, a_question

from tocsin.model.finding import ClaimFilter
from tocsin.store import schema
from tocsin.store.integrity import problems
from tocsin.store.sqlite import create_case, open_case

# Written by the program of format 1: two extractions of one document, one without claims, one never extracted.
FORMAT_1 = Path(__file__).with_name("format_1.sql")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.tocsin"
    connection = sqlite3.connect(path)
    connection.executescript(FORMAT_1.read_text(encoding="utf-8"))
    connection.close()
    return path


def structure(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Columns and indexes of every table, however they came about."""
    connection = sqlite3.connect(path)
    names = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    found: dict[str, list[tuple[object, ...]]] = {}
    for name in names:
        found[name] = [(row[1], row[2], row[3], row[5]) for row in connection.execute(f"PRAGMA table_xinfo({name})")]
        indexes = connection.execute(f"SELECT name, partial FROM pragma_index_list('{name}') WHERE origin = 'c'")
        found[name] += sorted((str(row[0]), row[1]) for row in indexes)
    connection.close()
    return found


def test_everything_is_there_and_can_be_found(old: Path) -> None:
    store = open_case(old)
    document = a_document()
    assert store.question() == a_question()
    assert [each.name for each in store.documents()] == ["one", "two", "three"]
    assert store.claims(document.id, "v1") == (a_claim(document),)
    assert store.in_force() == dict(zip(store.in_force(), ("v2", "v1", ""), strict=True))
    assert store.find_claims(ClaimFilter(text="bridge")).items == (replace(a_claim(document), stance="denies"),)
    assert [voice.name for voice in store.voices("quil").items] == []
    assert [voice.name for voice in store.voices("Quill").items] == ["Marta Quill"]
    assert store.vectors("m", ["ab"]) == {"ab": b"\0\0\x80?"}
    assert (len(store.decisions()), store.judgements()) == (1, (a_judgement(),))
    assert problems(store) == ()
    assert store.damage() == ()
    store.close()


def test_an_old_case_ends_up_laid_out_as_a_new_one(old: Path) -> None:
    open_case(old).close()
    new = old.with_name("new.tocsin")
    create_case(new).close()
    assert structure(old) == structure(new)


def test_a_format_is_brought_up_to_date_once(old: Path) -> None:
    open_case(old).close()
    before = old.read_bytes()
    open_case(old).close()
    assert old.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_being_killed_at_any_moment_leaves_the_old_format_or_the_new(old: Path) -> None:
    content = old.read_bytes()
    script = (
        "import sys, time, tocsin.store.format_2 as step\n"
        "from pathlib import Path\n"
        "from tocsin.store.sqlite import open_case\n"
        "index_all = step.index_all\n"
        "def slowly(*words):\n"
        "    print('half way', flush=True)\n"
        "    index_all(*words)\n"
        "    time.sleep(60)\n"
        "step.index_all = slowly\n"
        "open_case(Path(sys.argv[1]))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script, str(old)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "half way\n"
    time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with sqlite3.connect(f"file:{old}?mode=ro", uri=True) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM claims WHERE json LIKE '%denies%'").fetchone() == (1,)
    connection.close()
    assert old.read_bytes()[:100] == content[:100]
    store = open_case(old)
    assert store.find_claims(ClaimFilter(stance="denies")).total == 1
    assert store.damage() == ()
    store.close()


def test_the_format_of_the_file_is_the_newest(old: Path) -> None:
    open_case(old).close()
    with sqlite3.connect(old) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.FORMAT,)
    connection.close()

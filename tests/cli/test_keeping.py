"""Cases copied, moved and mended from the command line."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any


def test_a_backup_is_a_case(run: Any, own_case: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.tocsin"
    assert "MB" in run("backup", own_case, target).err
    assert run("log", target).out == run("log", own_case).out
    again = run("backup", own_case, target)
    assert again.code != 0
    assert "already" in again.err


def test_a_case_is_moved_and_stays(run: Any, own_case: Path, tmp_path: Path) -> None:
    target = tmp_path / "moved.tocsin"
    assert "each compared" in run("move", own_case, target).err
    assert run("log", target).out == run("log", own_case).out
    assert own_case.exists()


def test_an_address_that_is_none_is_refused_at_once(run: Any, own_case: Path) -> None:
    refused = run("move", own_case, "postgresql://db.example")
    assert refused.code != 0
    assert "postgresql://USER@HOST/DATABASE/CASE" in refused.err


def test_the_doctor_mends_what_is_worked_out(run: Any, own_case: Path) -> None:
    connection = sqlite3.connect(own_case)
    connection.execute("DROP TABLE claims_text")
    connection.close()
    found = run("doctor", own_case)
    assert found.code != 0
    assert "--repair" in found.out
    mended = run("doctor", own_case, "--repair")
    assert (mended.code, "repaired: the full-text index is missing" in mended.err) == (0, True)


def test_a_repair_needs_a_case(run: Any) -> None:
    assert "name it" in run("doctor", "--repair").err

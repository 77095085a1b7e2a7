"""`tocsin train`, `corrections` and `--learned` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tocsin.cli.main import build_app

TEXT = "Ferry talks fail\n\nThe mayor, Ada Orlo, said that the ferry would stop in June. Nobody was hurt."


def tocsin(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(build_app(), list(words))
    return result.exit_code, result.output


@pytest.fixture
def case(tmp_path: Path) -> str:
    (tmp_path / "ferry.txt").write_text(TEXT)
    path = str(tmp_path / "ferry.tocsin")
    tocsin("ask", "Will Belarus invade Ukraine before 2031-07-01?", "--case", path)
    assert tocsin("add", path, str(tmp_path / "ferry.txt"))[0] == 0
    return path


def test_rulings_are_exported_and_too_few_are_refused(case: str) -> None:
    claims = [json.loads(line) for line in tocsin("claims", case, "--format", "jsonl")[1].splitlines()]
    (wanted,) = [claim["id"] for claim in claims if claim["sources"]]
    assert tocsin("decide", case, "set", wanted, "kind", "forecast", "--reason", "it is one")[0] == 0
    code, rows = tocsin("corrections", case, "--format", "jsonl")
    assert code == 0
    assert json.loads(rows.splitlines()[0])["ruled"] == "forecast"
    code, said = tocsin("train", case)
    assert code == 2
    assert "too few rulings" in said


def test_nothing_learned_cannot_be_used(case: str, tmp_path: Path) -> None:
    assert "nothing was learned" in tocsin("claims", case, "--learned")[1]
    assert "only a case" in tocsin("claims", str(tmp_path / "ferry.txt"), "--learned")[1]


def test_doubtful_claims_come_first(case: str) -> None:
    code, rows = tocsin("claims", case, "--doubtful", "--format", "jsonl")
    doubts = [json.loads(line)["doubt"] for line in rows.splitlines() if line.startswith("{")]
    assert code == 0
    assert doubts == sorted(doubts, reverse=True)

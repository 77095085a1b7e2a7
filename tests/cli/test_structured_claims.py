"""Answers from a table of coded statements: `judge`, `replay`, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

QUESTION = "Will Eritrea invade Djibouti before 2031-07-01?"
BUILD_UP: list[dict[str, Any]] = [
    {
        "date": "2031-04-20",
        "speaker": "Djibouti's Defence Ministry",
        "via": ["Harbour Post"],
        "text": "Forty Eritrean tanks have been moved to the border near Ras Doumeira",
        "document": "hp-1",
    },
    {
        "date": "2031-04-28",
        "speaker": "US Secretary of State Marian Holt",
        "text": "Eritrea could attack within days",
        "stance": "+",
        "document": "dw-7",
    },
    {
        "date": "2031-05-04",
        "text": "Eritrea has called up reservists in the Southern Red Sea region, residents of Assab said.",
        "document": "gd-3",
    },
]
DENIALS: list[dict[str, Any]] = [
    {
        "date": "2031-04-21",
        "speaker": "Eritrea's Information Ministry",
        "text": "We are not going to attack anybody",
        "stance": "-",
        "document": "hp-2",
    },
    {
        "date": "2031-05-02",
        "speaker": "African Union",
        "text": "Eritrean troops have gone back to their barracks, away from the border with Djibouti",
        "stance": "-",
        "document": "dw-8",
    },
]


def written(folder: Path, rows: list[dict[str, Any]]) -> Path:
    path = folder / "desk.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def judged(run: Any, path: Path, as_of: str = "2031-05-10", code: int = 0) -> dict[str, Any]:
    settings = path.with_name("settings.toml")
    settings.write_text("[assess]\ndraws = 400\n", encoding="utf-8")
    made = run("judge", QUESTION, "--claims", path, "--as-of", as_of, "--format", "json", "--settings", settings)
    assert made.code == code, made.err
    found: dict[str, Any] = json.loads(made.out)
    return found


def test_the_answer_moves_with_what_is_coded_and_tells_all_that_a_program_needs(run: Any, tmp_path: Path) -> None:
    up = judged(run, written(tmp_path, BUILD_UP))
    down = judged(run, written(tmp_path, DENIALS))
    wanted = "as_of probability low high prior word stages confidence documents origins reasons"
    assert set(wanted.split()) <= set(up)
    assert 0 < up["low"] <= up["probability"] <= up["high"] < 1
    assert up["prior"] == down["prior"]
    assert down["probability"] < up["prior"] < up["probability"]
    assert (up["documents"], up["origins"]) == (3, 3)
    assert abs(sum(up["stages"].values()) - 1) < 1e-6
    assert up["reasons"]


def test_who_speaks_and_who_passes_it_on(run: Any, tmp_path: Path) -> None:
    path = written(tmp_path, BUILD_UP + DENIALS)
    rows = [json.loads(line) for line in run("claims", QUESTION, "--claims", path).out.splitlines()]
    told = {row["doc"]: [(each["name"], each["type"], each["side"]) for each in row["sources"]] for row in rows}
    assert told["hp-1"] == [
        ("Harbour Post", "media", "none"),
        ("Djibouti's Defence Ministry", "government-body", "djibouti"),
    ]
    assert told["dw-7"][-1][1:] == ("official", "united-states")
    assert told["hp-2"][-1][1:] == ("government-body", "eritrea")
    directions = {row["doc"]: row["direction"] for row in rows}
    assert (directions["dw-7"], directions["hp-2"], directions["dw-8"]) == ("toward", "away", "away")


def test_an_indicator_is_as_coded_and_an_unknown_one_refused(run: Any, tmp_path: Path) -> None:
    fixed = {**BUILD_UP[0], "indicator": "Force.Alert"}
    path = written(tmp_path, [fixed, {**BUILD_UP[1], "indicator": "force.nonsense"}])
    made = run("claims", QUESTION, "--claims", path)
    assert made.code == 1
    assert "desk.jsonl:2" in made.err
    assert "force.nonsense" in made.err
    assert "force.alert" in made.err
    (row,) = [json.loads(line) for line in made.out.splitlines()]
    assert row["indicators"] == ["force.alert"]


def test_a_statement_that_says_neither_is_no_warning(run: Any, tmp_path: Path) -> None:
    neither = judged(run, written(tmp_path, [{**BUILD_UP[1], "stance": "0"}]))
    assert neither["probability"] == pytest.approx(neither["prior"], rel=0.15)
    assert neither["origins"] == 0


def test_replay_gives_a_line_a_day_from_what_was_out(run: Any, tmp_path: Path) -> None:
    path = written(tmp_path, BUILD_UP)
    made = run("replay", QUESTION, "--claims", path, "--from", "2031-04-18", "--to", "2031-05-06", "--step", "1d")
    rows = [json.loads(line) for line in made.out.splitlines()]
    assert [row["as_of"] for row in rows[:2]] == ["2031-04-18", "2031-04-19"]
    assert len(rows) == 19
    assert " ".join(rows[0]) == "as_of probability low high prior stages confidence documents origins"
    assert [rows[at]["documents"] for at in (0, 2, 10, 18)] == [0, 1, 2, 3]
    assert rows[0]["probability"] == pytest.approx(rows[0]["prior"], rel=0.05)
    assert rows[18]["probability"] > rows[18]["prior"]


def test_what_comes_out_later_changes_no_earlier_day(run: Any, tmp_path: Path) -> None:
    def days(rows: list[dict[str, Any]]) -> str:
        path = written(tmp_path, rows)
        found: str = run("replay", QUESTION, "--claims", path, "--from", "2031-04-18", "--to", "2031-04-30").out
        return found

    assert days(BUILD_UP) == days(BUILD_UP[:2])


@pytest.mark.parametrize(("step", "count"), [("1w", 3), ("7d", 3), ("5", 4)])
def test_steps(run: Any, tmp_path: Path, step: str, count: int) -> None:
    path = written(tmp_path, DENIALS[:1])
    made = run("replay", QUESTION, "--claims", path, "--from", "2031-05-01", "--to", "2031-05-15", "--step", step)
    assert len(made.out.splitlines()) == count


@pytest.mark.parametrize("step", ["0", "1y", "-1", "d"])
def test_what_is_no_step(run: Any, case: Path, step: str) -> None:
    made = run("replay", case, f"--step={step}")
    assert made.code == 2
    assert "1w" in made.err


def test_bad_rows_are_named_and_the_rest_is_judged(run: Any, tmp_path: Path) -> None:
    path = written(tmp_path, [*BUILD_UP, {"date": "2031-05-40", "text": "Nothing"}])
    assert judged(run, path, code=1)["documents"] == 3


def test_structured_claims_stand_alone(run: Any, folder: Path, case: Path, tmp_path: Path) -> None:
    path = written(tmp_path, BUILD_UP)
    for words in ((QUESTION, folder), (case,)):
        made = run("judge", *words, "--claims", path)
        assert made.code == 2
        assert "stands alone" in made.err


def test_a_spreadsheet_answers_as_its_lines_do(run: Any, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    names = ["date", "speaker", "via", "text", "stance", "document"]
    sheet.append([name.title() for name in names])
    for row in BUILD_UP:
        sheet.append(["; ".join(cell) if isinstance(cell := row.get(name), list) else cell for name in names])
    book.save(tmp_path / "desk.xlsx")
    as_lines = judged(run, written(tmp_path, BUILD_UP))
    as_sheet = judged(run, tmp_path / "desk.xlsx")
    assert as_sheet["probability"] == as_lines["probability"]


# settling and scoring


def test_a_frozen_judgement_is_scored_when_the_question_is_settled(run: Any, own_case: Path) -> None:
    frozen = run("judge", own_case, "--as-of", "2031-05-10", "--freeze")
    assert frozen.code == 0
    assert "sha256" in frozen.err
    early = run("score", own_case)
    assert early.code == 3
    assert "tocsin resolve" in early.err
    assert run("resolve", own_case, "no", "--on", "2031-07-01").code == 0
    rows = [json.loads(line) for line in run("score", own_case).out.splitlines()]
    assert [row["what"] for row in rows[:2]] == ["answers", "base rate alone"]
    assert 0 < rows[0]["brier"] < 0.25
    assert run("score", own_case, "--misled").code == 0
    assert run("log", own_case).code == 0


def test_an_outcome_that_came_too_late_is_no_yes(run: Any, own_case: Path) -> None:
    made = run("resolve", own_case, "yes", "--on", "2031-08-01")
    assert made.code == 2
    assert "no --on" in made.err


def test_only_a_case_freezes(run: Any, folder: Path) -> None:
    made = run("judge", QUESTION, folder, "--as-of", "2031-05-10", "--freeze")
    assert made.code == 2


def test_a_replay_is_scored_from_its_file(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "replay.jsonl"
    lines = [{"as_of": f"2031-05-0{n}", "probability": n / 20, "prior": 0.1, "documents": n} for n in range(1, 9)]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    rows = [json.loads(line) for line in run("score", "--file", path, "--outcome", "no").out.splitlines()]
    assert rows[0]["brier"] == pytest.approx(sum((n / 20) ** 2 for n in range(1, 9)) / 8, abs=1e-4)
    assert run("score", "--file", path).code == 2

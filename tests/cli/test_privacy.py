"""No name of a private person leaves any command or exported file, unless it is asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

REPORTS = {
    "gulf-daily-01.txt": (
        "A way out of Assab\n\nGulf Daily, 5 May 2031\n\n"
        "A shepherd, Semere Habtom, said on 5 May 2031 that forty lorries had crossed toward Djibouti before dawn. "
        "Luwam K., a nurse from Assab, said that the garrison's phones had been taken away. "
        "The deserter Yonas Mebrahtu, 19, left his unit near Assab at night and fled to Djibouti. "
        "The deserter's sister, Rahwa Mebrahtu, said that soldiers of the garrison were unwilling to fight. "
        "Biniam Desta, 34, a taxi driver, said he had seen tanks near the border. "
        "“Eritrea is ready,” said Minister Tesfay Okbe.\n"
    ),
    "desert-wire-yonas.txt": (
        "The column that came back\n\nDesert Wire, 7 May 2031\n\n"
        "Yonas Mebrahtu told Desert Wire on 6 May 2031 that he had been ordered to march on Djibouti. "
        "Mr Mebrahtu’s account could not be verified. Semere Habtom denied that he had seen any lorries. "
        "Tesfay Okbe denied that Eritrea's army had been sent to the border.\n"
    ),
}
DATES = {"gulf-daily-01.txt": "2031-05-05", "desert-wire-yonas.txt": "2031-05-07"}
PRIVATE = ("Semere", "Habtom", "Luwam", "Yonas", "yonas", "Mebrahtu", "Rahwa", "Biniam", "Desta")
COMMANDS = (
    ("brief", ("md", "html", "json", "text")),
    ("claims", ("jsonl", "table")),
    ("links", ("json", "md")),
    ("sources", ("jsonl",)),
    ("incidents", ("jsonl",)),
    ("conflicts", ("jsonl",)),
    ("indicators", ("jsonl",)),
    ("explain", ("jsonl",)),
    ("judge", ("json", "jsonl")),
    ("replay", ("json",)),
)


@pytest.fixture(scope="module")
def private_case(run: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("private")
    for name, text in REPORTS.items():
        (place / name).write_text(text, encoding="utf-8")
    dates = place / "dates.json"
    dates.write_text(json.dumps(DATES), encoding="utf-8")
    path = place / "assab.tocsin"
    assert run("ask", "Will Eritrea invade Djibouti before 2031-07-01?", "--case", path).code == 0
    assert run("add", path, *(place / name for name in REPORTS), "--dates", dates).code == 0
    return path


@pytest.mark.parametrize(("command", "format"), [(name, each) for name, formats in COMMANDS for each in formats])
def test_no_command_names_a_private_person(run: Any, private_case: Path, command: str, format: str) -> None:
    day = () if command == "links" else ("--as-of", "2031-05-10")
    shown = run(command, private_case, *day, "--format", format)
    assert shown.code == 0, shown.err
    assert leaks(shown.out) == []


def test_explanations_of_each_claim_and_incident_name_no_private_person(run: Any, private_case: Path) -> None:
    claims = json_lines(run("claims", private_case, "--format", "jsonl").out)
    assert claims
    for row in claims:
        shown = run("explain", private_case, "--as-of", "2031-05-10", "--about", row["id"])
        assert leaks(shown.out) == [], row["id"]


def test_no_exported_file_names_a_private_person(run: Any, private_case: Path, tmp_path: Path) -> None:
    made = run("export", private_case, tmp_path / "out", "--as-of", "2031-05-10")
    assert made.code == 0, made.err
    written = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert len(written) >= 7
    for path in written:
        assert leaks(path.name + path.read_text(encoding="utf-8")) == [], path.name
    assert "grades" not in json.loads((tmp_path / "out" / "judgement.json").read_text(encoding="utf-8"))


def test_log_and_rulings_name_no_private_person(run: Any, private_case: Path) -> None:
    words = ("same", "Yonas Mebrahtu", "Mebrahtu", "--reason", "Yonas is he")
    assert run("decide", private_case, *words).code == 0
    assert leaks(run("log", private_case).out) == []
    assert leaks(run("decide", private_case, "list").out) == []


def test_an_export_that_reveals_names_is_logged(run: Any, private_case: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.tocsin"
    copy.write_bytes(private_case.read_bytes())
    assert run("export", copy, tmp_path / "out", "--as-of", "2031-05-10", "--reveal").code == 0
    assert "Yonas" in (tmp_path / "out" / "claims.jsonl").read_text(encoding="utf-8")
    assert "grades" in json.loads((tmp_path / "out" / "judgement.json").read_text(encoding="utf-8"))
    assert any(row["action"] == "reveal" for row in json_lines(run("log", copy).out))


def test_public_people_keep_their_names(run: Any, private_case: Path) -> None:
    assert "Tesfay Okbe" in run("claims", private_case, "--format", "jsonl").out


def leaks(text: str) -> list[str]:
    return [name for name in PRIVATE if name in text]


def json_lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]

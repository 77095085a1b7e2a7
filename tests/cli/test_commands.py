"""Every command, on small own reports, in this process."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tocsin.cli.main import COMMANDS

QUESTION = "Will Eritrea invade Djibouti before 2031-07-01?"


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


# what people see first


def test_help_and_version(run: Any) -> None:
    shown = run("--help")
    assert shown.code == 0
    for name, _ in COMMANDS:
        assert name in shown.out
        assert run(name, "--help").code == 0
    assert run("--version").out.startswith("tocsin ")


def test_help_needs_no_heavy_package() -> None:
    code = (
        "import sys; from tocsin.cli.main import build_app; build_app();"
        "heavy = {'spacy', 'numpy', 'sqlalchemy', 'trafilatura', 'onnxruntime'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# asking


def test_ask_shows_how_the_question_is_understood(run: Any) -> None:
    shown = run("ask", QUESTION)
    parts = {row["part"]: row["value"] for row in lines(shown.out)}
    assert (parts["actor"], parts["target"], parts["before"]) == ("Eritrea", "Djibouti", "2031-07-01")


def test_asking_the_same_twice_changes_nothing(run: Any, own_case: Path) -> None:
    before = run("log", own_case).out
    assert "nothing changed" in run("ask", QUESTION, "--case", own_case).err
    assert run("log", own_case).out == before


def test_options_win_over_the_words(run: Any) -> None:
    shown = run("ask", QUESTION, "--target", "Ethiopia", "--deadline", "2032-01-01", "--prior", "0.05,0.01,0.2")
    parts = {row["part"]: row["value"] for row in lines(shown.out)}
    assert (parts["target"], parts["before"]) == ("Ethiopia", "2032-01-01")
    assert parts["prior"].startswith("0.05 (0.01 to 0.2)")


# adding


def test_adding_twice_says_so_and_changes_nothing(run: Any, own_case: Path, folder: Path) -> None:
    before = run("log", own_case).out
    again = run("add", own_case, folder)
    assert again.code == 0
    assert "0 added" in again.err
    assert "3 there already" in again.err
    assert run("log", own_case).out == before


def test_refused_inputs_are_named_and_the_rest_is_kept(run: Any, own_case: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "good.txt").write_text(
        "The border post at Ras Doumeira stayed closed on 12 May 2031. The Defence Ministry of Djibouti said that "
        "lorries were waiting on both sides of the road, and that nobody had been hurt.\n"
    )
    ran = run("add", own_case, tmp_path / "empty.txt", tmp_path / "good.txt")
    assert ran.code == 1
    assert "empty.txt" in ran.err
    assert "1 added" in ran.err


def test_dates_are_recorded_and_survive(run: Any, own_case: Path) -> None:
    assert "1 given a date" in run("add", own_case, "--date", "desert-wire=2031-05-07").err
    last = lines(run("decide", own_case, "list").out)[-1]
    assert (last["field"], last["value"], last["author"]) == ("published", "2031-05-07", "Ada Quill")
    assert "0 added" in run("add", own_case, "--date", "desert-wire=2031-05-07").err
    assert "no document is called" in run("add", own_case, "--date", "nobody.txt=2031-05-07").err


# seeing


def test_brief_on_files(run: Any, folder: Path) -> None:
    made = run("brief", QUESTION, folder, "--as-of", "2031-05-10")
    assert made.code == 0, made.err
    assert made.out.startswith("# Will Eritrea invade Djibouti")
    assert "Idris" not in made.out
    assert "Weldu" not in made.out


@pytest.mark.parametrize(("name", "opening"), [("b.html", "<!doctype html>"), ("b.md", "# Will"), ("b.json", "{")])
def test_brief_on_a_case_goes_to_a_file(run: Any, case: Path, tmp_path: Path, name: str, opening: str) -> None:
    made = run("brief", case, "--as-of", "2031-05-10", "--output", tmp_path / name)
    assert made.code == 0, made.err
    assert made.out == ""
    assert (tmp_path / name).read_text(encoding="utf-8").lower().startswith(opening.lower())


def test_a_brief_that_reveals_names_is_logged_on_a_case(run: Any, own_case: Path) -> None:
    shown = run("brief", own_case, "--as-of", "2031-05-10", "--reveal")
    assert shown.code == 0, shown.err
    assert lines(run("log", own_case).out)[-1]["action"] in ("reveal", "judgement")
    assert "reveal" in {row["action"] for row in lines(run("log", own_case).out)}


def test_claims_as_jsonl_hold_the_exact_words(run: Any, folder: Path) -> None:
    made = run("claims", folder, "--reveal")
    rows = lines(made.out)
    assert rows
    for row in rows:
        text = (folder / f"{row['doc']}.txt").read_text(encoding="utf-8")
        for span in (row["content"], *row["sources"]):
            assert text[span["start"] : span["end"]] == span["text"]
    assert {"id", "stance", "polarity", "certainty", "kind", "when", "said", "numbers", "direction"} <= set(rows[0])


def test_claims_mask_private_persons_unless_revealed(run: Any, folder: Path) -> None:
    assert "Idris Weldu" not in run("claims", folder).out
    assert "Idris Weldu" in run("claims", folder, "--reveal").out


def test_claims_with_a_question_show_indicators(run: Any, folder: Path) -> None:
    rows = lines(run("claims", QUESTION, folder).out)
    assert any(row["indicators"] for row in rows)


def test_claims_can_be_handed_in(run: Any, folder: Path, tmp_path: Path) -> None:
    given = tmp_path / "claims.jsonl"
    given.write_text(run("claims", folder, "--reveal").out, encoding="utf-8")
    first = lines(given.read_text())
    again = lines(run("claims", folder, "--claims", given, "--reveal").out)
    assert [row["id"] for row in again] == [row["id"] for row in first]
    judged = run("judge", QUESTION, folder, "--claims", given, "--as-of", "2031-05-10", "--format", "json")
    assert 0 < json.loads(judged.out)["estimate"]["probability"] < 1


def test_links_as_one_object(run: Any, folder: Path) -> None:
    made = json.loads(run("links", folder, "--format", "json").out)
    assert {"same", "contradict", "update", "circular", "entities"} <= set(made)


@pytest.mark.parametrize("command", ["sources", "incidents", "conflicts", "indicators", "explain", "judge", "links"])
@pytest.mark.parametrize("format", ["table", "jsonl", "json", "md", "html"])
def test_every_view_in_every_format(run: Any, case: Path, command: str, format: str) -> None:
    dated = () if command == "links" else ("--as-of", "2031-05-10")
    made = run(command, case, *dated, "--format", format)
    assert made.code == 0, made.err
    if format == "json":
        json.loads(made.out)
    if format == "jsonl":
        lines(made.out)


def test_explain_a_claim_and_an_incident(run: Any, case: Path) -> None:
    claim = lines(run("claims", case).out)[0]["id"]
    rows = lines(run("explain", case, "--about", claim, "--as-of", "2031-05-10").out)
    assert rows[0]["what"] == "words"
    incident = next(row["value"] for row in rows if row["what"] == "incident")
    assert lines(run("explain", case, "--about", incident, "--as-of", "2031-05-10").out)[0]["what"] == "incident"
    assert run("explain", case, "--about", "nothing", "--as-of", "2031-05-10").code == 2


def test_replay_gives_one_answer_a_day(run: Any, case: Path) -> None:
    rows = lines(run("replay", case, "--since", "2031-05-01", "--as-of", "2031-05-10", "--step", "3").out)
    assert [row["as_of"] for row in rows] == ["2031-05-01", "2031-05-04", "2031-05-07", "2031-05-10"]


def test_export_writes_every_part(run: Any, own_case: Path, tmp_path: Path) -> None:
    made = run("export", own_case, tmp_path / "out", "--as-of", "2031-05-10", "--originals")
    assert made.code == 0, made.err
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"question.json", "documents.jsonl", "claims.jsonl", "links.json", "judgement.json", "brief.md"} <= names
    assert len(list((tmp_path / "out" / "originals").iterdir())) == 3
    assert run("export", own_case, tmp_path / "out").code == 2


# ruling


def test_a_rejected_claim_is_gone_and_comes_back_when_undone(run: Any, own_case: Path) -> None:
    claims = lines(run("claims", own_case).out)
    chosen = claims[0]["id"]
    assert run("decide", own_case, "reject", chosen, "--reason", "satire").code == 0
    assert chosen not in {row["id"] for row in lines(run("claims", own_case).out)}
    assert run("decide", own_case, "undo", "4", "--reason", "it was meant").code == 0
    assert lines(run("claims", own_case).out) == claims
    assert [row["in force"] for row in lines(run("decide", own_case, "list").out)] == [True] * 3 + [False] * 2


def test_a_field_is_set(run: Any, own_case: Path) -> None:
    chosen = lines(run("claims", own_case).out)[0]["id"]
    assert run("decide", own_case, "set", chosen, "certainty", "possible", "--reason", "hedged").code == 0
    row = next(row for row in lines(run("claims", own_case).out) if row["id"] == chosen)
    assert row["certainty"] == "possible"
    assert run("decide", own_case, "set", chosen, "certainty", "maybe", "--reason", "x").code == 2
    assert run("decide", own_case, "set", chosen, "colour", "red", "--reason", "x").code == 2


def test_a_source_is_graded(run: Any, own_case: Path) -> None:
    source = lines(run("sources", own_case, "--as-of", "2031-05-10").out)[0]["source"]
    assert run("decide", own_case, "grade", source, "D", "--reason", "took it back").code == 0
    graded = {row["source"]: row["grade"] for row in lines(run("sources", own_case, "--as-of", "2031-05-10").out)}
    assert graded[source] == "D"
    assert run("decide", own_case, "grade", source, "Z", "--reason", "x").code == 2


def test_a_ruling_needs_a_reason_and_a_target_that_is_there(run: Any, own_case: Path) -> None:
    assert "reason" in run("decide", own_case, "reject", "x").err
    assert "no claim or document" in run("decide", own_case, "reject", "x", "--reason", "y").err
    assert "there is no such ruling" in run("decide", own_case, "undo", "77", "--reason", "y").err


def test_rulings_that_two_are_one_or_two_reach_the_links(run: Any, own_case: Path) -> None:
    def together(first: str, second: str) -> bool:
        links = json.loads(run("links", own_case, "--format", "json").out)
        return any({first, second} <= set(claims) for claims in links["same"])

    ids = [row["id"] for row in lines(run("claims", own_case).out)]
    first, second = ids[0], ids[-1]
    assert not together(first, second)
    assert run("decide", own_case, "same", first, second, "--reason", "one column").code == 0
    assert together(first, second)
    assert run("decide", own_case, "different", first, second, "--reason", "two columns").code == 0
    assert not together(first, second)


def test_rulings_on_names_reach_the_entities(run: Any, own_case: Path) -> None:
    names = "Defence Ministry of Djibouti", "Information Ministry"
    assert not _one_entity(run, own_case, *names)
    assert run("decide", own_case, "same", *names, "--reason", "one spokesman").code == 0
    assert _one_entity(run, own_case, *names)
    assert run("decide", own_case, "different", *names, "--reason", "two spokesmen").code == 0
    assert not _one_entity(run, own_case, *names)


def _one_entity(run: Any, case: Path, *names: str) -> bool:
    entities = json.loads(run("links", case, "--format", "json").out)["entities"]
    return any(set(names) <= {each["name"], *each.get("variants", ())} for each in entities)


def test_a_case_that_takes_no_writing_is_read_and_not_changed(
    run: Any, own_case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = own_case.read_bytes()
    monkeypatch.setattr("tocsin.store.read_only.writable", lambda path: False)
    assert run("brief", own_case, "--as-of", "2031-05-10").code == 0
    assert run("brief", own_case, "--as-of", "2031-05-10", "--reveal").code == 3
    assert run("decide", own_case, "grade", "Desert Wire", "D", "--reason", "x").code == 3
    assert own_case.read_bytes() == before


# checking


def test_doctor_finds_nothing_wrong(run: Any, case: Path) -> None:
    examined = run("doctor", case)
    assert examined.code == 0, examined.out
    assert {row["result"] for row in lines(examined.out)} == {"ok"}


def test_doctor_and_log_find_a_forged_log(run: Any, own_case: Path) -> None:
    connection = sqlite3.connect(own_case)
    connection.execute("DROP TRIGGER log_no_update")
    connection.execute("UPDATE log SET who = 'Eve' WHERE number = 2")
    connection.commit()
    connection.close()
    assert run("log", own_case).code == 5
    assert run("doctor", own_case).code == 5


def test_templates_are_listed_shown_made_and_checked(run: Any, tmp_path: Path) -> None:
    keys = [row["key"] for row in lines(run("template", "list").out)]
    assert "enters-war" in keys
    assert lines(run("template", "show", "enters-war").out)
    own = tmp_path / "own.toml"
    assert run("template", "new", own, "--like", "attacks").code == 0
    assert run("template", "check", own).code == 0
    assert run("template", "new", own).code == 2
    own.write_text(own.read_text().replace("[[stage]]", "[[step]]"))
    assert run("template", "check", own).code == 5


# what users get wrong


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("brief", QUESTION), 2, "nothing to read"),
        (("brief", "no-such-file"), 2, "no such file"),
        (("brief", "How is the weather?", "."), 2, ""),
        (("brief", "gone.tocsin"), 3, "no such case"),
        (("brief", "gone.tocsin", "more.txt"), 2, "stands alone"),
        (("brief", QUESTION, ".", "--as-of", "tomorrow"), 2, "not a day"),
        (("brief", QUESTION, ".", "--prior", "2"), 2, "not a prior"),
        (("brief", QUESTION, ".", "--date", "x"), 2, "--date"),
        (("brief", QUESTION, ".", "--dates", "gone.json"), 2, "gone.json"),
        (("brief", QUESTION, ".", "--settings", "gone.toml"), 2, "gone.toml"),
        (("brief", QUESTION, ".", "--template", "gone"), 2, "gone"),
        (("brief", "--format", "pdf"), 2, "pdf"),
        (("claims", "gone/"), 2, "no such file"),
        (("add", "gone.tocsin", "."), 3, "no such case"),
        (("add", "gone.tocsin"), 2, "nothing to add"),
        (("frobnicate",), 2, "frobnicate"),
    ],
)
def test_a_slip_gives_one_clear_line(
    run: Any, words: tuple[str, ...], code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text("The harbour of Assab was closed on 4 May 2031, the port office said. " * 3)
    ran = run(*words)
    assert ran.code == code
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_file_that_is_no_case(run: Any, tmp_path: Path) -> None:
    other = tmp_path / "notes.tocsin"
    other.write_text("shopping list")
    ran = run("brief", other)
    assert ran.code == 3
    assert "not a case" in ran.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[asses]\n", "no such table"),
        ("[assess]\ndraw = 1\n", "no such setting"),
        ("[assess]\ndraws = 'many'\n", "wrong value"),
        ("assess = 3\n", "no such setting"),
        ("[assess\n", "cannot be read"),
    ],
)
def test_settings_are_checked(run: Any, folder: Path, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "s.toml").write_text(text)
    ran = run("claims", folder, "--settings", tmp_path / "s.toml")
    assert ran.code == 2
    assert said in ran.err


def test_control_characters_do_not_reach_the_terminal(run: Any, tmp_path: Path) -> None:
    (tmp_path / "evil.txt").write_text(
        "The port office of Assab said on 4 May 2031 that the \x1b[31mharbour\x1b[0m was closed to ships of every "
        "kind, and that the closure would last until the end of the week.\n"
    )
    assert "\x1b" not in run("claims", tmp_path, "--format", "table").out


def test_standard_input_is_read(run: Any) -> None:
    text = (
        "The Defence Ministry of Djibouti said on 5 May 2031 that the border was quiet and that the patrols had gone "
        "home. The port office said that ships were sailing again.\n"
    )
    assert lines(run("claims", "-", stdin=text).out)


@pytest.mark.skipif(os.name == "nt", reason="modules are run as on POSIX")
def test_the_module_runs(folder: Path) -> None:
    words = [sys.executable, "-m", "tocsin", "brief", "nowhere"]
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert ran.stderr.startswith("tocsin: ")
    assert ran.stdout == ""

"""Alias files: read with errors that name the line, kept as rulings, written back, and always obeyed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from linking_corpora import HashingEmbedder, reports

from tocsin.errors import OptionError
from tocsin.link.aliases import changes, read_aliases, written
from tocsin.link.linking import link
from tocsin.model.decision import Decision
from tocsin.model.settings import LinkSettings

DAY = datetime(2024, 5, 1)
FILE = """\
# who is who
[[alias]]
name = "Sorin Maradu"
same = ["the Old Fox", "Maradu"]
different = ["Sorina Maradu"]
reason = "his nickname"

[[alias]]
name = "Steppe Guard"
same = ["Fourth Volunteer Regiment"]
"""


def rulings(text: str, standing: tuple[Decision, ...] = (), name: str = "a.toml") -> tuple[Decision, ...]:
    added, undone = changes(read_aliases(text, name), standing, "analyst", DAY)
    return tuple(replace(decision, id=number) for number, decision in enumerate((*undone, *added), len(standing) + 1))


def test_a_file_becomes_rulings_and_is_written_back() -> None:
    made = rulings(FILE)
    assert [(d.target, d.ruling, d.value) for d in made] == [
        ("Sorin Maradu", "same", "the Old Fox"),
        ("Sorin Maradu", "same", "Maradu"),
        ("Sorin Maradu", "different", "Sorina Maradu"),
        ("Steppe Guard", "same", "Fourth Volunteer Regiment"),
    ]
    again = written(made)
    assert not rulings(again, made)
    assert "his nickname" in again


def test_csv_says_the_same() -> None:
    table = "name,relation,other\nSteppe Guard,same,Fourth Volunteer Regiment\n"
    (made,) = rulings(table, name="a.csv")
    assert (made.target, made.value) == ("Steppe Guard", "Fourth Volunteer Regiment")


def test_what_a_file_leaves_out_is_taken_back_and_other_rulings_stay() -> None:
    by_hand = Decision(9, "entity", "A", "same", "", "B", "analyst", "known", DAY)
    made = rulings(FILE)
    left = FILE.partition('[[alias]]\nname = "Steppe')[0]
    (undone,) = rulings(left, (*made, by_hand))
    assert (undone.ruling, undone.target) == ("undo", "4")


@pytest.mark.parametrize(
    ("text", "name", "line", "message"),
    [
        ('[[alias]]\nname = "A"\n', "a.toml", 1, "needs other names"),
        ('[[alias]]\nname = "A"\nsame = ["B"]\n[[alias]]\nname = "C"\nsam = ["D"]\n', "a.toml", 4, "unknown field"),
        ('[[alias]]\nname = "A"\nsame = "B"\n', "a.toml", 1, "not a list"),
        ('[[alias]]\nname = "A"\nsame = [""]\n', "a.toml", 1, "empty"),
        ('[[alias]]\nname = "A"\nsame = ["B"]\ndifferent = ["b"]\n', "a.toml", 1, "said to be one"),
        ('[[alias]]\nname = "A"\ndifferent = ["A"]\n', "a.toml", 1, "from itself"),
        ('[other]\nname = "A"\n', "a.toml", 1, "only [[alias]]"),
        ('[[alias]]\nname = \n', "a.toml", 2, "not valid TOML"),
        ("name,relation,other\nA,maybe,B\n", "a.csv", 2, "unknown relation"),
        ("name,other\nA,B\n", "a.csv", 1, "columns are missing"),
    ],
)  # fmt: skip
def test_errors_name_line_and_remedy(text: str, name: str, line: int, message: str) -> None:
    with pytest.raises(OptionError) as caught:
        read_aliases(text, name)
    assert f"line {line}" in str(caught.value)
    assert message in str(caught.value)
    assert caught.value.remedy


def test_aliases_always_win() -> None:
    documents, claims = reports(
        ("a", "Sorin Maradu; official; serbia", "The road was closed", {}),
        ("b", "Maradu; official; serbia", "The road was opened", {}),
        ("c", "Sorina Maradu; official; serbia", "The road was mined", {}),
        ("d", "Old Fox; official; serbia", "The road was cleared", {}),
    )
    text = '[[alias]]\nname = "Sorin Maradu"\nsame = ["Old Fox", "Maradu"]\ndifferent = ["Sorina Maradu"]\n'
    entities = link(documents, claims, rulings(text), HashingEmbedder(), LinkSettings()).entities
    held = {form: entity.id for entity in entities for form in entity.variants}
    assert held["Sorin Maradu"] == held["Maradu"] == held["Old Fox"]
    assert held["Sorina Maradu"] != held["Sorin Maradu"]

"""Names across scripts: what must be one, what must stay two, and the floor on the list of hard pairs."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.model.settings import LinkSettings
from tocsin.text.names import compare_names, fold, name_similarity, skeleton

PAIRS = Path(__file__).parent / "data" / "name_pairs.tsv"
LIMIT = LinkSettings().same_entity


def pairs() -> list[list[str]]:
    return [line.split("\t") for line in PAIRS.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Володимир Зеленський", "Volodymyr Zelenskyy"),
        ("Alaksandr Łukašenka", "Alexander Lukashenko"),
        ("Ministry of Defense", "Defence Ministry"),
        ("AFU", "Armed Forces of Ukraine"),
        ("Bachar el-Assad", "Bashar al-Assad"),
        ("习近平", "Xi Jinping"),
        ("Stepanakert", "Khankendi"),
    ],
)
def test_one_name_in_two_spellings(a: str, b: str) -> None:
    assert name_similarity(a, b) >= LIMIT


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Zelensky", "Zalensky"),
        ("Belarus", "Belarusian"),
        ("Lukashenko", "Zakharchenko"),
        ("Minsk", "Pinsk"),
        ("Ministry of Defence", "Ministry of Defence of Ukraine"),
        ("Ilham Aliyev", "Heydar Aliyev"),
        ("6th Mechanized Brigade", "19th Mechanized Brigade"),
        ("Taras Melnyk", "Taras Melnychuk"),
        ("Zoran Petrović", "Petrović"),
    ],
)
def test_two_names_stay_two(a: str, b: str) -> None:
    assert name_similarity(a, b) < LIMIT


def test_the_list_of_hard_pairs_is_told_apart() -> None:
    rows = pairs()
    assert len(rows) >= 300
    assert len({row[4] for row in rows}) >= 8
    scores = [(compare_names(row[0], row[1]).log_odds, row[2] == "same") for row in rows]
    same = [score for score, label in scores if label]
    different = [score for score, label in scores if not label]
    wins = sum((a > b) + 0.5 * (a == b) for a in same for b in different)
    assert wins / (len(same) * len(different)) >= 0.97
    limit = math.log(LIMIT / (1 - LIMIT))
    merged = [label for score, label in scores if score >= limit]
    assert sum(merged) / len(merged) >= 0.99


def test_every_comparison_gives_its_reasons() -> None:
    for a, b, *_ in pairs():
        assert compare_names(a, b).reasons


@given(st.text(max_size=30), st.text(max_size=30))
def test_comparison_is_symmetric_and_a_probability(a: str, b: str) -> None:
    assert 0.0 <= name_similarity(a, b) <= 1.0
    assert compare_names(a, b).log_odds == pytest.approx(compare_names(b, a).log_odds)


@given(st.text(max_size=40))
def test_folding_is_idempotent(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_skeleton_is_shared_by_spellings() -> None:
    assert skeleton("Volodymyr Zelenskyy") == skeleton("Володимир Зеленський")

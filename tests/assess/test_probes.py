"""Probes: each once drove a literal form of the method to absurdity. Bounds, not values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from math import log

import pytest
from judged_cases import ACTOR, AS_OF, COLUMNIST, SETTINGS, TARGET, TEMPLATE, THIRD, Said, answer, odds, question

from tocsin.model.source import Source

STANDING = ("leader.dependence", "basing.support", "basing.patron-troops", "will.public", "force.nuclear")
BUILD_UP = ("force.movement", "command.order", "force.alert", "force.deployment", "mobilisation.callup")


def days_before(days: int) -> date:
    return AS_OF - timedelta(days=days)


def change(said: list[Said]) -> float:
    """Log-odds by which what was said moves the answer."""
    return log(odds(answer(said)) / odds(answer([])))


def step_of(indicator: str) -> float:
    """The largest step, in log-odds, that the template allows one sighting of an indicator."""
    seen = dict(next(item for item in TEMPLATE.indicators if item.key == indicator).seen)
    ratios = [seen[key].high / seen["steady"].low for key in ("preparing", "poised")]
    return max(abs(log(ratio)) for ratio in ratios)


@pytest.mark.parametrize("indicator", STANDING)
def test_standing_fact_in_17_windows_is_at_most_one_step(indicator: str) -> None:
    many = [Said(days_before(14 * number + 3), indicator) for number in range(17)]
    assert abs(change(many)) <= step_of(indicator)
    assert abs(change(many)) < 0.35


@pytest.mark.parametrize(
    ("indicator", "source"), [("will.refusal", TARGET), ("leader.denial", ACTOR), ("command.friction", TARGET)]
)
def test_17_windows_of_refusals_or_denials_stay_bounded(indicator: str, source: Source) -> None:
    many = [Said(days_before(14 * number + 3), indicator, source=source) for number in range(17)]
    assert -1.0 < change(many) < 0.1


def test_20_opinion_pieces_move_less_than_one_sighting() -> None:
    pieces = [
        Said(
            days_before(number),
            "force.crossing",
            source=replace(COLUMNIST, name=f"columnist {number}"),
            sighting=False,
            kind="forecast",
        )
        for number in range(20)
    ]
    assert abs(change(pieces)) < abs(change([Said(days_before(3), "force.movement")]))


@pytest.mark.parametrize("source", [None, THIRD, TARGET])
def test_false_report_of_entry_does_not_end_the_question(source: Source | None) -> None:
    asked = question(prior=0.03)
    false = [Said(days_before(1), "force.crossing", source=source)]
    assert answer(false, asked=asked) < 0.10
    later = AS_OF + timedelta(days=48)
    left = odds(answer(false, as_of=later, asked=asked)) / odds(answer([], as_of=later, asked=asked))
    assert 0.9 < left < 1.1


@pytest.mark.parametrize("source", [None, THIRD, TARGET])
def test_report_of_entry_never_lowers_the_answer(source: Source | None) -> None:
    asked = question(prior=0.03)
    assert answer([Said(days_before(1), "force.crossing", source=source)], asked=asked) > answer([], asked=asked)


def test_what_one_beat_tells_says_nothing_of_another() -> None:
    """A standing fact among statements leaves forces as they were: nobody is known to have looked at them."""
    forces = [Said(days_before(3), "force.movement")]
    statements = [Said(days_before(14 * number + 3), "leader.dependence") for number in range(17)]
    assert change(forces) > 0
    assert change([*forces, *statements]) > 0.6 * change(forces)


def test_refuted_report_of_entry_is_gone() -> None:
    asked = question(prior=0.03)
    said = [
        Said(days_before(2), "force.crossing", source=TARGET),
        Said(days_before(1), "force.crossing", lit=-1, source=THIRD),
        Said(days_before(1), "force.crossing", lit=-1, source=replace(THIRD, name="Monitors")),
    ]
    assert odds(answer(said, asked=asked)) / odds(answer([], asked=asked)) < 1.1


def test_quiet_year_returns_to_the_prior() -> None:
    said = [Said(days_before(395 - 2 * number), key) for number in range(5) for key in BUILD_UP]
    loud = days_before(380)
    assert answer(said, as_of=loud) > 1.5 * answer([], as_of=loud)
    assert 0.75 < odds(answer(said)) / odds(answer([])) < 1.34


@pytest.mark.parametrize("width", [7, 10, 21, 28])
def test_window_width_of_the_board_changes_little(width: int) -> None:
    said = [Said(days_before(60 - 9 * number), key) for number in range(6) for key in BUILD_UP]
    other = answer(said, settings=replace(SETTINGS, window_days=width))
    assert 0.75 < odds(other) / odds(answer(said)) < 1.34


def test_days_without_documents_make_no_jumps() -> None:
    said = [Said(days_before(60 - 5 * number), key) for number in range(4) for key in (*BUILD_UP, "force.crossing")]
    curve = [answer(said, as_of=days_before(day)) for day in range(40, -1, -1)]
    steps = [abs(log(odds(b) / odds(a))) for a, b in pairwise(curve)]
    assert max(steps) < 0.08


def test_real_build_up_is_heard() -> None:
    """Not deaf: many signs, each from two unconnected origins, over two months, multiply the odds."""
    said = [
        Said(days_before(60 - 6 * number), key, source=replace(THIRD, name=f"{key} {number} {origin}"))
        for number in range(10)
        for origin in range(2)
        for key in (*BUILD_UP, "command.lockdown", "force.airlift")
    ]
    assert odds(answer(said)) / odds(answer([])) > 4


COSTLY = (
    "force.movement",
    "force.deployment",
    "force.alert",
    "force.airlift",
    "command.order",
    "command.lockdown",
    "mobilisation.callup",
    "mobilisation.summons",
    "mobilisation.procurement",
    "info.pretext",
)
SHOWN = ("force.deployment", "force.exercise", "leader.threat", "diplomacy.warning", "info.pretext", "force.alert")


def two_windows(signs: tuple[str, ...], origins: int) -> list[Said]:
    """Each sign in each of the last two windows, told by so many unconnected origins."""
    return [
        Said(days_before(14 * window + 4), key, source=replace(THIRD, name=f"{key} {window} {origin}"))
        for window in range(2)
        for key in signs
        for origin in range(origins)
    ]


def test_ten_costly_signs_from_independent_origins_outweigh_a_small_prior() -> None:
    assert answer([]) < 0.03
    assert answer(two_windows(COSTLY, 3)) > 0.4


def test_scare_without_costly_signs_does_not() -> None:
    assert answer(two_windows(SHOWN, 3)) < 0.2


@pytest.mark.parametrize("sign", ["force.movement", "force.deployment", "command.order", "diplomacy.warning"])
def test_volume_without_diversity_does_not(sign: str) -> None:
    assert answer(two_windows((sign,), 20)) < 0.1

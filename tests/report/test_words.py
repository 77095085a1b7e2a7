"""Numbers, dates and lists in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.model.interval import Interval, of_day, of_month, of_year
from tocsin.model.judgement import Estimate
from tocsin.report import words

S = words.SPACE


@pytest.mark.parametrize(
    ("probability", "shown"),
    [
        (0.0, f"under 0.1{S}%"),
        (0.0004, f"under 0.1{S}%"),
        (0.003, f"0.3{S}%"),
        (0.0094, f"0.9{S}%"),
        (0.0096, f"1{S}%"),
        (0.041, f"4{S}%"),
        (0.5, f"50{S}%"),
        (0.99, f"99{S}%"),
        (0.994, f"99.4{S}%"),
        (0.9999, f"over 99.9{S}%"),
        (1.0, f"over 99.9{S}%"),
    ],
)
def test_percent(probability: float, shown: str) -> None:
    assert words.percent(probability) == shown


@given(st.floats(0, 1))
def test_percent_is_never_certain(probability: float) -> None:
    assert words.percent(probability) not in (f"0{S}%", f"0.0{S}%", f"100{S}%", f"100.0{S}%")


@given(st.floats(0, 1), st.floats(0, 1))
def test_percent_keeps_order(a: float, b: float) -> None:
    def value(shown: str) -> float:
        bare = shown.removesuffix(f"{S}%")
        return float(bare.removeprefix("under ").removeprefix("over ")) + bare.startswith("over") * 0.05

    low, high = sorted((a, b))
    assert value(words.percent(low)) <= value(words.percent(high))


def test_about_and_interval() -> None:
    assert words.about(0.04) == f"about 4{S}%"
    assert words.about(0.0001) == f"under 0.1{S}%"
    assert words.interval(Estimate(0.04, 0.012, 0.11)) == f"1{S}% to 11{S}%"


@pytest.mark.parametrize(
    ("log_odds", "shown"),
    [
        (1.0986, "multiplies the odds by 3"),
        (-0.588, "divides the odds by 1.8"),
        (0.001, "leaves the odds as they are"),
        (50.0, "multiplies the odds by over 1,000"),
    ],
)
def test_odds_factor(log_odds: float, shown: str) -> None:
    assert words.odds_factor(log_odds) == shown


@pytest.mark.parametrize(
    ("interval", "shown"),
    [
        (of_day(date(2031, 3, 5)), f"5{S}March 2031"),
        (of_month(2031, 3), "March 2031"),
        (of_year(2031), "2031"),
        (Interval(date(2031, 3, 5), date(2031, 3, 9)), f"5 to 9{S}March 2031"),
        (Interval(date(2031, 2, 24), date(2031, 3, 9)), f"24{S}February to 9{S}March 2031"),
        (Interval(date(2030, 12, 24), date(2031, 3, 9)), f"24{S}December 2030 to 9{S}March 2031"),
        (Interval(date(2031, 3, 5), None), f"5{S}March 2031 or later"),
        (Interval(None, date(2031, 3, 5)), f"5{S}March 2031 or earlier"),
        (Interval(None, None), "unknown date"),
    ],
)
def test_days(interval: Interval, shown: str) -> None:
    assert words.days(interval) == shown


@pytest.mark.parametrize(
    ("count", "noun", "shown"),
    [
        (0, "origin", "no origins"),
        (1, "origin", "one origin"),
        (2, "independent origin", "two independent origins"),
        (3, "party", "three parties"),
        (13, "day", "13 days"),
        (1200, "claim", "1,200 claims"),
    ],
)
def test_counted(count: int, noun: str, shown: str) -> None:
    assert words.counted(count, noun) == shown


@pytest.mark.parametrize(
    ("parts", "shown"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_joined(parts: list[str], shown: str) -> None:
    assert words.joined(parts) == shown


@pytest.mark.parametrize(
    ("text", "shown"), [("So it is", "So it is."), ("Is it?", "Is it?"), ("He said “no.”", "He said “no.”")]
)
def test_full_stop(text: str, shown: str) -> None:
    assert words.full_stop(text) == shown

"""Scorecard and post-mortem: questions weigh the same, and what misled stands first."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.assess.post_mortem import post_mortem
from tocsin.assess.scorecard import Forecast, scorecard
from tocsin.errors import InputError
from tocsin.model.judgement import Influence

SURE = Forecast("a", "2031-05-01", 0.8, 0.1, 4, True)


def test_nothing_to_score() -> None:
    with pytest.raises(InputError):
        scorecard([])


def test_better_than_the_base_rate_on_every_question() -> None:
    made = scorecard([SURE, replace(SURE, question="b", probability=0.05, prior=0.2, outcome=False)])
    base = made.scores[1].difference
    assert base is not None
    assert base.high < 0
    assert (made.questions, made.forecasts, made.notes) == (2, 2, ())


def test_a_question_answered_daily_weighs_no_more_than_one_answered_once() -> None:
    once = [SURE, replace(SURE, question="b", probability=0.3)]
    daily = [SURE, *(replace(SURE, question="b", as_of=str(n), probability=0.3) for n in range(50))]
    first, second = scorecard(once).scores[1].difference, scorecard(daily).scores[1].difference
    assert first is not None
    assert second is not None
    assert first.mean == pytest.approx(second.mean)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(st.floats(0.01, 0.99), st.floats(0.01, 0.99), st.integers(0, 90), st.booleans()),
        min_size=1,
        max_size=12,
    )
)
def test_scores_are_in_their_range_and_the_fitted_count_is_no_worse_than_the_base_rate(rows: list[Any]) -> None:
    made = scorecard([Forecast(str(n), "", *row) for n, row in enumerate(rows)], draws=50)
    assert all(0 <= score.brier <= 1 and score.log >= 0 for score in made.scores)
    assert made.scores[2].log <= made.scores[1].log + 1e-6
    assert sum(part.count for part in made.bins) == len(rows)


def test_what_misled_comes_first_whatever_the_outcome() -> None:
    found = tuple(
        Influence("report", label, label, 0.1, change, ())
        for label, change in (("x", 0.5), ("y", -0.9), ("z", 0.001))
    )
    judgement: Any = SimpleNamespace(influences=found)
    assert [item.label for item in post_mortem(judgement, outcome=True)] == ["x", "y"]
    assert [item.label for item in post_mortem(judgement, outcome=False)] == ["y", "x"]
    assert post_mortem(judgement, outcome=False, kinds=("source",)) == ()

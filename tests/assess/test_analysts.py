"""Several analysts: apart, coherent, pooled."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judged_cases import AS_OF, TEMPLATE, THIRD, Said, answer, judged, material

from tocsin.assess.analysts import coherent, decisions_of, names_of, pool, with_likelihoods
from tocsin.model.decision import Decision, Subject
from tocsin.model.judgement import AnalystView, Estimate

SAID = [Said(AS_OF - timedelta(days=2), key) for key in ("force.movement", "command.order")]


def ruled(number: int, who: str, subject: Subject, target: str, field: str, value: str) -> Decision:
    return Decision(number, subject, target, "set", field, value, who, "own view", datetime(2031, 1, 1))


TRUSTS = ruled(1, "Ana", "source", THIRD.name, "grade", "A")
DOUBTS = ruled(2, "Ben", "source", THIRD.name, "grade", "E")


def test_each_keeps_his_own_grade() -> None:
    assert names_of([DOUBTS, TRUSTS]) == ("Ana", "Ben")
    assert decisions_of("Ana", [TRUSTS, DOUBTS]) == (TRUSTS,)


def test_disagreement_is_shown_and_pooled() -> None:
    judgement = judged(material(SAID, [TRUSTS, DOUBTS]))
    ana, ben = judgement.analysts
    assert ana.estimate.probability > ben.estimate.probability
    assert judgement.pooled is not None
    assert ben.estimate.probability < judgement.pooled.probability < ana.estimate.probability
    assert any("2 analysts" in note for note in judgement.notes)


def test_one_analyst_is_no_panel() -> None:
    judgement = judged(material(SAID, [TRUSTS]))
    assert judgement.analysts == ()
    assert judgement.pooled is None


def test_pool_is_the_geometric_mean_of_odds() -> None:
    views = [AnalystView(name, Estimate(p, p / 2, p), 1) for name, p in (("a", 0.2), ("b", 0.5))]
    made = pool(views)
    assert made.pooled.probability / (1 - made.pooled.probability) == pytest.approx((0.25 * 1.0) ** 0.5)
    assert made.disagreement == pytest.approx(4.0)


@given(st.lists(st.floats(0.01, 0.99), min_size=1, max_size=6))
def test_coherent_values_never_fall_and_keep_their_mean(values: list[float]) -> None:
    made = coherent(values)
    assert made == sorted(made)
    assert sum(made) == pytest.approx(sum(values))


def test_ruled_likelihoods_run_as_the_order_says() -> None:
    changed = with_likelihoods(TEMPLATE, {("force.movement", "poised"): 0.02})
    seen = dict(next(item for item in changed.indicators if item.key == "force.movement").seen)
    bests = [seen[stage.key].best for stage in TEMPLATE.stages]
    assert bests == sorted(bests)
    assert with_likelihoods(TEMPLATE, {}) is TEMPLATE


def test_likelihood_ruled_higher_raises_the_answer() -> None:
    movement = [SAID[0]]
    high = ruled(1, "Ana", "indicator", "force.movement", "poised", "0.9")
    low = ruled(1, "Ana", "indicator", "force.movement", "poised", "0.4")
    assert answer(material(movement, [high])) > answer(material(movement, [low]))

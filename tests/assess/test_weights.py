"""What one report weighs, how several weigh together, and how sources are graded."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judged_cases import ACTOR, AS_OF, TARGET, THIRD, Said, inquiry, material, question

from tocsin.assess.grading import grade_source, relation_of
from tocsin.assess.independence import combine, effective_number, increments, strongest
from tocsin.assess.rulings import Rulings
from tocsin.assess.vocabulary import load_grades, load_method, load_words, word_for
from tocsin.errors import OptionError
from tocsin.model.decision import Decision
from tocsin.model.source import Source

WEIGHTS = st.lists(st.floats(0, 5), min_size=1, max_size=8)
SHARED = st.floats(0.0, 0.95)


def weight(**changes: Any) -> float:
    """log Λ at the best guess of one report."""
    said = replace(Said(AS_OF, "force.movement"), **changes)
    return float(inquiry([said]).weights[0, 0])


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        ({"source": THIRD}, {"source": replace(THIRD, type="unnamed")}),
        ({"certainty": "certain"}, {"certainty": "probable"}),
        ({"certainty": "probable"}, {"certainty": "possible"}),
        ({"score": 1.0}, {"score": 0.5}),
        ({"source": ACTOR}, {"source": replace(ACTOR, side="belmark")}),  # against interest
    ],
)
def test_what_weighs_more(stronger: dict[str, Any], weaker: dict[str, Any]) -> None:
    assert weight(**stronger) > weight(**weaker) > 0


def test_denial_by_the_actor_is_cheap() -> None:
    assert abs(weight(source=ACTOR, lit=-1)) < 0.5 * weight(source=ACTOR, lit=1)


def test_denied_sign_weighs_against() -> None:
    assert weight(lit=-1) < 0


@given(WEIGHTS, SHARED, st.floats(0, 5))
def test_one_more_report_never_takes_away(weights: list[float], shared: float, new: float) -> None:
    rho = np.array([shared])
    before = combine([np.array([value]) for value in weights], rho)[0]
    after = combine([np.array([value]) for value in [*weights, new]], rho)[0]
    assert after >= before - 1e-9
    assert after <= before + new + 1e-9


@given(WEIGHTS, SHARED)
def test_worthless_report_changes_nothing(weights: list[float], shared: float) -> None:
    rho = np.array([shared])
    values = [np.array([value]) for value in weights]
    assert combine([*values, np.zeros(1)], rho)[0] == pytest.approx(combine(values, rho)[0], abs=1e-9)


@settings(max_examples=30)
@given(st.integers(1, 30), SHARED)
def test_increments_add_up_to_the_effective_number(count: int, shared: float) -> None:
    rho = np.array([shared])
    assert increments(count, rho).sum() == pytest.approx(float(effective_number(count, rho)[0]))


def test_one_origin_is_one_report() -> None:
    values = [np.array([1.0, 0.2]), np.array([0.5, 0.7])]
    assert strongest(values, 1).tolist() == [1.0, 0.7]
    assert strongest(values, -1).tolist() == [0.0, 0.0]


@pytest.mark.parametrize(
    ("side", "relation"),
    [
        ("arvenia", "actor"),
        ("arvenia-opposition", "actor-opposition"),
        ("belmark", "target"),
        ("corvia", "patron"),
        ("dorland", "other-state"),
        ("none", "none"),
    ],
)
def test_relation(side: str, relation: str) -> None:
    assert relation_of(side, question()) == relation


@pytest.mark.parametrize(("value", "letter", "fixed"), [("A", "A", None), ("0.9", "B", 0.9)])
def test_decision_overrules_the_grade(value: str, letter: str, fixed: float | None) -> None:
    decision = Decision(
        1, "source", THIRD.name, "set", "grade", value, "R. Analyst", "track record", datetime(2031, 1, 1)
    )
    graded = grade_source(THIRD, question(), load_grades(), Rulings({THIRD.name: decision}))
    assert (graded.letter, graded.fixed) == (letter, fixed)
    assert "R. Analyst" in graded.reasons[0]


def test_wrong_grade_is_refused() -> None:
    decision = Decision(1, "source", THIRD.name, "set", "grade", "Z", "R. Analyst", "", datetime(2031, 1, 1))
    with pytest.raises(OptionError, match="letter or a number"):
        grade_source(THIRD, question(), load_grades(), Rulings({THIRD.name: decision}))


def test_rejected_claim_does_not_count() -> None:
    one = material([Said(AS_OF, "force.movement")])
    target = f"{one.documents[0].text_sha256}:{one.claims[0].content.start}-{one.claims[0].content.end}"
    decision = Decision(1, "claim", target, "reject", "", "", "R. Analyst", "misread", datetime(2031, 1, 1))
    rejected = inquiry(material([Said(AS_OF, "force.movement")], [decision]))
    assert not rejected.plan.reports
    assert rejected.reports.silent[one.claims[0].id] == "rejected by a decision"


@pytest.mark.parametrize("source", [Source("x", "unnamed"), TARGET, ACTOR])
def test_every_grade_has_a_reason(source: Source) -> None:
    assert grade_source(source, question(), load_grades(), Rulings()).reasons[0]


def test_vocabularies_load() -> None:
    assert set("ABCDEF") == set(load_grades().letters)
    assert load_method().numbers["period_days"] == 28
    assert load_words()[0].term == "almost no chance"


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (0.01, "almost no chance"),
        (0.05, "very unlikely"),
        (0.2, "unlikely"),
        (0.5, "roughly even chance"),
        (0.6, "likely"),
        (0.8, "very likely"),
        (0.96, "almost certain"),
        (1.0, "almost certain"),
    ],
)
def test_words(probability: float, word: str) -> None:
    assert word_for(probability) == word

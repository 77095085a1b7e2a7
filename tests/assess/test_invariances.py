"""What must not change an answer, and what must change it in one direction only."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judged_cases import (
    ACTOR,
    AS_OF,
    TARGET,
    THIRD,
    Said,
    answer,
    document,
    inquiry,
    judged,
    material,
)

from tocsin.assess.draws import logit
from tocsin.assess.inquiry import Material, run
from tocsin.model.decision import Decision
from tocsin.model.linkage import Linkage

SIGNS = ("force.movement", "force.alert", "basing.patron-troops", "leader.denial", "will.refusal", "command.order")
SOURCES = (THIRD, ACTOR, TARGET, None)
QUIET = settings(max_examples=6, deadline=None, derandomize=True)

said = st.builds(
    lambda day, sign, lit, source: Said(AS_OF - timedelta(days=day), sign, lit, source),
    st.integers(0, 60),
    st.sampled_from(SIGNS),
    st.sampled_from((1, 1, 1, -1)),
    st.sampled_from(SOURCES),
)
some = st.lists(said, min_size=1, max_size=8)


def ruled(source: str, value: str) -> Decision:
    return Decision(1, "source", source, "set", "reliability", value, "an analyst", "", datetime(2031, 1, 1))


@QUIET
@given(some)
def test_order_of_documents_and_claims_changes_nothing(items: list[Said]) -> None:
    given_material = material(items)
    shuffled = random.Random(3)
    documents, claims = list(given_material.documents), list(given_material.claims)
    evidence = list(given_material.evidence)
    shuffled.shuffle(documents)
    shuffled.shuffle(claims)
    shuffled.shuffle(evidence)
    turned = Material(documents, claims, Linkage(), evidence)
    assert answer(turned) == pytest.approx(answer(given_material), rel=1e-9)


@QUIET
@given(some)
def test_renaming_sources_changes_nothing(items: list[Said]) -> None:
    renamed = [
        replace(item, source=item.source and replace(item.source, name=f"x {item.source.name}")) for item in items
    ]
    assert answer(renamed) == pytest.approx(answer(items), rel=1e-9)


@QUIET
@given(some)
def test_exact_copy_changes_nothing(items: list[Said]) -> None:
    one = material(items)
    original = one.documents[0]
    copy = replace(original, id=f"{original.id}-copy", name="copy")
    claims = [replace(claim, id=f"{claim.id}-copy", document_id=copy.id) for claim in one.claims]
    own = [claim for claim, old in zip(claims, one.claims, strict=True) if old.document_id == original.id]
    evidence = [replace(item, claim_id=f"{item.claim_id}-copy") for item in one.evidence]
    both = Material((*one.documents, copy), [*one.claims, *own], Linkage(), [*one.evidence, *evidence])
    assert answer(both) == pytest.approx(answer(one), rel=1e-12)


@QUIET
@given(some, st.sampled_from(SIGNS))
def test_report_of_reliability_nought_changes_nothing(items: list[Said], sign: str) -> None:
    worthless = replace(THIRD, name="Nobody")
    more = [*items, Said(AS_OF - timedelta(days=1), sign, source=worthless)]
    if sign == "leader.denial":  # a sign that is words is vouched for by the outlet, not by the speaker
        return
    decision = ruled("Nobody", "0")
    without = answer(material(items, [decision]))
    assert answer(material(more, [decision])) == pytest.approx(without, rel=1e-9)


@QUIET
@given(some, st.sampled_from(("force.movement", "force.alert", "command.order", "force.deployment")))
def test_independent_report_moves_in_its_direction(items: list[Said], sign: str) -> None:
    fresh = replace(THIRD, name="A new observatory")
    before = run(inquiry(items)).answer[0]
    more = run(inquiry([*items, Said(AS_OF - timedelta(days=1), sign, source=fresh)])).answer[0]
    less = run(inquiry([*items, Said(AS_OF - timedelta(days=1), sign, -1, source=fresh)])).answer[0]
    assert more > before > less


@pytest.mark.parametrize("sign", ["force.movement", "command.order", "force.alert"])
def test_monotone_in_each_reliability(sign: str) -> None:
    items = [
        Said(AS_OF - timedelta(days=2), sign, source=THIRD),
        Said(AS_OF - timedelta(days=2), sign, source=TARGET),
    ]
    curve = [run(inquiry(material(items, [ruled(THIRD.name, str(value / 10))]))).answer[0] for value in range(11)]
    assert all(later >= earlier - 1e-12 for earlier, later in pairwise(curve))


@QUIET
@given(some)
def test_prior_and_steps_add_up_to_the_answer(items: list[Said]) -> None:
    judgement = judged(items)
    total = float(logit(judgement.prior.probability)) + sum(step.log_odds for step in judgement.steps)
    assert total == pytest.approx(float(logit(judgement.estimate.probability)), abs=1e-9)


@QUIET
@given(some)
def test_answer_lies_within_its_draws(items: list[Said]) -> None:
    outcome = run(inquiry(items))
    assert outcome.answer.min() <= answer(items) <= outcome.answer.max()
    assert outcome.stages.sum(axis=0) == pytest.approx(1.0)


def test_splitting_a_document_changes_nothing_much() -> None:
    whole = [Said(AS_OF, sign, document="one") for sign in SIGNS]
    halves = [replace(item, document="one" if place < 3 else "two") for place, item in enumerate(whole)]
    assert answer(halves) == pytest.approx(answer(whole), rel=1e-6)


def test_everything_one_indicator_adds_is_bounded_by_its_likelihoods() -> None:
    crowd = [
        Said(AS_OF - timedelta(days=2), "force.alert", source=replace(THIRD, name=f"observer {number}"))
        for number in range(40)
    ]
    best = answer(crowd)
    assert best / (1 - best) <= 12 * answer([]) / (1 - answer([]))


def test_document_without_upper_bound_is_left_out() -> None:
    one = material([Said(AS_OF, "force.movement")])
    undated = document("undated", None)
    claims = [replace(one.claims[0], id="undated-1", document_id="undated")]
    evidence = [replace(one.evidence[0], claim_id="undated-1")]
    both = Material((*one.documents, undated), [*one.claims, *claims], Linkage(), [*one.evidence, *evidence])
    judgement = judged(both)
    assert [item.document_id for item in judgement.left_out] == ["undated"]
    assert judgement.estimate == judged(one).estimate

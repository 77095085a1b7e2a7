"""The judgement as a whole: its parts, its notes, replay, what-if, leaking pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from judged_cases import ACTOR, AS_OF, TARGET, THIRD, Said, inquiry, judged, material, question

from tocsin.assess.inquiry import Material, inquire
from tocsin.assess.replay import replay
from tocsin.assess.what_if import Change, Sign, what_if
from tocsin.errors import OptionError
from tocsin.model.interval import of_day
from tocsin.model.linkage import Linkage

CASE = [
    Said(AS_OF - timedelta(days=40), "force.movement", source=TARGET),
    Said(AS_OF - timedelta(days=20), "force.alert", source=THIRD),
    Said(AS_OF - timedelta(days=20), "leader.denial", source=ACTOR),
    Said(AS_OF - timedelta(days=6), "force.movement", lit=-1, source=ACTOR),
    Said(AS_OF - timedelta(days=6), "will.refusal", source=TARGET),
]


def test_parts_of_a_judgement() -> None:
    judgement = judged(CASE)
    assert judgement.estimate.low < judgement.estimate.probability < judgement.estimate.high
    assert sum(stage.probability for stage in judgement.stages) == pytest.approx(1.0)
    assert {item.kind for item in judgement.influences} == {"report", "origin", "source", "indicator"}
    assert judgement.confidence in ("low", "moderate", "high")
    assert judgement.confidence_reasons
    assert set(judgement.rests_on) <= {claim.id for claim in material(CASE).claims}
    assert judgement.history[-1].day == AS_OF
    assert judgement.history[-1].estimate == judgement.estimate
    assert judgement.compliance is not None
    assert judgement.tornado
    assert judgement.effective_sample_size > 1
    assert "basing.support" in judgement.unwatched_indicators
    states = {(cell.indicator, cell.state) for cell in judgement.cells}
    assert ("basing.support", "unreported") in states


def test_same_inputs_same_judgement() -> None:
    assert judged(CASE) == judged(CASE)


def test_no_documents() -> None:
    judgement = judged([])
    assert judgement.estimate.probability == pytest.approx(judgement.prior.probability, rel=1e-6)
    assert judgement.confidence == "low"
    assert "reference class" in judgement.notes[0]
    assert not judgement.influences


def test_after_the_deadline() -> None:
    judgement = judged(CASE, asked=question(AS_OF - timedelta(days=30)))
    assert judgement.estimate.probability <= 1e-4
    assert any("has passed" in note for note in judgement.notes)


@pytest.mark.parametrize(("outcome", "answer"), [(True, 1 - 1e-4), (False, 1e-4)])
def test_resolved_question(outcome: bool, answer: float) -> None:
    asked = replace(question(), outcome=outcome, resolved_on=AS_OF - timedelta(days=1))
    assert judged(CASE, asked=asked).estimate.probability == pytest.approx(answer)


def test_before_it_was_opened() -> None:
    asked = replace(question(), opened=AS_OF + timedelta(days=9))
    assert any("opened later" in note for note in judged(CASE, asked=asked).notes)


def test_replay_knows_only_what_was_out() -> None:
    prepared = inquiry(CASE)
    days = [AS_OF - timedelta(days=days) for days in (60, 30, 10, 0)]
    rows = replay(prepared, days)
    for row in rows:
        early = [item for item in CASE if item.day <= row.day]
        alone = replay(inquiry(early, as_of=row.day), [row.day])[0]
        assert row.estimate.probability == pytest.approx(alone.estimate.probability, rel=1e-6)


def test_page_that_speaks_of_later_events_is_left_out() -> None:
    one = material([Said(AS_OF - timedelta(days=50), "force.crossing")])
    later = replace(one.claims[0], when=of_day(AS_OF - timedelta(days=10)))
    judgement = judged(Material(one.documents, [later], Linkage(), one.evidence))
    assert "tells of" in judgement.left_out[0].reason
    assert not judgement.counted


@pytest.mark.parametrize(("year", "left_out"), [("", True), ("2030", False)])
def test_page_whose_days_fit_only_the_year_after(year: str, left_out: bool) -> None:
    """Two days without a year that lie ten months back: read as past, they are more likely still to come."""
    out = AS_OF - timedelta(days=50)
    one = material([Said(out, "force.crossing"), Said(out, "force.movement")])
    page = replace(one.documents[0], text=f"an account of {year}")
    days = (of_day(out - timedelta(days=300)), of_day(out - timedelta(days=290)))
    claims = [replace(claim, when=day) for claim, day in zip(one.claims, days, strict=True)]
    judgement = judged(Material([page], claims, Linkage(), one.evidence))
    assert [item.document_id for item in judgement.left_out] == ([page.id] if left_out else [])


def test_what_if_leaves_the_case_alone() -> None:
    prepared = inquiry(CASE)
    before = what_if(prepared, Change())
    assert (
        what_if(prepared, Change(signs=(Sign("command.order", AS_OF, grade="A"),))).probability > before.probability
    )
    fewer = what_if(
        prepared, Change(without_documents=frozenset({f"{AS_OF - timedelta(days=20):%Y%m%d}-{THIRD.name}"}))
    )
    assert fewer.probability < before.probability
    assert what_if(prepared, Change(reliabilities={THIRD.name: 0.0})).probability < before.probability
    assert what_if(prepared, Change()) == before


@pytest.mark.parametrize("change", [Change(signs=(Sign("no.such", AS_OF),)), Change(reliabilities={"Nobody": 0.5})])
def test_what_if_names_what_it_does_not_know(change: Change) -> None:
    with pytest.raises(OptionError):
        what_if(inquiry(CASE), change)


def test_small_numbers_of_draws_work() -> None:
    from judged_cases import SETTINGS, TEMPLATE

    tiny = replace(SETTINGS, draws=5)
    assert inquire(question(), TEMPLATE, AS_OF, material(CASE), tiny).draws.count == 5

"""Track records: what later evidence settled, counted, and what it does to a grade."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from judged_cases import AS_OF, TARGET, THIRD, Said, inquiry, material

from tocsin.assess.inquiry import Material
from tocsin.assess.track_record import FEWEST_SETTLED, Record, updated
from tocsin.model.incident import Incident
from tocsin.model.link import Link
from tocsin.model.linkage import Linkage
from tocsin.model.source import Source

LETTER = np.random.default_rng(3).beta(6, 4, 400)
LETTER[0] = np.median(LETTER)
OTHERS = (Source("Voice of Dorland", "official", "dorland"), Source("Corvian radio", "official", "corvia"))


def case(contradicted: bool, incidents: int = FEWEST_SETTLED) -> Material:
    """The target tells of a movement; two others tell the same, or the contrary, five days later."""
    said, groups = [], []
    for number in range(incidents):
        day = AS_OF - timedelta(days=100 - 20 * number)
        said.append(Said(day, "force.movement", source=TARGET))
        said += [Said(day + timedelta(days=5), "force.movement", -1 if contradicted else 1, who) for who in OTHERS]
    made = material(said)
    keys = [claim.id for claim in made.claims]
    links = []
    for number in range(incidents):
        first, *rest = keys[3 * number : 3 * number + 3]
        if contradicted:
            links += [Link(first, other, "contradicts", 3.0, ()) for other in rest]
            groups += [Incident(f"i{number}{n}", key, (key,), (), 1.0) for n, key in enumerate((first, *rest))]
        else:
            groups.append(Incident(f"i{number}", first, (first, *rest), (), 3.0))
    return Material(made.documents, made.claims, Linkage(tuple(links), tuple(groups)), made.evidence)


@pytest.mark.parametrize(("contradicted", "record"), [(False, Record(3, 0)), (True, Record(0, 3))])
def test_later_evidence_settles(contradicted: bool, record: Record) -> None:
    prepared = inquiry(case(contradicted))
    source = prepared.reports.sources[TARGET.name]
    assert source.record == record
    assert record.words in source.reasons
    letter = prepared.draws[f"grade:{source.letter}"].mean()
    own = prepared.draws[f"source:{TARGET.name}"].mean()
    assert own < letter if contradicted else own > letter


def test_too_few_settled_change_nothing() -> None:
    prepared = inquiry(case(True, FEWEST_SETTLED - 1))
    assert f"source:{TARGET.name}" not in prepared.draws.values
    assert "too few" in prepared.reports.sources[TARGET.name].reasons[-1]


def test_one_side_cannot_bear_itself_out() -> None:
    made = case(False)
    assert THIRD.name not in inquiry(made).reports.sources
    alone = [claim for claim in made.claims if claim.origin == TARGET]
    assert len(alone) == FEWEST_SETTLED
    evidence = [item for item in made.evidence if item.claim_id in {claim.id for claim in alone}]
    prepared = inquiry(Material(made.documents, alone, made.linkage, evidence))
    assert prepared.reports.sources[TARGET.name].record == Record()


@given(st.integers(0, 30), st.integers(0, 30))
def test_reliability_follows_the_record(right: int, wrong: int) -> None:
    before, more = Record(right, wrong), Record(right + 1, wrong)
    assert updated(LETTER, more).mean() >= updated(LETTER, before).mean() - 1e-3 or before.settled < FEWEST_SETTLED
    made = updated(LETTER, before)
    assert ((made > 0) & (made < 1)).all()
    assert made.std() <= LETTER.std() + 0.05

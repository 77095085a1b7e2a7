"""Which linked pairs a brief shows as contradictions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from report_world import World, claim, document, make_world

from tocsin.model.claim import Claim
from tocsin.model.evidence import Evidence, IndicatorMatch
from tocsin.model.link import Link
from tocsin.model.template import Effect
from tocsin.report.opposition import opposition, overlap_of

Side = tuple[str, str, Effect, dict[str, Any]]
CONVOY: Side = ("A convoy crossed the border at dawn.", "force.movement", "toward", {})
NO_CONVOY: Side = ("No convoy crossed the border at dawn.", "force.movement", "away", {"polarity": "-"})
DENIED: Side = ("The convoy crossed the border at dawn.", "force.movement", "toward", {"stance": "denies"})
PROMISE: Side = ("We shall never take part in it at all.", "leader.denial", "away", {"polarity": "-"})
POLL: Side = ("About 2,000 citizens marched in Zelk.", "will.desertion", "away", {})


def score(a: Side, b: Side, relevant: bool = True) -> float:
    page = document("page", f"{a[0]}\n\n{b[0]}", "The Herald", date(2031, 5, 2))
    claims = [claim(page, side[0][:-1], key, **side[3]) for key, side in (("a", a), ("b", b))]
    evidence = [
        Evidence(item.id, relevant, "", (IndicatorMatch(side[1], 0.9, 1, ()),), side[2], True)
        for item, side in zip(claims, (a, b), strict=True)
    ]
    return opposition(
        _world(page.id, claims, evidence, page).context(), Link("id-claim-a", "id-claim-b", "tension", 1.0, ())
    )


def _world(page_id: str, claims: list[Claim], evidence: list[Evidence], page: object) -> World:
    world = make_world()
    return replace(
        world,
        documents=(page,),  # type: ignore[arg-type]
        claims=tuple(claims),
        evidence=tuple(evidence),
        judgement=replace(world.judgement, counted=(page_id,)),
    )


@pytest.mark.parametrize(
    ("a", "b", "shown"),
    [
        pytest.param(CONVOY, NO_CONVOY, True, id="yes and no"),
        pytest.param(CONVOY, DENIED, True, id="claim and denial"),
        pytest.param(NO_CONVOY, DENIED, False, id="two that both say no"),
        pytest.param(CONVOY, PROMISE, True, id="words against deeds"),
        pytest.param(CONVOY, POLL, False, id="nothing in common"),
        pytest.param(CONVOY, CONVOY, False, id="the same sentence"),
    ],
)
def test_opposition(a: Side, b: Side, shown: bool) -> None:
    assert (score(a, b) > 0) is shown


def test_off_question_pairs_are_not_shown() -> None:
    assert score(CONVOY, NO_CONVOY, relevant=False) == 0


def test_overlap() -> None:
    assert overlap_of("two brigades moved", "brigades moved again to the coast") == 1.0
    assert overlap_of("two brigades", "nine ships") == 0.0

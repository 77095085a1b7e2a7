"""The stage as a whole: order does not matter, copies add nothing, rulings win, every claim is in one incident."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linking_corpora import HashingEmbedder, Scenario, load_scenarios, reports

from tocsin.link.linking import link
from tocsin.model.codec import encode
from tocsin.model.decision import Decision, Ruling
from tocsin.model.linkage import Linkage
from tocsin.model.settings import LinkSettings

SCENARIOS = load_scenarios()


@lru_cache(maxsize=8)
def linked(index: int) -> Linkage:
    scenario = SCENARIOS[index]
    return link(scenario.documents, scenario.claims, (), HashingEmbedder(), LinkSettings())


@pytest.mark.parametrize("index", range(len(SCENARIOS)))
def test_every_claim_is_in_exactly_one_incident(index: int) -> None:
    held = [claim for incident in linked(index).incidents for claim in incident.claim_ids]
    assert sorted(held) == sorted(claim.id for claim in SCENARIOS[index].claims)


@pytest.mark.parametrize("index", range(len(SCENARIOS)))
def test_every_claim_of_an_incident_is_in_exactly_one_origin(index: int) -> None:
    for incident in linked(index).incidents:
        held = [claim for origin in incident.origins for claim in origin.claim_ids]
        assert sorted(held) == sorted(incident.claim_ids)
        assert 1.0 <= incident.effective_origins <= len(incident.origins)
        assert incident.head in incident.claim_ids


@settings(max_examples=8, deadline=None)
@given(st.integers(0, len(SCENARIOS) - 1), st.integers(0, 10_000))
def test_order_does_not_matter(index: int, seed: int) -> None:
    scenario, order = SCENARIOS[index], random.Random(seed)
    documents, claims = list(scenario.documents), list(scenario.claims)
    order.shuffle(documents)
    order.shuffle(claims)
    shuffled = link(documents, claims, (), HashingEmbedder(), LinkSettings())
    assert encode(shuffled) == encode(linked(index))


@settings(max_examples=6, deadline=None)
@given(st.integers(0, len(SCENARIOS) - 1), st.integers(0, 2))
def test_an_exact_copy_adds_no_origin(index: int, which: int) -> None:
    scenario = SCENARIOS[index]
    chosen = scenario.documents[which % len(scenario.documents)]
    copy = replace(chosen, id=f"{chosen.id}-copy", name="copy")
    extra = [
        replace(claim, id=f"{claim.id}-copy", document_id=copy.id)
        for claim in scenario.claims
        if claim.document_id == chosen.id
    ]
    grown = link((*scenario.documents, copy), (*scenario.claims, *extra), (), HashingEmbedder(), LinkSettings())
    before = {claim: len(i.origins) for i in linked(index).incidents for claim in i.claim_ids}
    for incident in grown.incidents:
        for claim in incident.claim_ids:
            if claim in before:
                assert len(incident.origins) == before[claim]


def pairs(scenario: Scenario, linkage: Linkage) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    same = {
        frozenset((a, b))
        for incident in linkage.incidents
        for a in incident.claim_ids
        for b in incident.claim_ids
        if a < b
    }
    against = {frozenset((x.a, x.b)) for x in linkage.links if x.relation in ("contradicts", "tension")}
    return same, against


def test_the_invented_reports_are_linked_as_a_reader_would() -> None:
    """A floor under the figures on the project's own reports; the vectors are plain hashed words."""
    right = found = wanted = right_against = found_against = wanted_against = 0
    for index, scenario in enumerate(SCENARIOS):
        same, against = pairs(scenario, linked(index))
        right, found, wanted = right + len(same & scenario.same), found + len(same), wanted + len(scenario.same)
        right_against += len(against & scenario.conflict)
        found_against, wanted_against = found_against + len(against), wanted_against + len(scenario.conflict)
    assert right >= 0.85 * found
    assert right >= 0.5 * wanted
    assert right_against >= 0.85 * found_against
    assert right_against >= 0.8 * wanted_against


def ruling(number: int, kind: Ruling, a: tuple[str, str], b: tuple[str, str]) -> Decision:
    target = f"{':'.join(a)}~{':'.join(b)}"
    return Decision(number, "link", target, kind, "", "", "analyst", "read both", datetime(2023, 6, 1))


def test_rulings_on_links_win_and_the_last_one_counts() -> None:
    documents, claims = reports(
        ("a", "-", "Serbian troops shelled the village", {}),
        ("b", "-", "the Serbian army shelled the village", {}),
        ("b", "-", "Serbian troops did not shell the village", {"polarity": "-"}),
    )
    keys = [
        (next(d.text_sha256 for d in documents if d.id == c.document_id), f"{c.content.start}-{c.content.end}")
        for c in claims
    ]

    def together(decisions: tuple[Decision, ...]) -> bool:
        linkage = link(documents, claims, decisions, HashingEmbedder(), LinkSettings())
        return any({"c0", "c1"} <= set(incident.claim_ids) for incident in linkage.incidents)

    apart = ruling(1, "different", keys[0], keys[1])
    assert together(())
    assert not together((apart,))
    assert together((apart, ruling(2, "undo", keys[0], keys[1])))
    rejected = link(documents, claims, (ruling(1, "reject", keys[2], keys[0]),), HashingEmbedder(), LinkSettings())
    assert not any({x.a, x.b} == {"c0", "c2"} and x.relation == "contradicts" for x in rejected.links)


def test_a_figure_over_time_is_a_series_and_no_contradiction() -> None:
    linkage = link(
        *reports(
            ("a", "-", "100 officers were called up", {"when": "2020", "numbers": "100/officers called up/exact"}),
            ("a", "-", "100 officers were called up", {"when": "2021", "numbers": "100/officers called up/exact"}),
            ("a", "-", "150 officers were called up", {"when": "2022", "numbers": "150/officers called up/at-most"}),
        ),
        (),
        HashingEmbedder(),
        LinkSettings(),
    )
    (series,) = linkage.series
    assert series.values == (100.0, 100.0, 150.0)
    assert series.baseline == 100.0
    assert not [x for x in linkage.links if x.relation in ("contradicts", "tension")]


def test_an_outcome_updates_the_forecast() -> None:
    documents, claims = reports(
        ("a", "-", "Serbian troops will enter the north", {"kind": "forecast"}),
        (
            "b",
            "-",
            "Serbian troops have not entered the north",
            {"polarity": "-", "kind": "event", "when": "2023-06-20"},
        ),
        days={"a": "2023-05-10", "b": "2023-06-20"},
    )
    linkage = link(documents, claims, (), HashingEmbedder(), LinkSettings())
    assert [(x.a, x.b) for x in linkage.links if x.relation == "updates"] == [("c1", "c0")]


def test_nothing_to_link() -> None:
    assert link((), (), (), HashingEmbedder(), LinkSettings()) == Linkage()

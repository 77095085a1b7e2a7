"""What a claim does: lights or denies a sign, pushes toward or away, and whether it reports anything seen."""

from __future__ import annotations

from typing import Any

import pytest
from matching_cases import evidence

from tocsin.assess.direction_words import load_judging_words
from tocsin.model.attribution import Attribution
from tocsin.model.source import Source
from tocsin.model.span import Span

SERBIA = "Will Serbia enter Hungary's war against Romania before 2031-01-01?"
SPEAKER = (Attribution(Source("Ion Marin", "official", "romania"), Span(0, 1)),)

DIRECTIONS = [
    ("Serbian convoys are heading toward the Romanian border", "+", "event", "toward"),
    ("Serbian convoys are not heading toward the Romanian border", "-", "event", "away"),
    ("Serbian soldiers refuse to fight against Romania", "+", "state", "away"),
    ("Serbian soldiers do not want to fight against Romania", "-", "state", "away"),
    ("Hungarian troops have arrived in Serbia", "+", "event", "toward"),
    ("The last Hungarian troops have left Serbia", "+", "event", "away"),
    ("Serbia has not announced a mobilisation", "-", "event", "away"),
    ("Nine in ten people in Serbia oppose the war", "+", "number", "away"),
    ("Most people in Serbia do not support the war", "-", "number", "away"),
    ("So far Serbia has not joined the war", "-", "event", "away"),
    ("Romanian officials see no sign that Serbia is preparing an attack", "-", "state", "away"),
    ("The Serbian army held exercises on the border with Bulgaria", "+", "event", "neutral"),
    ("Serbian volunteers are fighting in the Romanian army", "+", "event", "neutral"),
    ("The bridge was painted in spring", "+", "event", "neutral"),
    ("The danger has grown and everybody is closer to war", "+", "opinion", "toward"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "polarity", "kind", "expected"), DIRECTIONS)
def test_direction(text: str, polarity: str, kind: str, expected: str) -> None:
    found = evidence(SERBIA, text, polarity=polarity, kind=kind)
    assert found.direction == expected, found
    assert found.reasons


LIT = [
    ("Serbia called up reservists", "+", 1),
    ("Serbia did not call up reservists", "-", -1),
    ("Serbian soldiers do not want to fight", "-", 1),
    ("The desertion of a Serbian soldier is being investigated", "+", 0),
    ("The report that Serbia called up reservists was false", "+", -1),
]


@pytest.mark.parametrize(("text", "polarity", "expected"), LIT)
def test_lit(text: str, polarity: str, expected: int) -> None:
    assert evidence(SERBIA, text, polarity=polarity).matches[0].lit == expected


SIGHTINGS = [
    ("Serbian troops crossed into Romania", {"kind": "event"}, True),
    ("Serbian troops will cross into Romania", {"kind": "forecast", "stance": "predicts"}, False),
    ("I am sure that Serbian troops crossed into Romania", {"kind": "opinion"}, False),
    ("Serbian troops must cross into Romania", {"kind": "obligation", "stance": "requests"}, False),
    ("Desertion from the Serbian army is punished with prison", {"kind": "law"}, False),
    ("If Serbian troops cross into Romania", {"kind": "event"}, False),
    ("Have Serbian troops crossed into Romania?", {"kind": "event"}, False),
    ("Serbia intends to send troops into Romania", {"kind": "intention"}, True),
    ("Serbia could attack Romania within days", {"kind": "forecast", "stance": "warns", "chain": SPEAKER}, True),
    ("Serbia could attack Romania within days", {"kind": "forecast", "stance": "predicts"}, False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fields", "expected"), SIGHTINGS)
def test_sightings(text: str, fields: dict[str, Any], expected: bool) -> None:
    assert evidence(SERBIA, text, **fields).sighting is expected


def test_words_load() -> None:
    words = load_judging_words()
    assert "will.refusal" in words.negative
    assert set(words.topics) == {"sport", "economy", "culture", "weather", "health"}


def test_a_columnists_forecast_is_not_an_officials_warning() -> None:
    columnist = (Attribution(Source("Radu Pop", "expert", "none"), Span(0, 1)),)
    text = "Serbia will attack Romania within days, there is a high risk of war"
    fields: dict[str, Any] = {"kind": "forecast", "stance": "predicts"}
    for chain in ((), columnist):
        found = evidence(SERBIA, text, chain=chain, **fields)
        assert not found.sighting
        assert all(m.lit == 0 for m in found.matches if m.indicator == "diplomacy.warning")
    official = evidence(SERBIA, text, chain=SPEAKER, **fields)
    assert [m.lit for m in official.matches if m.indicator == "diplomacy.warning"] == [1]


NIGER = "Will ECOWAS intervene militarily in Niger before the end of September 2023?"


def test_a_bound_is_no_denial() -> None:
    found = evidence(NIGER, "The transition in Niger will not last more than two years", polarity="-").matches[0]
    assert (found.indicator, found.lit) == ("target.transition", 1)


def test_what_a_source_denies_is_said_not_to_be_so() -> None:
    text = "the Serbian army had been put on high alert"
    denied = evidence(SERBIA, text, stance="denies", chain=SPEAKER).matches[0]
    assert (denied.indicator, denied.lit) == ("force.alert", -1)


BEFORE = [
    ("Nor is there any indication that Serbian convoys are moving to the Romanian border", -1),
    ("There is no evidence so far that Serbian convoys are moving to the Romanian border", -1),
    ("There is every indication that Serbian convoys are moving to the Romanian border", 1),
]


@pytest.mark.parametrize(("text", "expected"), BEFORE)
def test_what_stands_before_a_content_can_deny_it(text: str, expected: int) -> None:
    content = "Serbian convoys are moving to the Romanian border"
    assert evidence(SERBIA, text, content).matches[0].lit == expected

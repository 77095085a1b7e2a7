"""Templates as data: they load, hold together, and refuse what does not."""

from __future__ import annotations

import math
from datetime import date
from importlib import resources
from itertools import pairwise

import pytest

from tocsin.assess.templates import diagnosticity, fill, load_template, load_templates, parse_template, template_keys
from tocsin.errors import InputError, VocabularyError
from tocsin.model.question import Party, Question

KEYS = ("attacks", "ceasefire-collapses", "enters-war", "intervenes-after-coup", "strikes-in-retaliation")

CATALOGUE = (
    "force.movement force.alert force.deployment force.crossing force.exercise force.airlift force.strikes "
    "force.capability force.nuclear basing.patron-troops basing.support command.patron-control command.order "
    "command.friction command.lockdown mobilisation.callup mobilisation.summons mobilisation.militia "
    "mobilisation.procurement leader.denial leader.threat leader.dependence leader.reluctance patron.pressure "
    "will.refusal will.desertion will.obedience will.public will.protest will.opposing-volunteers flight.emigration "
    "flight.asylum law.penalty info.pretext info.appeal diplomacy.talks diplomacy.warning diplomacy.response "
    "outcome.denied"
)


def source(key: str) -> str:
    path = resources.files("tocsin.assess") / "data" / "templates" / f"{key}.toml"
    return path.read_text(encoding="utf-8")


def test_all_templates_are_there() -> None:
    assert template_keys() == KEYS


@pytest.mark.parametrize("key", KEYS)
def test_every_number_has_a_reason_and_an_order(key: str) -> None:
    template = load_template(key)
    assert template.key == key
    assert len(template.digest) == 64
    assert template.stages[-1].absorbing
    ranges = [template.reference.probability, *(range_ for i in template.indicators for _, range_ in i.seen)]
    ranges += [i.visibility for i in template.indicators]
    ranges += [rate for stage in template.stages for rate in (stage.forward, stage.back) if rate]
    for range_ in ranges:
        assert 0 < range_.low <= range_.best <= range_.high < 1
        assert len(range_.reason) >= 10
    assert template.reference.sources


@pytest.mark.parametrize("key", KEYS)
def test_every_indicator_can_be_spoken_of(key: str) -> None:
    for indicator in load_template(key).indicators:
        assert indicator.examples
        assert 0 <= indicator.persistence < 1


def test_the_war_entry_catalogue_is_whole() -> None:
    assert {i.key for i in load_template("enters-war").indicators} == set(CATALOGUE.split())


@pytest.mark.parametrize("key", KEYS)
def test_diagnosticity_is_ordered_and_signed(key: str) -> None:
    template = load_template(key)
    rows = diagnosticity(template)
    assert {row.indicator for row in rows} == {i.key for i in template.indicators}
    assert all(abs(a.best) >= abs(b.best) for a, b in pairwise(rows))
    for row in rows:
        assert row.low - 1e-12 <= row.best <= row.high + 1e-12
        assert row.silent is (max(abs(row.low), abs(row.high)) <= math.log(1.25) + 1e-12)


def test_denials_tell_next_to_nothing_and_crossings_much() -> None:
    rows = {row.indicator: row for row in diagnosticity(load_template("enters-war"))}
    assert rows["leader.denial"].silent
    assert rows["force.crossing"].best > 3


MISTAKES = [
    ('key = "enters-war"', "key = 3", "`key`"),
    ("horizon_days = 730", "horizon_days = -1", "horizon_days"),
    ("seen = { steady = [0.03, 0.08, 0.18]", "seen = { steady = [0.3, 0.08, 0.18]", "low ≤ best ≤ high"),
    ("seen = { steady = [0.03, 0.08, 0.18], ", "seen = { ", "does not fit the ladder"),
    ("seen = { steady = [0.03, 0.08, 0.18]", "seen = { steady = [0.3, 0.8, 0.9]", "do not run as said"),
    ('key = "force.alert"', 'key = "force.movement"', "one key"),
    ("{target.adjective} border", "{foe} border", "{foe}"),
    ("absorbing = true", "absorbing = false", "last stage"),
    ("forward = [0.001, 0.004, 0.012]", "", "cannot be reached"),
    ('effect = "toward"', 'effect = "up"', "toward, away, neutral"),
    ('order = "last-only"', 'order = "sideways"', "not an order"),
    ('roles = ["actor", "target", "patron"]', 'roles = ["target"]', "needs an actor"),
    ("'\\b(?:enter|join)s? .{0,40}\\bon the side of\\b'", "'(unclosed'", "regular expression"),
    ("[compliance]", "[complianse]", "no compliance hypothesis"),
    ("[reference]", "[reference", "not TOML"),
    ("forward_reason", "reason_forward", "forward_reason"),
]


@pytest.mark.parametrize(("old", "new", "says"), MISTAKES)
def test_mistakes_are_named_with_file_and_remedy(old: str, new: str, says: str) -> None:
    text = source("enters-war")
    assert old in text
    with pytest.raises(VocabularyError) as caught:
        parse_template(text.replace(old, new, 1).encode(), "mine.toml")
    assert says in str(caught.value)
    assert "mine.toml" in str(caught.value)
    assert caught.value.remedy


def test_digest_follows_the_bytes() -> None:
    text = source("attacks")
    one, two = parse_template(text.encode(), "a.toml"), parse_template((text + "\n# note\n").encode(), "a.toml")
    assert one.digest != two.digest
    assert one.indicators == two.indicators


def test_unknown_template_is_refused() -> None:
    with pytest.raises(InputError, match="no such template"):
        load_template("weather")


def test_words_are_filled_with_roles() -> None:
    actor = Party(
        "freedonia", "Freedonia", adjectives=("Freedonian",), demonyms=("Freedonians",), seats=("Fredville",)
    )
    target = Party("sylvania", "Sylvania")
    question = Question("q", "?", "enters-war", actor, target, None, date(2030, 1, 1), "")
    words = "{actor.adjective} troops of {actor.capital} and {patron} march on {target.adjective} land"
    assert fill(words, question) == "Freedonian troops of Fredville and its ally march on Sylvania land"


def test_every_template_of_the_package_recognises_its_own_description() -> None:
    assert len({template.precedence for template in load_templates()}) == len(KEYS)

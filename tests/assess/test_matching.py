"""Claims to indicators: roles, places, polarity, reasons; on invented reports about several questions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matching_cases import claim_on, document, evidence, first, matcher_for

from tocsin.assess.matching import claim_likeness, explain, match, score_claim
from tocsin.assess.matching_features import features, make_scene
from tocsin.assess.matching_likeness import load_examples
from tocsin.assess.matching_words import check_shared_rules, compile_patterns, load_concepts, parse_rule
from tocsin.assess.template_checks import check_words
from tocsin.errors import VocabularyError
from tocsin.model.attribution import Attribution
from tocsin.model.source import Source
from tocsin.model.span import Span

SERBIA = "Will Serbia enter Hungary's war against Romania before 2031-01-01?"
CHAD = "Will Chad's army join Libya's war on Egypt before 2031-01-01?"
RUSSIA = "Will Russia invade Ukraine by 1 March 2022?"
NIGER = "Will ECOWAS intervene militarily in Niger before the end of September 2023?"
TRUCE = "Will the ceasefire between Israel and Hezbollah collapse before 1 March 2025?"

ROWS = [
    (SERBIA, "Serbian convoys are heading toward the Romanian border", "force.movement"),
    (CHAD, "Chadian convoys are heading toward the Egyptian border", "force.movement"),
    (CHAD, "Libyan troops have arrived at a base in Chad", "basing.patron-troops"),
    (CHAD, "Chadian soldiers crossed into Egypt and fought there", "force.crossing"),
    (CHAD, "Officers from Tripoli took over command of the Chadian army", "command.patron-control"),
    (CHAD, "Chadian soldiers refuse to fight against Egypt", "will.refusal"),
    (CHAD, "The Chadian president signed a decree on the call-up of reservists", "mobilisation.callup"),
    (CHAD, "Chad denied that it will take part in the war", "leader.denial"),
    (CHAD, "Libya is pressing Chad to join its offensive", "patron.pressure"),
    (CHAD, "Egypt is digging trenches along its border with Chad", "diplomacy.response"),
    (CHAD, "Joint exercises of Chad and Libya began in the desert", "force.exercise"),
    (CHAD, "A Chadian soldier deserted and surrendered at the Egyptian border", "will.desertion"),
    (CHAD, "Chad's phones ban: soldiers had their mobile phones confiscated", "command.lockdown"),
    (RUSSIA, "Russian forces are massed near the Ukrainian border", "force.deployment"),
    (RUSSIA, "Russian units returned to their bases after the exercises", "force.withdrawal"),
    (RUSSIA, "Several states told their citizens to leave Ukraine immediately", "diplomacy.evacuation"),
    (RUSSIA, "Moscow handed over a list of demands with a deadline", "leader.demand"),
    (NIGER, "The chiefs of staff said that the date of the operation in Niger has been fixed", "command.order"),
    (NIGER, "ECOWAS imposed sanctions and froze Niger's assets", "sanctions.imposed"),
    (NIGER, "Nigeria's senate voted against sending troops", "politics.parliament"),
    (TRUCE, "Three people were killed by Israeli shelling despite the ceasefire", "truce.violation"),
    (TRUCE, "The ceasefire was extended until the end of the month", "truce.extension"),
    (RUSSIA, "Nine tenths of the Russian forces are in attack positions", "force.deployment"),
    (RUSSIA, "Russia had massed between 120,000 and 140,000 personnel around Ukraine", "force.deployment"),
    (RUSSIA, "Ukraine calls up reservists", "diplomacy.response"),
    (RUSSIA, "NATO puts its forces on standby in Russia's neighbourhood", "diplomacy.response"),
    (RUSSIA, "Russian units have arrived in Belarus", "basing.support"),
    (RUSSIA, "The Russian senate allowed the president to use the army abroad", "command.order"),
    (RUSSIA, "The number of Russian soldiers near Ukraine has been cut by half", "force.withdrawal"),
    (RUSSIA, "Reports of a Russian invasion of Ukraine are hysteria", "leader.denial"),
    (NIGER, "The date and D-Day of the ECOWAS operation in Niger have been set", "command.order"),
    (NIGER, "The army of Mali has sent warplanes to Niger", "target.allies"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "text", "expected"), ROWS)
def test_first_indicator(question: str, text: str, expected: str) -> None:
    found = evidence(question, text)
    assert first(found) == expected, found
    assert found.matches[0].reasons
    assert 0 <= found.matches[0].score <= 1
    assert len(found.matches) <= 3


FOREIGN = [
    (SERBIA, "Hungarian troops are stationed on Serbian soil", "force.deployment"),
    (SERBIA, "Romanian troops moved to the border with Serbia", "force.movement"),
    (SERBIA, "Hungarian soldiers crossed into Romania from Serbia", "force.crossing"),
    (SERBIA, "Hungarian conscripts refuse to fight against Romania", "will.refusal"),
    (SERBIA, "Romania put its army on high alert", "force.alert"),
    (CHAD, "Egyptian units were placed on high alert", "force.alert"),
    (SERBIA, "A battalion of Serbian exiles is fighting on the side of Romania", "force.crossing"),
    (CHAD, "Sudanese forces massed at the border with Egypt", "force.deployment"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "text", "wrong"), FOREIGN)
def test_what_other_forces_do_is_not_the_actors_doing(question: str, text: str, wrong: str) -> None:
    assert wrong not in [m.indicator for m in evidence(question, text).matches]


def test_swapping_the_roles_swaps_the_reading() -> None:
    text = "Hungarian troops crossed the Danube and are fighting in Romania"
    assert first(evidence("Will Hungary invade Romania before 2031-01-01?", text)) == "force.crossing"
    assert first(evidence(SERBIA, text)) != "force.crossing"


NOTHING = [
    (RUSSIA, "The two teams drew one all in the cup"),
    (RUSSIA, "Wheat prices rose by three per cent"),
    (SERBIA, "She studied law and lives in a small flat"),
    (SERBIA, "The museum in Belgrade was founded a century ago"),
    (NIGER, "Uranium makes up a tenth of the country's income"),
    (TRUCE, "The airport opened a new terminal"),
]


@pytest.mark.parametrize(("question", "text"), NOTHING)
def test_ordinary_sentences_speak_of_no_indicator(question: str, text: str) -> None:
    assert evidence(question, text).matches == ()


def test_owner_is_carried_from_the_sentences_before() -> None:
    text = "Hungarian soldiers train in Serbia. Yesterday the troops moved closer to the Romanian border."
    found = evidence(SERBIA, text, "Yesterday the troops moved closer to the Romanian border")
    assert "force.movement" not in [m.indicator for m in found.matches]


def test_a_claim_without_words_of_its_own_goes_on_where_the_last_one_was() -> None:
    text = "Serbian soldiers had their phones confiscated. They were put into a box."
    claims = [
        claim_on(text, "Serbian soldiers had their phones confiscated", "a"),
        claim_on(text, "They were put into a box", "b"),
    ]
    found = match([document(text)], claims, matcher_for(SERBIA))
    assert first(found[1]) == "command.lockdown"
    assert any("carried on" in reason for reason in found[1].matches[0].reasons)


def test_if_clauses_are_supposed_and_not_said() -> None:
    text = "If Serbia sends its troops into Romania, many conscripts would desert"
    assert first(evidence(SERBIA, text, kind="forecast", stance="predicts")) == "will.desertion"


def test_evidence_keeps_the_order_of_the_claims() -> None:
    text = "Serbia called up reservists. Romania is laying mines along the border."
    claims = [
        claim_on(text, "Romania is laying mines along the border", "z"),
        claim_on(text, "Serbia called up reservists", "a"),
    ]
    found = match([document(text)], claims, matcher_for(SERBIA))
    assert [item.claim_id for item in found] == ["z", "a"]
    assert [first(item) for item in found] == ["diplomacy.response", "mobilisation.callup"]
    assert match([document(text)], (), matcher_for(SERBIA)) == ()


def test_a_document_does_not_change_what_another_ones_claims_mean() -> None:
    text, other = "Serbia called up reservists.", "Hungarian troops train in Serbia."
    one = match([document(text)], [claim_on(text)], matcher_for(SERBIA))
    claims = [claim_on(text), replace(claim_on(other, key="e"), document_id="o")]
    both = match([document(text), document(other, "o")], claims, matcher_for(SERBIA))
    assert both[0] == one[0]


def test_scores_can_be_looked_into() -> None:
    matcher = matcher_for(SERBIA)
    text = "Serbian convoys are heading toward the Romanian border"
    claim = claim_on(text)
    scene = make_scene(text, matcher.finder, matcher.vocabulary)
    own = features(scene, Span(0, len(text)), claim)
    scored = score_claim(claim, own, scene, claim_likeness([text], matcher)[0], None, matcher)
    assert explain(claim, text, scored, matcher)[0].startswith("force.movement")
    assert {"actor:forces", "move", "border", "to:target"} <= own.names


def test_the_same_question_gives_the_same_version() -> None:
    assert len(matcher_for(SERBIA).version) == 16
    assert matcher_for(SERBIA).version != matcher_for(CHAD).version


def test_the_vocabulary_holds_together() -> None:
    assert check_shared_rules() > 150
    for key, sentences in load_examples().items():
        check_words(sentences, "examples.toml", key)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("forces mvoe", "mvoe"),
        ("@foe", "@foe"),
        ("kind:rumour", "kind:rumour"),
        ("forces = 3", "weight"),
        ("forces = x", "weight"),
        ("!forces", "needs a term"),
        ("under:target", "under:target"),
    ],
)
def test_bad_rules_are_named(words: str, says: str) -> None:
    with pytest.raises(VocabularyError, match=r"signs\.toml") as caught:
        parse_rule("force.movement", words, load_concepts(), "signs.toml")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("soldier*", "two soldiers came", True),
        ("soldier*", "a foot-soldier", False),
        ("mobili?ation", "general mobilization now", True),
        ("people's militia*", "the people’s militias", True),
        ("call up", "to call  up men", True),
        ("war", "warm days", False),
        ("re:\\d+ men", "12 men", True),
    ],
)
def test_patterns(pattern: str, text: str, found: bool) -> None:
    assert bool(compile_patterns([pattern]).search(text)) is found


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=120))
def test_any_text_gives_evidence_without_failing(text: str) -> None:
    found = match([document(text)], [claim_on(text)], matcher_for(SERBIA))[0]
    assert len(found.matches) <= 3
    assert found.relevance_reason


def test_chains_and_kinds_reach_the_rules() -> None:
    text = "Soldiers of Serbia, lay down your arms"
    speaker = Attribution(Source("Petar Ilin", "opposition", "serbia-opposition"), Span(0, 8))
    found = evidence(SERBIA, text, kind="obligation", stance="requests", chain=(speaker,))
    assert first(found) == "info.appeal"

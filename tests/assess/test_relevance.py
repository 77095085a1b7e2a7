"""Which documents and claims bear on the question, with the reason in words."""

from __future__ import annotations

import pytest
from matching_cases import document, evidence, matcher_for

from tocsin.assess.relevance import document_relevance

RUSSIA = "Will Russia invade Ukraine by 1 March 2022?"
SERBIA = "Will Serbia enter Hungary's war against Romania before 2031-01-01?"

SPORT = (
    "Serbia beat Romania by three goals to one in a qualifier on Sunday. The striker scored twice before half-time, "
    "and the coach praised his defence. Romania's goalkeeper had stopped two shots from the Serbian forwards. The "
    "match was attacking football from the start, with the midfielder in command. The league resumes soon, and "
    "the championship goes on in the spring with a match against Hungary."
    " Some forces were idle: the police in the stadium. Fans sang on."
)
ECONOMY = (
    "Serbian exports to Romania and Hungary rose by a tenth in the second quarter. The central bank left its "
    "interest rate unchanged as inflation fell. Investors expect GDP to grow. The harvest was good, "
    "said the ministry, which moved its forecast for the trade surplus. Retail sales were up and tariffs went down "
    "after a meeting of the customs union. Shares on the stock exchange in Belgrade closed higher than before."
)
WAR = (
    "Serbian troops are massing near the Romanian border, officials in Bucharest said. The army called up reservists "
    "and held exercises with Hungarian forces. Romania put its own units on alert. A spokesman warned of an attack. "
    "Serbia's government denied that it would take part in Hungary's war."
)


@pytest.mark.parametrize(
    ("text", "relevant", "says"),
    [
        (WAR, True, "names actor"),
        (SPORT, False, "sport"),
        (ECONOMY, False, "conflict|economy"),
        ("Hungarian troops took two villages in Romania.", False, "does not name Serbia"),
        ("Peru's troops held a parade in Lima.", False, "does not name Serbia"),
        ("Serbia called up reservists.", True, "names actor"),
        ("   ", False, "empty"),
    ],
)
def test_documents(text: str, relevant: bool, says: str) -> None:
    found = document_relevance(document(text), (), matcher_for(SERBIA))
    assert found.relevant is relevant, found
    assert any(word in found.reason for word in says.split("|")), found


def test_claims_of_an_off_question_document_are_kept_and_do_not_count() -> None:
    found = evidence(SERBIA, SPORT, "Romania's goalkeeper had stopped two shots from the Serbian forwards")
    assert found.relevant is False
    assert found.relevance_reason


def test_a_claim_that_speaks_of_no_sign_does_not_count() -> None:
    found = evidence(SERBIA, WAR + " Her cat is called Mimi.", "Her cat is called Mimi")
    assert found.relevant is False
    assert "no indicator" in found.relevance_reason


def test_a_claim_that_speaks_of_a_sign_counts() -> None:
    found = evidence(SERBIA, WAR, "Serbian troops are massing near the Romanian border")
    assert found.relevant is True
    assert "force.deployment" in found.relevance_reason


def test_an_article_mostly_about_other_states_is_off_question() -> None:
    text = (
        "China and Japan put their forces on alert over the islands. Chinese troops held exercises; Japanese and "
        "American forces answered. Taiwan, Korea and the Philippines warned of war. Russia said nothing."
    )
    assert document_relevance(document(text), (), matcher_for(RUSSIA)).relevant is False


def test_a_sign_counts_in_a_document_that_names_the_target_only() -> None:
    text = "Government websites in Ukraine were taken down by hackers."
    found = evidence(RUSSIA, text)
    assert found.relevant, found
    assert "though its document" in found.relevance_reason


def test_other_fighting_in_a_running_war_does_not_bear_on_an_ally() -> None:
    assert evidence(SERBIA, "Hungarian rockets hit a town in Romania.").relevant is False

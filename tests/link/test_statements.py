"""Claims read for comparing: mode, sign, actors, what is asserted and what only named."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from linking_corpora import reports, statements_of

from tocsin.link.statement import Statement
from tocsin.model.mention import Mention
from tocsin.model.span import Span


def read(text: str, origin: str = "-", **fields: Any) -> Statement:
    documents, claims = reports(("a", origin, text, fields))
    return statements_of(documents, claims)[0]


@pytest.mark.parametrize(
    ("text", "fields", "mode"),
    [
        ("Serbian troops entered the town", {}, "fact"),
        ("Serbian troops will enter the town", {"kind": "forecast"}, "forecast"),
        ("Serbian troops may enter the town", {"certainty": "possible"}, "possible"),
        ("Serbian soldiers do not want to fight", {"polarity": "-"}, "unwilling"),
        ("There is no appetite for war in the army", {"polarity": "-"}, "unwilling"),
        ("Serbian soldiers refuse to fight", {}, "refuse"),
        ("The army is preparing to enter the town", {}, "plan"),
        ("There is no sign that troops are massing", {"polarity": "-"}, "no-sign"),
        ("The army must withdraw", {"kind": "obligation"}, "duty"),
        ("Serbia does not intend to invade", {"polarity": "-"}, "promise"),
        ("He left because he does not want to be drafted", {}, "fact"),
    ],
)
def test_mode(text: str, fields: dict[str, Any], mode: str) -> None:
    assert read(text, **fields).mode == mode


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Serbian soldiers crossed the line", "Serbia army"),
        ("the armed forces of Armenia crossed the line", "Armenia army"),
        ("Putin's military crossed the line", "Russia army"),
        ("Nigerians rallied in the capital", "Nigeria people"),
        ("the Iranian authorities closed the border", "Iran government"),
        ("The Kremlin denied it", "Russia government"),
        ("Azerbaijan shelled the village", "Azerbaijan"),
        ("the village was shelled by Azerbaijani troops", "Azerbaijan army"),
    ],
)
def test_the_actor(text: str, label: str) -> None:
    assert [actor.label() for actor in read(text).agents] == [label]


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("Russia amassed 90,000 troops for the invasion", {"deploy"}),
        ("A full-scale invasion did not happen", {"invade"}),
        ("Their involvement would be of little use", set()),
        ("It is difficult to invade by land", set()),
        ("He took part in the opening of a school in the north", set()),
        ("It is the first case of desertion", {"desert"}),
        ("Volunteers fight for better schools", set()),
    ],
)
def test_what_is_asserted(text: str, core: set[str]) -> None:
    assert read(text).core == core


def test_a_pronoun_is_whoever_was_spoken_of() -> None:
    documents, claims = reports(
        ("a", "-", "Armenian soldiers left the post", {}), ("a", "-", "they will not return", {"kind": "forecast"})
    )
    second = statements_of(documents, claims)[1]
    assert [(actor.label(), actor.inherited) for actor in second.agents] == [("Armenia army", True)]


def test_a_speaker_speaks_of_himself() -> None:
    statement = read("I have no desire to fight", "Goran Pavlović; soldier; none", polarity="-")
    assert statement.agents[0].kind == "named"


def test_the_extractors_agent_stands_in_for_a_pronoun() -> None:
    documents, claims = reports(("a", "-", "they crossed the line at night", {"kind": "event"}))
    start = claims[0].content.start
    agent = Mention(Span(start, start + 4), "Armenian soldiers", "armed-force", "agent", pronoun=True)
    given = replace(claims[0], participants=(agent,))
    (statement,) = statements_of(documents, (given,))
    assert [actor.label() for actor in statement.agents] == ["Armenia army"]

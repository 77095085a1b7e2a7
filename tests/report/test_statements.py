"""Statements and quotations: who says what, in the article's words, or nothing at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from report_world import World, claim, document, make_world, span

from tocsin.model.claim import Claim
from tocsin.model.document import Boilerplate, Document
from tocsin.model.mention import Mention
from tocsin.model.source import SourceType
from tocsin.report.naming import nameless
from tocsin.report.quoting import capped, quotation
from tocsin.report.statements import statement

Chain = tuple[tuple[str, str, SourceType], ...]


def shown(text: str, content: str, chain: Chain = (), cue: str = "", **more: object) -> str | None:
    page = document("page", text, "The Herald", date(2031, 5, 2))
    item = claim(page, content, "x", chain=chain, cue=cue, **more)
    made = statement(in_world(page, item).context(), item)
    return made.sentence.text if made else None


def in_world(page: Document, *claims: Claim) -> World:
    world = make_world()
    judgement = replace(world.judgement, counted=(page.id,))
    return replace(world, documents=(page,), claims=claims, judgement=judgement)


BRANDL: Chain = (("Ottokar Brandl", "Ottokar Brandl", "official"),)


@pytest.mark.parametrize(
    ("text", "content", "chain", "cue", "expected"),
    [
        pytest.param(
            "Prime Minister Ottokar Brandl said on Monday that the fleet would stay in port.",
            "the fleet would stay in port",
            (("Prime Minister Ottokar Brandl", "Ottokar Brandl", "official"),),
            "said",
            "Prime Minister Ottokar Brandl said on Monday that “the fleet would stay in port.”",
            id="words between speaker and content are kept",
        ),
        pytest.param(
            "The staff recorded signs of preparations for a landing.",
            "preparations for a landing",
            (("The staff", "General Staff", "military"),),
            "recorded signs of",
            "The General Staff recorded signs of “preparations for a landing.”",
            id="a noun phrase keeps the words that govern it",
        ),
        pytest.param(
            "“The fleet will stay in port,” Ottokar Brandl told reporters.",
            "The fleet will stay in port",
            BRANDL,
            "told",
            "Ottokar Brandl said: “The fleet will stay in port.”",
            id="content first",
        ),
        pytest.param(
            "According to Ottokar Brandl, the fleet will stay.",
            "the fleet will stay",
            BRANDL,
            "According to",
            "According to Ottokar Brandl, “the fleet will stay.”",
            id="according to",
        ),
        pytest.param(
            "Ottokar Brandl also denied that the fleet had sailed.",
            "the fleet had sailed",
            BRANDL,
            "denied",
            "Ottokar Brandl denied that “the fleet had sailed.”",
            id="denial",
        ),
        pytest.param(
            "“The fleet has sailed,” the Zelk Channel wrote, citing a docker.",
            "The fleet has sailed",
            (("the Zelk Channel", "Zelk Channel", "media"), ("a docker", "a docker", "witness")),
            "wrote",
            "The Zelk Channel, citing a docker: “The fleet has sailed.”",
            id="a chain",
        ),
        pytest.param(
            "The fleet left the harbour at dawn.",
            "The fleet left the harbour at dawn",
            (),
            "",
            "The Herald writes: “The fleet left the harbour at dawn.”",
            id="own voice",
        ),
        pytest.param(
            "But the fleet left the harbour at dawn, which surprised nobody in Zelk.",
            "the fleet left the harbour at dawn",
            (),
            "",
            "The Herald writes: “the fleet left the harbour at dawn.”",
            id="a linking word is left out",
        ),
        pytest.param(
            "Officers and soldiers are arriving, Ottokar Brandl said.",
            "Officers and soldiers",
            BRANDL,
            "said",
            "The Herald writes: “Officers and soldiers are arriving, Ottokar Brandl said.”",
            id="a clipped content is not quoted by itself",
        ),
        pytest.param("They left the harbour at dawn.", "They left the harbour at dawn", (), "", None, id="pronoun"),
        pytest.param(
            "This means that the war is near.", "This means that the war is near", (), "", None, id="pointer"
        ),
        pytest.param("Will the fleet leave port?", "Will the fleet leave port?", (), "", None, id="question"),
        pytest.param(
            "It is clear that the fleet has left.",
            "It is clear that the fleet has left",
            (),
            "",
            "The Herald writes: “It is clear that the fleet has left.”",
            id="an it that stands for nothing",
        ),
    ],
)
def test_statement(text: str, content: str, chain: Chain, cue: str, expected: str | None) -> None:
    assert shown(text, content, chain, cue) == expected


def test_pronouns_are_resolved_in_brackets() -> None:
    text = "He will send his guards to the coast."
    he = Mention(span(text, "He"), "Ottokar Brandl", "person", "agent", True)
    his = Mention(span(text, "his"), "Ottokar Brandl", "person", "other", True)
    result = shown(text, text[:-1], participants=(he, his))
    assert result == "The Herald writes: “[Ottokar Brandl] will send [Ottokar Brandl’s] guards to the coast.”"


def test_the_speaker_is_not_put_in_brackets() -> None:
    text = "Ottokar Brandl said that he would send the guards."
    he = Mention(span(text, "he "), "Ottokar Brandl", "person", "agent", True)
    he = replace(he, span=replace(he.span, end=he.span.end - 1))
    result = shown(text, "he would send the guards", BRANDL, "said", participants=(he,))
    assert result == "Ottokar Brandl said that “he would send the guards.”"


def test_nothing_from_boilerplate() -> None:
    text = "Read also: The fleet left the harbour at dawn."
    page = document("page", text, None, date(2031, 5, 2), boilerplate=(Boilerplate(span(text, text), "read-also"),))
    item = claim(page, "The fleet left the harbour at dawn", "x")
    assert statement(in_world(page, item).context(), item) is None


@pytest.mark.parametrize(
    "text",
    [
        "0:00 0:03:02 The fleet left the harbour",
        "The fleet (left the harbour at dawn",
        "• The fleet left the harbour",
        "The fleet left\n\nthe harbour",
    ],
)
def test_debris_is_not_quoted(text: str) -> None:
    page = document("page", text, None, date(2031, 5, 2))
    item = claim(page, text, "x")
    assert quotation(in_world(page, item).context(), item) is None


@pytest.mark.parametrize(
    ("name", "yes"),
    [
        ("the message", True),
        ("Ministry", True),
        ("a diplomat", True),
        ("Ottokar Brandl", False),
        ("Zelk Channel", False),
    ],
)
def test_nameless(name: str, yes: bool) -> None:
    assert nameless(name) is yes


def test_capped() -> None:
    assert capped("short") == "short"
    assert capped("word " * 100, 20) == "word word word…"

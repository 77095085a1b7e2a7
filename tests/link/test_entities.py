"""Entities: one person under many spellings, and never two under one."""

from __future__ import annotations

from datetime import datetime

import pytest
from linking_corpora import HashingEmbedder, reports

from tocsin.link.linking import link
from tocsin.model.attribution import Attribution
from tocsin.model.claim import Claim
from tocsin.model.decision import Decision, Ruling
from tocsin.model.document import Document, Publication, text_digest
from tocsin.model.entity import Entity
from tocsin.model.interval import parse
from tocsin.model.settings import LinkSettings
from tocsin.model.source import Source
from tocsin.model.span import Span


def resolved(*texts: str, decisions: tuple[Decision, ...] = (), claims: tuple[Claim, ...] = ()) -> tuple[Entity, ...]:
    documents = tuple(
        Document(f"d{n}", f"d{n}", "", text, text_digest(text), Publication(parse(f"2023-05-1{n}"), "user"))
        for n, text in enumerate(texts)
    )
    return link(documents, claims, decisions, HashingEmbedder(), LinkSettings()).entities


def together(entities: tuple[Entity, ...], a: str, b: str) -> bool:
    return any({a, b} <= set(entity.variants) for entity in entities)


@pytest.mark.parametrize(
    ("text", "a", "b"),
    [
        ("Yauhen Shauchuk spoke. Later Evgeny Shauchuk spoke again.", "Yauhen Shauchuk", "Evgeny Shauchuk"),
        ("Goran Pavlović came. Then Pavlović left.", "Goran Pavlović", "Pavlović"),
        ("The Armenian army moved. The armed forces of Armenia moved.", "Armenian army", "armed forces of Armenia"),
        (
            "The Serbian Defence Ministry spoke; the Ministry of Defence of Serbia denied it.",
            "Serbian Defence Ministry",
            "Ministry of Defence of Serbia",
        ),
        (
            "Alexander Lukashenko met Putin. The Belarusian president smiled.",
            "Alexander Lukashenko",
            "Belarusian president",
        ),
        ("Alexander Lukashenko met him. Lukashenka smiled.", "Alexander Lukashenko", "Lukashenka"),
        ("The Kremlin has denied it. Moscow has denied it.", "Kremlin", "Moscow"),
        (
            "The Institute for Steppe Studies spoke. So did the Institute for Steppe Studies.",
            "Institute for Steppe Studies",
            "the Institute for Steppe Studies",
        ),
    ],
)
def test_one_entity(text: str, a: str, b: str) -> None:
    assert together(resolved(text), a, b)


@pytest.mark.parametrize(
    ("text", "a", "b"),
    [
        ("Zoran Petrović came with Goran Petrović.", "Zoran Petrović", "Goran Petrović"),
        ("Ilham Aliyev spoke of Mehriban Aliyeva.", "Ilham Aliyev", "Mehriban Aliyeva"),
        ("The Armenian army met the Azerbaijani army.", "Armenian army", "Azerbaijani army"),
        ("The Serbian government fears the Serbian army.", "Serbian government", "Serbian army"),
        ("In Minsk the Belarusian government met.", "Minsk", "Belarusian government"),
        (
            "The 6th Mechanized Brigade met the 19th Mechanized Brigade near Lida.",
            "6th Mechanized Brigade",
            "19th Mechanized Brigade",
        ),
        (
            "The opposition leader Anna Levchenko met the Belarusian president Lukashenko.",
            "Anna Levchenko",
            "Belarusian president",
        ),
    ],
)
def test_two_entities(text: str, a: str, b: str) -> None:
    assert not together(resolved(text), a, b)


def test_a_surname_alone_joins_nobody_where_two_bear_it() -> None:
    entities = resolved("Zoran Petrović came with Goran Petrović. Petrović spoke.")
    assert not together(entities, "Zoran Petrović", "Petrović")
    assert not together(entities, "Goran Petrović", "Petrović")


def test_a_surname_in_another_article_joins_only_the_one_who_bears_it() -> None:
    assert together(resolved("Goran Pavlović came.", "Later Pavlović left."), "Goran Pavlović", "Pavlović")
    apart = resolved("Goran Pavlović came.", "Milica Pavlović came.", "Later Pavlović left.")
    assert not together(apart, "Goran Pavlović", "Pavlović")


def ruling(kind: Ruling, a: str, b: str) -> Decision:
    return Decision(1, "entity", a, kind, "", b, "analyst", "known", datetime(2023, 6, 1))


def test_rulings_win() -> None:
    text = "Yauhen Shauchuk spoke. Later Evgeny Shauchuk spoke again. Then Anna Levchenko spoke."
    apart = resolved(text, decisions=(ruling("different", "Yauhen Shauchuk", "Evgeny Shauchuk"),))
    assert not together(apart, "Yauhen Shauchuk", "Evgeny Shauchuk")
    joined = resolved(text, decisions=(ruling("same", "Yauhen Shauchuk", "Anna Levchenko"),))
    assert together(joined, "Yauhen Shauchuk", "Anna Levchenko")


def test_ids_stay_as_a_case_grows() -> None:
    first = resolved("Goran Pavlović came with Milica Stojković.")
    grown = resolved("Goran Pavlović came with Milica Stojković.", "Goran Pavlovic came back. Zoran Ilić did too.")
    before = {entity.id for entity in first if entity.type == "person"}
    assert len(before) == 2
    assert before <= {entity.id for entity in grown}


def test_a_described_source_is_an_entity_of_its_own() -> None:
    text = "A senior officer said it. Goran Pavlović said it."
    span = Span(17, 24)
    source = Source("a senior officer", "unnamed")
    claim = Claim("c", "d0", span, span, (Attribution(source, Span(0, 16)),))
    (entity,) = [entity for entity in resolved(text, claims=(claim,)) if "A senior officer" in entity.variants]
    assert entity.variants == ("A senior officer",)


def test_a_surname_and_a_lone_noun_of_a_source_are_the_full_ones() -> None:
    rows: tuple[tuple[str, str, str, dict[str, object]], ...] = (
        ("a", "Dragan Jokić; official; serbia", "The road was mined", {}),
        ("b", "Jokić; unnamed; none", "The road was mined again", {}),
        ("b", "Interior Ministry; government-body; serbia", "The road was closed", {}),
        ("b", "Ministry; government-body; serbia", "The road was opened", {}),
    )
    documents, claims = reports(*rows)
    entities = link(documents, claims, (), HashingEmbedder(), LinkSettings()).entities
    speaking = [entity.name for entity in entities if entity.source_type]
    assert sorted(speaking) == ["Dragan Jokić", "Interior Ministry"]

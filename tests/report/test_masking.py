"""Masking: no private name is shown anywhere, and nothing else is hidden."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_world import GAZETTE, World, claim, document, make_world

from tocsin.model.document import Document
from tocsin.model.entity import Entity
from tocsin.model.linkage import Linkage
from tocsin.report import html, json_brief, markdown, tables, terminal
from tocsin.report.annotations import annotation_page
from tocsin.report.brief import compose
from tocsin.report.judgement_json import judgement_json
from tocsin.report.links_json import links_json
from tocsin.report.masking import Masker, make_masker


def masker(*texts: str, reveal: bool = False) -> Masker:
    return make_masker(documents(*texts), (), Linkage(), reveal=reveal)


def documents(*texts: str) -> list[Document]:
    return [document(f"d{index}", text, "Herald", date(2031, 5, 1)) for index, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The conscript Janek Wolny left.", "The conscript [soldier A] left."),
        (
            "The conscript Janek Wolny left. Wolny’s coat stayed.",
            "The conscript [soldier A] left. [soldier A]’s coat stayed.",
        ),
        (
            "The conscript Janek Wolny left. “JANEK!” they cried.",
            "The conscript [soldier A] left. “[soldier A]!” they cried.",
        ),
        (
            "His sister, Halka Wolny, met the conscript Janek Wolny.",
            "His sister, [relative A], met the conscript [soldier A].",
        ),
        ("The villager Hope Marn has no hope.", "The villager [resident A] has no hope."),
        (
            "Minister Janek Brandl met the villager Janek Wolny.",
            "Minister Janek Brandl met the villager [resident A].",
        ),
    ],
)
def test_masks(text: str, shown: str) -> None:
    assert masker(text).text(text, "id-d0") == shown


def test_reveal_shows_names() -> None:
    text = "The conscript Janek Wolny left."
    assert masker(text, reveal=True).text(text) == text


def test_a_shared_surname_is_masked_where_the_private_person_is_named() -> None:
    private, public = (
        "The conscript Janek Brandl left. Brandl wept.",
        "President Ottokar Brandl spoke. Brandl smiled.",
    )
    made = masker(private, public)
    assert made.text(private, "id-d0") == "The conscript [soldier A] left. [soldier A] wept."
    assert made.text(public, "id-d1") == public


def test_romanised_forms_are_masked_too() -> None:
    made = masker("The conscript Ján Wołny left.")
    assert made.text("Jan Wolny spoke.") == "[soldier A] spoke."


def test_entities_and_sources_add_names() -> None:
    entity = Entity("e", "Doru Petz", "person", ("Doru Petz", "Petz", "Petzu"), "witness", private=True)
    made = make_masker(documents("Doru Petz spoke to us."), (), Linkage(entities=(entity,)), reveal=False)
    assert made.text("Petzu and Doru") == "[witness A] and [witness A]"


def test_addresses_that_name_somebody_are_withheld() -> None:
    made = masker("The conscript Janek Wolny left.")
    assert made.link("https://example.org/2031/wolny-flees") is None
    assert made.link("https://example.org/2031/army") == "https://example.org/2031/army"
    assert made.label("interview-wolny") == "[name withheld]"


NAME = st.builds(
    lambda first, last: f"{first} {last}",
    st.sampled_from(["Janek", "Halka", "Doru", "Ilmar", "Zofka", "Ádám", "Tomeu"]),
    st.sampled_from(["Wolny", "Petz", "Marn", "O'Reny", "Żuraw", "Kess-Loran", "Sarvik"]),
)
FRAME = st.sampled_from(
    [
        "The conscript {n} left his unit on Tuesday.",
        "{n}, a 22-year-old conscript from Zelk, left his unit on Tuesday.",
        "His sister, {n}, waited at home in Zelk.",
        "22-year-old {n} ran away on Tuesday night.",
        "{n}, who fled to the border, asked for help.",
    ]
)


@settings(max_examples=15, deadline=None)
@given(
    NAME,
    FRAME,
    st.sampled_from(["{f} was afraid.", "{l}’s mother wept.", "“{f},” they called.", "So {l} walked on."]),
)
def test_no_private_name_in_any_output(name: str, frame: str, more: str) -> None:
    first, last = name.split()
    sentence = frame.format(n=name)
    other = more.format(f=first, l=last)
    text = f"News from Zelk\n\n{sentence} {other} The Defence Ministry of Borduria said that {last} was free."
    world = _world_with(text, sentence, other)
    outputs = _outputs(world)
    for output in outputs:
        for form in (name, first, last):
            assert not re.search(rf"(?<!\w){re.escape(form)}(?!\w)", output), form


def _world_with(text: str, *sentences: str) -> World:
    world = make_world()
    page = document("page", text, "Herald", date(2031, 5, 5), title=sentences[0])
    added = tuple(
        claim(page, sentence.rstrip("."), f"x{index}", kind="event") for index, sentence in enumerate(sentences)
    )
    claims = (*world.claims, *added)
    incidents = (
        *world.linkage.incidents,
        *(
            replace(world.linkage.incidents[-1], id=f"i{c.id}", head=c.id, claim_ids=(c.id,), origins=())
            for c in added
        ),
    )
    evidence = (*world.evidence, *(replace(world.evidence[0], claim_id=c.id) for c in added))
    judgement = replace(world.judgement, counted=(*world.judgement.counted, page.id))
    return replace(
        world,
        documents=(*world.documents, page),
        claims=claims,
        linkage=replace(world.linkage, incidents=incidents),
        evidence=evidence,
        judgement=judgement,
    )


def _outputs(world: World) -> list[str]:
    brief = compose(world.parts())
    context = world.context(everything=True)
    pairs = [(item, context.documents[item.document_id]) for item in world.claims]
    rows = [
        tables.claim_rows(context),
        tables.claim_objects(context),
        tables.source_rows(context),
        tables.incident_rows(context),
        tables.conflict_rows(context),
        tables.document_rows(context),
        annotation_page(pairs, context.masker),
        links_json(world.linkage, context.masker),
        judgement_json(world.judgement, context.masker, grades=True),
    ]
    shown = [json.dumps(item, ensure_ascii=False) for item in rows]
    return [markdown.render(brief), html.render(brief), json_brief.render(brief), terminal.render(brief), *shown]


def test_the_invented_world_is_masked() -> None:
    for output in _outputs(make_world()):
        assert "Wolny" not in output
        assert "Janek" not in output


def test_grades_are_not_exported_by_default() -> None:
    world = make_world()
    assert "grades" not in judgement_json(world.judgement, world.context().masker)


def test_offsets_stay() -> None:
    context = make_world().context(everything=True)
    row = next(row for row in tables.claim_objects(context) if row["id"] == "id-claim-left")
    start, end = row["content"]["start"], row["content"]["end"]
    assert GAZETTE[start:end].startswith("Janek Wolny")
    assert row["content"]["text"].startswith("[soldier A]")

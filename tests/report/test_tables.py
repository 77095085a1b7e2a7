"""Tables and interchange: shapes, neutralised cells, grounding."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_world import make_world

from tocsin.report import tables
from tocsin.report.annotations import annotation_page
from tocsin.report.links_json import links_json


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+49 30", "'+49 30"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("plain", "plain"),
        (-2, -2),
        (0.5, 0.5),
        (None, ""),
        (["a", "b"], "a; b"),
    ],
)
def test_neutral(value: object, cell: object) -> None:
    assert tables.neutral(value) == cell


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_csv_round_trip_has_no_formula(cells: list[str]) -> None:
    text = tables.csv_text([{f"c{index}": cell for index, cell in enumerate(cells)}])
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) == 2
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in rows[1])


def test_claim_objects_ground_when_revealed() -> None:
    context = make_world().context(reveal=True, everything=True)
    for row in tables.claim_objects(context):
        text = context.documents[row["document_id"]].text
        for where in [row["content"], row["cue"], *row["sources"], *row["numbers"]]:
            if where:
                assert text[where["start"] : where["end"]] == where["text"]


def test_claim_objects_have_the_annotated_shape() -> None:
    context = make_world().context(everything=True)
    row = tables.claim_objects(context)[0]
    names = "id doc content cue sources stance polarity certainty verification kind when said numbers"
    assert list(row)[:15] == [*names.split(), "indicators", "direction"]
    assert list(row["sources"][0]) == ["start", "end", "text", "name", "type", "side"]
    assert row["doc"] == "gazette"


def test_quotes_are_capped_on_request() -> None:
    context = make_world().context(everything=True)
    assert all(len(row["content"]["text"]) <= 20 for row in tables.claim_objects(context, longest=20))


def test_links_have_the_annotated_shape() -> None:
    world = make_world()
    made = links_json(world.linkage, world.context().masker)
    assert made["same"] == [["id-claim-move", "id-claim-move-again"]]
    assert made["contradict"] == [
        {"a": "id-claim-move", "b": "id-claim-denial", "why": "words against deeds", "strength": "tension"}
    ]
    assert list(made) == ["same", "contradict", "update", "circular", "entities", "copies", "series"]


def test_rows_of_one_table_have_the_same_columns() -> None:
    context = make_world().context(everything=True)
    for function in (
        tables.claim_rows,
        tables.source_rows,
        tables.incident_rows,
        tables.conflict_rows,
        tables.indicator_rows,
        tables.document_rows,
    ):
        rows = function(context)
        assert rows
        assert len({tuple(row) for row in rows}) == 1


def test_annotations_point_into_documents() -> None:
    context = make_world().context(everything=True)
    pairs = [(claim, context.documents[claim.document_id]) for claim in context.claims.values()]
    page = annotation_page(pairs, context.masker)
    for item, (claim, document) in zip(page["items"], pairs, strict=True):
        selectors = item["target"]["selector"]
        assert selectors[0]["start"] == claim.content.start
        for selector in selectors[1:]:
            assert selector["exact"] in document.text
    assert "reliability" not in str(page)

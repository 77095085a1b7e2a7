"""Every view: what an analyst sees, masked, as of the day asked for."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

VIEWS = (
    "/api/words",
    "/api/question",
    "/api/curve",
    "/api/days/2022-10-20",
    "/api/changes?from=2022-10-12&to=2022-10-27",
    "/api/judgement",
    "/api/carries",
    "/api/documents",
    "/api/claims",
    "/api/incidents",
    "/api/board",
    "/api/tasks",
    "/api/sources",
    "/api/lanes",
    "/api/conflicts",
    "/api/series",
    "/api/places",
    "/api/timeline",
    "/api/scorecard",
    "/api/brief",
    "/api/brief/drafts",
    "/api/search?q=Slonim",
    "/api/decisions",
    "/api/decisions/conflicts",
    "/api/decisions/loose",
    "/api/log",
    "/api/log/verify",
)


@pytest.mark.parametrize("path", VIEWS)
def test_every_view_answers_masked_with_an_etag_and_is_not_sent_twice(desk: Any, path: str) -> None:
    response = desk.client.get(path)
    assert response.status_code == 200, response.text
    assert "Wolny" not in response.text
    assert path == "/api/words" or response.json()["state"] == response.headers["X-Tocsin-State"]
    again = desk.client.get(path, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", [path for path in VIEWS if "log" not in path])
def test_every_view_is_of_the_day_asked_for(desk: Any, path: str) -> None:
    joined = "&" if "?" in path else "?"
    assert desk.get(f"{path}{joined}as_of=2022-10-15")["as_of"] == (
        "2022-10-20" if "/days/" in path else "2022-10-15"
    )


def test_the_reader_places_every_span_in_the_text_that_it_gives(desk: Any) -> None:
    first = next(item for item in desk.get("/api/documents")["items"] if item["name"] == "ledger")
    reader = desk.get(f"/api/documents/{first['id']}")
    units = reader["text"].encode("utf-16-le")
    assert "🚆" in reader["text"]
    assert "[soldier A]" in reader["text"]
    spans = list(placed(reader["claims"]))
    assert len(spans) > 12
    for span in spans:
        if "text" in span:
            shown = units[2 * span["from"] : 2 * span["to"]].decode("utf-16-le")
            assert " ".join(shown.split()) == " ".join(span["text"].split())


def test_a_claim_of_the_desk_has_the_fields_of_the_command_line(desk: Any) -> None:
    claim = desk.claim("two tank companies")
    named = {
        "id",
        "doc",
        "content",
        "cue",
        "sources",
        "stance",
        "polarity",
        "certainty",
        "verification",
        "kind",
        "when",
    }
    named |= {"said", "numbers", "indicators", "direction", "condition", "relevant", "incident", "document_id"}
    assert named <= set(claim)
    assert claim["sources"][0]["name"] == "General Staff of Ukraine"
    assert claim["numbers"][0]["value"] == 2
    detail = desk.get(f"/api/claims/{claim['id']}")
    assert detail["incident_row"]["id"] == claim["incident"]


def test_an_incident_leads_down_to_its_origins(desk: Any) -> None:
    incident = desk.claim("two tank companies")["incident"]
    detail = desk.get(f"/api/incidents/{incident}")
    assert detail["counted_words"] == "three articles, one origin"
    paths = [path for origin in detail["tree"]["origins"] for path in origin["paths"]]
    assert {path["document"]["name"] for path in paths} == {"ledger", "lantern", "copy"}
    assert detail["credibility"]["level"] in range(1, 7)
    assert detail["credibility"]["reasons"]


def test_an_earlier_day_knows_less(desk: Any) -> None:
    documents = desk.get("/api/documents", as_of="2022-10-13")["items"]
    assert {row["name"]: row["counts"] for row in documents} == {
        "ledger": True,
        "lantern": False,
        "copy": False,
        "undated": False,
    }
    assert all(row["why"] for row in documents if not row["counts"])
    claims = desk.get("/api/claims", as_of="2022-10-13", counts=True)["items"]
    assert {row["doc"] for row in claims} == {"ledger"}


def test_the_board_has_every_indicator_in_five_states(desk: Any) -> None:
    board = desk.get("/api/board")
    words = desk.get("/api/words")
    assert [row["indicator"] for row in board["rows"]] == [each["key"] for each in words["indicators"]]
    states = {cell["state"] for row in board["rows"] for cell in row["cells"]}
    assert states <= {each["key"] for each in words["state"]}
    assert all(len(row["cells"]) == len(board["weeks"]) for row in board["rows"])


def test_the_steps_and_the_time_add_up_to_what_changed(desk: Any) -> None:
    made = desk.get("/api/changes", **{"from": "2022-10-11", "to": "2022-10-27"})
    told = sum(step["change"] for step in made["steps"]) + made["time"]["log_odds"]
    assert told == pytest.approx(made["difference"]["log_odds"])
    assert {row["name"] for row in made["documents"]} == {"ledger", "lantern", "copy"}
    desk.get("/api/changes", 422, **{"from": "2022-10-27", "to": "2022-10-11"})


def test_the_slider_has_a_row_for_every_day(desk: Any) -> None:
    curve = desk.get("/api/curve")
    days = [row["as_of"] for row in curve["items"]]
    assert days == sorted(set(days))
    assert days[-1] == "2022-10-28"
    step = desk.get("/api/days/2022-10-20")
    assert [row["name"] for row in step["new_documents"]] == ["lantern"]
    assert step["previous"]["as_of"] == "2022-10-19"
    desk.get("/api/days/2019-01-01", 404)


@pytest.mark.parametrize("query", ["Lukashenka", "Lukashenko", "Лукашенко", '"send its army"', "ukraine ARMY"])
def test_names_and_words_are_found_under_any_spelling(desk: Any, query: str) -> None:
    found = desk.get("/api/search", q=query, kind="claim")
    texts = ["".join(piece["text"] for piece in item["snippet"]) + item["title"] for item in found["items"]]
    documents = desk.get("/api/search", q=query, kind="document")["items"]
    assert texts or documents
    if query.lower().startswith(("luk", "лук")):
        assert {item["title"].partition(" ")[0] for item in documents} == {"Two", "Lukashenka"}


def test_a_masked_name_is_not_found(desk: Any) -> None:
    assert desk.get("/api/search", q="Wolny")["items"] == []
    assert desk.get("/api/search", q="Janek")["items"] == []


@pytest.mark.parametrize(
    "q", ['"', "AND OR NOT", "a* (b)", "text:x", "'; DROP TABLE claims; --", "\x00", "*", "^x", "NEAR(a b)"]
)
def test_a_query_is_words_and_never_a_program(desk: Any, q: str) -> None:
    assert desk.get("/api/search", q=q)["total"]


def test_lists_come_page_by_page(desk: Any) -> None:
    whole = desk.get("/api/claims", limit=200)
    seen, cursor = [], ""
    while cursor is not None:
        part = desk.get("/api/claims", limit=3, cursor=cursor)
        assert part["total"] == whole["total"]
        seen += [row["id"] for row in part["items"]]
        cursor = part["next"]
    assert seen == [row["id"] for row in whole["items"]]
    desk.get("/api/claims", 422, cursor="x")
    desk.get("/api/claims", 422, limit=0)
    desk.get("/api/claims", 422, sort="colour")


def test_what_if_leaves_the_case_as_it_is(desk: Any) -> None:
    carries = desk.get("/api/carries")
    strongest = carries["influences"]["indicator"][0]
    made = desk.post("/api/what-if", {"without": [{"kind": "indicator", "key": strongest["key"]}]})
    assert made["change_log_odds"] * strongest["change_log_odds"] > 0
    assert desk.post("/api/what-if", {})["change_log_odds"] == pytest.approx(0)
    higher = desk.post("/api/what-if", {"prior": 0.5})
    assert higher["change_log_odds"] > 1
    desk.post("/api/what-if", {"without": [{"kind": "indicator", "key": "nothing"}]}, 422)


def test_the_composed_brief_passes_its_own_check(desk: Any) -> None:
    brief = desk.get("/api/brief")
    made = desk.post("/api/brief/check", {"markdown": brief["markdown"]})
    assert [row["text"] for row in made["sentences"] if row["status"] in ("uncited", "unknown-citation")] == []
    assert made["ok"]


def test_the_check_finds_what_is_not_covered_and_who_is_named(desk: Any) -> None:
    text = "## Key points\n\nAll is well 🚆 today. Tanks moved. [1]\n\n"
    text += "_I doubt it._ Ships came. [99] Janek Wolny saw them. [1]\n"
    made = desk.post("/api/brief/check", {"markdown": text})
    states = [(row["text"].split()[0], row["status"]) for row in made["sentences"]]
    assert states == [
        ("All", "uncited"),
        ("Tanks", "cited"),
        ("_I", "judgement"),
        ("Ships", "unknown-citation"),
        ("Janek", "cited"),
    ]
    units = text.encode("utf-16-le")
    first = made["sentences"][1]
    assert units[2 * first["from"] : 2 * first["to"]].decode("utf-16-le").startswith("Tanks moved.")
    assert [row["label"] for row in made["people"]] == ["[soldier A]"]
    assert not made["ok"]


@pytest.mark.parametrize(
    ("kind", "head"), [("md", b"# "), ("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF-"), ("json", b"{")]
)
def test_the_brief_leaves_as_a_file(desk: Any, kind: str, head: bytes) -> None:
    response = desk.client.get("/api/brief/export", params={"format": kind})
    assert response.content.startswith(head)
    assert response.headers["Content-Disposition"] == f'attachment; filename="brief-2022-10-28.{kind}"'
    assert b"Wolny" not in response.content


def test_what_is_not_there_is_refused_in_one_shape(desk: Any) -> None:
    for path, status in (("/api/documents/nothing", 404), ("/nothing", 404), ("/api/claims?limit=x", 422)):
        error = desk.get(path, status)["error"]
        assert set(error) == {"status", "code", "message", "value", "place", "remedy"}
        assert error["status"] == status
    response = desk.client.delete("/api/claims", headers=desk.headers)
    assert (response.status_code, response.json()["error"]["code"]) == (405, "method-not-allowed")


def test_probabilities_are_numbers_from_0_to_1(desk: Any) -> None:
    text = json.dumps([desk.get("/api/question"), desk.get("/api/curve")])
    assert all(0 <= float(value) <= 1 for value in re.findall(r'"probability": ([0-9.e-]+)', text))


def placed(value: Any) -> Any:
    """Every object with a place in the shown text."""
    if isinstance(value, list):
        for each in value:
            yield from placed(each)
    elif isinstance(value, dict):
        if "from" in value:
            yield value
        for each in value.values():
            yield from placed(each)

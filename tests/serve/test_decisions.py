"""Rulings at the desk: every kind of them there and back, conflicts of two people, what outlives what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from desk_world import NOW

from tocsin.model.decision import Decision

RULE = "/api/decisions"


def rule(desk: Any, target: str, ruling: str, status: int = 201, **more: Any) -> Any:
    body = {"subject": "claim", "target": target, "ruling": ruling, "reason": "read it again", **more}
    return desk.post(RULE, body, status)


FIELDS: tuple[tuple[str, str, Callable[[Any], Any]], ...] = (
    ("polarity", "-", lambda claim: claim["polarity"]),
    ("stance", "warns", lambda claim: claim["stance"]),
    ("certainty", "possible", lambda claim: claim["certainty"]),
    ("when", "2022-10-09", lambda claim: claim["when"]),
    ("said", "2022-10", lambda claim: claim["said"]),
    ("kind", "forecast", lambda claim: claim["kind"]),
    ("origin", "Ministry of Defence", lambda claim: claim["sources"][-1]["name"]),
    ("origin-side", "russia", lambda claim: claim["sources"][-1]["side"]),
    ("direction", "away", lambda claim: claim["direction"]),
    ("span", "74-113", lambda claim: f"{claim['content']['start']}-{claim['content']['end']}"),
)


def test_every_field_is_set_at_once_and_stays_when_the_figures_follow(own_desk: Any) -> None:
    claim = own_desk.claim("for the border on Tuesday")
    numbers = []
    for field, value, shown in FIELDS:
        made = rule(own_desk, claim["id"], "set", field=field, value=value)
        assert shown(made["claim"]) == value
        assert shown(own_desk.get(f"/api/claims/{claim['id']}")) == value
        numbers.append(made["decision"]["number"])
    own_desk.settled()
    after = own_desk.get(f"/api/claims/{claim['id']}")
    assert [shown(after) for _, _, shown in FIELDS] == [value for _, value, _ in FIELDS]
    assert [row["number"] for row in after["history"]] == numbers
    assert after["state"] == "changed"


def test_a_rejected_claim_is_gone_from_every_copy_until_it_is_taken_back(own_desk: Any) -> None:
    claim = own_desk.claim("Belarus was already taking part")
    made = rule(own_desk, claim["id"], "reject")
    assert claim["id"] not in {row["id"] for row in own_desk.get("/api/claims", limit=200)["items"]}
    reader = own_desk.get(f"/api/documents/{claim['document_id']}")
    assert [row["id"] for row in reader["rejected"]] == [claim["id"]]
    own_desk.settled()
    own_desk.post(f"{RULE}/{made['decision']['number']}/undo", {"reason": "it was right"}, 201)
    own_desk.settled()
    assert own_desk.claim("Belarus was already taking part")["id"] == claim["id"]
    rows = own_desk.get(RULE)["items"]
    assert [(row["ruling"], row["in_force"]) for row in rows] == [("undo", False), ("reject", False)]
    own_desk.post(f"{RULE}/{made['decision']['number']}/undo", {"reason": "again"}, 409)


def test_a_claim_is_split_and_its_parts_are_merged_again(own_desk: Any) -> None:
    claim = own_desk.claim("for the border on Tuesday")
    start, end = claim["content"]["start"], claim["content"]["end"]
    middle = start + len("two tank companies had left Slonim")
    spans = [{"start": start, "end": middle}, {"start": middle + 1, "end": end}]
    parts = rule(own_desk, claim["id"], "split", spans=spans)["claims"]
    assert [part["content"]["text"] for part in parts] == [
        "two tank companies had left Slonim",
        "for the border on Tuesday",
    ]
    assert len(parts[0]["numbers"]) == 1
    assert parts[1]["numbers"] == []
    own_desk.settled()
    merged = rule(own_desk, parts[0]["id"], "merge", value=parts[1]["id"])["claim"]
    assert (merged["content"]["start"], merged["content"]["end"]) == (start, end)
    own_desk.settled()
    texts = [row["content"]["text"] for row in own_desk.get("/api/claims", limit=200)["items"]]
    assert texts.count("two tank companies had left Slonim for the border on Tuesday") == 1
    assert "for the border on Tuesday" not in texts


def test_a_claim_is_added_from_a_selection_in_the_masked_text(own_desk: Any) -> None:
    document = next(row for row in own_desk.get("/api/documents")["items"] if row["name"] == "ledger")
    reader = own_desk.get(f"/api/documents/{document['id']}")
    units = reader["text"].encode("utf-16-le")
    at = units.index("that his unit".encode("utf-16-le")) // 2
    span = {"from": at, "to": at + len("that his unit had been issued"), "text_key": reader["text_key"]}
    fields = {"stance": "warns", "origin": "General Staff of Ukraine", "when": "2022-10-12"}
    made = rule(own_desk, document["id"], "add", span=span, fields=fields)["claim"]
    assert made["content"]["text"] == "that his unit had been issued"
    assert (made["stance"], made["state"], made["sources"][0]["name"]) == (
        "warns",
        "added",
        "General Staff of Ukraine",
    )
    own_desk.settled()
    again = own_desk.get(f"/api/claims/{made['id']}")
    assert again["evidence"] is not None
    assert again["incident"]
    stale = {**span, "text_key": "0" * 16}
    assert rule(own_desk, document["id"], "add", 409, span=stale)["error"]["code"] == "text-changed"


def test_two_people_are_told_of_each_other_and_both_are_kept(own_desk: Any) -> None:
    claim = own_desk.claim("for the border on Tuesday")
    hub = own_desk.client.app.state.hub
    theirs = Decision(0, "claim", claim["target"], "set", "certainty", "possible", "Boris", "they say so", NOW)
    hub.decide(theirs, lambda every: None)
    refused = rule(own_desk, claim["id"], "set", 409, field="certainty", value="probable", seen=0)["error"]
    assert refused["code"] == "edited-meanwhile"
    assert [row["author"] for row in refused["decisions"]] == ["Boris"]
    # Another field is no conflict, and who has seen theirs may rule otherwise.
    rule(own_desk, claim["id"], "set", field="polarity", value="-", seen=0)
    made = rule(own_desk, claim["id"], "set", field="certainty", value="probable", seen=0, anyway=True)
    assert made["claim"]["certainty"] == "probable"
    assert made["claim"]["state"] == "contested"
    own_desk.settled()
    groups = own_desk.get(f"{RULE}/conflicts")["items"]
    assert [(row["author"], row["value"]) for row in groups[0]["decisions"]] == [
        ("Boris", "possible"),
        ("Ada", "probable"),
    ]
    assert groups[0]["holds"] == made["decision"]["number"]


def test_names_and_claims_are_ruled_one_or_two(own_desk: Any) -> None:
    first, second = own_desk.claim("taking part in the war"), own_desk.claim("would send its army")
    target = f"{first['id']}~{second['id']}"
    own_desk.post(RULE, {"subject": "link", "target": target, "ruling": "same", "reason": "one thing"}, 201)
    own_desk.post(
        RULE,
        {
            "subject": "entity",
            "target": "Lukashenko",
            "ruling": "different",
            "value": "Alexander Lukashenka",
            "reason": "no",
        },
        201,
    )
    own_desk.settled()
    now = own_desk.claim("taking part in the war")
    assert now["incident"] == own_desk.claim("would send its army")["incident"]


def test_a_grade_holds_for_every_spelling_of_a_source(own_desk: Any) -> None:
    source = next(row for row in own_desk.get("/api/sources")["items"] if "Lukashenk" in row["source"])
    body = {"subject": "source", "target": source["key"], "ruling": "set", "field": "grade", "value": "E"}
    own_desk.post(RULE, {**body, "reason": "took it back twice"}, 201)
    own_desk.settled()
    after = own_desk.get(f"/api/sources/{source['key']}")
    assert (after["grade"], after["ruled"], after["graded_by"]["author"]) == ("E", True, "Ada")
    for words in ("would not send its army", "taking part in the war"):
        assert own_desk.claim(words)["sources"][0]["grade"] == "E"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"ruling": "set", "field": "polarity", "value": "maybe"}, 422),
        ({"ruling": "set", "field": "colour", "value": "red"}, 422),
        ({"ruling": "set", "field": "when", "value": "soon"}, 422),
        ({"ruling": "set", "field": "span", "value": "5-3"}, 422),
        ({"ruling": "set", "field": "span", "value": "0-999999"}, 422),
        ({"ruling": "split", "value": "1-2"}, 422),
        ({"ruling": "reject", "reason": "  "}, 422),
        ({"ruling": "fly"}, 422),
        ({"ruling": "reject", "target": "nothing"}, 404),
        ({"ruling": "undo", "target": "99"}, 404),
        ({"subject": "number", "target": "pi", "ruling": "set", "value": "0.5"}, 422),
        ({"subject": "link", "target": "a~a", "ruling": "same"}, 422),
        ({"seen": "many"}, 422),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(desk: Any, body: dict[str, Any], status: int) -> None:
    claim = desk.claim("for the border on Tuesday")
    base = {"subject": "claim", "target": claim["id"], "ruling": "reject", "reason": "because"}
    error = desk.post(RULE, {**base, **body}, status)["error"]
    assert error["message"]
    assert desk.get(RULE)["total"] == 0


def test_a_date_for_an_undated_article_makes_it_count(own_desk: Any) -> None:
    document = next(row for row in own_desk.get("/api/documents")["items"] if row["name"] == "undated")
    body = {
        "subject": "document",
        "target": document["id"],
        "ruling": "set",
        "field": "published",
        "value": "2022-10-25",
    }
    own_desk.post(RULE, {**body, "reason": "stamp on the print edition"}, 201)
    hub = own_desk.client.app.state.hub
    # The claims of a document depend on its date: they are laid in under the new one.
    lay_in_again(hub)
    own_desk.settled()
    after = own_desk.get(f"/api/documents/{document['id']}")["document"]
    assert (after["counts"], after["interval"], after["basis"]) == (True, "2022-10-25", "user")


def test_tasks_of_looking_for_a_sign_are_kept_and_closed(noted_desk: Any) -> None:
    board = noted_desk.get("/api/board")
    row = next(each for each in board["rows"] if each["state"] == "unreported")
    week = board["weeks"][-1]
    wish = {
        "indicator": row["indicator"],
        "start": week["start"],
        "end": week["end"],
        "text": "look",
        "reason": "silent",
    }
    task = noted_desk.post("/api/tasks", wish, 201)
    assert noted_desk.get("/api/tasks", open=True)["total"] == 1
    done = noted_desk.post(f"/api/tasks/{task['id']}", {"status": "done", "reason": "nothing seen"})
    assert (done["id"], done["status"], done["text"]) == (task["id"], "done", "look")
    assert noted_desk.get("/api/tasks", open=True)["total"] == 0
    noted_desk.post("/api/tasks", {**wish, "indicator": "nothing"}, 404)


def test_a_draft_is_kept_in_every_version(noted_desk: Any) -> None:
    body = {"markdown": "# Mine\n\nWords. [1]\n", "reason": "first go"}
    first = noted_desk.client.put("/api/brief/draft", json=body, headers=noted_desk.headers)
    assert first.status_code == 201, first.text
    assert noted_desk.get("/api/brief")["draft"]["markdown"] == body["markdown"]
    stale = noted_desk.client.put("/api/brief/draft", json=body, headers=noted_desk.headers)
    assert stale.json()["error"]["code"] == "edited-meanwhile"
    newer = {**body, "markdown": "# Mine\n\n=cmd Janek Wolny\n", "seen": first.json()["id"]}
    assert noted_desk.client.put("/api/brief/draft", json=newer, headers=noted_desk.headers).status_code == 201
    assert noted_desk.get("/api/brief/drafts")["total"] == 2
    for kind in ("md", "html", "pdf"):
        response = noted_desk.client.get("/api/brief/export", params={"format": kind, "draft": "true"})
        assert response.status_code == 200
        assert b"Wolny" not in response.content


def test_a_frozen_answer_is_scored_when_the_question_is_settled(own_desk: Any) -> None:
    frozen = own_desk.post("/api/freeze", {"as_of": "2022-10-20"}, 201)
    assert len(frozen["sha256"]) == 64
    own_desk.post("/api/resolution", {"outcome": "no", "on": "2023-01-01", "reason": "the deadline passed"}, 201)
    own_desk.settled()
    card = own_desk.get("/api/scorecard")
    assert card["outcome"] is False
    assert card["frozen"][0]["brier"] == pytest.approx(frozen["probability"] ** 2)
    assert card["scores"][0]["name"] == "answers"


def test_the_log_tells_all_of_it_and_its_chain_holds(own_desk: Any) -> None:
    claim = own_desk.claim("for the border on Tuesday")
    rule(own_desk, claim["id"], "accept")
    log = own_desk.get("/api/log")["items"]
    assert (log[0]["action"], log[0]["who"]) == ("decision", "Ada")
    made = own_desk.get("/api/log/verify")
    assert (made["holds"], made["problems"], made["entries"]) == (True, [], len(log))


def lay_in_again(hub: Any) -> None:
    """The claims of every document under the key that it has by now."""
    from tocsin.pipeline.extracting import extraction_key
    from tocsin.pipeline.rulings import effective, on_document
    from tocsin.registry.extraction import build_extraction

    version = build_extraction(hub.opening.settings.extract).version
    with hub.opening.case() as store:
        decisions = effective(store.decisions())
        for stored in store.documents():
            ruled = on_document(stored, decisions)
            old = store.claims(stored.id, extraction_key(stored, version))
            if ruled is not None and old:
                store.put_claims(stored.id, extraction_key(ruled, version), tuple(replace(each) for each in old))

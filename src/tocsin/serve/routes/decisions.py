"""Decisions: what people rule, all of them kept; and the log in which they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

import msgspec
from fastapi import Body, Query, Request
from fastapi import Path as InPath
from starlette.responses import Response

from tocsin.model.decision import Decision
from tocsin.model.log_entry import LogEntry, first_break
from tocsin.pipeline.opposed import newer_than, opposed
from tocsin.pipeline.rulings import effective, without_claim
from tocsin.report.desk.claims import claim_with_document
from tocsin.report.desk.decisions import conflict_groups, decision_row, decision_rows
from tocsin.report.desk.reader import placed, shown_text
from tocsin.report.desk.sight import Row, Sight
from tocsin.serve.answers import answer, listing
from tocsin.serve.deciding import DecisionWish, decision_of
from tocsin.serve.refusals import refused
from tocsin.serve.routes.endpoint import Endpoint
from tocsin.serve.views import Decider, Page, View, Viewed, hub_of, session_of, sorted_by
from tocsin.store.integrity import problems

Number = Annotated[int, InPath(ge=1, le=10**9)]
Short = Annotated[str, Query(max_length=300)]
SORTS = ("number",)
Subject = Literal["claim", "link", "entity", "source", "indicator", "document", "question", "number"]


@dataclass
class Reason:
    """Why."""

    reason: str


def decide(request: Request, who: Decider, wish: Annotated[dict[str, Any], Body()]) -> Response:
    """Rule on something. Nothing is ever changed or lost: to take a ruling back is another one."""
    return _decided(request, who, _wish(wish))


def undo(request: Request, who: Decider, id: Number, why: Reason) -> Response:
    """Take a ruling back."""
    return _decided(request, who, DecisionWish("claim", str(id), "undo", why.reason))


def decisions(
    view: Viewed,
    page: Page,
    subject: Subject | None = None,
    target: Short = "",
    author: Short = "",
    claim: Short = "",
    in_force: bool | None = None,
    conflicts: bool = False,
    sort: Short = "-number",
) -> Response:
    """Every ruling, undone ones too."""
    sorted_by(sort, SORTS)
    rows = [
        row
        for row in decision_rows(view.sight(), _every(view))
        if (subject is None or row["subject"] == subject)
        and (not target or row["target"] == target)
        and (not author or row["author"] == author)
        and (not claim or row["claim_id"] == claim)
        and (in_force is None or row["in_force"] == in_force)
        and (not conflicts or row["conflicts_with"])
    ]
    ordered = list(reversed(rows)) if sort.startswith("-") else rows
    return view.answer(listing(ordered, dict, page))


def opposing(view: Viewed, page: Page) -> Response:
    """Rulings of several people on one thing that do not agree. All are kept; the last one holds."""
    return view.answer(listing(conflict_groups(view.sight(), _every(view)), dict, page))


def loose(view: Viewed, page: Page) -> Response:
    """Rulings that fall on no claim any more, to be looked at again."""
    given = view.moment.desk.corpus
    found = without_claim(given.documents, given.extracted or given.claims, effective(_every(view)))
    return view.answer(listing(found, lambda each: decision_row(view.sight(), each), page))


def log(view: Viewed, page: Page, action: Short = "", sort: Short = "-number") -> Response:
    """Who did what to the case, and when."""
    sorted_by(sort, SORTS)
    with view.hub.reading() as store:
        entries = [entry for entry in store.log() if not action or entry.action == action]
    ordered = list(reversed(entries)) if sort.startswith("-") else entries
    sight = view.sight()
    return view.answer(listing(ordered, lambda entry: _log_row(sight, entry), page))


def verify(view: Viewed) -> Response:
    """Whether the log's chain holds, and the originals and texts are what they were."""
    with view.hub.reading() as store:
        entries = store.log()
        found = problems(store)
    broken = first_break(entries)
    sight = view.sight()
    return view.answer(
        {
            "holds": broken is None and not found,
            "entries": len(entries),
            "broken_at": broken,
            "last_digest": entries[-1].digest if entries else None,
            "problems": [sight.mask(line) for line in found],
        }
    )


def _decided(request: Request, who: str, wish: DecisionWish) -> Response:
    hub = hub_of(request)
    view = View(request, hub, session_of(request), hub.moment, hub.as_of(), False)
    with hub.reading() as store:
        made = decision_of(view.sight(), wish, hub.stamp(who), store.decisions())

    def check(every: tuple[Decision, ...]) -> None:
        newer = newer_than(made, wish.seen, effective(every))
        if newer and not wish.anyway and made.ruling != "undo":
            rows = [decision_row(view.sight(), each) for each in newer]
            remedy = "look at theirs, then send it again with anyway: both are kept, yours holds"
            raise refused(
                409,
                "edited-meanwhile",
                f"{newer[-1].author} ruled on this meanwhile",
                value=str(newer[-1].id),
                remedy=remedy,
                decisions=rows,
            )

    kept = hub.decide(made, check)
    sight = hub.moment.sight(hub.as_of(), reveal=False)
    claims = _touched(sight, kept, wish)
    with hub.reading() as store:
        rows = decision_rows(sight, store.decisions())
    row = next(each for each in rows if each["number"] == kept.id)
    hub.events.tell("decision", row)
    body = {
        "decision": row,
        "claim": claims[0] if claims else None,
        "claims": claims,
        "conflicts": [[each.id for each in group] for group in _conflicts(sight, claims)],
        "state": hub.moment.state,
        "state_pending": True,
    }
    return answer(request, body, state=hub.moment.state, status=201)


def _touched(sight: Sight, kept: Decision, wish: DecisionWish) -> list[Row]:
    """The claims that a ruling fell on, as they now stand."""
    if kept.ruling == "undo":
        return []
    ids = [key for key, rulings in sight.desk.rulings.items() if any(each.id == kept.id for each in rulings)]
    found = [sight.desk.claims[key] for key in ids if key in sight.desk.claims]
    found.sort(key=lambda claim: (claim.id != wish.target, claim.document_id, claim.content.start))
    return [
        placed(shown_text(sight, sight.desk.documents[claim.document_id]), claim_with_document(sight, claim))
        for claim in found[:20]
    ]


def _conflicts(sight: Sight, claims: list[Row]) -> list[tuple[Decision, ...]]:
    return [group for row in claims[:1] for group in opposed(sight.desk.rulings.get(row["id"], ()))]


def _wish(body: dict[str, Any]) -> DecisionWish:
    """The wish of a JSON body; `from` is a word of Python, so spans are taken apart here."""

    def span(given: Any) -> Any:
        return {"from_" if name == "from" else name: value for name, value in given.items()}

    body = dict(body)
    try:
        if isinstance(body.get("span"), dict):
            body["span"] = span(body["span"])
        if isinstance(body.get("spans"), list):
            body["spans"] = [span(each) for each in body["spans"]]
        body["value"] = "" if body.get("value") is None else body["value"]
        return msgspec.convert(body, DecisionWish)
    except (msgspec.ValidationError, AttributeError) as error:
        raise refused(422, "invalid", str(error), place="body", remedy="see /api/openapi.json") from error


def _every(view: View) -> tuple[Decision, ...]:
    with view.hub.reading() as store:
        return store.decisions()


def _log_row(sight: Sight, entry: LogEntry) -> Row:
    detail = entry.detail
    for document in sight.desk.documents.values() if entry.action == "document" else ():
        if document.id == entry.subject:
            detail = detail.replace(document.name, sight.masker.label(document.name))
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "who": entry.who,
        "action": entry.action,
        "subject": sight.mask(entry.subject),
        "detail": sight.mask(detail),
        "digest": entry.digest,
    }


ENDPOINTS = (
    Endpoint("POST", "/api/decisions", decide, status=201, errors=(404, 409)),
    Endpoint("POST", "/api/decisions/{id}/undo", undo, status=201, errors=(404, 409)),
    Endpoint("GET", "/api/decisions", decisions),
    Endpoint("GET", "/api/decisions/conflicts", opposing),
    Endpoint("GET", "/api/decisions/loose", loose),
    Endpoint("GET", "/api/log", log),
    Endpoint("GET", "/api/log/verify", verify),
)

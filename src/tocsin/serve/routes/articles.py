"""Articles and their claims: lists, the reader, the bytes as they came."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote as url_quote

from fastapi import Path as InPath
from fastapi import Query
from starlette.responses import Response

from tocsin.errors import GroundingError
from tocsin.model.capture import Capture
from tocsin.report.desk import claims as claim_views
from tocsin.report.desk.claim_lists import SORTS as CLAIM_SORTS
from tocsin.report.desk.claim_lists import ClaimFilter
from tocsin.report.desk.claim_lists import claims as listed_claims
from tocsin.report.desk.documents import SORTS, DocumentFilter, document_row
from tocsin.report.desk.documents import documents as listed_documents
from tocsin.report.desk.reader import captured as captured_text
from tocsin.report.desk.reader import reader as reader_view
from tocsin.serve.answers import listing
from tocsin.serve.kept import kept
from tocsin.serve.refusals import refused
from tocsin.serve.routes.endpoint import Endpoint
from tocsin.serve.views import Page, Since, Until, View, Viewed, Words, sorted_by

Key = Annotated[str, InPath(max_length=80)]
Short = Annotated[str, Query(max_length=200)]
# Untrusted text, shown as text and nothing else.
SANDBOX = {"Content-Security-Policy": "default-src 'none'; sandbox", "X-Content-Type-Options": "nosniff"}


def documents(
    view: Viewed,
    page: Page,
    q: Words = "",
    publisher: Short = "",
    since: Since = None,
    until: Until = None,
    counts: bool | None = None,
    undated: bool | None = None,
    indicator: Short = "",
    sort: Short = "published",
) -> Response:
    """All articles, in the order asked for."""
    wanted = DocumentFilter(q, publisher, since, until, counts, undated, indicator)
    sight = view.sight()
    sorting = sorted_by(sort, SORTS)
    found = kept(sight, ("documents", wanted, sorting), lambda: listed_documents(sight, wanted, sorting))
    return view.answer(listing(found, lambda document: document_row(sight, document), page))


def read(view: Viewed, id: Key) -> Response:
    """One article as it is shown, with every claim's words in their places."""
    sight = view.judged_if_ready() if view.moment.figures else view.sight()
    document = sight.document(id)
    return view.answer(reader_view(sight, document, _capture(view, id)))


def captured(view: Viewed, id: Key) -> Response:
    """The bytes as they came, decoded and masked, as plain text."""
    sight = view.sight()
    document = sight.document(id)
    capture = _capture(view, id)
    try:
        text = captured_text(sight, document, _there(capture, id))
    except GroundingError as error:
        raise refused(415, "unsupported", error.message, value=error.value, remedy=error.remedy) from error
    return Response(text.encode("utf-8", "replace"), media_type="text/plain; charset=utf-8", headers=SANDBOX)


def original(view: Viewed, id: Key) -> Response:
    """The very bytes, as a file. Nobody can mask them: they need an open reveal, and the log notes it."""
    hub = view.hub
    hub.sessions.may(view.session, "reveal")
    if not hub.sessions.revealing(view.session):
        raise refused(403, "reveal-not-open", "no reveal is open", remedy="POST /api/reveal with a reason first")
    view.sight().document(id)
    capture = _there(_capture(view, id), id)
    with hub.noting() as store:
        who = hub.stamp(hub.sessions.name(view.session))
        store.record("reveal", id, f"original bytes of {capture.name} handed out", who)
    name = url_quote(capture.name.rpartition("/")[2] or "original", safe="")
    headers = {**SANDBOX, "Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(capture.content, media_type="application/octet-stream", headers=headers)


def claims(
    view: Viewed,
    page: Page,
    document: Short = "",
    incident: Short = "",
    indicator: Short = "",
    source: Short = "",
    stance: Short = "",
    kind: Short = "",
    direction: Short = "",
    relevant: bool | None = None,
    counts: bool | None = None,
    state: Short = "",
    since: Since = None,
    until: Until = None,
    ids: Annotated[str, Query(max_length=8000)] = "",
    q: Words = "",
    sort: Short = "document",
) -> Response:
    """Claims with everything that is known of each but its links."""
    sight = view.judged_if_ready()
    wanted = ClaimFilter(
        document,
        incident,
        indicator,
        source,
        stance,
        kind,
        direction,
        relevant,
        counts,
        state,
        since,
        until,
        tuple(key for key in ids.split(",") if key),
        q,
    )
    sorting = sorted_by(sort, CLAIM_SORTS)
    found = kept(sight, ("claims", wanted, sorting), lambda: listed_claims(sight, wanted, sorting))
    return view.answer(listing(found, lambda claim: claim_views.claim_with_document(sight, claim), page))


def claim(view: Viewed, id: Key) -> Response:
    """One claim with its links, its weight in the answer and every decision on it."""
    sight = view.judged_if_ready()
    found = sight.claim(id)
    with view.hub.reading() as store:
        every = store.decisions()
    row = claim_views.claim_detail(sight, found, every)
    incident = sight.desk.incident_of.get(id)
    part = sight.parts.get(incident or "")
    from tocsin.report.desk.incidents import incident_row

    return view.answer({**row, "incident_row": incident_row(sight, part) if part else None})


def _capture(view: View, id: str) -> Capture | None:
    with view.hub.reading() as store:
        return store.capture(id)


def _there(capture: Capture | None, id: str) -> Capture:
    if capture is None:
        raise refused(404, "not-found", "the original bytes are not in the case", value=id, place="document")
    return capture


ENDPOINTS = (
    Endpoint("GET", "/api/documents", documents),
    Endpoint("GET", "/api/documents/{id}", read, errors=(404,)),
    Endpoint("GET", "/api/documents/{id}/captured", captured, errors=(404, 415), media="text/plain"),
    Endpoint("GET", "/api/documents/{id}/original", original, errors=(404,), media="application/octet-stream"),
    Endpoint("GET", "/api/claims", claims),
    Endpoint("GET", "/api/claims/{id}", claim, errors=(404,)),
)

"""The case as a whole: what is in it, its words, what happens to it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path as InPath
from fastapi import Request
from starlette.responses import Response, StreamingResponse

import tocsin
from tocsin.report.desk.words_of import vocabulary
from tocsin.serve.answers import answer, listing
from tocsin.serve.moment import Moment
from tocsin.serve.routes.endpoint import Endpoint
from tocsin.serve.views import Page, Reader, Viewed, hub_of

JobId = Annotated[str, InPath(max_length=20)]


def case(request: Request, who: Reader) -> Response:
    """What is in the case, and what is being built."""
    hub = hub_of(request)
    moment = hub.ready
    failure = hub.failure
    row = {
        "name": hub.opening.name,
        "state": moment.state if moment else None,
        "as_of": str(hub.as_of()),
        "today": str(hub.today()),
        "demo": hub.opening.demo,
        "version": tocsin.__version__,
        "building": hub.building,
        "failure": {"message": failure.message, "value": failure.value, "remedy": failure.remedy}
        if failure
        else None,
        **(_kept_contents(moment) if moment else _EMPTY),
    }
    return answer(request, row, state=moment.state if moment else "")


def words(view: Viewed) -> Response:
    """Every closed vocabulary with its labels."""
    return view.answer(vocabulary(view.sight()))


async def events(request: Request, who: Reader) -> Response:
    """What happens, as server-sent events."""
    hub = hub_of(request)
    stream = await hub.events.listen(hub.state())
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


def jobs(request: Request, who: Reader, page: Page) -> Response:
    """Work under way and done, the newest first."""
    return answer(request, listing(hub_of(request).jobs.all(), lambda job: job.row(), page))


def job(request: Request, who: Reader, id: JobId) -> Response:
    """One piece of work."""
    return answer(request, hub_of(request).jobs.get(id).row())


_EMPTY = {"first_day": None, "last_day": None, "counts": None, "question": None, "last_decision": 0}


def _kept_contents(moment: Moment) -> dict[str, object]:
    found: dict[str, object] | None = moment.memo.get("contents")
    if found is None:
        found = moment.memo["contents"] = _contents(moment)
    return found


def _contents(moment: Moment) -> dict[str, object]:
    desk = moment.desk
    question = desk.asked.question if desk.asked else None
    links = [link.relation for link in desk.linkage.links]
    days = sorted(day for day in desk.known.values() if day is not None)
    rows = sorted(moment.figures.rows) if moment.figures else days
    return {
        "first_day": str(rows[0]) if rows else None,
        "last_day": str(rows[-1]) if rows else None,
        "counts": {
            "documents": len(desk.documents),
            "claims": len(desk.claims),
            "incidents": len(desk.incidents),
            "contradictions": links.count("contradicts"),
            "tensions": links.count("tension"),
            "sources": len({link.source.name for claim in desk.claims.values() for link in claim.chain}),
            "entities": len(desk.linkage.entities),
            "indicators": len(moment.indicators),
            "series": len(desk.linkage.series),
            "places": len({place.name for claim in desk.claims.values() for place in claim.places}),
            "decisions": len(desk.corpus.decisions),
            "undated": sum(day is None for day in desk.known.values()),
        },
        "question": {
            "id": question.id,
            "text": question.text,
            "template": question.template,
            "deadline": str(question.deadline),
        }
        if question
        else None,
        "last_decision": max((decision.id for decision in desk.corpus.decisions), default=0),
    }


ENDPOINTS = (
    Endpoint("GET", "/api/case", case),
    Endpoint("GET", "/api/words", words),
    Endpoint("GET", "/api/events", events, media="text/event-stream", errors=(429,)),
    Endpoint("GET", "/api/jobs", jobs),
    Endpoint("GET", "/api/jobs/{id}", job, errors=(404,)),
)

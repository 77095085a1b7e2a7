"""Who speaks: sources, and the lanes of what each actor said and denied."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path as InPath
from fastapi import Query
from starlette.responses import Response

from tocsin.report.desk.lanes import lanes as lanes_view
from tocsin.report.desk.sources import SORTS, source_detail, source_row
from tocsin.report.desk.sources import sources as listed_sources
from tocsin.serve.answers import listing
from tocsin.serve.kept import kept
from tocsin.serve.routes.endpoint import Endpoint
from tocsin.serve.views import Page, Since, Until, Viewed, Words, sorted_by

Key = Annotated[str, InPath(max_length=80)]
Short = Annotated[str, Query(max_length=200)]
Keys = Annotated[str, Query(max_length=2000, description="Keys of sources, with commas between.")]
Lanes = Annotated[int, Query(ge=1, le=40, description="How many lanes at most.")]


def sources(
    view: Viewed,
    page: Page,
    type: Short = "",
    side: Short = "",
    grade: Short = "",
    q: Words = "",
    sort: Short = "claims",
) -> Response:
    """Who speaks, how far taken at his word and why."""
    sight = view.judged_if_ready()
    wanted, sorting = (type, side, grade, q), sorted_by(sort, SORTS)
    found = kept(sight, ("sources", wanted, sorting), lambda: listed_sources(sight, wanted, sorting))
    return view.answer(listing(found, lambda voice: source_row(sight, voice), page))


def source(view: Viewed, key: Key) -> Response:
    """One source with its claims, what it alone reports, and what stands against it."""
    return view.answer(source_detail(view.judged_if_ready(), key))


def lanes(
    view: Viewed,
    since: Since = None,
    until: Until = None,
    actors: Keys = "",
    relevant: bool = True,
    limit: Lanes = 12,
) -> Response:
    """What each actor said over time."""
    sight, span = view.sight(), (since, until)
    chosen = tuple(key for key in actors.split(",") if key)
    way = ("lanes", chosen, span, relevant, limit)
    return view.answer(kept(sight, way, lambda: lanes_view(sight, chosen, span, relevant, limit)))


ENDPOINTS = (
    Endpoint("GET", "/api/sources", sources),
    Endpoint("GET", "/api/sources/{key}", source, errors=(404,)),
    Endpoint("GET", "/api/lanes", lanes),
)

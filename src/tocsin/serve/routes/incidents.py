"""What is reported: incidents, contradictions, numbers, places, the timeline."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path as InPath
from fastapi import Query
from starlette.responses import Response

from tocsin.report.desk.conflicts import SORTS as CONFLICT_SORTS
from tocsin.report.desk.conflicts import conflict_row
from tocsin.report.desk.conflicts import conflicts as listed_conflicts
from tocsin.report.desk.incidents import SORTS, IncidentFilter, incident_detail, incident_row
from tocsin.report.desk.incidents import incidents as listed_incidents
from tocsin.report.desk.places import places as listed_places
from tocsin.report.desk.series import series as listed_series
from tocsin.report.desk.sight import UnknownIdError
from tocsin.report.desk.timeline import timeline as listed_times
from tocsin.report.desk.timeline import timeline_row
from tocsin.serve.answers import listing
from tocsin.serve.kept import kept
from tocsin.serve.routes.endpoint import Endpoint
from tocsin.serve.views import Cursor, Page, Since, Until, Viewed, Words, sorted_by

Key = Annotated[str, InPath(max_length=80)]
Short = Annotated[str, Query(max_length=200)]
Least = Annotated[int, Query(ge=0, le=1000)]
Many = Annotated[int, Query(ge=1, le=2000, description="How many at most.")]


def incidents(
    view: Viewed,
    page: Page,
    q: Words = "",
    indicator: Short = "",
    since: Since = None,
    until: Until = None,
    least_origins: Least = 0,
    conflicted: bool | None = None,
    relevant: bool | None = None,
    sort: Short = "origins",
) -> Response:
    """Each happening or state once."""
    sight = view.judged_if_ready()
    wanted = IncidentFilter(q, indicator, since, until, least_origins, conflicted, relevant)
    sorting = sorted_by(sort, SORTS)
    found = kept(sight, ("incidents", wanted, sorting), lambda: listed_incidents(sight, wanted, sorting))
    return view.answer(listing(found, lambda part: incident_row(sight, part), page))


def incident(view: Viewed, id: Key) -> Response:
    """One incident with its claims, the tree down to its origins, and what stands against it."""
    sight = view.judged_if_ready()
    sight.incident(id)
    part = sight.parts.get(id)
    if part is None:
        remedy = "ask for a later day"
        raise UnknownIdError("nothing of this incident counts on the day", value=id, place="incident", remedy=remedy)
    return view.answer(incident_detail(sight, part))


def conflicts(
    view: Viewed, page: Page, relation: Short = "", relevant: bool | None = None, sort: Short = "weight"
) -> Response:
    """Contradictions and tensions, both sides in their own words."""
    sight = view.sight()
    way = ("conflicts", relation, relevant, sorted_by(sort, CONFLICT_SORTS))
    found = kept(sight, way, lambda: listed_conflicts(sight, *way[1:]))
    return view.answer(listing(found, lambda link: conflict_row(sight, link), page))


def series(view: Viewed, page: Page) -> Response:
    """Numbers counted at several times, with their baselines."""
    sight = view.sight()
    return view.answer(listing(kept(sight, "series", lambda: listed_series(sight)), dict, page))


def places(
    view: Viewed,
    limit: Many = 500,
    cursor: Cursor = "",
    since: Since = None,
    until: Until = None,
    relevant: bool = False,
) -> Response:
    """Places that claims name, for the map."""
    sight, span = view.sight(), (since, until)
    way = ("places", span, relevant)
    located, unlocated = kept(sight, way, lambda: listed_places(sight, span, relevant))
    return view.answer(listing(located, dict, (limit, cursor), unlocated=unlocated))


def timeline(
    view: Viewed,
    limit: Many = 500,
    cursor: Cursor = "",
    since: Since = None,
    until: Until = None,
    relevant: bool | None = None,
    indicator: Short = "",
) -> Response:
    """Incidents in time."""
    sight = view.judged_if_ready()
    wanted = IncidentFilter(indicator=indicator, relevant=relevant)
    span = (since, until)
    found = kept(sight, ("timeline", wanted, span), lambda: listed_times(sight, wanted, span))
    return view.answer(listing(found, lambda item: timeline_row(sight, *item), (limit, cursor)))


ENDPOINTS = (
    Endpoint("GET", "/api/incidents", incidents),
    Endpoint("GET", "/api/incidents/{id}", incident, errors=(404,)),
    Endpoint("GET", "/api/conflicts", conflicts),
    Endpoint("GET", "/api/series", series),
    Endpoint("GET", "/api/places", places),
    Endpoint("GET", "/api/timeline", timeline),
)

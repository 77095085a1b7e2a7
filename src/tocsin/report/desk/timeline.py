"""Incidents in time: when what is reported happened, or, where that is not told, when it was said or out."""

from __future__ import annotations

from datetime import date

from tocsin.report.desk.incidents import IncidentFilter, incident_row, incidents
from tocsin.report.desk.parts import Part
from tocsin.report.desk.sight import Row, Sight


def timeline(sight: Sight, wanted: IncidentFilter, span: tuple[date | None, date | None]) -> list[tuple[Part, Row]]:
    """The incidents that lie in the days wanted, in order of their beginning, each with its time."""
    since, until = span
    found = []
    for part in incidents(sight, wanted, "weight"):
        time = when_of(sight, part)
        start = date.fromisoformat(time["start"])
        if (since is None or start >= since) and (until is None or start <= until):
            found.append((part, time))
    return sorted(found, key=lambda item: (item[1]["start"], item[1]["end"], item[0].id))


def timeline_row(sight: Sight, part: Part, time: Row) -> Row:
    """One incident with its time."""
    return {**incident_row(sight, part), **time}


def when_of(sight: Sight, part: Part) -> Row:
    """The days of an incident and what they are the days of."""
    claims = (part.head, *part.claims)
    for basis in ("when", "said"):
        for claim in claims:
            found = getattr(claim, basis)
            if found is not None and found.start is not None:
                return {"start": str(found.start), "end": str(found.end or found.start), "basis": basis}
    days = [day for claim in claims if (day := sight.desk.known.get(claim.document_id)) is not None]
    return {"start": str(min(days)), "end": str(min(days)), "basis": "published"}

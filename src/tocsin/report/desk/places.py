"""Places that claims name, with how often and how much of it bears on the question."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from tocsin.report.desk.sight import Row, Sight

MOST_INCIDENTS = 50


@dataclass
class _Place:
    claims: set[str] = field(default_factory=set)
    incidents: dict[str, bool] = field(default_factory=dict)
    relevant: set[str] = field(default_factory=set)
    days: list[date] = field(default_factory=list)


def places(sight: Sight, span: tuple[date | None, date | None], relevant: bool) -> tuple[list[Row], list[Row]]:
    """Places with coordinates, the most named first, and the names of those without."""
    found: dict[tuple[str, str | None, float, float], _Place] = {}
    unlocated: Counter[str] = Counter()
    since, until = span
    for part in sight.parts.values():
        for claim in part.claims:
            bears = sight.desk.relevant(claim.id)
            day = claim.when.start if claim.when and claim.when.start else sight.desk.known.get(claim.document_id)
            if (relevant and not bears) or not day or (since and day < since) or (until and day > until):
                continue
            for place in claim.places:
                if place.latitude is None or place.longitude is None:
                    unlocated[place.name] += 1
                    continue
                key = (place.name, place.country, place.latitude, place.longitude)
                here = found.setdefault(key, _Place())
                here.claims.add(claim.id)
                here.incidents[part.id] = True
                here.days.append(day)
                if bears:
                    here.relevant.add(claim.id)
    rows: list[Row] = [
        {
            "name": name,
            "country": country,
            "latitude": latitude,
            "longitude": longitude,
            "claims": len(here.claims),
            "incidents": len(here.incidents),
            "relevant": len(here.relevant),
            "first": str(min(here.days)),
            "last": str(max(here.days)),
            "incident_ids": list(here.incidents)[:MOST_INCIDENTS],
        }
        for (name, country, latitude, longitude), here in found.items()
    ]
    ranked = sorted(rows, key=lambda row: (-row["claims"], row["name"]))
    return ranked, [{"name": name, "claims": count} for name, count in unlocated.most_common(100)]

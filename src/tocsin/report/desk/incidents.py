"""Incidents: what is reported, each happening once, with the tree from it down to its origins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tocsin.model.claim import Claim
from tocsin.model.incident import Origin
from tocsin.report import words
from tocsin.report.desk.claims import (
    claim_brief,
    claim_with_document,
    document_brief,
    grade_of,
    quote,
)
from tocsin.report.desk.conflicts import conflict_row
from tocsin.report.desk.credibility import LABELS, credibility
from tocsin.report.desk.decisions import decision_row
from tocsin.report.desk.parts import Part
from tocsin.report.desk.sight import Row, Sight
from tocsin.report.speakers import side_words

SORTS = ("origins", "claims", "when", "weight")
MOST_CLAIMS = 200


@dataclass(frozen=True)
class IncidentFilter:
    """Which incidents are wanted; what is empty or None asks for nothing."""

    q: str = ""
    indicator: str = ""
    since: date | None = None
    until: date | None = None
    least_origins: int = 0
    conflicted: bool | None = None
    relevant: bool | None = None


def incident_row(sight: Sight, part: Part) -> Row:
    """One incident in a line."""
    desk, head = sight.desk, part.head
    matched = [desk.evidence[claim.id] for claim in part.claims if claim.id in desk.evidence]
    indicators = dict.fromkeys(match.indicator for item in matched if item.relevant for match in item.matches[:1])
    found = credibility(part, sight.parts)
    return {
        "id": part.id,
        "what": quote(sight, head),
        "head": head.id,
        "when": head.when.iso() if head.when else None,
        "when_words": words.days(head.when) if head.when else "",
        "claims": len(part.claims),
        "articles": len({claim.document_id for claim in part.claims}),
        "origins": len(part.origins),
        "effective_origins": round(part.effective_origins, 2),
        "from": words.joined([sight.mask(origin.label) for origin in part.origins[:6]]),
        "why": sight.mask("; ".join(part.incident.reasons)),
        "indicators": list(indicators),
        "direction": _direction(sight, part),
        "relevant": part.relevant,
        "credibility": found.level,
        "conflicts": len(part.against) + len(part.tension),
        "weight": round(weight(sight, part), 4),
        "places": list(dict.fromkeys(place.name for claim in part.claims for place in claim.places))[:8],
    }


def incidents(sight: Sight, wanted: IncidentFilter, sort: str) -> list[Part]:
    """The incidents that the filter lets through, in order."""
    found = [part for part in sight.parts.values() if _wanted(sight, part, wanted)]
    name, descending = sort.removeprefix("-"), sort.startswith("-")
    keys = {
        "origins": lambda part: (len(part.origins), len(part.claims)),
        "claims": lambda part: (len(part.claims), len(part.origins)),
        "when": lambda part: (part.start or date.min,),
        "weight": lambda part: (weight(sight, part),),
    }
    # A list runs from the most to the least unless it is of days.
    ordered = sorted(found, key=lambda part: part.id)
    return sorted(ordered, key=keys[name], reverse=descending if name == "when" else not descending)


def incident_detail(sight: Sight, part: Part) -> Row:
    """One incident with its claims, its tree, its contradictions and its credibility."""
    desk = sight.desk
    found = credibility(part, sight.parts)
    own = {claim.id for claim in part.claims}
    links = [link for key in own for link in desk.links_of.get(key, ())]
    conflicts = {(link.a, link.b): link for link in links if link.relation in ("contradicts", "tension")}
    updates = {(link.a, link.b): link for link in links if link.relation == "updates"}
    articles = len({claim.document_id for claim in part.claims})
    return {
        "incident": incident_row(sight, part),
        "counted_words": f"{words.counted(articles, 'article')}, {words.counted(len(part.origins), 'origin')}",
        "credibility": {"level": found.level, "label": LABELS[found.level], "reasons": list(found.reasons)},
        "claims": [claim_with_document(sight, claim) for claim in part.claims[:MOST_CLAIMS]],
        "tree": {"id": part.id, "origins": [_origin(sight, origin) for origin in part.origins]},
        "conflicts": [
            conflict_row(sight, link) for link in conflicts.values() if {link.a, link.b} <= set(desk.claims)
        ],
        "updates": [
            {
                "earlier": claim_brief(sight, desk.claims[link.b]),
                "later": claim_brief(sight, desk.claims[link.a]),
                "reasons": [sight.mask(reason) for reason in link.reasons],
            }
            for link in updates.values()
            if {link.a, link.b} <= set(desk.claims)
        ],
        "cells": _cells(sight, own),
        "decisions": [decision_row(sight, each) for claim in part.claims for each in desk.rulings.get(claim.id, ())],
        "reasons": [sight.mask(reason) for reason in part.incident.reasons],
    }


def weight(sight: Sight, part: Part) -> float:
    """How far the incident's claims move the answer, in log-odds."""
    return sum(sight.weight.get(claim.id, 0.0) for claim in part.claims)


def _wanted(sight: Sight, part: Part, wanted: IncidentFilter) -> bool:
    if wanted.relevant is not None and part.relevant != wanted.relevant:
        return False
    if len(part.origins) < wanted.least_origins:
        return False
    if wanted.conflicted is not None and bool(part.against or part.tension) != wanted.conflicted:
        return False
    if wanted.since or wanted.until:
        start = part.start
        if start is None or (wanted.since and start < wanted.since) or (wanted.until and start > wanted.until):
            return False
    if wanted.indicator and not any(_speaks(sight, claim, wanted.indicator) for claim in part.claims):
        return False
    return not wanted.q or wanted.q.casefold() in sight.mask(sight.desk.words(part.head)).casefold()


def _speaks(sight: Sight, claim: Claim, indicator: str) -> bool:
    found = sight.desk.evidence.get(claim.id)
    return found is not None and any(match.indicator == indicator for match in found.matches)


def _direction(sight: Sight, part: Part) -> str:
    found = [sight.desk.evidence[claim.id].direction for claim in part.claims if sight.desk.relevant(claim.id)]
    return next((each for each in found if each != "neutral"), "neutral")


def _origin(sight: Sight, origin: Origin) -> Row:
    desk = sight.desk
    copied = {
        link.a: desk.claims[link.b].document_id
        for key in origin.claim_ids
        for link in desk.links_of.get(key, ())
        if link.relation == "derives-from" and link.a == key and link.b in desk.claims
    }
    return {
        "id": origin.id,
        "label": sight.mask(origin.label),
        "stated": origin.stated,
        "interest": origin.interest,
        "interest_words": side_words(origin.interest),
        "reasons": [sight.mask(reason) for reason in origin.reasons],
        "grade": grade_of(sight, origin.label),
        "paths": [
            {
                "document_id": claim.document_id,
                "document": document_brief(sight, claim.document_id),
                "claim_id": claim.id,
                "text": quote(sight, claim),
                "chain": [
                    {
                        "name": sight.mask(link.source.name, claim.document_id),
                        "type": link.source.type,
                        "side": link.source.side,
                    }
                    for link in claim.chain
                ],
                "copied_from": copied.get(claim.id),
            }
            for claim in (desk.claims[key] for key in origin.claim_ids[:MOST_CLAIMS])
        ],
    }


def _cells(sight: Sight, own: set[str]) -> list[Row]:
    cells = sight.judgement.cells if sight.judgement else ()
    return [
        {
            "indicator": cell.indicator,
            "name": sight.indicator_name(cell.indicator),
            "start": str(cell.start),
            "end": str(cell.end),
            "state": cell.state,
        }
        for cell in cells
        if own & set(cell.claim_ids)
    ]

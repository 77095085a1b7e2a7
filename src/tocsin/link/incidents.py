"""Incidents: clusters of claims with their head, origins and reasons."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from tocsin.link.clusters import Pair
from tocsin.link.origins import Grounds, effective, origins_of
from tocsin.link.same_claim import Comparison
from tocsin.link.statement import Statement
from tocsin.model.incident import Incident, Origin

GOOD_LENGTH = 90  # characters of a claim that says enough and not too much


def build_incidents(
    statements: Sequence[Statement],
    groups: Sequence[Sequence[int]],
    scored: Mapping[Pair, Comparison],
    grounds: Grounds,
) -> tuple[Incident, ...]:
    """One incident a group, by id. Its id is that of its earliest claim, so that later reports do not change it."""
    made = [_incident([statements[index] for index in group], _reasons(group, scored), grounds) for group in groups]
    return tuple(sorted(made, key=lambda incident: incident.id))


def _incident(members: Sequence[Statement], reasons: Sequence[str], grounds: Grounds) -> Incident:
    origins = origins_of([statement.claim for statement in members], grounds)
    earliest = min(members, key=_age)
    head = max(members, key=_clarity)
    ids = tuple(sorted(statement.claim.id for statement in members))
    name = hashlib.sha256(f"incident:{earliest.claim.id}".encode()).hexdigest()[:10]
    told = _told(members, origins) if len(members) > 1 else ()
    return Incident(name, head.claim.id, ids, origins, effective(origins), (*told, *reasons))


def _age(statement: Statement) -> tuple[str, str]:
    published = statement.published
    return (str(published.end) if published and published.end else "9999", statement.claim.id)


def _clarity(statement: Statement) -> tuple[bool, bool, int, str]:
    """A claim that names its subject, is asserted as certain and is of a good length states an incident best."""
    named = bool(statement.agents) and not any(actor.inherited for actor in statement.agents)
    certain = statement.claim.certainty == "certain"
    return (named, certain, -abs(len(statement.text) - GOOD_LENGTH), statement.claim.id)


def _told(members: Sequence[Statement], origins: Sequence[Origin]) -> tuple[str, ...]:
    articles = len({statement.claim.document_id for statement in members})
    return (
        f"{len(members)} claims in {articles} article{'s' if articles > 1 else ''}, "
        f"{len(origins)} independent origin{'s' if len(origins) > 1 else ''}",
    )


def _reasons(group: Sequence[int], scored: Mapping[Pair, Comparison]) -> tuple[str, ...]:
    """Why the members were joined: the reasons of each member's strongest pair."""
    reasons: dict[str, None] = {}
    for index in group:
        mine = [
            (scored[pair].log_odds, pair)
            for other in group
            if other != index and (pair := (min(index, other), max(index, other))) in scored
        ]
        if mine:
            reasons.update(dict.fromkeys(scored[max(mine)[1]].reasons))
    return tuple(reasons)

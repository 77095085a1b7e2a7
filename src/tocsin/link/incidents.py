"""Incidents: clusters of claims with their head, origins and reasons."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from tocsin.link.kinship import ClaimPair
from tocsin.link.origins import Grounds, effective, origins_of
from tocsin.link.statement import Statement
from tocsin.model.incident import Incident, Origin
from tocsin.model.link import Link

GOOD_LENGTH = 90  # characters of a claim that says enough and not too much


def build_incident(
    members: Sequence[Statement], links: Sequence[Link], kin: Sequence[ClaimPair], grounds: Grounds
) -> Incident:
    """The incident of some claims, given why they are one and which may rest on one another (`kin_pairs`). Its id is
    that of its earliest claim, so that later reports do not change it."""
    origins = origins_of([statement.claim for statement in members], kin, grounds)
    earliest = min(members, key=age)
    head = max(members, key=_clarity)
    ids = tuple(sorted(statement.claim.id for statement in members))
    name = hashlib.sha256(f"incident:{earliest.claim.id}".encode()).hexdigest()[:10]
    told = _told(members, origins) if len(members) > 1 else ()
    reasons = dict.fromkeys(reason for link in links for reason in link.reasons)
    return Incident(name, head.claim.id, ids, origins, effective(origins), (*told, *reasons))


def age(statement: Statement) -> tuple[str, str]:
    """By the day by which the claim's article was out, then by id."""
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

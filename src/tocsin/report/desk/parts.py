"""The part of an incident that counts on a day, and what corroboration makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tocsin.model.claim import Claim
from tocsin.model.incident import Incident, Origin
from tocsin.pipeline.desk import Desk


@dataclass(frozen=True, slots=True)
class Part:
    """An incident with the claims and origins that count. `head` states it; `relevant` tells whether one of its
    claims bears on the question; `against` are ids of incidents that contradict it, `tension` of those in tension."""

    incident: Incident
    head: Claim
    claims: tuple[Claim, ...]
    origins: tuple[Origin, ...]
    relevant: bool
    against: frozenset[str]
    tension: frozenset[str]

    @property
    def id(self) -> str:
        """The incident's id."""
        return self.incident.id

    @property
    def effective_origins(self) -> float:
        """Independent origins, discounted for shared interest where all of them count."""
        if len(self.origins) == len(self.incident.origins):
            return self.incident.effective_origins
        return float(len(self.origins))

    @property
    def start(self) -> date | None:
        """The first day of what is reported, where its head or another claim tells."""
        return next(
            (claim.when.start for claim in (self.head, *self.claims) if claim.when and claim.when.start), None
        )


def parts(desk: Desk, as_of: date) -> dict[str, Part]:
    """The parts of all incidents that count on a day, by incident."""
    against, tension = _conflicts(desk, as_of)
    found = {}
    for incident in desk.linkage.incidents:
        made = part(desk, incident, as_of)
        if made is not None:
            key = incident.id
            found[key] = replace(
                made, against=frozenset(against.get(key, ())), tension=frozenset(tension.get(key, ()))
            )
    return found


def part(desk: Desk, incident: Incident, as_of: date) -> Part | None:
    """The part of one incident, without its conflicts; None where nothing of it counts."""
    claims = tuple(
        claim
        for key in incident.claim_ids
        if (claim := desk.claims.get(key)) is not None and desk.counts(claim.document_id, as_of)
    )
    if not claims:
        return None
    kept = {claim.id for claim in claims}
    head = next((claim for claim in claims if claim.id == incident.head), claims[0])
    return Part(
        incident,
        head,
        claims,
        _origins(incident.origins, kept, desk.claims),
        any(desk.relevant(key) for key in kept),
        frozenset(),
        frozenset(),
    )


def _origins(origins: Iterable[Origin], kept: set[str], claims: Mapping[str, Claim]) -> tuple[Origin, ...]:
    found = []
    for origin in origins:
        own = tuple(key for key in origin.claim_ids if key in kept)
        if own:
            where = {claims[key].document_id for key in own}
            documents = tuple(key for key in origin.document_ids if key in where)
            found.append(replace(origin, claim_ids=own, document_ids=documents))
    return tuple(found)


def _conflicts(desk: Desk, as_of: date) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    against: dict[str, set[str]] = {}
    tension: dict[str, set[str]] = {}
    for link in desk.linkage.links:
        if link.relation not in ("contradicts", "tension"):
            continue
        ends = (desk.claims.get(link.a), desk.claims.get(link.b))
        a, b = desk.incident_of.get(link.a), desk.incident_of.get(link.b)
        counted = all(claim is not None and desk.counts(claim.document_id, as_of) for claim in ends)
        if a is None or b is None or a == b or not counted:
            continue
        table = against if link.relation == "contradicts" else tension
        table.setdefault(a, set()).add(b)
        table.setdefault(b, set()).add(a)
    return against, tension

"""New rulings laid over a desk at once, before linking and matching have followed.

What a ruling says of a claim shows at once; which incident it belongs to and what it does to the answer comes with
the next desk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tocsin.model.claim import Claim
from tocsin.model.decision import Decision
from tocsin.model.evidence import Evidence
from tocsin.pipeline.desk import Desk
from tocsin.pipeline.ruled_claims import Entry
from tocsin.pipeline.ruled_values import evidence_with
from tocsin.pipeline.rulings import ruled, ruling, rulings_of


def overlaid(desk: Desk, state: str, every: Sequence[Decision]) -> Desk:
    """The desk under all decisions of the case, those made since it was built among them."""
    given = desk.corpus
    standing = ruling(every)
    entries = ruled(given.documents, given.extracted or given.claims, standing)
    touched = {
        *entries,
        *(desk.claims[key].document_id for key in desk.rulings if key in desk.claims),
        *desk.rejected,
    }
    before = {decision.id for decision in given.decisions}
    own = {key: _left(entries.get(key), desk, key) for key in touched}
    claims = {key: claim for key, claim in desk.claims.items() if claim.document_id not in touched}
    claims |= {claim.id: claim for found in own.values() for claim in found}
    evidence = dict(desk.evidence) | _evidence(desk, entries, before)
    rejected = {
        key: tuple(entry.claim for entry in found if entry.rejected and not entry.replaced)
        for key, found in entries.items()
    }
    return replace(
        desk,
        state=state,
        corpus=replace(given, claims=tuple(claims.values()), decisions=standing),
        claims=claims,
        evidence=evidence,
        of_document={**desk.of_document, **own},
        rulings=rulings_of(entries),
        rejected={key: found for key, found in rejected.items() if found},
    )


def _left(entries: Sequence[Entry] | None, desk: Desk, document_id: str) -> tuple[Claim, ...]:
    if entries is None:
        # Every ruling on it was taken back: the claims are as they were extracted.
        kept = [claim for claim in desk.corpus.extracted if claim.document_id == document_id]
    else:
        kept = [entry.claim for entry in entries if not (entry.rejected or entry.replaced)]
    return tuple(sorted(kept, key=lambda claim: (claim.content.start, claim.content.end, claim.id)))


def _evidence(desk: Desk, entries: Mapping[str, Sequence[Entry]], before: set[int]) -> dict[str, Evidence]:
    """What new rulings make of the evidence; the parts of a claim begin with the whole's."""
    found: dict[str, Evidence] = {}
    for own in entries.values():
        for entry in own:
            evidence = desk.evidence.get(entry.claim.id) or desk.evidence.get(entry.extracted.id)
            if evidence is None or entry.replaced:
                continue
            evidence = replace(evidence, claim_id=entry.claim.id)
            for decision in entry.rulings:
                if decision.id not in before and decision.ruling == "set":
                    evidence = evidence_with(evidence, decision.field, decision.value)
            found[entry.claim.id] = evidence
    return found

"""Lists of claims: which are wanted, and in what order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tocsin.model.claim import Claim
from tocsin.report.desk.claims import claim_state
from tocsin.report.desk.sight import Sight
from tocsin.report.desk.voices import voices

SORTS = ("document", "published", "when", "weight")


@dataclass(frozen=True)
class ClaimFilter:
    """Which claims are wanted; what is empty or None asks for nothing. `source` is a key of the list of sources or a
    name; `ids` asks for these alone."""

    document: str = ""
    incident: str = ""
    indicator: str = ""
    source: str = ""
    stance: str = ""
    kind: str = ""
    direction: str = ""
    relevant: bool | None = None
    counts: bool | None = None
    state: str = ""
    since: date | None = None
    until: date | None = None
    ids: tuple[str, ...] = ()
    q: str = ""


def claims(sight: Sight, wanted: ClaimFilter, sort: str) -> list[Claim]:
    """The claims that the filter lets through, in order."""
    found = [claim for claim in _pool(sight, wanted) if _wanted(sight, claim, wanted)]
    name, descending = sort.removeprefix("-"), sort.startswith("-")
    if name == "weight":
        return sorted(found, key=lambda claim: (-sight.weight.get(claim.id, 0.0), claim.id), reverse=descending)
    if name == "when":
        return sorted(found, key=lambda claim: (_start(claim), claim.id), reverse=descending)
    return sorted(
        found,
        key=lambda claim: (sight.numbers[claim.document_id], claim.content.start, claim.content.end, claim.id),
        reverse=descending,
    )


def _pool(sight: Sight, wanted: ClaimFilter) -> Iterable[Claim]:
    """The narrowest set of claims that a look-up gives."""
    desk = sight.desk
    if wanted.ids:
        return [desk.claims[key] for key in wanted.ids if key in desk.claims]
    if wanted.document:
        return desk.of_document.get(wanted.document, ())
    if wanted.incident:
        part = sight.parts.get(wanted.incident)
        return part.claims if part else ()
    if wanted.source:
        voice = voices(sight).get(wanted.source)
        if voice is not None:
            return {claim.id: claim for claim in voice.claims}.values()
    return desk.claims.values()


def _wanted(sight: Sight, claim: Claim, wanted: ClaimFilter) -> bool:
    if (wanted.stance and claim.stance != wanted.stance) or (wanted.kind and claim.kind != wanted.kind):
        return False
    if wanted.document and claim.document_id != wanted.document:
        return False
    if wanted.source and wanted.source not in voices(sight):
        shown = {sight.mask(link.source.name, claim.document_id) for link in claim.chain}
        if wanted.source not in shown:
            return False
    if not _evidence_wanted(sight, claim, wanted):
        return False
    if wanted.counts is not None and sight.counts(claim) != wanted.counts:
        return False
    if wanted.state and claim_state(claim, sight.desk.rulings.get(claim.id, ())) != wanted.state:
        return False
    if wanted.since or wanted.until:
        when = claim.when
        if when is None or (wanted.since and (when.end or date.max) < wanted.since):
            return False
        if wanted.until and (when.start or date.min) > wanted.until:
            return False
    return not wanted.q or wanted.q.casefold() in sight.mask(sight.desk.words(claim), claim.document_id).casefold()


def _evidence_wanted(sight: Sight, claim: Claim, wanted: ClaimFilter) -> bool:
    found = sight.desk.evidence.get(claim.id)
    if wanted.relevant is not None and sight.desk.relevant(claim.id) != wanted.relevant:
        return False
    if wanted.direction and (found is None or found.direction != wanted.direction):
        return False
    indicators = [match.indicator for match in found.matches] if found else []
    return not wanted.indicator or wanted.indicator in indicators


def _start(claim: Claim) -> date:
    return claim.when.start if claim.when and claim.when.start else date.max

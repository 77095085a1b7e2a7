"""Derivation: claims that are taken over from another article, by copied words or by naming its outlet."""

from __future__ import annotations

from collections.abc import Iterable

from tocsin.link.kinship import ClaimPair
from tocsin.link.origins import Grounds
from tocsin.link.relays import relayed
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.link import Link


def derivations(kin: Iterable[ClaimPair], grounds: Grounds) -> tuple[Link, ...]:
    """Links whose `a` derives from `b`: within one incident, a copied sentence or an outlet named as the source.
    `kin` are the `kin_pairs` of the incident's claims."""
    found = []
    for x, y in kin:
        for a, b in ((x, y), (y, x)):
            if reason := _derives(a, b, grounds):
                found.append(Link(a.id, b.id, "derives-from", 2.0, (reason,)))
    return tuple(sorted(found, key=lambda link: (link.a, link.b)))


def _derives(a: Claim, b: Claim, grounds: Grounds) -> str:
    if a.document_id == b.document_id:
        return ""
    if reason := relayed(a, b, grounds.documents):
        return reason
    ours, others = grounds.shared(a.document_id, b.document_id)
    if not any(s.overlaps(a.content) for s in ours) or not any(s.overlaps(b.content) for s in others):
        return ""
    later = _later(grounds.documents[a.document_id], grounds.documents[b.document_id])
    return "the words are copied from the earlier article" if later else ""


def _later(mine: Document, theirs: Document) -> bool:
    x, y = mine.publication.interval.start, theirs.publication.interval.end
    return bool(x and y and x > y) or (x == y and mine.id > theirs.id)

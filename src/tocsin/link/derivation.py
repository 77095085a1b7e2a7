"""Derivation: claims that are taken over from another article, by copied words or by naming its outlet."""

from __future__ import annotations

from collections.abc import Mapping

from tocsin.link.origins import Grounds
from tocsin.link.relays import relayed
from tocsin.link.statement import Statement
from tocsin.model.document import Document
from tocsin.model.incident import Incident
from tocsin.model.link import Link, Reuse


def derivations(incident: Incident, by_id: Mapping[str, Statement], grounds: Grounds) -> tuple[Link, ...]:
    """Links whose `a` derives from `b`: within one incident, a copied sentence or an outlet named as the source."""
    copied = {frozenset((item.a, item.b)): item for reuse in grounds.copied.values() for item in reuse}
    members = [by_id[claim_id] for claim_id in incident.claim_ids]
    found = []
    for a in members:
        for b in members:
            reason = "" if a is b else _derives(a, b, copied, grounds.documents)
            if reason:
                found.append(Link(a.claim.id, b.claim.id, "derives-from", 2.0, (reason,)))
    return tuple(found)


def _derives(
    a: Statement, b: Statement, copied: Mapping[frozenset[str], Reuse], documents: Mapping[str, Document]
) -> str:
    mine, theirs = documents[a.claim.document_id], documents[b.claim.document_id]
    if reason := relayed(a.claim, b.claim, documents):
        return reason
    if mine.id == theirs.id:
        return ""
    item = copied.get(frozenset((mine.id, theirs.id)))
    if item and _later(mine, theirs):
        spans = (item.spans_a, item.spans_b) if item.a == mine.id else (item.spans_b, item.spans_a)
        if any(s.overlaps(a.claim.content) for s in spans[0]) and any(s.overlaps(b.claim.content) for s in spans[1]):
            return "the words are copied from the earlier article"
    return ""


def _later(mine: Document, theirs: Document) -> bool:
    x, y = mine.publication.interval.start, theirs.publication.interval.end
    return bool(x and y and x > y) or (x == y and mine.id > theirs.id)

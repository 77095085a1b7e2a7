"""Derivation: claims that are taken over from another article, by copied words or by naming its outlet."""

from __future__ import annotations

from collections.abc import Mapping

from tocsin.link.kinship import kin_pairs
from tocsin.link.origins import Grounds
from tocsin.link.relays import relayed
from tocsin.link.statement import Statement
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.incident import Incident
from tocsin.model.link import Link, Reuse


def derivations(incident: Incident, by_id: Mapping[str, Statement], grounds: Grounds) -> tuple[Link, ...]:
    """Links whose `a` derives from `b`: within one incident, a copied sentence or an outlet named as the source."""
    copied = {frozenset((item.a, item.b)): item for reuse in grounds.copied.values() for item in reuse}
    found = []
    for x, y in kin_pairs([by_id[key].claim for key in incident.claim_ids], grounds.documents, grounds.copied):
        for a, b in ((x, y), (y, x)):
            if reason := _derives(a, b, copied, grounds.documents):
                found.append(Link(a.id, b.id, "derives-from", 2.0, (reason,)))
    return tuple(sorted(found, key=lambda link: (link.a, link.b)))


def _derives(a: Claim, b: Claim, copied: Mapping[frozenset[str], Reuse], documents: Mapping[str, Document]) -> str:
    mine, theirs = documents[a.document_id], documents[b.document_id]
    if reason := relayed(a, b, documents):
        return reason
    if mine.id == theirs.id:
        return ""
    item = copied.get(frozenset((mine.id, theirs.id)))
    if item and _later(mine, theirs):
        spans = (item.spans_a, item.spans_b) if item.a == mine.id else (item.spans_b, item.spans_a)
        if any(s.overlaps(a.content) for s in spans[0]) and any(s.overlaps(b.content) for s in spans[1]):
            return "the words are copied from the earlier article"
    return ""


def _later(mine: Document, theirs: Document) -> bool:
    x, y = mine.publication.interval.start, theirs.publication.interval.end
    return bool(x and y and x > y) or (x == y and mine.id > theirs.id)

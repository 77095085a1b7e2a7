"""Linking by rows: documents that are new to a case are linked into what is there; only a change of old ones begins
anew. The outcome is that of linking everything at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tocsin.model import codec
from tocsin.model.claim import Claim
from tocsin.model.decision import Decision
from tocsin.model.linkage import Linkage
from tocsin.model.ports import LinkIndex
from tocsin.pipeline.study import Corpus
from tocsin.registry.linking import forget_links, open_link_index
from tocsin.registry.versions import stage_version
from tocsin.store.sql import SqlStore

if TYPE_CHECKING:
    from tocsin.pipeline.assessing import Workshop

# Rows of our own beside those of linking: what made the index, and which claims of each document are in it.
MADE, LINKED = "made", "linked"
# Documents linked in one transaction.
AT_ONCE = 200


def linked_by_rows(workshop: Workshop, given: Corpus) -> Linkage:
    """The linkage of a corpus, with what is new linked into the rows of its case, which has them."""
    from tocsin.link.growing import grow
    from tocsin.link.viewing import view

    store, embedder, settings = workshop.store, workshop.embedder, workshop.settings.link
    assert isinstance(store, SqlStore)
    documents, claims, decisions = given.documents, given.claims, given.decisions
    version = codec.digest(stage_version("link"), embedder.version, settings)
    of_document: dict[str, list[Claim]] = {document.id: [] for document in documents}
    for claim in claims:
        of_document[claim.document_id].append(claim)
    keys = {document.id: codec.digest(document, of_document[document.id]) for document in documents}
    with open_link_index(store) as index:
        anew = _stale(index, version, keys, decisions)
        known = set() if anew else set(index.keys(LINKED))
    if anew:
        forget_links(store)
    new = [document for document in documents if document.id not in known]
    for start in range(0, len(new), AT_ONCE):
        part = new[start : start + AT_ONCE]
        theirs = [claim for document in part for claim in of_document[document.id]]
        with open_link_index(store) as index:
            grow(index, part, theirs, decisions, embedder, settings)
            index.put(LINKED, {document.id: keys[document.id] for document in part})
            index.put(MADE, {"version": version})
    with open_link_index(store) as index:
        return view(index)


def _stale(index: LinkIndex, version: str, keys: Mapping[str, str], decisions: Sequence[Decision]) -> bool:
    """Whether the rows were made otherwise, or from documents that are gone or have changed."""
    from tocsin.link.growing import outdated

    made = index.get(MADE, ["version"])
    if not made:
        return False
    names = index.keys(LINKED)
    held = index.get(LINKED, names)
    changed = any(keys.get(name) != key for name, key in held.items())
    return made["version"] != version or changed or outdated(index, decisions)

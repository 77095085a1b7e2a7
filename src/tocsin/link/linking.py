"""Linking: the stage's one function. See the modules beside it for each step."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.link.growing import grow
from tocsin.link.memory_index import MemoryIndex
from tocsin.link.viewing import view
from tocsin.model.claim import Claim
from tocsin.model.decision import Decision
from tocsin.model.document import Document
from tocsin.model.linkage import Linkage
from tocsin.model.ports import Embedder
from tocsin.model.settings import LinkSettings


def link(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    decisions: Sequence[Decision],
    embedder: Embedder,
    settings: LinkSettings,
) -> Linkage:
    """Link one case: entities, reused text, incidents with their origins, relations, roots and series.

    The result depends on what is given, never on its order. Claims of documents that are not given are left out.
    """
    index = MemoryIndex()
    grow(index, documents, claims, decisions, embedder, settings)
    return view(index)

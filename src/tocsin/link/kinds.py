"""Kinds: what rows an index of linking holds, by kind, so that a store can write them down and read them back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tocsin.link.nodes import Node
from tocsin.link.origins import Ground
from tocsin.link.statement import Statement
from tocsin.link.summaries import Summary
from tocsin.model.decision import Ruling
from tocsin.model.document import Document
from tocsin.model.entity import Entity
from tocsin.model.incident import Incident, Origin
from tocsin.model.link import Link, Reuse
from tocsin.model.linkage import Series

# Rows: kind to the type of a value. What the key is stands beside it.
KINDS: Mapping[str, Any] = {
    "document": Document,  # document id
    "prints": bytes,  # document id: its fingerprints, 64-bit little-endian
    "reuse": dict[str, Reuse],  # document id: by the other document
    "copies": dict[str, Link],  # document id: by the other document
    "copy-root": str,  # document id: the earliest document that it goes back to
    "claims-of": tuple[str, ...],  # document id: its claims in text order
    "statement": Statement,  # claim id
    "node-of": str,  # claim id
    "node": Node,  # node id
    "vector": bytes,  # node id: 32-bit floats
    "places": tuple[tuple[str, str], ...],  # node id: its groups and places among those that may say the same
    "edges": dict[str, float],  # node id: neighbours with log-odds
    "apart": tuple[str, ...],  # node id: nodes that a person ruled to be others
    "pivot": str,  # node id, in large components only
    "cluster": tuple[str, ...],  # first node id: all nodes
    "cluster-of": str,  # node id
    "incident": Incident,  # incident id
    "incident-at": str,  # cluster
    "incident-of": str,  # claim id
    "of-incident": tuple[tuple[Link, ...], tuple[Origin, ...]],  # incident id: links within it, and its roots
    "conflict-places": tuple[tuple[str, str], ...],  # claim id
    "relations": dict[str, tuple[Link, ...]],  # claim id: conflicts and updates by the other claim
    "ruling": Ruling,  # two claim ids joined by "~"
    "ground-of": Ground,  # claim id
    "of-ground": tuple[Origin, ...],  # ground
    "of-document": tuple[Origin, ...],  # document id
    "series": tuple[Series, ...],  # frame and unit
    "sources": dict[str, str],  # document id: source name to key
    "summary": Summary,  # key of a name
    "person": bool,  # key
    "name": str,  # key: the name by which it is compared
    "name-edges": dict[str, tuple[float, str]],  # key: by the other key
    "root": str,  # key: the group that it is in
    "group-reasons": tuple[str, ...],  # group
    "lone-reasons": str,  # key of a surname alone
    "entity-at": str,  # group
    "entity": Entity,  # entity id
    "entity-of": str,  # key
    "meta": str,
}
# Memberships: kind to what its members are; their groups are named by strings of any kind.
GROUPS: Mapping[str, str] = {
    "documents": "documents, in one group",
    "texts": "documents by digest of their text",
    "prints": "documents by fingerprint",
    "pages": "documents by address, by date",
    "claims": "claims by node",
    "same": "nodes by blocking key",
    "conflict": "claims by blocking key",
    "ground": "claims by what they rest on",
    "series": "claims by what their figures count",
    "ruled": "claims by the stretch of text that a person ruled on",
    "speaks": "documents by key of a source's name",
    "persons": "keys of full names by document",
    "surnames": "keys by consonants of a surname",
    "names": "keys by blocking key, and by folded name",
    "grouped": "keys by group",
}

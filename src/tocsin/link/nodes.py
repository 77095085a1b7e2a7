"""Nodes: claims that read exactly alike are compared once, as one node, however many articles have them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from tocsin.link.moments import moment
from tocsin.link.statement import Statement


@dataclass(frozen=True, slots=True)
class Node:
    """One reading that any number of claims share. `statement` is that of whichever came first: the others differ
    from it in nothing that comparing looks at."""

    id: str
    statement: Statement


def node_id(statement: Statement, ruled: bool) -> str:
    """A digest of all that comparing looks at. What hangs on its article's other words, or was ruled on by a person,
    is a node of its own."""
    claim = statement.claim
    own = claim.document_id if statement.takeup or statement.additional or statement.anaphoric else ""
    agents = [(actor.country, actor.kind, actor.name, actor.role, actor.inherited) for actor in statement.agents]
    others = [(actor.country, actor.kind, actor.name) for actor in statement.others]
    numbers = [(n.value, n.high, n.unit, n.qualifier) for n in claim.numbers]
    parts = (
        statement.text.casefold(),
        own,
        claim.id if ruled else "",
        statement.mode,
        statement.sign,
        claim.kind,
        str(claim.when),
        str(moment(statement)) if claim.numbers else "",
        sorted(statement.frames),
        sorted(statement.core),
        agents,
        others,
        numbers,
        statement.future,
        statement.position if own else 0,
    )
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def bare(statement: Statement) -> Statement:
    """The statement with its actors' places left out, which differ between claims of one node."""
    return replace(
        statement,
        agents=tuple(replace(actor, start=0) if actor.start else actor for actor in statement.agents),
        others=tuple(replace(actor, start=0) if actor.start else actor for actor in statement.others),
    )

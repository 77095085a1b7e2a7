"""Claims come in: statements, nodes, the edges between nodes, and the relations between claims."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tocsin.link.blocking import (
    CONFLICT_WINDOW,
    SAME_WINDOW,
    conflict_keys,
    conflict_order,
    may_conflict,
    may_update,
    same_keys,
    same_order,
)
from tocsin.link.case import Case
from tocsin.link.contradictions import contradiction
from tocsin.link.nodes import Node, bare, node_id
from tocsin.link.same_claim import Comparison, needs_vectors, with_vectors, without_vectors
from tocsin.link.statement import Statement
from tocsin.link.updates import update
from tocsin.link.windows import IdPair, by_member, candidates, enter, id_pair, still_near
from tocsin.model.link import Link

NEIGHBOURS = 4  # claims before and after it in its article that one may take up or gainsay


def threshold(case: Case) -> float:
    """The log-odds from which two nodes are joined by an edge."""
    return math.log(case.settings.same_claim / (1 - case.settings.same_claim))


def add_nodes(case: Case, statements: Sequence[Statement], ruled: frozenset[str]) -> set[str]:
    """Keep statements with their nodes; the nodes that are new or have new claims."""
    touched, fresh = set(), {}
    entries = []
    for statement in statements:
        claim = statement.claim
        node = node_id(statement, claim.id in ruled)
        touched.add(node)
        entries.append((node, claim.id, claim.id))
        case.put("node-of", {claim.id: node})
        if node not in fresh and case.row("node", node) is None:
            fresh[node] = Node(node, bare(statement))
    case.put("statement", {statement.claim.id: statement for statement in statements})
    case.put("node", fresh)
    case.index.enter("claims", entries)
    _add_edges(case, fresh, touched)
    return touched


def _add_edges(case: Case, fresh: Mapping[str, Node], touched: set[str]) -> None:
    """The edges of new nodes, and the end of edges between old ones that new ones have come between."""
    entries = {
        key: tuple((group, same_order(node.statement)) for group in same_keys(node.statement, case.lexicon))
        for key, node in fresh.items()
    }
    parted = enter(case.index, "same", entries, _same_window, lambda node: case.row("edges", node, {}))
    case.put("places", entries)
    limit = threshold(case)
    added: dict[IdPair, float] = {}
    unsure: list[tuple[IdPair, Comparison]] = []
    for key, others in candidates(case.index, "same", entries, _same_window):
        nodes: Mapping[str, Node] = case.rows("node", others)
        for other in others:
            a, b = (key, other) if key < other else (other, key)
            first, second = (fresh[key], nodes[other]) if a == key else (nodes[other], fresh[key])
            found = without_vectors(first.statement, second.statement, case.lexicon)
            if found.log_odds >= limit:
                added[a, b] = round(found.log_odds, 6)
            elif needs_vectors(found, limit):
                unsure.append(((a, b), found))
    case.embed({key for pair, _ in unsure for key in pair})
    for (a, b), found in unsure:
        whole = with_vectors(found, case.similarity(a, b))
        if whole.log_odds >= limit:
            added[a, b] = round(whole.log_odds, 6)
    removed = {pair for pair in parted if not _near(case, pair)}
    write_edges(case, added, removed)
    touched.update(key for pair in (*added, *removed) for key in pair)


def _same_window(group: str) -> int:
    return SAME_WINDOW


def _near(case: Case, pair: IdPair) -> bool:
    return still_near(case.index, "same", pair, case.rows("places", pair), _same_window)


def write_edges(case: Case, added: Mapping[IdPair, float], removed: Iterable[IdPair]) -> None:
    """Keep edges under both their nodes, and take others away."""
    changed: dict[str, dict[str, float]] = {}

    def of(node: str) -> dict[str, float]:
        if node not in changed:
            changed[node] = dict(case.row("edges", node, {}))
        return changed[node]

    for (a, b), log_odds in added.items():
        of(a)[b] = of(b)[a] = log_odds
    for a, b in removed:
        of(a).pop(b, None)
        of(b).pop(a, None)
    case.put("edges", changed)


def add_relations(case: Case, statements: Sequence[Statement]) -> None:
    """Contradictions, tensions and updates of new claims with all others, kept under both claims' ids."""
    entries = {
        statement.claim.id: tuple(
            (group, _place(group, statement)) for group in conflict_keys(statement, case.lexicon)
        )
        for statement in statements
    }
    parted = enter(case.index, "conflict", entries, _conflict_window, lambda claim: case.row("relations", claim, {}))
    case.put("conflict-places", entries)
    added: dict[IdPair, tuple[Link, ...]] = {}
    for key, others in candidates(case.index, "conflict", entries, _conflict_window):
        mine: Statement = case.row("statement", key)
        theirs: Mapping[str, Statement] = case.rows("statement", others)
        for other in others:
            links = relate(case, mine, theirs[other])
            if links:
                added[id_pair(key, other)] = links
    removed = [pair for pair in sorted(parted) if not _conflict_near(case, pair)]
    _write_relations(case, added, removed)


def _conflict_window(group: str) -> int:
    return NEIGHBOURS if group.startswith("article|") else CONFLICT_WINDOW


def _place(group: str, statement: Statement) -> str:
    return f"{statement.position:08d}" if group.startswith("article|") else conflict_order(statement)


def _conflict_near(case: Case, pair: IdPair) -> bool:
    return still_near(case.index, "conflict", pair, case.rows("conflict-places", pair), _conflict_window)


def relate(case: Case, a: Statement, b: Statement) -> tuple[Link, ...]:
    """What holds between two claims besides being the same."""
    if (b.claim.document_id, b.position, b.claim.id) < (a.claim.document_id, a.position, a.claim.id):
        a, b = b, a
    conflict = contradiction(a, b, case.lexicon) if may_conflict(a, b, case.lexicon) else None
    later = update(a, b, case.lexicon) if may_update(a, b) else None
    return tuple(link for link in (conflict, later) if link)


def _write_relations(case: Case, added: Mapping[IdPair, tuple[Link, ...]], removed: Iterable[IdPair]) -> None:
    gone = by_member(removed)
    fresh: dict[str, dict[str, tuple[Link, ...]]] = defaultdict(dict)
    for (a, b), links in added.items():
        fresh[a][b] = fresh[b][a] = links
    changed = {}
    for key in {*gone, *fresh}:
        held = {other: links for other, links in case.row("relations", key, {}).items() if other not in gone[key]}
        changed[key] = held | fresh.get(key, {})
    case.put("relations", changed)

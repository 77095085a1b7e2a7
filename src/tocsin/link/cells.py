"""Cells: which nodes are clustered together, found around what changed and nowhere else.

Nodes joined by edges form components. A component of up to WHOLE nodes is one cell. A larger one is cut into cells
around pivots: by a fixed order of priority, a node is a pivot unless a neighbour before it is one, and whoever is
none belongs to its strongest pivot neighbour (Ailon, Charikar & Newman 2008, doi:10.1145/1411509.1411513). With
priorities that are as good as random a change alters the pivots of few nodes (Censor-Hillel, Haramaty & Karnin 2016,
doi:10.1145/2933057.2933083), and the cells depend on nodes and edges only, never on the order in which they came.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tocsin.model.ports import LinkIndex

WHOLE = 250
Edges = Mapping[str, float]


@dataclass(frozen=True)
class Cells:
    """The cells around what changed, each with its nodes sorted, and all nodes whose cell may have been another."""

    cells: tuple[tuple[str, ...], ...]
    touched: frozenset[str]


class Graph:
    """The edges of an index, read as needed and kept for one change."""

    def __init__(self, index: LinkIndex) -> None:
        self.index = index
        self.known: dict[str, Edges] = {}

    def edges(self, node: str) -> Edges:
        """A node's neighbours with their log-odds."""
        if node not in self.known:
            self.known[node] = self.index.get("edges", [node]).get(node, {})
        return self.known[node]


def regroup(index: LinkIndex, changed: Iterable[str]) -> Cells:
    """The cells of the nodes that changed. Keeps the pivots of large components in the index (kind "pivot")."""
    graph = Graph(index)
    small: dict[str, tuple[str, ...]] = {}
    large: set[str] = set()
    for node in sorted(set(changed)):
        if node in small or node in large:
            continue
        component = _component(graph, node)
        if component is None:
            large.add(node)
        else:
            small.update(dict.fromkeys(component, component))
    index.drop("pivot", sorted(small))
    found = set(small.values())
    touched = set(small)
    if large:
        moved = _pivots(graph, index, large)
        for pivot in sorted(moved):
            members = [pivot, *(n for n in graph.edges(pivot) if _pivot(index, n) == pivot)]
            if _pivot(index, pivot) == pivot:
                found.add(tuple(sorted(members)))
                touched.update(members)
        touched |= large
    return Cells(tuple(sorted(found)), frozenset(touched))


def _component(graph: Graph, start: str) -> tuple[str, ...] | None:
    """The whole component of a node, or None where it has more than WHOLE nodes."""
    seen, open_ = {start}, [start]
    while open_:
        for other in graph.edges(open_.pop()):
            if other not in seen:
                seen.add(other)
                open_.append(other)
        if len(seen) > WHOLE:
            return None
    return tuple(sorted(seen))


def _pivot(index: LinkIndex, node: str) -> str | None:
    found: str | None = index.get("pivot", [node]).get(node)
    return found


def _pivots(graph: Graph, index: LinkIndex, changed: Iterable[str]) -> set[str]:
    """Bring the pivots up to date around the changed nodes; all pivots that have won or lost a member."""
    queue = sorted(_without_pivot(graph, index, changed))
    heapq.heapify(queue)
    waiting, moved = set(queue), set()
    while queue:
        node = heapq.heappop(queue)
        waiting.discard(node)
        before = _pivot(index, node)
        after = _chosen(graph, index, node)
        moved |= {after} | ({before} if before else set())
        if before == after and before is not None:
            continue
        index.put("pivot", {node: after})
        if (before == node) != (after == node) or before is None:
            for other in graph.edges(node):
                if other > node and other not in waiting:
                    waiting.add(other)
                    heapq.heappush(queue, other)
    return moved


def _chosen(graph: Graph, index: LinkIndex, node: str) -> str:
    """The pivot of a node: its strongest neighbour before it that is one, else itself. Ids are digests, so that their
    order is as good as random."""
    pivots = [
        (-round(score, 6), other)
        for other, score in graph.edges(node).items()
        if other < node and _pivot(index, other) == other
    ]
    return min(pivots)[1] if pivots else node


def _without_pivot(graph: Graph, index: LinkIndex, changed: Iterable[str]) -> set[str]:
    """The changed nodes and all nodes of the components that they have made large, which have no pivot yet."""
    found, open_ = set(changed), list(changed)
    while open_:
        for other in graph.edges(open_.pop()):
            if other not in found and _pivot(index, other) is None:
                found.add(other)
                open_.append(other)
    return found

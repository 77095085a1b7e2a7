"""Clusters: nodes joined into incidents, so that no two members are kept apart by anything certain.

Greedy average linkage over the edges of one cell, best first: two clusters join if the pairs across them are on
average more likely same than not, and no pair across is ruled out. One strong pair never drags strangers in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from tocsin.link.same_claim import VETO, Comparison
from tocsin.link.windows import IdPair, id_pair

LEAST_AVERAGE = -0.5
FORCED = 20.0  # the log-odds of what a person has ruled to be one


def cluster(
    nodes: Sequence[str],
    edges: Mapping[IdPair, float],
    compare: Callable[[str, str], Comparison],
    apart: Collection[IdPair],
) -> tuple[tuple[str, ...], ...]:
    """Groups of node ids, singles included, each sorted. `apart` holds the pairs that a person ruled to be two."""
    home = {node: node for node in nodes}
    members = {node: [node] for node in nodes}
    cache: dict[IdPair, float] = dict(edges)

    def score(a: str, b: str) -> float:
        pair = id_pair(a, b)
        if pair in apart:
            return VETO
        if pair not in cache:
            cache[pair] = compare(*pair).log_odds
        return cache[pair]

    for a, b in sorted(edges, key=lambda pair: (-edges[pair], pair)):
        left, right = home[a], home[b]
        if left == right:
            continue
        forced = edges[a, b] >= FORCED
        if not forced:
            across = [score(x, y) for x in members[left] for y in members[right]]
            if min(across) <= VETO or sum(across) / len(across) < LEAST_AVERAGE:
                continue
        keep, drop = sorted((left, right))
        for node in members[drop]:
            home[node] = keep
        members[keep] += members.pop(drop)
    return tuple(sorted(tuple(sorted(group)) for group in members.values()))

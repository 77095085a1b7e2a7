"""Clusters: claims joined into incidents, so that no two members are kept apart by anything certain.

Greedy average linkage over the scored pairs, best first: two clusters join if the pairs across them are on average
more likely same than not, and no pair across is ruled out. One strong pair never drags strangers in. The order of
joining depends on scores and claim ids only, never on the order of the input.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tocsin.link.same_claim import VETO, Comparison

Pair = tuple[int, int]
LEAST_AVERAGE = -0.5


def cluster(
    ids: Sequence[str],
    scored: Mapping[Pair, Comparison],
    threshold: float,
    compare: Callable[[int, int], Comparison],
    forced: Mapping[Pair, bool],
) -> tuple[tuple[int, ...], ...]:
    """Groups of indices, singles included. `forced` holds human rulings: True joins, False keeps apart."""
    parent = list(range(len(ids)))
    members = {index: [index] for index in parent}
    cache = dict(scored)

    def score(i: int, j: int) -> float:
        pair = (min(i, j), max(i, j))
        if pair in forced:
            return 20.0 if forced[pair] else VETO
        if pair not in cache:
            cache[pair] = compare(*pair)
        return cache[pair].log_odds

    def join(i: int, j: int) -> None:
        keep, drop = sorted((parent[i], parent[j]))
        for index in members[drop]:
            parent[index] = keep
        members[keep] += members.pop(drop)

    for i, j in sorted((pair for pair, same in forced.items() if same), key=lambda p: (ids[p[0]], ids[p[1]])):
        if parent[i] != parent[j]:
            join(i, j)
    edges = [pair for pair, comparison in scored.items() if comparison.log_odds >= threshold]
    edges.sort(key=lambda p: (-round(cache[p].log_odds, 6), *sorted((ids[p[0]], ids[p[1]]))))
    for i, j in edges:
        left, right = parent[i], parent[j]
        if left == right:
            continue
        across = [score(x, y) for x in members[left] for y in members[right]]
        if min(across) > VETO and sum(across) / len(across) >= LEAST_AVERAGE:
            join(i, j)
    return tuple(sorted((tuple(sorted(group)) for group in members.values()), key=lambda group: group[0]))

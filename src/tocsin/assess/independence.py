"""Independence: how much the second, third … report on one thing adds.

Within one group of n reports that share ρ of what they know, the effective number is n / (1 + (n - 1)·ρ) (the design
effect of cluster samples: Kish 1965; for opinions Clemen & Winkler 1985, doi:10.1287/opre.33.2.427). The weights of
evidence are put in order of size and each is taken with the *increment* of that number, so that the strongest
counts in full, a copy adds nothing and a worthless report weakens nothing. Signs are kept apart.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

import numpy as np

from tocsin.assess.draws import Floats


def effective_number(count: int, shared: Floats) -> Floats:
    """n / (1 + (n - 1)·ρ)."""
    return np.asarray(count / (1 + (count - 1) * shared))


def increments(count: int, shared: Floats) -> Floats:
    """What the 1st … nth adds to the effective number: an array of (count, *shape of `shared`), never negative."""
    steps = [effective_number(1, shared)]
    steps += [effective_number(n, shared) - effective_number(n - 1, shared) for n in range(2, count + 1)]
    return np.stack(np.broadcast_arrays(*steps))


def combine(weights: Sequence[Floats], shared: Floats) -> Floats:
    """Weights of one sign (all ≥ 0) as one: in order of size, each with its increment."""
    if len(weights) == 1:
        return weights[0]
    stacked = np.stack(weights)
    ordered = -np.sort(-stacked, axis=0)
    factors = increments(len(weights), shared)
    while factors.ndim < ordered.ndim:
        factors = factors[:, None]
    return np.asarray((ordered * factors).sum(axis=0))


def combine_groups(groups: Mapping[Hashable, Sequence[Floats]], within: Floats, across: Floats) -> Floats:
    """Weights of one sign in groups: first within each group, then across groups."""
    return combine([combine(weights, within) for weights in groups.values()], across)


def strongest(weights: Sequence[Floats], sign: int) -> Floats:
    """The strongest weight of one sign among reports of one origin, as a number ≥ 0; 0 where none has that sign."""
    stacked = np.stack(weights) * sign
    return np.asarray(np.maximum(stacked.max(axis=0), 0.0))

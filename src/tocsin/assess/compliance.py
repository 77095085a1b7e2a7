"""Compliance, the second question: would an order be obeyed? It scales the last step, and is bounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tocsin.assess.draws import Draws, Floats, expit, logit
from tocsin.assess.independence import combine
from tocsin.model.template import Indicator


def bounded(shift: Floats, bound: Floats) -> Floats:
    """B·tanh(Δ/B): small shifts in full, all of them together never more than B. In log-odds."""
    return np.asarray(bound * np.tanh(shift / bound))


def compliance(draws: Draws, shift: Floats) -> Floats:
    """Probability that an order would be obeyed, after reports that shift its log-odds by `shift`."""
    start = draws.values.get("compliance")
    if start is None:
        return np.ones(draws.count)
    return expit(logit(start) + bounded(shift, draws["compliance_bound"]))


def last_step_factor(draws: Draws, probability: Floats) -> Floats:
    """What the rate of the last step is multiplied by: compliance now over compliance without evidence."""
    start = draws.values.get("compliance")
    return np.ones(draws.count) if start is None else np.asarray(probability / start)


@dataclass(frozen=True, slots=True)
class Combined:
    """All signs of a period by stage and column: what speaks for a stage over the first one, and what against."""

    gain: Floats
    loss: Floats


def combine_signs(signs: Mapping[str, Floats], indicators: Mapping[str, Indicator], draws: Draws) -> Combined:
    """Signs by indicator (stages × columns, relative to the first stage): families first, then across families."""
    families: dict[str, list[Floats]] = {}
    for key in signs:
        families.setdefault(indicators[key].family, []).append(signs[key])
    parts = []
    for sign in (1.0, -1.0):
        rows = [
            combine([np.maximum(sign * value, 0.0) for value in values], draws["share_in_family"])
            for values in families.values()
        ]
        parts.append(combine(rows, draws["share_across_families"]))
    return Combined(parts[0], parts[1])

"""Compliance, the second question: would an order be obeyed? It scales the last step, and is bounded."""

from __future__ import annotations

import numpy as np

from tocsin.assess.draws import Draws, Floats, expit, logit


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

"""Several analysts: each one's own grades, numbers and likelihoods kept apart, and their answers pooled.

The pool is the geometric mean of the odds (Genest & Zidek 1986, doi:10.1214/ss/1177013825; Satopää et al. 2014,
doi:10.1016/j.ijforecast.2013.09.009), which no single analyst's order of asking changes. What one of them says of an
indicator's likelihoods is made to run as the indicator's order says first (isotonic regression: Barlow et al. 1972).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tocsin.assess.draws import Floats, expit, logit
from tocsin.model.decision import Decision
from tocsin.model.judgement import AnalystView, Estimate
from tocsin.model.template import Indicator, Range, Template

OWN = ("source", "number", "indicator")
"""Rulings that are an analyst's own; rulings on texts, claims and names hold for all."""
LIMIT = 1e-4


@dataclass(frozen=True, slots=True)
class Spread:
    """The pooled answer, and the ratio of the highest to the lowest odds among the analysts."""

    pooled: Estimate
    disagreement: float


def names_of(decisions: Sequence[Decision]) -> tuple[str, ...]:
    """Who ruled on a grade, a number or a likelihood, in order of name."""
    return tuple(sorted({decision.author for decision in decisions if decision.subject in OWN}))


def decisions_of(name: str, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The rulings as one analyst has them: his own grades, numbers and likelihoods, and everybody's on the texts."""
    return tuple(d for d in decisions if d.subject not in OWN or d.author == name)


def pool(views: Sequence[AnalystView]) -> Spread:
    """The geometric mean of the odds, of the answers and of both ends."""
    ends = np.array([[v.estimate.probability, v.estimate.low, v.estimate.high] for v in views])
    odds: Floats = logit(np.clip(ends, LIMIT, 1 - LIMIT))
    middle, low, high = (float(value) for value in expit(odds.mean(axis=0)))
    return Spread(Estimate(middle, low, high), float(np.exp(odds[:, 0].max() - odds[:, 0].min())))


def with_likelihoods(template: Template, ruled: Mapping[tuple[str, str], float]) -> Template:
    """The template with best guesses as ruled, by indicator and stage, coherentised; ranges keep their width in
    log-odds."""
    if not ruled:
        return template
    named = {key for key, _ in ruled}
    indicators = tuple(_ruled(i, ruled) if i.key in named else i for i in template.indicators)
    return replace(template, indicators=indicators)


def _ruled(indicator: Indicator, ruled: Mapping[tuple[str, str], float]) -> Indicator:
    wanted = [ruled.get((indicator.key, stage), range_.best) for stage, range_ in indicator.seen]
    order = indicator.order or {"toward": "rises", "away": "falls"}.get(indicator.effect, "")
    if order == "rises":
        wanted = coherent(wanted)
    elif order == "falls":
        wanted = coherent(wanted[::-1])[::-1]
    seen = tuple((stage, _moved(range_, best)) for (stage, range_), best in zip(indicator.seen, wanted, strict=True))
    return replace(indicator, seen=seen)


def coherent(values: Sequence[float]) -> list[float]:
    """The nearest values that never fall (pool adjacent violators)."""
    blocks: list[list[float]] = []
    for value in values:
        blocks.append([value])
        while len(blocks) > 1 and np.mean(blocks[-2]) > np.mean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] = blocks[-1] + last
    return [float(np.mean(block)) for block in blocks for _ in block]


def _moved(range_: Range, best: float) -> Range:
    if best == range_.best:
        return range_
    inside = min(max(best, 0.002), 0.998)
    shift = float(logit(inside) - logit(range_.best))
    low, high = (float(expit(logit(end) + shift)) for end in (range_.low, range_.high))
    return Range(low, inside, high, f"ruled by an analyst; {range_.reason}")

"""Periods: all signs of four weeks taken together, against what reporting brings in ordinary weeks anyway.

Signs of one family, and to a lesser degree all signs, have common causes, so that they are combined with increments
of n / (1 + (n - 1)·ρ), families first. What silence means depends on how the documents came to be read:

* *unwatched* (somebody picked them): silence means nothing, and neither do the signs that an article on such a
  question mentions in ordinary times. That ordinary weight, at first the method's default and then learned from the
  desk's own earlier periods, is taken off; only what exceeds it speaks.
* *watched* (everything that happens would have been seen): every sign counts in full, and so does every sign that
  was looked for and not seen.

`coverage` places each draw between the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tocsin.assess.draws import Draws, Floats
from tocsin.assess.independence import combine
from tocsin.model.template import Indicator, Template


@dataclass(frozen=True, slots=True)
class Ordinary:
    """What ordinary times look like, by stage (rows) and column, relative to the first stage.

    `weight` is the evidence that a period of ordinary reporting would bring; `silence` that of each sign's absence
    if it had been looked for, by indicator.
    """

    weight: Floats
    silence: Mapping[str, Floats]


def ordinary(template: Template, draws: Draws) -> Ordinary:
    """Ordinary weight and silence from the template's likelihoods and visibilities."""
    rising = np.zeros((len(template.stages), draws.count))
    mentioned = np.zeros(draws.count)
    silence: dict[str, Floats] = {}
    for indicator in template.indicators:
        if indicator.hypothesis != "outcome":
            continue
        seen = np.stack([draws[f"seen:{indicator.key}:{stage.key}"] for stage in template.stages])
        visible = draws[f"visible:{indicator.key}"]
        mention = visible * seen[0]
        rising += mention * np.maximum(np.log(seen) - np.log(seen[0]), 0.0)
        mentioned += mention
        missed = np.log1p(-visible * seen)
        silence[indicator.key] = missed - missed[0]
    weight = draws["ordinary_signs"] * rising / np.maximum(mentioned, 1e-9)
    return Ordinary(weight, silence)


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


@dataclass(frozen=True, slots=True)
class Reading:
    """How a period is read: the ordinary weight to take off, the silence of what was not seen, the share of the
    period that was watched, and the coverage."""

    ordinary: Floats
    silence: Floats
    watched: Floats
    coverage: Floats


def period_evidence(combined: Combined, reading: Reading) -> Floats:
    """Log evidence for each stage relative to the first, between the unwatched and the watched reading."""
    unwatched = np.maximum(combined.gain - reading.ordinary, 0.0)
    watched = combined.gain + reading.watched * reading.silence
    return np.asarray((1 - reading.coverage) * unwatched + reading.coverage * watched - combined.loss)

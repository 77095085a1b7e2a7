"""Windows: what reports and silences together say of each stage, when nobody knows how well a window was watched.

In one window a sign that is there is reported with probability c·v·T and one that is not with c·v·F: v is how visible
such signs are, T and F how often a usual source says so rightly and wrongly, and c the attention that this desk's
documents paid in that window. Reports and silences are then taken together,

    P(window | s) = Σ_c π(c) · Π_reported c·v·(Λ·b(s) + 1 - b(s)) / (Λ + 1)
                             · Π_silent (1 - c·v·(T·b(s) + F·(1 - b(s))))

with π(c) spread around the desk's own level. Where attention is known this counts every silence; where it is not, a
burst of signs is explained by a burst of attention as well, and only their composition speaks: the marginal over an
unknown intensity leaves a multinomial (the same step from Poisson to multinomial as in capture-recapture). What the
desk's ordinary windows look like is learned through the weights of the draws.

A window of which something was read is there because something was told: its likelihood is taken, as far as
`conditioning` says, given that at least one sign was reported. And a share of windows are false alarms, in which
signs light together as if the outcome were near, whatever the stage: no window can speak more loudly than that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tocsin.assess.draws import Draws, Floats
from tocsin.model.template import Indicator, Template

# Gauss-Hermite nodes and weights for a standard normal, three points.
NODES = ((-1.7320508075688772, 1 / 6), (0.0, 2 / 3), (1.7320508075688772, 1 / 6))
MOST_ATTENTION = 0.98
LEAST_NOTICED = 1e-3
SHARPNESS = 5.0
"""How fast a report counts as one: with log Λ = 0.2 by half or more, with 1 in full, with 0 not at all."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The outcome's indicators over columns: `seen` (indicators × stages × columns), visibility and the usual
    source's rates of saying so rightly and wrongly, persistence by indicator."""

    keys: tuple[str, ...]
    seen: Floats
    rightly: Floats
    wrongly: Floats
    persistence: Floats

    def carried(self, there: Floats, windows: float) -> Floats:
        """Chances that the signs are there, so many of the template's windows after they were `there`."""
        kept = (self.persistence**windows)[:, None, None]
        return np.asarray((1 - kept) * self.seen + kept * there)


def signs_of(template: Template, draws: Draws) -> Signs:
    """The outcome's indicators under every column of the draws."""
    indicators = [indicator for indicator in template.indicators if indicator.hypothesis == "outcome"]
    seen = np.stack([_seen(indicator, template, draws) for indicator in indicators])
    trust, anyway = draws["grade:C"], draws["says:none:toward"]
    visible = np.stack([draws[f"visible:{indicator.key}"] for indicator in indicators])
    return Signs(
        tuple(indicator.key for indicator in indicators),
        seen,
        visible * (trust + (1 - trust) * anyway),
        visible * (1 - trust) * anyway,
        np.array([indicator.persistence for indicator in indicators]),
    )


def _seen(indicator: Indicator, template: Template, draws: Draws) -> Floats:
    return np.stack([draws[f"seen:{indicator.key}:{stage.key}"] for stage in template.stages])


@dataclass(frozen=True, slots=True)
class Attention:
    """How well a window was watched: attention by node (nodes × columns, 0 where nothing was read), the nodes'
    weights, and how far the likelihood is taken given that something was reported."""

    levels: Floats
    weights: tuple[float, ...]
    conditioning: Floats


def attention(draws: Draws, told: Floats, documents: Floats) -> Attention:
    """Attention in a window in which so many different signs were told, by so many documents.

    The first sign told shows no survey: it may be all that anybody looked at. Of a desk that is said to watch, every
    document stands for the whole window.
    """
    survey = draws["survey_per_sign"] * np.maximum(told - 1.0, 0.0)
    survey = survey + draws["survey_per_document"] * documents
    reach = -np.expm1(-survey)
    levels = [draws["attention"] * np.exp(draws["attention_spread"] * node) for node, _ in NODES]
    capped = [np.minimum(level, MOST_ATTENTION) * reach for level in levels]
    conditioning = draws["conditioning"] * reach
    return Attention(np.stack(capped), tuple(weight for _, weight in NODES), conditioning)


def window_evidence(
    signs: Signs, base: Floats, log_ratios: Mapping[int, Floats], watched: Attention, false_alarms: Floats
) -> Floats:
    """Log likelihood of a window by stage (rows) and column. `base` holds the chances that each sign is there,
    `log_ratios` log Λ of the reported signs by their place in `signs`."""
    reported = sorted(log_ratios)
    others = [place for place in range(len(signs.keys)) if place not in log_ratios]
    loud = _loud(signs, base, log_ratios, reported)
    chance = signs.rightly[:, None] * base + signs.wrongly[:, None] * (1 - base)
    told, silent = [], []
    for level in watched.levels:
        quiet = np.prod(1 - level * chance[others], axis=0)
        missed = np.log1p(-level * chance[reported])
        noticed = loud.positive * np.log(np.maximum(level, LEAST_NOTICED))
        told.append(np.log(quiet) + loud.support + noticed + np.einsum("rn,rsn->sn", 1 - loud.heard, missed))
        silent.append(quiet * np.exp(missed.sum(axis=0)))
    weights = np.array(watched.weights)[:, None, None]
    spoken = _log_mean(np.stack(told), weights)
    anything = np.maximum((weights * (1 - np.stack(silent))).sum(axis=0), 1e-12)
    spoken, anything = _alarmed(spoken, np.log(anything), false_alarms)
    return np.asarray(spoken - watched.conditioning * anything)


@dataclass(frozen=True, slots=True)
class _Loud:
    """The reported signs: how far each counts as reported (a sign whose reports weigh nothing is a silent one), what
    they say by stage, and how many say that a sign is there. That it is absent is said whether or not anybody
    watches for it; that it is there, only if somebody does."""

    heard: Floats
    support: Floats
    positive: Floats


def _loud(signs: Signs, base: Floats, log_ratios: Mapping[int, Floats], reported: list[int]) -> _Loud:
    count = base.shape[2]
    if not reported:
        return _Loud(np.zeros((0, count)), np.zeros(base.shape[1:]), np.zeros(count))
    weights = np.stack([np.clip(np.broadcast_to(log_ratios[place], (count,)), -30.0, 30.0) for place in reported])
    heard = -np.expm1(-SHARPNESS * np.abs(weights))
    ratio = np.exp(weights)[:, None]
    there = base[reported]
    says = np.log((ratio * there + 1 - there) / (ratio + 1))
    visible = np.log((signs.rightly + signs.wrongly)[reported])
    positive = heard * (weights > 0)
    support = np.einsum("rn,rsn->sn", heard, says) + (positive * visible).sum(axis=0)
    return _Loud(heard, support, positive.sum(axis=0))


def novelty(log_ratio: Floats, base: Floats) -> Floats:
    """How far a sign's reports (log Λ) tell something: 0 if they are worthless or only repeat what was known."""
    return np.asarray(-np.expm1(-SHARPNESS * np.abs(log_ratio)) * (1 - base.mean(axis=0)))


def _log_mean(logs: Floats, weights: Floats) -> Floats:
    top = logs.max(axis=0)
    return np.asarray(top + np.log((weights * np.exp(logs - top)).sum(axis=0)))


def _alarmed(spoken: Floats, anything: Floats, share: Floats) -> tuple[Floats, Floats]:
    """With false alarms mixed in: they look as the last rung before the outcome does, at every stage."""
    near = spoken.shape[0] - 2
    mixed = [np.logaddexp(np.log1p(-share) + value, np.log(share) + value[near]) for value in (spoken, anything)]
    return mixed[0], mixed[1]


def there_after(signs: Signs, base: Floats, log_ratios: Mapping[int, Floats], watched: Attention) -> Floats:
    """Chances that each sign is there, after what the window told and kept silent about."""
    level = watched.levels[len(watched.levels) // 2]
    right = 1 - level * signs.rightly
    wrong = 1 - level * signs.wrongly
    ratio = right / wrong
    for place, weight in log_ratios.items():
        heard = -np.expm1(-SHARPNESS * np.abs(weight))
        ratio[place] = np.exp(heard * np.clip(weight, -30.0, 30.0)) * ratio[place] ** (1 - heard)
    lifted = ratio[:, None] * base
    return np.asarray(lifted / (lifted + 1 - base))

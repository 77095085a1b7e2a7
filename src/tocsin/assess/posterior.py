"""Draws weighted by how well they explain the reports: weights, mean, interval, effective sample size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tocsin.assess.draws import Floats
from tocsin.model.judgement import Estimate

LEAST_EFFECTIVE, LEAST_SHARE = 40.0, 0.05
"""Below this number of effective draws, or this share of all, the weights are flattened (a power below 1), as in
annealed importance sampling (Neal 2001, doi:10.1023/A:1008923215028): a few draws must not speak for all."""
STEEPEST = 20.0
MOST_STEPS, SETTLED_STEP = 50, 1e-12
LIMIT = 1e-4
"""No answer is reported nearer to 0 or 1 than this: the model itself can be wrong."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Normalised weights of the draws, the power that was left of the likelihood, the effective sample size."""

    values: Floats
    power: float
    effective: float


def weigh(log_likelihood: Floats, kept: Floats | None = None) -> Weights:
    """Weights in proportion to the marginal likelihood, flattened until enough draws count.

    Reports of one question teach next to nothing of how often such outcomes come; in a few hundred draws the weights
    would move the reference class's mean by chance alone. They are calibrated so that the weighted mean of `kept`
    (each draw's prior rate over the mean one) is 1
    (Deville & Särndal 1992, doi:10.1080/01621459.1992.10475217).
    """
    count = len(log_likelihood)
    least = min(max(LEAST_EFFECTIVE, LEAST_SHARE * count), 0.5 * count)
    power, low, high = 1.0, 0.0, 1.0
    values = _normalised(log_likelihood)
    if effective_size(values) < least:
        inside = log_likelihood - log_likelihood.max()
        for _ in range(30):
            power = 0.5 * (low + high)
            raised = np.exp(power * inside)
            low, high = (power, high) if float(raised.sum()) ** 2 / float(raised @ raised) >= least else (low, power)
        power = low
        values = _normalised(power * log_likelihood)
    if kept is not None:
        values = _calibrated(values, kept)
    return Weights(values, power, effective_size(values))


def _calibrated(values: Floats, kept: Floats) -> Floats:
    """Weights turned by exp(λ·kept), with λ such that their mean of `kept` is 1, as over even weights:
    Newton's steps, which the halved interval replaces wherever one would leave it."""
    low, high, middle, turned = -STEEPEST, STEEPEST, 0.0, values
    logs = np.log(np.maximum(values, 1e-300))
    for _ in range(MOST_STEPS):
        turned = _normalised(logs + middle * kept)
        mean = float(turned @ kept)
        low, high = (middle, high) if mean < 1 else (low, middle)
        spread = float(turned @ np.square(kept - mean))
        step = (1 - mean) / spread if spread > 0 else np.inf
        if abs(step) < SETTLED_STEP:
            break
        middle = middle + step if low < middle + step < high else 0.5 * (low + high)
    return turned


def effective_size(weights: Floats) -> float:
    """1 / Σ w² of normalised weights (Kish 1965)."""
    return float(1.0 / np.square(weights).sum())


def _normalised(log_weights: Floats) -> Floats:
    values = np.exp(log_weights - log_weights.max())
    return np.asarray(values / values.sum())


def estimate(answers: Floats, weights: Floats, interval: float) -> Estimate:
    """Weighted mean and central interval of the draws' answers."""
    low, high = quantiles(answers, weights, ((1 - interval) / 2, (1 + interval) / 2))
    mean = float(np.clip(answers @ weights, LIMIT, 1 - LIMIT))
    return Estimate(mean, min(max(low, LIMIT), mean), max(min(high, 1 - LIMIT), mean))


def quantiles(values: Floats, weights: Floats, shares: tuple[float, ...]) -> tuple[float, ...]:
    """Weighted quantiles, by interpolation between the draws' mid-weights."""
    order = np.argsort(values, kind="stable")
    upto = np.cumsum(weights[order]) - 0.5 * weights[order]
    return tuple(float(np.interp(share, upto, values[order])) for share in shares)


def resample(answers: Floats, weights: Floats, count: int) -> npt.NDArray[np.intp]:
    """`count` draws that stand for all of them: systematic resampling along the sorted answers, without randomness
    (Kitagawa 1996, doi:10.1080/10618600.1996.10474692), so that few draws still have nearly the mean of all."""
    order = np.argsort(answers, kind="stable")
    points = (np.arange(count) + 0.5) / count
    places = np.minimum(np.searchsorted(np.cumsum(weights[order]), points), len(weights) - 1)
    return order[places].astype(np.intp)

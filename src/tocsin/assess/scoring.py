"""Scoring frozen answers against outcomes: Brier and log score, skill over baselines, paired bootstrap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tocsin.assess.draws import Floats
from tocsin.errors import InputError


@dataclass(frozen=True, slots=True)
class PairedDifference:
    """Mean difference of two scores over the same questions with its central 90 % bootstrap interval."""

    mean: float
    low: float
    high: float


def brier(answers: Floats, outcomes: Floats) -> float:
    """Mean squared error of probabilities (Brier 1950, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2)."""
    return float(np.square(_checked(answers, outcomes) - outcomes).mean())


def log_score(answers: Floats, outcomes: Floats) -> float:
    """Mean negative natural log of the probability given to what happened (Good 1952)."""
    inside = np.clip(_checked(answers, outcomes), 1e-12, 1 - 1e-12)
    return float(-np.where(outcomes > 0.5, np.log(inside), np.log1p(-inside)).mean())


def paired_bootstrap(
    answers: Floats, baseline: Floats, outcomes: Floats, *, draws: int = 2000, seed: int = 1
) -> PairedDifference:
    """Brier of the answers minus Brier of a baseline, questions resampled in pairs (Efron & Tibshirani 1993).

    Below 0 the answers are better.
    """
    difference = np.square(_checked(answers, outcomes) - outcomes) - np.square(
        _checked(baseline, outcomes) - outcomes
    )
    generator = np.random.default_rng(seed)
    rows = generator.integers(0, len(difference), (draws, len(difference)))
    low, high = np.quantile(difference[rows].mean(axis=1), (0.05, 0.95))
    return PairedDifference(float(difference.mean()), float(low), float(high))


def report_count_baseline(counts: Floats, prior: Floats, outcomes: Floats) -> Floats:
    """A baseline that knows only how many reports there were: the prior's log-odds shifted by a line in log(1 + n),
    fitted to the outcomes themselves, so that it is as good as such a rule can be."""
    size = np.log1p(np.asarray(counts, dtype=float))
    columns = np.stack([np.ones_like(size), size - size.mean()], axis=1)
    start = np.log(prior / (1 - prior))
    weights = np.zeros(2)
    for _ in range(50):
        fitted = _share(start + columns @ weights)
        slope = columns.T @ (outcomes - fitted) - 1e-6 * weights
        curve = (columns * (fitted * (1 - fitted))[:, None]).T @ columns + 1e-6 * np.eye(2)
        step = np.linalg.solve(curve, slope)
        # A whole Newton step may overshoot far from the fit: it is halved until it makes nothing worse.
        now = log_score(fitted, outcomes)
        while np.abs(step).max() > 1e-9 and log_score(_share(start + columns @ (weights + step)), outcomes) > now:
            step = step / 2
        weights = weights + step
    return _share(start + columns @ weights)


def _share(log_odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -700, 700))))


def _checked(answers: Floats, outcomes: Floats) -> Floats:
    answers = np.asarray(answers, dtype=np.float64)
    if len(answers) != len(outcomes) or not len(answers):
        raise InputError("answers and outcomes must pair up", value=f"{len(answers)} and {len(outcomes)}")
    if answers.min() < 0 or answers.max() > 1:
        raise InputError("an answer is no probability", value=f"{answers.min()} to {answers.max()}")
    return answers

"""Scorecard: forecasts whose questions are settled, beside the base rate alone and a count of reports.

Answers to one question on several days are not independent, so questions, not answers, are resampled, and each
question weighs the same in the differences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tocsin.assess.calibration import CalibrationBin, calibration_bins
from tocsin.assess.draws import Floats
from tocsin.assess.scoring import PairedDifference, brier, log_score, report_count_baseline
from tocsin.errors import InputError


@dataclass(frozen=True, slots=True)
class Forecast:
    """One answer that was given, with the prior and the number of documents behind it, and what came of it."""

    question: str
    as_of: str
    probability: float
    prior: float
    documents: int
    outcome: bool


@dataclass(frozen=True, slots=True)
class Score:
    """Mean Brier and log score of one way to answer. `difference` is the Brier score of the answers minus this one's
    by question, with its 90 % interval (below 0: the answers are better); None for the answers themselves."""

    name: str
    brier: float
    log: float
    difference: PairedDifference | None = None


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Scores of the answers and of both baselines, and how often what was called so likely came true."""

    questions: int
    forecasts: int
    scores: tuple[Score, ...]
    bins: tuple[CalibrationBin, ...]
    notes: tuple[str, ...]


def scorecard(forecasts: Sequence[Forecast], *, draws: int = 2000, seed: int = 1) -> Scorecard:
    """The scores of forecasts. Raises InputError where there are none."""
    if not forecasts:
        raise InputError("there is nothing to score", remedy="resolve a question whose judgements were frozen")
    answers, priors, counts, outcomes = (
        np.array([value(forecast) for forecast in forecasts], dtype=np.float64)
        for value in (_probability, _prior, _documents, _outcome)
    )
    fitted = report_count_baseline(counts, np.clip(priors, 1e-6, 1 - 1e-6), outcomes)
    names = [forecast.question for forecast in forecasts]
    scores = [Score("answers", brier(answers, outcomes), log_score(answers, outcomes))]
    for name, baseline in (("base rate alone", priors), ("count of reports, fitted to the outcomes", fitted)):
        worth = np.square(answers - outcomes) - np.square(baseline - outcomes)
        difference = by_question(worth, names, draws=draws, seed=seed)
        scores.append(Score(name, brier(baseline, outcomes), log_score(baseline, outcomes), difference))
    count = len(set(names))
    notes = () if count > 1 else ("one question settles nothing: the interval is empty of meaning below some dozens",)
    return Scorecard(count, len(forecasts), tuple(scores), calibration_bins(answers, outcomes), notes)


def by_question(worth: Floats, names: Sequence[str], *, draws: int, seed: int) -> PairedDifference:
    """The mean over questions of their mean difference, with its 90 % interval from resampled questions (cluster
    bootstrap: Davison & Hinkley 1997, section 3.8)."""
    groups: dict[str, list[float]] = {}
    for name, value in zip(names, worth, strict=True):
        groups.setdefault(name, []).append(float(value))
    means = np.array([np.mean(values) for values in groups.values()])
    rows = np.random.default_rng(seed).integers(0, len(means), (draws, len(means)))
    low, high = np.quantile(means[rows].mean(axis=1), (0.05, 0.95))
    return PairedDifference(float(means.mean()), float(low), float(high))


def _probability(forecast: Forecast) -> float:
    return forecast.probability


def _prior(forecast: Forecast) -> float:
    return forecast.prior


def _documents(forecast: Forecast) -> float:
    return float(forecast.documents)


def _outcome(forecast: Forecast) -> float:
    return float(forecast.outcome)

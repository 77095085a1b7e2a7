"""Calibration of probabilities against what happened, and of intervals against the answer under the true numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tocsin.assess.draws import Floats


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Answers between `low` and `high`: how many, their mean, and the share of them that came true with its 90 %
    interval (Jeffreys, by the normal approximation on the log-odds scale)."""

    low: float
    high: float
    count: int
    mean: float
    share: float
    share_low: float
    share_high: float


def calibration_bins(answers: Floats, outcomes: Floats, bins: int = 10) -> tuple[CalibrationBin, ...]:
    """Bins of about equal number of answers, in rising order."""
    order = np.argsort(answers, kind="stable")
    rows = []
    for part in np.array_split(order, min(bins, len(order))):
        if not len(part):
            continue
        count, happened = len(part), float(outcomes[part].sum())
        odds = np.log((happened + 0.5) / (count - happened + 0.5))
        spread = 1.645 * np.sqrt(1 / (happened + 0.5) + 1 / (count - happened + 0.5))
        ends = 1 / (1 + np.exp(-(odds + np.array([-spread, spread]))))
        inside = answers[part]
        rows.append(
            CalibrationBin(
                float(inside.min()),
                float(inside.max()),
                count,
                float(inside.mean()),
                happened / count,
                float(ends[0]),
                float(ends[1]),
            )
        )
    return tuple(rows)


def expected_calibration_error(answers: Floats, outcomes: Floats, bins: int = 10) -> float:
    """Mean distance between answer and share that came true, over bins of equal number (Naeini et al. 2015)."""
    rows = calibration_bins(answers, outcomes, bins)
    return float(sum(row.count * abs(row.mean - row.share) for row in rows) / len(answers))


def rank_histogram(ranks: Sequence[float], bins: int = 10) -> tuple[int, ...]:
    """How many ranks (0 to 1) fall in each of the bins. Flat where intervals mean what they say."""
    counts, _ = np.histogram(np.asarray(ranks), bins=bins, range=(0.0, 1.0))
    return tuple(int(count) for count in counts)


def flatness(histogram: Sequence[int]) -> float:
    """Chi-squared over its degrees of freedom: about 1 where the histogram is flat."""
    counts = np.asarray(histogram, dtype=float)
    expected = counts.sum() / len(counts)
    return float(np.square(counts - expected).sum() / expected / (len(counts) - 1))

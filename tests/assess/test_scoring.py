"""Scores against values worked out by hand, and simulated worlds that are what they say."""

from __future__ import annotations

import numpy as np
import pytest
from judged_cases import SETTINGS, TEMPLATE

from tocsin.assess.calibration import calibration_bins, expected_calibration_error, flatness, rank_histogram
from tocsin.assess.draws import make_draws
from tocsin.assess.scoring import brier, log_score, paired_bootstrap, report_count_baseline
from tocsin.assess.simulation import WorldSettings, make_world
from tocsin.assess.stage_filter import make_ladder
from tocsin.assess.vocabulary import load_grades, load_method
from tocsin.errors import InputError


def test_brier_and_log_score() -> None:
    answers, outcomes = np.array([0.5, 0.9]), np.array([1.0, 0.0])
    assert brier(answers, outcomes) == pytest.approx((0.25 + 0.81) / 2)
    assert log_score(answers, outcomes) == pytest.approx((np.log(2) - np.log(0.1)) / 2)


@pytest.mark.parametrize("answers", [np.array([1.2, 0.1]), np.array([0.1])])
def test_wrong_answers_are_refused(answers: np.ndarray) -> None:
    with pytest.raises(InputError):
        brier(answers, np.array([1.0, 0.0]))


def test_paired_bootstrap_sees_the_better_forecaster() -> None:
    outcomes = (np.arange(200) % 4 == 0).astype(float)
    good = np.where(outcomes > 0, 0.7, 0.1)
    found = paired_bootstrap(good, np.full(200, 0.25), outcomes)
    assert found.low <= found.mean <= found.high < 0


def test_calibration_of_a_true_forecaster() -> None:
    generator = np.random.default_rng(2)
    answers = generator.uniform(0.05, 0.6, 20_000)
    outcomes = (generator.random(20_000) < answers).astype(float)
    assert expected_calibration_error(answers, outcomes) < 0.015
    assert expected_calibration_error(answers + 0.2, outcomes) > 0.15
    assert sum(row.count for row in calibration_bins(answers, outcomes)) == 20_000


def test_flat_histogram() -> None:
    ranks = list((np.arange(1000) + 0.5) / 1000)
    assert rank_histogram(ranks) == (100,) * 10
    assert flatness(rank_histogram(ranks)) == 0
    assert flatness(rank_histogram([0.5] * 1000)) > 100


def test_count_baseline_learns_that_counts_matter() -> None:
    counts = np.array([0.0, 0.0, 0.0, 50.0, 50.0, 50.0] * 30)
    outcomes = np.array([0.0, 0.0, 1.0, 1.0, 1.0, 0.0] * 30)
    fitted = report_count_baseline(counts, np.full(180, 0.3), outcomes)
    assert fitted[0] == pytest.approx(1 / 3, abs=0.01)
    assert fitted[3] == pytest.approx(2 / 3, abs=0.01)


@pytest.mark.parametrize("made", [WorldSettings(), WorldSettings(hidden_copies=1.5, liars=0.2, mixed=True)])
def test_worlds_are_reproducible_and_in_order(made: WorldSettings) -> None:
    draws = make_draws(TEMPLATE, load_grades(), load_method(), SETTINGS)
    ladder = make_ladder(TEMPLATE, draws, np.full(draws.count, 1e-3))
    one, two = (make_world(TEMPLATE, draws, ladder, 3, made, 11) for _ in range(2))
    assert one == two
    assert all(report.day <= one.as_of for report in one.reports)
    assert {report.document_id for report in one.reports} <= set(one.document_days)

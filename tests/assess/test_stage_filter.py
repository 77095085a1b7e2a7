"""The ladder against plain arithmetic: matrix powers, the forward algorithm written out, and the prior's anchor."""

from __future__ import annotations

import numpy as np
import pytest
from judged_cases import AS_OF, SETTINGS, TEMPLATE, answer, inquiry, question

from tocsin.assess.draws import make_draws
from tocsin.assess.inquiry import prior_answers
from tocsin.assess.stage_filter import Shares, advance, make_ladder, outcome_by, spectrum, still_open, update
from tocsin.assess.vocabulary import load_grades, load_method

FORWARD = np.array([[0.003, 0.01, 0.02], [0.001, 0.03, 0.2]])
BACK = np.array([[0.0, 0.01, 0.03], [0.0, 0.02, 0.05]])


def generator(column: int) -> np.ndarray:
    matrix = np.zeros((4, 4))
    for place in range(3):
        matrix[place, place + 1] += FORWARD[column, place]
        if place:
            matrix[place, place - 1] += BACK[column, place]
        matrix[place, place] = -FORWARD[column, place] - BACK[column, place]
    return matrix


def power(matrix: np.ndarray, days: float) -> np.ndarray:
    """exp(matrix · days) by scaling and squaring a Taylor series."""
    small, result, term = matrix * days / 2**12, np.eye(4), np.eye(4)
    for order in range(1, 14):
        term = term @ small / order
        result = result + term
    for _ in range(12):
        result = result @ result
    return result


@pytest.mark.parametrize("days", [0.0, 1.0, 30.0, 400.0])
def test_advance_is_the_matrix_exponential(days: float) -> None:
    ladder = spectrum(FORWARD, BACK)
    start = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]])
    after = advance(ladder, Shares(start, np.zeros(2)), np.full(2, days))
    for column in range(2):
        exact = np.append(start[column], 0.0) @ power(generator(column), days)
        assert np.append(after.live[column], after.entered[column]) == pytest.approx(exact, abs=1e-9)


def test_filter_is_the_forward_algorithm() -> None:
    """Three pieces of evidence at uneven gaps, the question open before the last: to 1e-9 of a plain loop."""
    ladder = spectrum(FORWARD, BACK)
    generator_of = np.random.default_rng(5)
    evidence = generator_of.normal(size=(3, 4, 2))
    gaps = (20.0, 3.0, 55.0)
    shares = Shares(ladder.settled.copy(), np.zeros(2))
    total = np.zeros(2)
    for gap, piece in zip(gaps, evidence, strict=True):
        shares = still_open(advance(ladder, shares, np.full(2, gap)))
        shares, gained = update(shares, piece)
        total += gained
    for column in range(2):
        state, plain = np.append(ladder.settled[column], 0.0), 0.0
        for gap, piece in zip(gaps, evidence, strict=True):
            state = state @ power(generator(column), gap)
            state[3] = 0.0
            state = state / state.sum() * np.exp(piece[:, column])
            plain += np.log(state.sum())
            state = state / state.sum()
        assert np.append(shares.live[column], shares.entered[column]) == pytest.approx(state, abs=1e-9)
        assert total[column] == pytest.approx(plain, abs=1e-9)


@pytest.mark.parametrize("hazard", [1e-6, 1e-4, 2e-3, 1e-2])
@pytest.mark.parametrize("days", [10, 180, 700])
def test_answer_without_evidence_is_the_prior(hazard: float, days: int) -> None:
    draws = make_draws(TEMPLATE, load_grades(), load_method(), SETTINGS)
    ladder = make_ladder(TEMPLATE, draws, np.full(draws.count, hazard))
    settled = Shares(ladder.settled, np.zeros(draws.count))
    came = outcome_by(ladder, settled, np.full(draws.count, float(days)), np.ones(draws.count))
    assert came == pytest.approx(-np.expm1(-hazard * days), rel=1e-6)


def test_no_documents_give_the_prior_for_the_time_left() -> None:
    near, far = question(AS_OF.replace(month=8)), question(AS_OF.replace(year=AS_OF.year + 1))
    assert answer([], asked=near) < answer([], asked=far)
    for asked in (near, far):
        prior = prior_answers(inquiry([], asked=asked), AS_OF).mean()
        assert answer([], asked=asked) == pytest.approx(prior, rel=1e-6)


def test_after_the_deadline_nothing_more_can_come() -> None:
    assert answer([], asked=question(AS_OF.replace(month=2))) <= 1e-4

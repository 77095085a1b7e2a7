"""The ladder as a continuous-time Markov chain, filtered through dated evidence.

Live stages form a birth-death chain; the last rung leads to the outcome, which absorbs. Transition matrices over any
number of days come from the symmetrised generator's eigenvectors, so that all draws move at once and any gap costs
the same (Keilson 1979; for hidden Markov filtering Rabiner 1989, doi:10.1109/5.18626).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tocsin.assess.draws import Draws, Floats
from tocsin.model.template import Template

SMALLEST_RATE = 1e-7
LARGEST_RATE = 2.0
QUICKER = 3.0
LARGEST_CLIMB = 8.0
"""Lower rungs are climbed at most e to this power times faster or slower than the template says."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The live part of the chain, one row a column of the draws: rates a day, its spectrum, and `settled`, the shares
    of the stages after a long time without evidence and without the outcome (the quasi-stationary distribution)."""

    forward: Floats  # (N, L): from each live stage onward; the last one to the outcome
    back: Floats  # (N, L): from each live stage back; 0 for the first
    values: Floats  # (N, L)
    into: Floats  # (N, L, L): coordinates of a row of shares in the spectrum
    out: Floats  # (N, L, L): and back
    settled: Floats  # (N, L)

    def take(self, columns: np.typing.NDArray[np.intp]) -> Ladder:
        """The ladders of other columns."""
        return Ladder(*(getattr(self, name)[columns] for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Shares:
    """Where the chain stands, by column: shares of the live stages, and of the outcome having come unreported."""

    live: Floats  # (N, L)
    entered: Floats  # (N,)


def make_ladder(template: Template, draws: Draws, daily_hazard: Floats) -> Ladder:
    """The chain whose long-run rate of the outcome, a day, is `daily_hazard`: the answer without evidence is then
    1 - exp(-hazard · days) for any horizon.

    How far a rarer or commoner outcome is put down to the last step, and how far to how often the rungs below are
    climbed, is itself a draw (`split_of_rarity`).
    """
    forward, back = _rates(template, draws)
    forward[:, 0] = np.maximum(forward[:, 0], QUICKER * daily_hazard)  # else a scare would outlast the question
    started = -spectrum(forward, back).values.max(axis=1)
    gap = np.log(daily_hazard) - np.log(np.maximum(started, 1e-15))
    forward[:, 1:-1] = _climbed(forward, back, daily_hazard, forward[:, -1] * np.exp(draws["split_of_rarity"] * gap))
    for _ in range(40):
        last = _last_rate(forward, back, daily_hazard)
        unreachable = ~((last > 0) & (last < LARGEST_RATE))
        if not unreachable.any():
            break
        forward[unreachable, :-1] = np.minimum(forward[unreachable, :-1] * 1.5, LARGEST_RATE)
    forward[:, -1] = np.where(unreachable, LARGEST_RATE, last)
    return spectrum(forward, back)


def _climbed(forward: Floats, back: Floats, hazard: Floats, last: Floats) -> Floats:
    """The lower rungs' rates, all scaled alike so that the hazard is met with this last rate; found by halving."""
    low, high = np.full(len(hazard), -LARGEST_CLIMB), np.full(len(hazard), LARGEST_CLIMB)
    trial = forward.copy()
    for _ in range(30):
        middle = 0.5 * (low + high)
        trial[:, 1:-1] = np.clip(forward[:, 1:-1] * np.exp(middle)[:, None], SMALLEST_RATE, LARGEST_RATE)
        short = _last_rate(trial, back, hazard) > last
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    return trial[:, 1:-1]


def _rates(template: Template, draws: Draws) -> tuple[Floats, Floats]:
    """Rates of the scare (first; it leads to the first rung and back) and of the template's live stages."""
    live = [stage for stage in template.stages if not stage.absorbing]
    forward = np.stack([draws["scare_end"], *(draws[f"forward:{stage.key}"] for stage in live)], axis=1)
    back = np.zeros_like(forward)
    back[:, 1] = draws["scare_onset"]
    for place, stage in enumerate(live[1:], 2):
        own = draws.values.get(f"back:{stage.key}")
        back[:, place] = SMALLEST_RATE if own is None else own
    return np.maximum(forward, SMALLEST_RATE), back


def _generator(forward: Floats, back: Floats) -> Floats:
    count, size = forward.shape
    matrix = np.zeros((count, size, size))
    for place in range(size):
        matrix[:, place, place] = -forward[:, place] - back[:, place]
        if place + 1 < size:
            matrix[:, place, place + 1] = forward[:, place]
            matrix[:, place + 1, place] = back[:, place + 1]
    return matrix


def _last_rate(forward: Floats, back: Floats, hazard: Floats) -> Floats:
    """The last rung's rate for which -hazard is an eigenvalue: det(T + hazard·I) is linear in that rate."""
    trial = forward.copy()
    trial[:, -1] = 0.0
    matrix = _generator(trial, back)
    size = forward.shape[1]
    matrix[:, range(size), range(size)] += hazard[:, None]
    whole = np.linalg.det(matrix)
    minor = np.linalg.det(matrix[:, :-1, :-1]) if size > 1 else np.ones(len(hazard))
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.where(minor != 0, whole / minor, np.inf)
    # The lower rungs can feed the hazard only if each of them alone would lose its mass faster.
    fed = np.ones(len(hazard), dtype=bool)
    for rungs in range(1, size):
        fed &= np.linalg.det(matrix[:, :rungs, :rungs]) * (-1.0) ** rungs > 0
    return np.asarray(np.where(fed, rate, np.inf))


def spectrum(forward: Floats, back: Floats) -> Ladder:
    """The ladder of given rates. Shares relax to the slowest mode, which is the quasi-stationary distribution."""
    count, size = forward.shape
    weights = np.ones((count, size))
    for place in range(1, size):
        weights[:, place] = weights[:, place - 1] * forward[:, place - 1] / np.maximum(back[:, place], SMALLEST_RATE)
    root = np.sqrt(weights)
    steady_back = back.copy()
    steady_back[:, 1:] = np.maximum(back[:, 1:], SMALLEST_RATE)
    matrix = _generator(forward, steady_back)
    symmetric = matrix * root[:, :, None] / root[:, None, :]
    symmetric = 0.5 * (symmetric + symmetric.transpose(0, 2, 1))
    values, vectors = np.linalg.eigh(symmetric)
    into = vectors / root[:, :, None]
    out = vectors.transpose(0, 2, 1) * root[:, None, :]
    settled = np.abs(out[:, -1, :])
    settled /= settled.sum(axis=1, keepdims=True)
    return Ladder(forward, steady_back, np.minimum(values, 0.0), into, out, settled)


def advance(ladder: Ladder, shares: Shares, days: Floats) -> Shares:
    """The chain some days later (each column its own number, ≥ 0)."""
    spectral = np.einsum("nl,nlk->nk", shares.live, ladder.into) * np.exp(ladder.values * days[:, None])
    live = np.maximum(np.einsum("nk,nkl->nl", spectral, ladder.out), 0.0)
    lost = shares.live.sum(axis=1) - live.sum(axis=1)
    return Shares(live, shares.entered + np.maximum(lost, 0.0))


def still_open(shares: Shares) -> Shares:
    """The question is open: up to here the outcome has not come. Its share is set to zero, the rest to one."""
    total = shares.live.sum(axis=1, keepdims=True)
    return Shares(shares.live / total, np.zeros_like(shares.entered))


def update(shares: Shares, log_evidence: Floats) -> tuple[Shares, Floats]:
    """Take in evidence, one row a stage (the outcome last), and return the log of its marginal likelihood."""
    top = log_evidence.max(axis=0)
    factors = np.exp(log_evidence - top).T
    live = shares.live * factors[:, :-1]
    entered = shares.entered * factors[:, -1]
    total = live.sum(axis=1) + entered
    return Shares(live / total[:, None], entered / total), top + np.log(total)


def outcome_by(ladder: Ladder, shares: Shares, days: Floats, last_factor: Floats) -> Floats:
    """Probability that the outcome has come unreported or comes within so many days; `last_factor` scales the last
    step (the second question, compliance)."""
    forward = ladder.forward.copy()
    forward[:, -1] = np.clip(forward[:, -1] * last_factor, SMALLEST_RATE, LARGEST_RATE)
    after = advance(spectrum(forward, ladder.back), shares, np.maximum(days, 0.0))
    return after.entered

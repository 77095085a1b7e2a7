"""Simulated worlds, drawn from the very model that judges them, then possibly broken in a chosen way.

The parameters of a world are one draw of the judge's own assumptions; stages, signs, attention, false alarms and
reports follow from them as the inference takes them to (simulation-based calibration: Talts et al. 2018,
arXiv:1804.06788; Cook, Gelman & Rubin 2006, doi:10.1198/106186006X136976). Whoever judges a world sees only the
reports. Needs nothing but numbers: no text, no claims.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from tocsin.assess.draws import Draws, Floats
from tocsin.assess.grading import GradedSource
from tocsin.assess.sightings import ChainLink, Report
from tocsin.assess.stage_filter import Ladder
from tocsin.assess.vocabulary import load_method
from tocsin.assess.windows import attention, signs_of
from tocsin.model.template import Indicator, Template

FIRST_ORDINAL = 730_100
LETTERS = ("B", "B", "C", "C", "D", "F")
BURST = 3.0


@dataclass(frozen=True, slots=True)
class WorldSettings:
    """How worlds are made. All but the first three break the judge's assumptions: `common_cause` is the chance that
    all signs toward the outcome light up together in a window, `liars` the chance that one side reports a sign that
    isn't there, `blind` the share of signs that nobody looks at, `hidden_copies` the mean number of copies of a
    report that look like origins of their own, `wrong_factor` multiplies the odds of every likelihood by this or
    its inverse, `bursts` lets attention grow with what goes on, `mixed` gives the sources letters from B to F,
    `letter` is what the draws of letter C stand for otherwise (see benchmarks/simulation.py)."""

    windows: int = 13
    horizon_days: int = 182
    lag_days: int = 3
    common_cause: float = 0.0
    liars: float = 0.0
    blind: float = 0.0
    hidden_copies: float = 0.0
    wrong_factor: float = 1.0
    bursts: bool = False
    mixed: bool = False
    letter: str = "C"


@dataclass(frozen=True, slots=True)
class World:
    """What came of it, and what its judge gets to see. `column` is the draw of the assumptions that holds in it."""

    column: int
    happened: bool
    stage: int
    watched_since: date
    as_of: date
    deadline: date
    reports: tuple[Report, ...]
    sources: Mapping[str, GradedSource]
    document_days: Mapping[str, date] = field(default_factory=dict)


def make_world(
    template: Template, draws: Draws, ladder: Ladder, column: int, settings: WorldSettings, seed: int
) -> World:
    """One world under the assumptions of one draw."""
    rng = np.random.default_rng([seed, column])
    own = draws.take(np.array([column]))
    width = template.window_days
    start = -(-FIRST_ORDINAL // width) * width
    days = settings.windows * width
    path = _open_path(ladder, column, days, settings, rng)
    stages = [int(path[(window + 1) * width - 1]) for window in range(settings.windows)]
    indicators = [indicator for indicator in template.indicators if indicator.hypothesis == "outcome"]
    lit = _lit(indicators, own, stages, settings, rng)
    told = _told(own, template, lit, settings, rng)
    reports: list[Report] = []
    sources: dict[str, GradedSource] = {}
    for window, number in np.argwhere(told != 0):
        day = date.fromordinal(start + (int(window) + 1) * width - 1)
        letter = str(rng.choice(LETTERS)) if settings.mixed else "C"
        relation = "target" if told[window, number] < 0 else "none"
        for copy in range(1 + int(rng.poisson(settings.hidden_copies))):
            reports.append(_report(indicators[number], f"{window}-{number}-{copy}", day, letter, relation, sources))
    as_of = date.fromordinal(start + days - 1)
    happened = bool((path[: days + settings.horizon_days] == ladder.forward.shape[1]).any())
    return World(
        column,
        happened,
        stages[-1],
        date.fromordinal(start),
        as_of,
        as_of + timedelta(days=settings.horizon_days),
        tuple(sorted(reports, key=lambda item: (item.day, item.claim_id))),
        sources,
        {report.document_id: report.day for report in reports},
    )


def _open_path(ladder: Ladder, column: int, days: int, settings: WorldSettings, rng: np.random.Generator) -> Floats:
    """Stages by day, from the long-run shares; the question is open up to the lag before the as-of day."""
    while True:
        path = _path(ladder, column, days + settings.horizon_days, rng)
        if not (path[: days - settings.lag_days] == ladder.forward.shape[1]).any():
            return path


def _path(ladder: Ladder, column: int, days: int, rng: np.random.Generator) -> Floats:
    forward, back = ladder.forward[column], ladder.back[column].copy()
    back[0] = 0.0
    stage = int(rng.choice(len(forward), p=ladder.settled[column]))
    path = np.full(days, float(len(forward)))
    day = 0.0
    while day < days and stage < len(forward):
        total = forward[stage] + back[stage]
        until = day + rng.exponential(1 / total)
        path[int(np.ceil(day)) : int(min(np.ceil(until), days))] = stage
        stage += 1 if rng.random() < forward[stage] / total else -1
        day = until
    return path


def _lit(
    indicators: list[Indicator], own: Draws, stages: list[int], settings: WorldSettings, rng: np.random.Generator
) -> np.typing.NDArray[np.bool_]:
    """By window and indicator, whether the sign is there: it persists, or is drawn anew for the stage. In a false
    alarm it is drawn as on the last rung, for that window only."""
    seen = np.stack(
        [np.stack([own[f"seen:{item.key}:{key}"][0] for key in _stage_keys(item)]) for item in indicators]
    )
    if settings.wrong_factor != 1.0:
        turn = settings.wrong_factor ** rng.choice((-1.0, 1.0), seen.shape)
        seen = turn * seen / (1 - seen + turn * seen)
    keeps = np.array([item.persistence for item in indicators])
    toward = np.array([item.effect == "toward" and item.order != "last-only" for item in indicators])
    rows, now = [], rng.random(len(indicators)) < seen[:, stages[0]]
    for window, stage in enumerate(stages):
        if window:
            now = np.where(rng.random(len(now)) < keeps, now, rng.random(len(now)) < seen[:, stage])
        row = now
        if rng.random() < own["false_alarms"][0]:
            row = rng.random(len(now)) < seen[:, 0]
        if rng.random() < settings.common_cause:
            row = row | (toward & (rng.random(len(now)) < 0.7))
        rows.append(row)
    return np.stack(rows)


def _stage_keys(indicator: Indicator) -> tuple[str, ...]:
    return ("scare", *(key for key, _ in indicator.seen))


def _told(
    own: Draws,
    template: Template,
    lit: np.typing.NDArray[np.bool_],
    settings: WorldSettings,
    rng: np.random.Generator,
) -> np.typing.NDArray[np.int_]:
    """By window and indicator: 1 if the sign is told, -1 if it is only told by those who gain by it, else 0."""
    signs = signs_of(template, own, load_method().beats)
    watched = attention(own)
    nodes = rng.choice(len(watched.weights), (len(lit), len(signs.beats)), p=np.exp(watched.weights[:, 0]))
    level = np.zeros(lit.shape)
    for number, beat in enumerate(signs.beats):
        level[:, list(beat)] = watched.levels[nodes[:, number], 0][:, None]
    if settings.bursts:
        share = lit.mean(axis=1)
        burst = np.exp(BURST * (share - share.mean()) / max(float(share.std()), 0.05))
        level = np.minimum(level * burst[:, None], 0.98)
    chance = level * np.where(lit, signs.rightly[:, 0], signs.wrongly[:, 0])
    chance = chance * (rng.random(lit.shape[1]) >= settings.blind)
    told = (rng.random(lit.shape) < chance).astype(int)
    lies = (rng.random(lit.shape) < settings.liars * level) & (told == 0)
    return np.where(lies, -1, told)


def _report(
    indicator: Indicator, name: str, day: date, letter: str, relation: str, sources: dict[str, GradedSource]
) -> Report:
    source = f"s{name}"
    sources[source] = GradedSource(source, source, "media", relation, relation, letter, None, ())
    push = "away" if indicator.effect == "away" else "toward"
    interest = relation if relation != "none" else f"outlet {name}"
    chain = (ChainLink(source, False, relation),)
    return Report(name, f"d{name}", indicator.key, day, day, 1, 1.0, chain, (), f"o{name}", interest, push)

"""Simulated worlds: a ladder climbed, signs lit, sources that err or lie, outlets that pick, copy and fall silent.

A world is drawn from the model's own assumptions (simulation-based calibration: Talts et al. 2018,
arXiv:1804.06788; Cook, Gelman & Rubin 2006, doi:10.1198/106186006X136976), then possibly broken in a chosen way.
Whoever judges it sees only the reports. Needs nothing but numbers: no text, no claims.
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
from tocsin.model.template import Template

START = date(2001, 1, 1)
SOURCE_GRADES = ("B", "B", "C", "C", "D", "F")
SOURCE_RELATIONS = ("none", "none", "target", "other-state", "actor-opposition")


@dataclass(frozen=True, slots=True)
class WorldSettings:
    """How worlds are made. `watched`: everything looked at is read; else outlets pick, in bursts that grow with what
    is going on. The rest breaks the assumptions: `common_cause` lights signs together in false alarms, `liars` is
    the share of one side's sources that say what serves them, `hidden_copies` the chance that a copy looks like an
    origin of its own, `wrong_factor` multiplies the odds of every likelihood by this or its inverse, `blind` is
    the share of signs that nobody looks at."""

    watched: bool = False
    windows: int = 12
    horizon_days: int = 182
    documents: float = 1.0
    lookers: int = 3
    denial_printed: float = 0.15
    common_cause: float = 0.0
    liars: float = 0.0
    hidden_copies: float = 0.0
    wrong_factor: float = 1.0
    blind: float = 0.0
    lag_days: int = 3


@dataclass(frozen=True, slots=True)
class World:
    """What came of it, and what its judge gets to see. `column` is the draw of the assumptions that holds in it."""

    column: int
    happened: bool
    stage: int
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
    days = settings.windows * template.window_days
    path = _open_path(ladder, column, days, settings, rng)
    sources = _sources(rng)
    reports: list[Report] = []
    document_days: dict[str, date] = {}
    lit = _lit_signs(template, draws, column, path, settings, rng)
    looked = {key: rng.random() >= settings.blind for key in lit}
    liars = {key for key in sources if rng.random() < settings.liars and sources[key].relation == "target"}
    for window in range(settings.windows):
        pool = _pool(
            draws, column, {k: v[window] for k, v in lit.items() if looked[k]}, sources, liars, settings, rng
        )
        burst = sum(bool(row[window]) for row in lit.values()) / max(len(lit), 1)
        for number, day in enumerate(_document_days(window, template.window_days, burst, settings, rng)):
            name = f"d{window}-{number}"
            document_days[name] = day
            reports += _document(name, day, window, pool, settings, rng)
    happened = bool((path[: days + settings.horizon_days] == ladder.forward.shape[1]).any())
    as_of = START + timedelta(days=days - 1)
    ordered = tuple(sorted(reports, key=lambda item: (item.day, item.claim_id, item.indicator)))
    deadline = as_of + timedelta(days=settings.horizon_days)
    return World(column, happened, int(path[days - 1]), as_of, deadline, ordered, sources, document_days)


def _open_path(ladder: Ladder, column: int, days: int, settings: WorldSettings, rng: np.random.Generator) -> Floats:
    """Stages by day, from the long-run shares; the question is open up to the lag before the as-of day."""
    while True:
        path = _path(ladder, column, days + settings.horizon_days, rng)
        if not (path[: days - settings.lag_days] == ladder.forward.shape[1]).any():
            return path


def _path(ladder: Ladder, column: int, days: int, rng: np.random.Generator) -> Floats:
    forward, back = ladder.forward[column], ladder.back[column]
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


def _lit_signs(
    template: Template, draws: Draws, column: int, path: Floats, settings: WorldSettings, rng: np.random.Generator
) -> dict[str, list[bool]]:
    """By indicator and window, whether the sign is there: it persists, or is drawn anew for the stage."""
    alarms = rng.random(settings.windows) < 0.1
    lit: dict[str, list[bool]] = {}
    for indicator in template.indicators:
        if indicator.hypothesis != "outcome":
            continue
        chances = [float(draws[f"seen:{indicator.key}:{stage.key}"][column]) for stage in template.stages]
        if settings.wrong_factor != 1.0:
            turn = settings.wrong_factor ** rng.choice((-1.0, 1.0))
            chances = [turn * p / (1 - p + turn * p) for p in chances]
        now, row = False, []
        for window in range(settings.windows):
            stage = int(path[min(window * template.window_days + template.window_days // 2, len(path) - 1)])
            if window == 0 or rng.random() >= indicator.persistence:
                now = bool(rng.random() < chances[stage])
            together = alarms[window] and rng.random() < settings.common_cause
            row.append(now or (together and indicator.effect == "toward" and indicator.order != "last-only"))
        lit[indicator.key] = row
    return lit


def _sources(rng: np.random.Generator) -> dict[str, GradedSource]:
    sources = {}
    for number in range(10):
        letter, relation = rng.choice(SOURCE_GRADES), rng.choice(SOURCE_RELATIONS)
        key = f"s{number}"
        sources[key] = GradedSource(key, key, "media", str(relation), str(relation), str(letter), None, ())
    return sources


@dataclass(frozen=True, slots=True)
class _Said:
    """What one source says of one sign in one window."""

    indicator: str
    source: str
    relation: str
    sign: int


def _pool(
    draws: Draws,
    column: int,
    lit: Mapping[str, bool],
    sources: Mapping[str, GradedSource],
    liars: set[str],
    settings: WorldSettings,
    rng: np.random.Generator,
) -> list[_Said]:
    """Everything that sources say in a window and that could be printed; that a sign is absent is seldom news."""
    names = sorted(sources)
    said: list[_Said] = []
    for key in sorted(lit):
        visible = float(draws[f"visible:{key}"][column])
        for name in rng.choice(names, settings.lookers, replace=False):
            if rng.random() >= visible:
                continue
            source = sources[str(name)]
            sign = 1 if source.key in liars else _told(draws, column, source, lit[key], rng)
            if sign > 0 or (sign < 0 and rng.random() < settings.denial_printed):
                said.append(_Said(key, source.key, source.relation, sign))
    return said


def _told(draws: Draws, column: int, source: GradedSource, there: bool, rng: np.random.Generator) -> int:
    """What a source says of a sign: that it is there (1), that it isn't (-1), or nothing (0)."""
    chances = []
    for push, so in (("toward", True), ("away", False)):
        anyway = float(draws[f"says:{source.relation}:{push}"][column])
        discount = 1 - float(draws["interested"][column]) * max(2 * anyway - 1, 0.0)
        trust = float(draws[f"grade:{source.letter}"][column]) * discount
        chances.append((trust if there is so else 0.0) + (1 - trust) * anyway)
    drawn = float(rng.random()) * max(1.0, sum(chances))
    return 1 if drawn < chances[0] else -1 if drawn < sum(chances) else 0


def _document_days(
    window: int, width: int, burst: float, settings: WorldSettings, rng: np.random.Generator
) -> list[date]:
    """Days on which documents appear: three a window if watched; else in bursts that grow with what goes on."""
    mean = settings.documents * rng.gamma(1.5, 1 / 1.5) * np.exp(3.0 * (burst - 0.3))
    count = 3 if settings.watched else int(rng.poisson(mean))
    return sorted(START + timedelta(days=window * width + int(day)) for day in rng.integers(0, width, count))


def _document(
    name: str, day: date, window: int, pool: list[_Said], settings: WorldSettings, rng: np.random.Generator
) -> list[Report]:
    if settings.watched:
        picked = [place for place in range(len(pool)) if place % 3 == int(name.rpartition("-")[2]) % 3]
    else:
        count = min(len(pool), 1 + int(rng.poisson(3.0)))
        picked = sorted(int(place) for place in rng.choice(len(pool), count, replace=False)) if pool else []
    reports = []
    for place in picked:
        item = pool[place]
        origin = f"{window}-{item.source}"
        if settings.hidden_copies and rng.random() < settings.hidden_copies:
            origin = f"{name}-{place}"
        interest = item.relation if item.relation != "none" else f"outlet {item.source}"
        chain = (ChainLink(item.source, False, item.relation),)
        push = "toward" if item.sign > 0 else "away"
        claim = f"{name}-{place:03d}"
        reports.append(
            Report(claim, name, item.indicator, day, day, item.sign, 1.0, chain, (), origin, interest, push)
        )
    return reports

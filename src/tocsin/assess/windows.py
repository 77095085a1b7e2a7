"""Windows: what reports and silences together say of each stage, when nobody knows how well a window was watched.

In one window a sign that is there is reported with probability c·v·T and one that is not with c·v·F: v is how visible
such signs are, T and F how often a usual source says so rightly and wrongly, and c the attention that this desk's
documents paid in that window. Reports and silences are then taken together,

    P(window | s) = Π_beats Σ_c π(c) · Π_reported c·v·(Λ·b(s) + 1 - b(s)) / (Λ + 1)
                                     · Π_silent (1 - c·v·(T·b(s) + F·(1 - b(s))))

Signs are followed by beats (method.toml): who writes of what a government says does not thereby survey its garrisons.
Each beat has an attention of its own in every window, so that a sign told speaks of what its own beat keeps silent
about and of nothing else. π(c) runs from the desk's level down by factors of four, each with 4^u times the weight of
the one above; the unevenness u and the level are drawn, and the draws' weights learn them from how many signs the
desk's windows tell. Below 0 nearly every window is watched and silence counts; about 0 only the composition of signs
speaks (the marginal over an unknown intensity leaves a multinomial); at 1 the first sign of a window stands by
itself. Windows in which a beat tells nothing count in the same way from the beat's first report on: a desk that never
told of forces is not known to look at them. A share of windows are false alarms, in which signs light as in a scare,
whatever the stage.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

import numpy as np

from tocsin.assess.draws import SCARE, Draws, Floats
from tocsin.model.template import Indicator, Template

OF_THE_OUTCOME = ("last-only", "not-last")
"""Orders of `seen` of signs that speak of the outcome itself, not of what leads to it."""
STEP = 4.0
STEPS = 5
MOST_ATTENTION = 0.98
MOMENTS = 5
"""Terms of the series of log(1 - c·x), x being at most about 0.8: exact to a few thousandths where it counts."""
SHARPNESS = 5.0
"""How fast a report counts as one: with log Λ = 0.2 by half or more, with 1 in full, with 0 not at all."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The outcome's indicators over columns: `seen` (indicators × stages, the scare first, × columns), the usual
    source's rates of saying so rightly and wrongly, the log of their sum, persistence by indicator. `beats` are the
    places of the signs that one kind of reporting follows together."""

    keys: tuple[str, ...]
    seen: Floats
    rightly: Floats
    wrongly: Floats
    visible: Floats
    persistence: Floats
    beats: tuple[tuple[int, ...], ...]
    outcome: frozenset[int] = frozenset()
    """Places of the signs that say that the outcome has come."""

    def carried(self, there: Floats, windows: float) -> Floats:
        """Chances that the signs are there, so many of the template's windows after they were `there`."""
        kept = (self.persistence**windows)[:, None, None]
        return np.asarray((1 - kept) * self.seen + kept * there)


def signs_of(template: Template, draws: Draws, beats: Mapping[str, Sequence[str]]) -> Signs:
    """The outcome's indicators under every column of the draws. `beats` gives patterns of indicator keys by beat."""
    indicators = [indicator for indicator in template.indicators if indicator.hypothesis == "outcome"]
    seen = np.stack([_seen(indicator, template, draws) for indicator in indicators])
    visible = np.stack([draws[f"visible:{indicator.key}"] for indicator in indicators])
    told = [_usual_source(indicator, draws) for indicator in indicators]
    rightly, wrongly = (visible * np.stack(rates) for rates in zip(*told, strict=True))
    return Signs(
        tuple(indicator.key for indicator in indicators),
        seen,
        rightly,
        wrongly,
        np.log(rightly + wrongly),
        np.array([indicator.persistence for indicator in indicators]),
        beats_of(indicators, beats),
        frozenset(place for place, item in enumerate(indicators) if item.order == "last-only"),
    )


def beats_of(indicators: Sequence[Indicator], beats: Mapping[str, Sequence[str]]) -> tuple[tuple[int, ...], ...]:
    """Places of the indicators by beat: the first whose patterns fit; the outcome's own signs are a beat, and so are
    those that fit none."""
    found: dict[str, list[int]] = {}
    for place, indicator in enumerate(indicators):
        if indicator.order in OF_THE_OUTCOME:
            name = "the outcome"
        else:
            fits = (key for key, patterns in beats.items() if any(fnmatchcase(indicator.key, p) for p in patterns))
            name = next(fits, "other")
        found.setdefault(name, []).append(place)
    return tuple(tuple(places) for places in found.values())


def _usual_source(indicator: Indicator, draws: Draws) -> tuple[Floats, Floats]:
    """How often a source of letter C without an interest says rightly and wrongly that the sign is there."""
    anyway = draws["says:none:away" if indicator.effect == "away" else "says:none:toward"]
    trust = draws["grade:C"] * (1 - draws["interested"] * np.maximum(2 * anyway - 1, 0.0))
    return trust + (1 - trust) * anyway, (1 - trust) * anyway


def _seen(indicator: Indicator, template: Template, draws: Draws) -> Floats:
    keys = (SCARE, *(stage.key for stage in template.stages))
    return np.stack([draws[f"seen:{indicator.key}:{key}"] for key in keys])


@dataclass(frozen=True, slots=True)
class Attention:
    """How well a window may have been watched: levels and log weights, both nodes × columns."""

    levels: Floats
    weights: Floats


def attention(draws: Draws) -> Attention:
    """The desk's attention in any one window."""
    places = np.arange(STEPS)[:, None]
    levels = np.minimum(draws["attention"], MOST_ATTENTION) * STEP**-places
    weights = places * draws["unevenness"] * np.log(STEP)
    return Attention(levels, weights - _log_sum(weights))


@dataclass(frozen=True, slots=True)
class Spoken:
    """A window's log likelihood by stage and column, the attention that it lets one believe in, by sign, and the log
    likelihood before false alarms are allowed for."""

    log_likelihood: Floats
    attention: Floats
    before_alarms: Floats | float = 0.0


@dataclass(frozen=True, slots=True)
class Window:
    """What does not change while a window runs: the chances that each sign is there, those that it is told at full
    attention, the sums of their powers by beat, and whether silence counts (0 or 1)."""

    base: Floats
    chance: Floats
    sums: tuple[tuple[Floats, ...], ...]
    listens: Floats
    marks: tuple[int, ...] = ()
    """By beat, what tells how it opened apart from other ways, for passes that remember."""


def open_window(signs: Signs, base: Floats, listens: Floats, marked: bool = False) -> Window:
    """A window that begins with these chances that each sign is there; `marked` where what it says is remembered
    beyond it."""
    chance = signs.rightly[:, None] * base + signs.wrongly[:, None] * (1 - base)
    power, powers = chance, [chance]
    for _ in range(1, MOMENTS):
        power = power * chance
        powers.append(power)
    sums = tuple(tuple(power[list(beat)].sum(axis=0) for power in powers) for beat in signs.beats)
    marks = tuple(hash((base[list(beat)].tobytes(), listens.tobytes())) if marked else 0 for beat in signs.beats)
    return Window(base, chance, sums, listens, marks)


@dataclass(frozen=True, slots=True)
class Reported:
    """One reported sign: Λ, log Λ, and how far it counts as told (a sign whose reports weigh nothing is a silent
    one)."""

    ratio: Floats
    log_ratio: Floats
    heard: Floats


def reported(log_ratio: Floats) -> Reported:
    """A sign whose reports weigh so much (log Λ)."""
    inside = np.clip(log_ratio, -30.0, 30.0)
    return Reported(np.exp(inside), inside, np.asarray(-np.expm1(-SHARPNESS * np.abs(log_ratio))))


@dataclass(frozen=True, slots=True)
class Telling:
    """What is known of a window on one day: the reported signs by their place in `Signs`; how far the desk
    is known to follow each beat by then (beats × columns, 0 to 1); whether the window is over, so that silent beats
    count."""

    signs: Mapping[int, Reported]
    begun: Floats
    over: Floats


def window_evidence(signs: Signs, window: Window, parts: Sequence[Spoken | None], false_alarms: Floats) -> Spoken:
    """What a window says by stage (rows) and column, from what each beat says."""
    spoken = np.zeros(window.base.shape[1:])
    believed = np.zeros_like(window.base)
    for beat, part in zip(signs.beats, parts, strict=True):
        if part is not None:
            spoken += part.log_likelihood
            believed[list(beat)] = part.attention
    return Spoken(alarmed(spoken, false_alarms), believed, spoken)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a beat says in a window if it is followed, and how far any of its signs is told."""

    spoken: Spoken
    any: Floats


Known = dict[object, Heard]


def beat_evidence(
    signs: Signs, window: Window, told: Telling, watched: Attention, number: int, known: Known | None = None
) -> Spoken | None:
    """What one beat says in a window, before false alarms; None where it says nothing yet. `known` keeps what was
    worked out for the same signs told in windows that opened alike."""
    beat, begun = signs.beats[number], told.begun[number]
    places = [place for place in beat if place in told.signs]
    if not places and not (told.over * begun).any():
        return None
    # Signs told are told apart by what they are, not by what they hold: whoever keeps `known` keeps them as well.
    known = {} if known is None else known
    key = (number, window.marks[number], tuple(id(told.signs[place]) for place in places))
    if key not in known:
        loud = _loud(signs, window.base, [told.signs[place] for place in places], places)
        silent = _beat(loud, window.chance[places], window.sums[number], window.listens, watched)
        known[key] = Heard(Spoken(silent.log_likelihood + loud.support, silent.attention), loud.any)
    heard = known[key]
    counts = begun * np.maximum(heard.any, told.over * window.listens)
    return Spoken(counts * heard.spoken.log_likelihood, counts * heard.spoken.attention)


def _beat(loud: _Loud, chance: Floats, sums: tuple[Floats, ...], listens: Floats, watched: Attention) -> Spoken:
    """One beat: its silence and how many of its signs are told, over all that its attention may have been."""
    power, moments = loud.heard[:, None], []
    for order, total in enumerate(sums, 1):
        power = power * chance
        moments.append((total - power.sum(axis=0)) * (listens / order))
    levels = watched.levels[:, None]
    missed = levels * moments[-1]
    for moment in reversed(moments[:-1]):
        missed = levels * (moment + missed)
    nodes = (watched.weights + loud.positive * np.log(watched.levels))[:, None] - missed
    spoken = _log_sum(nodes)
    return Spoken(spoken, np.einsum("kn,ksn->sn", watched.levels, np.exp(nodes - spoken)))


@dataclass(frozen=True, slots=True)
class _Loud:
    """The reported signs of a beat: how far each counts as reported, what they say by stage, how many say that a sign
    is there, and how far any is reported at all. That it is absent is said whether or not anybody watches for it;
    that it is there, only if somebody does."""

    heard: Floats
    support: Floats
    positive: Floats
    any: Floats


def _loud(signs: Signs, base: Floats, told: Sequence[Reported], places: list[int]) -> _Loud:
    count = base.shape[2]
    if not places:
        return _Loud(np.zeros((0, count)), np.zeros(base.shape[1:]), np.zeros(count), np.zeros(count))
    counts = np.array([sign.heard for sign in told])
    ratio = np.array([sign.ratio for sign in told])[:, None]
    says = np.log((1 + (ratio - 1) * base[places]) / (ratio + 1))
    positive = counts * (ratio[:, 0] > 1)
    support = np.einsum("rn,rsn->sn", counts, says) + (positive * signs.visible[places]).sum(axis=0)
    return _Loud(counts, support, positive.sum(axis=0), 1 - np.prod(1 - counts, axis=0))


def _log_sum(logs: Floats) -> Floats:
    top = logs.max(axis=0)
    return np.asarray(top + np.log(np.exp(logs - top).sum(axis=0)))


def alarmed(spoken: Floats, share: Floats) -> Floats:
    """With false alarms mixed in: a window that looks as a scare does, whatever the stage."""
    return np.asarray(np.logaddexp(np.log1p(-share) + spoken, np.log(share) + spoken[0]))


def there_after(signs: Signs, base: Floats, told: Mapping[int, Reported], believed: Floats) -> Floats:
    """Chances that each sign is there, after what the window told and kept silent about at a believed attention."""
    ratio = (1 - believed * signs.rightly[:, None]) / (1 - believed * signs.wrongly[:, None])
    for place, sign in told.items():
        ratio[place] = np.exp(sign.heard * sign.log_ratio) * ratio[place] ** (1 - sign.heard)
    lifted = ratio * base
    return np.asarray(lifted / (lifted + 1 - base))

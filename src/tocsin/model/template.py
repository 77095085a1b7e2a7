"""Template: a kind of question, as data: its ladder of stages, its indicators and its prior."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Hypothesis = Literal["outcome", "compliance"]
Effect = Literal["toward", "away", "neutral"]


@dataclass(frozen=True, slots=True)
class Range:
    """A number as a range with its best guess, and the reason or published source for it."""

    low: float
    best: float
    high: float
    reason: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A rung of the ladder. `forward` and `back` are rates a day to the next and the previous rung (0 for none)."""

    key: str
    name: str
    description: str
    forward: Range | None = None
    back: Range | None = None
    absorbing: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """What would be seen. `{actor}`, `{target}` and `{patron}` in the words are filled from the question.

    `seen` gives, by stage key, how often it would be lit in one window. `effect` is the usual direction of its
    being lit. `hypothesis` tells whether it bears on the outcome or on compliance. `sighting` is False for signs
    that are words, not happenings. `persistence` is the k of a standing background: the chance that a lit window
    stays lit for no new reason.

    For the hypothesis "compliance" the keys of `seen` are "complies" and "refuses" instead of stages. `order` says
    how the best guesses of `seen` run over the ladder ("rises", "falls", "flat", "last-only", "not-last" or
    "rises-to:STAGE"); loading checks it. `rules` are matching rules of the template's own, in the language of
    assess/data/signs.toml; empty means the shared ones for this key.
    """

    key: str
    family: str
    name: str
    description: str
    examples: tuple[str, ...]
    effect: Effect
    hypothesis: Hypothesis
    seen: tuple[tuple[str, Range], ...]
    persistence: float
    visibility: Range
    reason: str
    sighting: bool = True
    order: str = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceClass:
    """Where the prior comes from: the probability over `horizon_days`, with its interval and sources."""

    description: str
    probability: Range
    horizon_days: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of question. `patterns` are the words by which a question of this kind is recognised.

    `roles` are those that a question must fill; `window_days` is the window that `seen` speaks of.
    Where a question fits several templates, the highest `precedence` wins.
    `symmetric` means that what the target does counts as well (a ceasefire has two sides).
    """

    key: str
    name: str
    description: str
    criterion: str
    stages: tuple[Stage, ...]
    indicators: tuple[Indicator, ...]
    reference: ReferenceClass
    compliance: Range | None
    patterns: tuple[str, ...]
    digest: str = ""
    roles: tuple[str, ...] = ("actor", "target")
    window_days: int = 14
    precedence: int = 100
    symmetric: bool = False

"""The matcher and its settings."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.assess.direction_words import JudgingWords
from tocsin.assess.matching_learned import MatchLayer
from tocsin.assess.matching_words import Vocabulary
from tocsin.assess.roles import RoleFinder
from tocsin.model.ports import Embedder, Vectors
from tocsin.model.question import Question
from tocsin.model.template import Indicator, Template


@dataclass(frozen=True, slots=True)
class MatchSettings:
    """Weights of a match's score: the logistic function of `bias + likeness·z + steep·(z−knee)⁺ + rule·weight`.

    z is the claim's likeness to the indicator's words in standard deviations over ordinary sentences; weight is
    that of the best rule that holds. Likeness alone suffices from about two and a half deviations on. The numbers
    were set on annotated claims and on own sentences about other questions (docs/decisions/050).

    `veto` is taken off where a rule speaks against the match (other forces than the actor's). A match needs
    `threshold`; a further one also `second` times the first one's score. `borrowed` scales a rule that holds only
    with the words of the claim's sentence. `inherited` scales the previous claim's scores for a claim that has none
    of its own and begins at most `reach` characters after it, `told_on` where the same origin goes on speaking.
    """

    bias: float = -2.2
    likeness: float = 0.5
    knee: float = 1.5
    steep: float = 2.0
    rule: float = 3.2
    threshold: float = 0.5
    second: float = 0.94
    veto: float = 4.0
    borrowed: float = 0.6
    inherited: float = 0.85
    told_on: float = 0.92
    reach: int = 260
    most: int = 3


@dataclass(frozen=True, slots=True)
class Likened:
    """A claim's likeness to each indicator, in standard deviations over ordinary sentences, and what the trained
    layer adds to the score, in log-odds (0 without one)."""

    standard: Vectors
    learned: Vectors


@dataclass(frozen=True)
class Matcher:
    """Everything that matching needs for one question. Build it with `matching.load_matcher`.

    `anchors` are the vectors of the indicators' descriptions and examples, `owners` tells whose each is; `mean`
    and `spread` are each indicator's likeness to ordinary sentences. `layer` is what the analyst's rulings on matches
    taught, if anything.
    """

    template: Template
    question: Question
    embedder: Embedder
    finder: RoleFinder
    vocabulary: Vocabulary
    judging: JudgingWords
    anchors: Vectors
    owners: tuple[int, ...]
    mean: Vectors
    spread: Vectors
    settings: MatchSettings
    version: str
    layer: MatchLayer | None = None

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The template's indicators, in the order of every score vector."""
        return self.template.indicators

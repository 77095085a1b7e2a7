"""Judgement: the answer on one day, with every step that led there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

AnalyticConfidence = Literal["low", "moderate", "high"]
CellState = Literal["lit", "denied", "contested", "stale", "unreported"]
InfluenceKind = Literal["report", "origin", "source", "indicator"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A probability with its interval (by default the central 90 % of the weighted draws)."""

    probability: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the waterfall, in log-odds (natural). The prior plus all steps is the final log-odds."""

    key: str
    label: str
    log_odds: float
    claim_ids: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Influence:
    """What leaving one report, origin, source or indicator out would do: `without` is the answer then."""

    kind: InfluenceKind
    key: str
    label: str
    without: float
    change_log_odds: float
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One indicator in one window: how the reports speak of it, and what they weigh (log Λ)."""

    indicator: str
    start: date
    end: date
    state: CellState
    log_likelihood_ratio: float
    claim_ids: tuple[str, ...]
    origins: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageShare:
    """The probability of being on one rung of the ladder on the as-of day."""

    key: str
    name: str
    probability: float


@dataclass(frozen=True, slots=True)
class DayEstimate:
    """The answer as it would have been given on one day, for the curve."""

    day: date
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class SourceGrade:
    """How far one source is taken at its word: Admiralty letter, reliability and its range, and why."""

    name: str
    type: str
    side: str
    grade: str
    reliability: float
    low: float
    high: float
    claims: int
    documents: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tipping:
    """A value at which the answer would pass a threshold, in words and numbers."""

    label: str
    parameter: str
    current: float
    tipping: float | None
    threshold: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assumption:
    """One row of the tornado: the answer with one assumption at its 5 % and at its 95 % point."""

    parameter: str
    label: str
    low: float
    high: float
    at_low: float
    at_high: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A document that does not count on the as-of day, and why."""

    document_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class AnalystView:
    """The answer with one analyst's own grades, numbers and likelihoods; how many of them he ruled."""

    name: str
    estimate: Estimate
    rulings: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """The answer to one question as of one day. Frozen when issued; scored when the question resolves.

    `estimate` lies between `unwatched` and `watched`, the two ends of what silence may mean. `rests_on` are the
    claims that the answer was worked out from. `key` is the hash of all inputs. Where several analysts ruled on
    grades, numbers or likelihoods, `analysts` holds each one's own answer and `pooled` their geometric mean of odds;
    `estimate` goes by the latest ruling on each.
    """

    key: str
    question_id: str
    as_of: date
    estimate: Estimate
    prior: Estimate
    unwatched: Estimate
    watched: Estimate
    word: str
    confidence: AnalyticConfidence
    confidence_reasons: tuple[str, ...]
    stages: tuple[StageShare, ...]
    steps: tuple[Step, ...]
    influences: tuple[Influence, ...]
    tipping: tuple[Tipping, ...]
    cells: tuple[Cell, ...]
    grades: tuple[SourceGrade, ...]
    history: tuple[DayEstimate, ...]
    compliance: Estimate | None
    counted: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    rests_on: tuple[str, ...]
    unwatched_indicators: tuple[str, ...]
    effective_sample_size: float
    notes: tuple[str, ...] = ()
    tornado: tuple[Assumption, ...] = ()
    analysts: tuple[AnalystView, ...] = ()
    pooled: Estimate | None = None

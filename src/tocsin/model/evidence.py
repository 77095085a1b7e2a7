"""Evidence: what one claim says of the indicators, and whether it bears on the question."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.model.template import Effect


@dataclass(frozen=True, slots=True)
class IndicatorMatch:
    """A claim speaks of an indicator. `score` is 0 to 1; `lit` tells whether the claim, if true, lights it (+1),
    says that it is not so (-1), or only mentions it (0)."""

    indicator: str
    score: float
    lit: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one claim, if true, tells about the question.

    `relevant` is False for what is kept but doesn't count, with `relevance_reason` in words. `matches` has at most
    three entries, the most fitting first. `direction` is what the content does to the outcome's probability.
    `sighting` is False for forecasts, opinions, law and conditionals, which light nothing.
    """

    claim_id: str
    relevant: bool
    relevance_reason: str
    matches: tuple[IndicatorMatch, ...]
    direction: Effect
    sighting: bool
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentEvidence:
    """What the claims of one document tell, one Evidence a claim; `made_from` is the key of those claims."""

    document_id: str
    made_from: str
    evidence: tuple[Evidence, ...]

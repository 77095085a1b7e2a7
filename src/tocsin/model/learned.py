"""Learned: what the rulings of a case taught about the extractor's claims. Plain numbers and words, kept as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Correction:
    """One claim as ruled on: its signs, how sure the extractor was that it is one, and whether it was accepted.
    `article` is the digest of the text, so that copies are never judged by one another."""

    article: str
    signs: tuple[str, ...]
    confidence: float
    accepted: bool


@dataclass(frozen=True, slots=True)
class LearnedClaims:
    """Log-odds that are added to the extractor's own confidence that a claim is one: a base, and by sign.

    `speakers` gives, by how an article mentions an origin, the name that people ruled it to be. `rows` were learned
    from, `accepted` of them accepted; `gained` is the mean log score (natural) gained on articles left out,
    `auc_before` and `auc_after` the chance that a rejected claim is doubted more than an accepted one, there too.
    """

    rows: int
    accepted: int
    gained: float
    auc_before: float
    auc_after: float
    base: float
    weights: Mapping[str, float] = field(default_factory=dict)
    speakers: Mapping[str, str] = field(default_factory=dict)

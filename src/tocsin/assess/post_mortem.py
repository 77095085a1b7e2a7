"""Post-mortem: which evidence moved an answer away from what then came of the question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tocsin.model.judgement import InfluenceKind, Judgement

SLIGHT = 0.02
"""Log-odds below which a piece of evidence moved the answer nowhere."""


@dataclass(frozen=True, slots=True)
class Misled:
    """A report, origin, source or indicator, and by how much, in log-odds, it moved the answer away from the outcome
    (below 0: it moved it the right way). `without` is the answer without it."""

    kind: InfluenceKind
    label: str
    log_odds: float
    without: float
    claim_ids: tuple[str, ...]


def post_mortem(
    judgement: Judgement, outcome: bool, kinds: Iterable[InfluenceKind] = ("report",)
) -> tuple[Misled, ...]:
    """The evidence of a frozen judgement, what misled most first, in the light of the outcome."""
    wanted = tuple(kinds)
    sign = 1.0 if outcome else -1.0
    found = [
        Misled(item.kind, item.label, sign * item.change_log_odds, item.without, item.claim_ids)
        for item in judgement.influences
        if item.kind in wanted and abs(item.change_log_odds) >= SLIGHT
    ]
    return tuple(sorted(found, key=lambda item: (-item.log_odds, item.kind, item.label)))

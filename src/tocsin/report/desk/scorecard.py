"""The scorecard: answers put on record, and how good they were once the question was settled."""

from __future__ import annotations

from tocsin.assess.post_mortem import post_mortem
from tocsin.assess.scorecard import Forecast, scorecard
from tocsin.assess.scoring import brier, log_score
from tocsin.model.codec import to_plain
from tocsin.model.judgement import Judgement
from tocsin.pipeline.desk import Asked
from tocsin.pipeline.resolving import FROZEN, frozen
from tocsin.report.desk.question import question_row
from tocsin.report.desk.sight import Row, Sight
from tocsin.store.interface import CaseStore

MOST_MISLED = 50


def scorecard_view(sight: Sight, store: CaseStore) -> Row:
    """All frozen answers to the case's question; scores where it is settled."""
    asked = sight.desk.asked
    kept = [each for each in frozen(store) if asked is not None and each.question_id == asked.question.id]
    outcome = asked.question.outcome if asked else None
    settled_on = asked.question.resolved_on if asked else None
    before = [each for each in kept if settled_on is None or each.as_of < settled_on]
    made = None
    if outcome is not None and asked is not None and before:
        made = scorecard([_forecast(asked, each, outcome) for each in before])
    return {
        "question": question_row(sight) if asked else None,
        "outcome": outcome,
        "resolved_on": str(settled_on) if settled_on else None,
        "frozen": [frozen_row(store, each, asked) for each in kept],
        "scores": to_plain(made.scores) if made else [],
        "bins": to_plain(made.bins) if made else [],
        "misled": _misled(sight, before, outcome) if outcome is not None else [],
        "notes": list(made.notes) if made else [],
    }


def frozen_row(store: CaseStore, judgement: Judgement, asked: Asked | None) -> Row:
    """One answer on record, with its scores where the question is settled."""
    entry = next(
        (each for each in store.log() if each.subject == judgement.key and each.detail.startswith(FROZEN)), None
    )
    outcome = asked.question.outcome if asked else None
    return {
        "as_of": str(judgement.as_of),
        **to_plain(judgement.estimate),
        "word": judgement.word,
        "confidence": judgement.confidence,
        "prior": judgement.prior.probability,
        "documents": len(judgement.counted),
        "key": judgement.key,
        "sha256": entry.detail.removeprefix(FROZEN).split(" ")[0] if entry else None,
        "at": entry.at.isoformat() if entry else None,
        "who": entry.who if entry else None,
        **_scores(judgement, outcome),
    }


def _scores(judgement: Judgement, outcome: bool | None) -> Row:
    if outcome is None:
        return {"brier": None, "log": None}
    import numpy as np

    answer, happened = np.array([judgement.estimate.probability]), np.array([float(outcome)])
    return {"brier": brier(answer, happened), "log": log_score(answer, happened)}


def _forecast(asked: Asked, judgement: Judgement, outcome: bool) -> Forecast:
    return Forecast(
        asked.question.text,
        str(judgement.as_of),
        judgement.estimate.probability,
        judgement.prior.probability,
        len(judgement.counted),
        outcome,
    )


def _misled(sight: Sight, kept: list[Judgement], outcome: bool) -> list[Row]:
    rows = [
        {
            "as_of": str(judgement.as_of),
            "kind": item.kind,
            "label": sight.mask(item.label),
            "log_odds": item.log_odds,
            "without": item.without,
            "claim_ids": list(item.claim_ids[:MOST_MISLED]),
        }
        for judgement in kept
        for item in post_mortem(judgement, outcome, ("report", "indicator"))
    ]
    return rows[:MOST_MISLED]

"""Answers as flat objects for programs: the same names in `judge` and in each line of `replay`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tocsin.cli.rows import judgement_object

if TYPE_CHECKING:
    from tocsin.assess.day_by_day import DayAnswer
    from tocsin.cli.sitting import Sitting
    from tocsin.model.judgement import Estimate, Judgement, StageShare

Object = dict[str, Any]
# Steps that move the answer by less than this, in log-odds, are not worth a reason.
TELLING = 0.01


def day_object(answer: DayAnswer) -> Object:
    """One day's answer on one line."""
    return {
        "as_of": str(answer.as_of),
        **_estimate(answer.estimate),
        "prior": answer.prior,
        "stages": _stages(answer.stages),
        "confidence": answer.confidence,
        "documents": answer.documents,
        "origins": answer.origins,
    }


def answer_object(seat: Sitting) -> Object:
    """A judgement: its summary in flat fields, then everything that led to it, with private persons masked."""
    judgement = seat.study.judgement
    masked = judgement_object(seat, False)
    summary = {
        "as_of": str(judgement.as_of),
        "question": seat.study.question.text,
        **_estimate(judgement.estimate),
        "prior": judgement.prior.probability,
        "word": judgement.word,
        "stages": _stages(judgement.stages),
        "confidence": judgement.confidence,
        "documents": len(judgement.counted),
        "origins": origins(judgement),
        "reasons": [_reason(step) for step in masked["steps"] if abs(step["log_odds"]) >= TELLING],
    }
    rest = {key: value for key, value in masked.items() if key not in summary}
    return {**summary, "prior_interval": masked["prior"], **rest}


def origins(judgement: Judgement) -> int:
    """How many independent origins light or deny a sign."""
    return sum(influence.kind == "origin" for influence in judgement.influences)


def _estimate(estimate: Estimate) -> Object:
    return {"probability": estimate.probability, "low": estimate.low, "high": estimate.high}


def _stages(stages: tuple[StageShare, ...]) -> dict[str, float]:
    return {stage.key: stage.probability for stage in stages}


def _reason(step: Object) -> str:
    why = f": {'; '.join(step['reasons'])}" if step["reasons"] else ""
    return f"{step['label']} ({step['log_odds']:+.2f} log-odds){why}"

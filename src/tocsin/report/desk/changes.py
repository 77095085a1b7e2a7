"""What changed between two days, and why."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tocsin.model.judgement import Judgement, Step
from tocsin.report import words
from tocsin.report.desk.board import board_states
from tocsin.report.desk.documents import document_row
from tocsin.report.desk.question import answer_row
from tocsin.report.desk.sight import Row, Sight

SLIGHT = 0.005
MOST_DOCUMENTS = 200
MOST_REASONS = 6


def changes(before: Sight, after: Sight) -> Row:
    """The two answers, and what led from one to the other: steps in log-odds that, with the time that passed, add up
    to the difference."""
    first, last = before.judgement, after.judgement
    assert first is not None
    assert last is not None
    whole = _log_odds(last.estimate.probability) - _log_odds(first.estimate.probability)
    prior = _log_odds(last.prior.probability) - _log_odds(first.prior.probability)
    steps = _steps(after, first.steps, last.steps)
    told = sum(step["change"] for step in steps)
    states = _states(before, after)
    arrived = [
        document
        for key, document in after.desk.documents.items()
        if after.desk.counts(key, after.as_of) and not after.desk.counts(key, before.as_of)
    ]
    arrived.sort(key=lambda document: after.numbers[document.id])
    return {
        "from": {"as_of": str(before.as_of), **answer_row(first)},
        "to": {"as_of": str(after.as_of), **answer_row(last)},
        "difference": {
            "log_odds": whole,
            "factor": math.exp(whole),
            "words": words.odds_factor(whole),
        },
        "steps": steps,
        "states": states,
        "documents": [document_row(after, document) for document in arrived[:MOST_DOCUMENTS]],
        "time": {"log_odds": whole - told, "words": _time_words(before, after, prior)},
        "reasons": _reasons(steps, states, len(arrived), whole),
    }


def _steps(after: Sight, first: Sequence[Step], last: Sequence[Step]) -> list[Row]:
    old, new = {step.key: step for step in first}, {step.key: step for step in last}
    found = []
    for key in dict.fromkeys((*new, *old)):
        a, b = old.get(key), new.get(key)
        step = b or a
        assert step is not None
        change = (b.log_odds if b else 0.0) - (a.log_odds if a else 0.0)
        if abs(change) < SLIGHT:
            continue
        known = set(a.claim_ids) if a else set()
        found.append(
            {
                "key": key,
                "label": after.mask(after.indicators[key].name if key in after.indicators else step.label),
                "from": a.log_odds if a else 0.0,
                "to": b.log_odds if b else 0.0,
                "change": change,
                "claim_ids": [claim for claim in (b.claim_ids if b else ()) if claim not in known],
                "reasons": [after.mask(reason) for reason in (b or step).reasons],
            }
        )
    return sorted(found, key=lambda row: (-abs(row["change"]), row["key"]))


def _states(before: Sight, after: Sight) -> list[Row]:
    old = {row["indicator"]: row for row in board_states(before)}
    return [
        {
            "indicator": row["indicator"],
            "name": row["name"],
            "from": old[row["indicator"]]["state"],
            "to": row["state"],
            "claim_ids": _claims_since(before, after, row["indicator"]),
        }
        for row in board_states(after)
        if row["indicator"] in old and old[row["indicator"]]["state"] != row["state"]
    ]


def _claims_since(before: Sight, after: Sight, indicator: str) -> list[str]:
    return list(
        dict.fromkeys(
            report.claim_id
            for report in after.reports
            if report.indicator == indicator and before.as_of < report.known <= after.as_of
        )
    )[:50]


def _time_words(before: Sight, after: Sight, prior: float) -> str:
    assert after.desk.asked is not None
    left = (after.desk.asked.question.deadline - after.as_of).days
    passed = (after.as_of - before.as_of).days
    effect = f"; the record alone {words.odds_factor(prior)}" if abs(prior) >= math.log(1.05) else ""
    days = (
        f"{words.counted(passed, 'day')} passed, {words.counted(max(left, 0), 'day')} {'is' if left == 1 else 'are'}"
    )
    return f"{days} left{effect}"


def _reasons(steps: Sequence[Row], states: Sequence[Row], arrived: int, whole: float) -> list[str]:
    reasons = [f"{words.capital(words.counted(arrived, 'new article'))} {'counts' if arrived == 1 else 'count'}."]
    for step in steps[:MOST_REASONS]:
        reasons.append(f"“{step['label']}” {words.odds_factor(step['change'])}.")
    lit = [state["name"] for state in states if state["to"] == "lit"]
    if lit:
        quoted = words.joined([f"“{name}”" for name in lit[:3]])
        reasons.append(f"Newly reported: {quoted}.")
    if abs(whole) < math.log(1.05):
        reasons.append("The answer is about as it was.")
    return reasons


def _log_odds(probability: float) -> float:
    return math.log(probability / (1 - probability))


def moved(first: Judgement, last: Judgement) -> float:
    """How far the answer moved between two judgements, in log-odds."""
    return _log_odds(last.estimate.probability) - _log_odds(first.estimate.probability)

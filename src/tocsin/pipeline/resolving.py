"""Freezing judgements and settling questions: both stand in the case's log, and neither changes what was said."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

from tocsin.errors import CaseError, OptionError
from tocsin.model import codec
from tocsin.model.decision import Decision
from tocsin.model.judgement import Judgement
from tocsin.model.question import Question
from tocsin.model.stamp import Stamp
from tocsin.pipeline.rulings import effective
from tocsin.store.interface import CaseStore

FROZEN = "frozen sha256:"
FIELD = "outcome"
OUTCOMES = {"yes": True, "no": False}


def judgement_digest(judgement: Judgement) -> str:
    """SHA-256 of all that a judgement says, in hex."""
    return hashlib.sha256(codec.encode(judgement)).hexdigest()


def freeze(store: CaseStore, judgement: Judgement, stamp: Stamp) -> str:
    """Put a judgement on record with its digest, once; the digest. Later changes of either would show."""
    digest = judgement_digest(judgement)
    store.issue(judgement, stamp)
    if judgement.key not in {entry.subject for entry in store.log() if entry.detail.startswith(FROZEN)}:
        store.record("judgement", judgement.key, f"{FROZEN}{digest} as of {judgement.as_of}", stamp)
    return digest


def frozen(store: CaseStore) -> tuple[Judgement, ...]:
    """The judgements on record, in order. Raises CaseError where one is not what its digest says."""
    by_key = {judgement.key: judgement for judgement in store.judgements()}
    found = []
    for entry in store.log():
        if entry.action != "judgement" or not entry.detail.startswith(FROZEN):
            continue
        judgement = by_key.get(entry.subject)
        digest = entry.detail.removeprefix(FROZEN).split(" ")[0]
        if judgement is None or judgement_digest(judgement) != digest:
            raise CaseError(
                "a frozen judgement is missing or was changed",
                value=entry.subject,
                place=store.location,
                remedy="see `tocsin log` and restore the case from a copy",
            )
        found.append(judgement)
    return tuple(found)


def resolve(store: CaseStore, outcome: str, on: date, stamp: Stamp, reason: str) -> Decision:
    """Record how the case's question was settled, and on which day. Raises CaseError and OptionError."""
    question = store.question()
    if question is None:
        raise CaseError("the case has no question", place=store.location, remedy="ask one with: tocsin ask")
    if outcome not in OUTCOMES:
        raise OptionError("not an outcome", value=outcome, remedy="write yes or no")
    if outcome == "yes" and on >= question.deadline:
        raise OptionError(
            "it came on or after the deadline, so the question was settled with no",
            value=f"{on}, deadline {question.deadline}",
            place="--on",
            remedy=f"write: no --on {question.deadline}",
        )
    value = f"{outcome} {on}"
    return store.decide(Decision(0, "question", question.id, "set", FIELD, value, stamp.who, reason, stamp.at))


def resolved(question: Question, decisions: tuple[Decision, ...]) -> Question:
    """The question with the outcome that was recorded last, if one was and it was not taken back."""
    for decision in reversed(effective(decisions)):
        if decision.subject == "question" and decision.target == question.id and decision.field == FIELD:
            outcome, _, day = decision.value.partition(" ")
            return replace(question, outcome=OUTCOMES[outcome], resolved_on=date.fromisoformat(day))
    return question

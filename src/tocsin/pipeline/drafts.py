"""Drafts of a brief: every version that was kept. The text lies under its digest; a decision names it, and who kept
it when and why."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from tocsin.model.decision import Decision
from tocsin.model.stamp import Stamp
from tocsin.store.interface import CaseStore

FIELD = "brief"


@dataclass(frozen=True, slots=True)
class Draft:
    """One version. `id` is the number of its decision, `base` that of the version which was edited (0: the composed
    brief)."""

    id: int
    markdown: str
    as_of: date
    by: str
    at: str
    base: int
    reason: str


def text_key(markdown: str) -> str:
    """The name under which a draft's text is kept."""
    return hashlib.sha256(markdown.encode()).hexdigest()


def draft_decision(draft: Draft, question_id: str, stamp: Stamp) -> Decision:
    """The decision that keeps a draft."""
    value = json.dumps({"text": text_key(draft.markdown), "as_of": str(draft.as_of), "base": draft.base})
    return Decision(0, "question", question_id, "set", FIELD, value, stamp.who, draft.reason, stamp.at)


def drafts_of(store: CaseStore) -> tuple[Draft, ...]:
    """All versions, in order."""
    found = []
    for decision in store.decisions():
        if decision.subject != "question" or decision.field != FIELD:
            continue
        value = json.loads(decision.value)
        text = store.output("draft", value["text"])
        if text is not None:
            day = date.fromisoformat(value["as_of"])
            at = decision.decided_at.isoformat()
            found.append(Draft(decision.id, text.decode(), day, decision.author, at, value["base"], decision.reason))
    return tuple(found)

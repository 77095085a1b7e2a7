"""Decision: a human ruling. Decisions are appended, never edited, and always win over machine output."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Subject = Literal["claim", "link", "entity", "source", "indicator", "document", "question", "number"]
Ruling = Literal["accept", "reject", "set", "split", "merge", "add", "same", "different", "undo"]


@dataclass(frozen=True, slots=True)
class Decision:
    """Who ruled what on what, when and why.

    `target` names the subject in a form that outlives re-extraction: for a claim `text_sha256:start-end`, for a
    link two of those joined by `~`, for a source or entity its name, for a document its id. `field` and `value`
    are filled where the ruling sets something; a ruling that two names are one has the other name in `value`; a split
    has the spans of the parts, a merge those of the claims that go into this one (`12-40,45-60`), an added claim its
    fields as a JSON object. `id` is given by the store, in order.
    """

    id: int
    subject: Subject
    target: str
    ruling: Ruling
    field: str
    value: str
    author: str
    reason: str
    decided_at: datetime

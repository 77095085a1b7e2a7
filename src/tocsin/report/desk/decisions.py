"""Decisions as rows, with the words that they are about."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.errors import OptionError
from tocsin.model.decision import Decision
from tocsin.pipeline.opposed import opposed_all
from tocsin.pipeline.ruled_claims import parse_target
from tocsin.report.desk.sight import Row, Sight
from tocsin.report.quoting import LONGEST, capped


def decision_row(sight: Sight, decision: Decision, *, in_force: bool = True) -> Row:
    """One decision, masked, with the claim or document that it falls on."""
    claim_id, document_id = _about(sight, decision)
    return {
        "number": decision.id,
        "in_force": in_force,
        "ruling": decision.ruling,
        "subject": decision.subject,
        "target": sight.mask(decision.target),
        "field": decision.field,
        "value": sight.mask(decision.value),
        "author": decision.author,
        "reason": sight.mask(decision.reason),
        "at": decision.decided_at.isoformat(),
        "claim_id": claim_id,
        "document_id": document_id,
        "quote": _quote(sight, decision, document_id),
    }


def decision_rows(sight: Sight, every: Sequence[Decision]) -> list[Row]:
    """All decisions, undone ones too, each with who took it back and which others it conflicts with."""
    undone = {each.target: each.id for each in every if each.ruling == "undo"}
    against: dict[int, list[int]] = {}
    for group in opposed_all(sight.desk, every):
        for each in group:
            against[each.id] = [other.id for other in group if other.id != each.id]
    return [
        {
            **decision_row(sight, each, in_force=each.ruling != "undo" and str(each.id) not in undone),
            "undone_by": undone.get(str(each.id)),
            "conflicts_with": against.get(each.id, []),
        }
        for each in every
    ]


def conflict_groups(sight: Sight, every: Sequence[Decision]) -> list[Row]:
    """Decisions of several people on one thing that do not agree: all of them, and which holds (the last)."""
    return [
        {
            "subject": group[0].subject,
            "target": sight.mask(group[0].target),
            "field": group[0].field,
            "holds": group[-1].id,
            "claim_id": _about(sight, group[-1])[0],
            "quote": _quote(sight, group[-1], _about(sight, group[-1])[1]),
            "decisions": [decision_row(sight, each) for each in group],
        }
        for group in opposed_all(sight.desk, every)
    ]


def _about(sight: Sight, decision: Decision) -> tuple[str | None, str | None]:
    """The claim and the document that a decision falls on, where there is one."""
    desk = sight.desk
    if decision.subject == "document":
        return None, decision.target if decision.target in desk.documents else None
    if decision.subject != "claim" or decision.ruling == "undo":
        return None, None
    try:
        digest, span = parse_target(decision.target)
    except OptionError:
        return None, None
    for key in desk.of_text.get(digest, ()):
        for claim in desk.of_document.get(key, ()):
            if decision in desk.rulings.get(claim.id, ()) or claim.content == span:
                return claim.id, key
        return None, key
    return None, None


def _quote(sight: Sight, decision: Decision, document_id: str | None) -> str | None:
    if decision.subject != "claim" or document_id is None or decision.ruling == "undo":
        return None
    _, span = parse_target(decision.target)
    text = sight.desk.documents[document_id].text
    if span.end > len(text):
        return None
    return capped(sight.mask(" ".join(span.text(text).split()), document_id), LONGEST)

"""The day that a statement belongs to when it is compared with others."""

from __future__ import annotations

from datetime import date

from tocsin.link.statement import Statement


def moment(statement: Statement) -> date | None:
    """The day a claim belongs to for comparing: of what is claimed, else of the utterance."""
    for interval in (statement.claim.when, statement.claim.said, statement.published):
        if interval and (interval.end or interval.start):
            return interval.end or interval.start
    return None

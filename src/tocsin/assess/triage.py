"""Triage: which claims are worth their sentence vectors, the dearest step of an answer.

A claim counts only where its document bears on the question, or is open to it; that is told from names and words, for
a hundredth of the time. All other claims are matched by rules alone: what counts stays the same to the last match.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tocsin.assess.relevance import DocumentRelevance
from tocsin.model.claim import Claim


def worth_vectors(claims: Sequence[Claim], relevance: Mapping[str, DocumentRelevance]) -> tuple[bool, ...]:
    """For each claim whether vectors can make it count. `relevance` is that of the documents, by id."""
    return tuple(relevance[claim.document_id].relevant or relevance[claim.document_id].open for claim in claims)

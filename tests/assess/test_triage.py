"""Triage: claims of documents that cannot bear on the question get no vectors."""

from __future__ import annotations

import pytest

from tocsin.assess.relevance import DocumentRelevance
from tocsin.assess.triage import worth_vectors
from tocsin.model.claim import Claim
from tocsin.model.span import Span


@pytest.mark.parametrize(
    ("relevance", "worth"),
    [
        (DocumentRelevance(True, "names both"), True),
        (DocumentRelevance(False, "is short", open=True), True),
        (DocumentRelevance(False, "does not name it"), False),
    ],
)
def test_only_what_may_count_is_worth_vectors(relevance: DocumentRelevance, worth: bool) -> None:
    claim = Claim("c", "d", Span(0, 1), Span(0, 1))
    assert worth_vectors([claim], {"d": relevance}) == (worth,)

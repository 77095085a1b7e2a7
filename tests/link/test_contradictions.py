"""Conflicts: what cannot both be true, what is tension, and what is neither."""

from __future__ import annotations

from typing import Any

import pytest
from linking_corpora import reports, statements_of

from tocsin.link.contradictions import conflicts
from tocsin.link.lexicon import load_lexicon

Row = tuple[str, dict[str, Any]]
DENIED = ("Serbian forces have not taken part in the war", {"polarity": "-"})


def relation(a: Row, b: Row, document: str = "b") -> str:
    documents, claims = reports(("a", "-", *a), (document, "-", *b))
    lexicon = load_lexicon()
    first, second = statements_of(documents, claims)
    found = conflicts(first, second, lexicon)
    if not found:
        return "none"
    return "contradicts" if any(item.relation == "contradicts" for item in found) else "tension"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (DENIED, ("Serbian soldiers fought in the south", {"kind": "event"}), "contradicts"),
        (DENIED, ("Serbian soldiers may fight in the south", {"certainty": "possible"}), "none"),
        (DENIED, ("Serbs fought in the south", {"kind": "event"}), "tension"),
        (DENIED, ("Albanian soldiers fought in the south", {"kind": "event"}), "none"),
        (
            ("A full-scale invasion by Serbia did not happen", {"polarity": "-"}),
            ("Serbian troops entered the south", {"kind": "event"}),
            "tension",
        ),
        (
            ("Serbian troops will not invade", {"polarity": "-", "stance": "promises"}),
            ("Serbia is preparing to invade", {}),
            "tension",
        ),
        (
            ("Serbian troops will not invade", {"polarity": "-", "stance": "promises"}),
            ("The Serbian army was put on alert", {"kind": "event"}),
            "tension",
        ),
        (
            ("Armenian forces violated the truce", {"when": "2023-05-09"}),
            ("Armenian forces observed the truce", {"when": "2023-05-09"}),
            "contradicts",
        ),
        (
            ("It is the first case of desertion from the Serbian army", {"when": "2023-01-01/2023-05-09"}),
            ("A Serbian soldier deserted", {"kind": "event", "when": "2023-03-01"}),
            "contradicts",
        ),
        (
            ("It is the first case of desertion from the Serbian army", {"when": "2023-01-01/2023-05-09"}),
            ("A Serbian soldier deserted", {"kind": "event", "when": "2021-03-01"}),
            "none",
        ),
        (
            ("The blast killed nine Serbian soldiers", {"when": "2023-05-01", "numbers": "9/soldiers killed/exact"}),
            ("The blast killed four Serbian soldiers", {"when": "2023-05-01", "numbers": "4/soldiers killed/exact"}),
            "contradicts",
        ),
        (
            ("The blast killed nine Serbian soldiers", {"when": "2023-05-01", "numbers": "9/soldiers killed/exact"}),
            ("The blast killed four Serbian soldiers", {"when": "2023-05-03", "numbers": "4/soldiers killed/exact"}),
            "none",
        ),
        (
            ("There is no sign that Serbian troops are deploying", {"polarity": "-"}),
            ("Serbian troops deployed near the line", {"kind": "event"}),
            "tension",
        ),
    ],
)
def test_relation(a: Row, b: Row, expected: str) -> None:
    assert relation(a, b) == expected
    assert relation(b, a) == expected


def test_words_that_call_the_last_claim_untrue() -> None:
    assert (
        relation(("Serbia is not involved in the war", {"polarity": "-"}), ("The opposite is true", {}), "a")
        == "contradicts"
    )


def test_each_conflict_says_why() -> None:
    documents, claims = reports(
        ("a", "Milan Jokić; official; serbia", *DENIED), ("b", "-", "Serbian soldiers fought", {})
    )
    lexicon = load_lexicon()
    first, second = statements_of(documents, claims)
    found = conflicts(first, second, lexicon)
    assert "according to Milan Jokić, it is not so" in found[0].reason


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        pytest.param(
            ("Serbian soldiers crossed the border", {"stance": "denies"}),
            ("No Serbian soldiers crossed the border", {"polarity": "-"}),
            "none",
            id="a denial agrees with a negation",
        ),
        pytest.param(
            ("Serbian soldiers crossed the border", {"stance": "denies"}),
            ("Serbian soldiers crossed the border", {"kind": "event"}),
            "contradicts",
            id="a denial contradicts a statement",
        ),
        pytest.param(
            ("Serbian troops will not invade", {"stance": "predicts", "kind": "forecast", "polarity": "-"}),
            ("a Serbian invasion is unlikely", {"stance": "predicts", "kind": "forecast"}),
            "none",
            id="two forecasts of one sign",
        ),
        pytest.param(
            ("Serbian trains carried tanks on the first two days", {"when": "2023-05-01/2023-05-09"}),
            ("Serbian trains carried tanks", {"kind": "event", "when": "2023-03-01"}),
            "none",
            id="first that only counts",
        ),
    ],
)
def test_signs_are_read_before_they_are_compared(a: Row, b: Row, expected: str) -> None:
    assert relation(a, b) == expected

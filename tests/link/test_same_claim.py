"""Same claim: compatible, not merely alike."""

from __future__ import annotations

from typing import Any

import pytest
from linking_corpora import HashingEmbedder, reports, statements_of

from tocsin.link.counting import fits
from tocsin.link.lexicon import load_lexicon
from tocsin.link.same_claim import VETO, Comparison, compare
from tocsin.link.unnaming import unnamed
from tocsin.model.quantity import Quantity
from tocsin.model.span import Span
from tocsin.text.gazetteer import load_gazetteer

Row = tuple[str, dict[str, Any]]


def compared(a: Row, b: Row) -> Comparison:
    documents, claims = reports(("a", "-", *a), ("b", "-", *b))
    statements = statements_of(documents, claims)
    vectors = HashingEmbedder().embed([unnamed(statement.text, load_gazetteer()) for statement in statements])
    return compare(statements[0], statements[1], float(vectors[0] @ vectors[1]), load_lexicon())


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("Serbian troops shelled the village", {}), ("the Serbian army shelled the village", {})),
        (("Iranian soldiers refuse to fight", {}), ("Iranian troops are refusing to fight", {})),
        (
            ("Armenian forces withdrew from the hill", {"when": "2023-05-01"}),
            ("Armenian troops withdrew from the hill", {"when": "2023-05-01"}),
        ),
    ],
)
def test_one_proposition(a: Row, b: Row) -> None:
    assert compared(a, b).log_odds > 1.4


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        (
            ("Serbian troops shelled the village", {}),
            ("Serbian troops did not shell the village", {"polarity": "-"}),
            "denies",
        ),
        (("Armenian troops shelled Azerbaijan", {}), ("Azerbaijani troops shelled Armenia", {}), "different actors"),
        (
            ("Serbian troops entered", {"when": "2023-05-01"}),
            ("Serbian troops entered", {"when": "2023-05-03"}),
            "times",
        ),
        (
            ("Serbian troops entered the town", {}),
            ("Serbian troops must enter the town", {"kind": "obligation"}),
            "put as",
        ),
        (
            ("Serbian troops will not enter", {"polarity": "-", "kind": "forecast"}),
            ("Serbian troops have not entered", {"polarity": "-"}),
            "what has been",
        ),
        (("The truce was violated", {}), ("The truce was observed", {}), "opposite"),
        (
            ("Nine soldiers died", {"numbers": "9/soldiers dead/exact"}),
            ("Twelve soldiers died", {"numbers": "12/soldiers dead/exact"}),
            "different numbers",
        ),
        (
            ("Serbs do not want to fight", {"polarity": "-"}),
            ("Serbian soldiers do not want to fight", {"polarity": "-"}),
            "will",
        ),
    ],
)
def test_kept_apart_for_certain(a: Row, b: Row, reason: str) -> None:
    found = compared(a, b)
    assert found.log_odds == VETO
    assert reason in found.reasons[0]


def number(value: float, qualifier: Any, high: float | None = None) -> Quantity:
    return Quantity(Span(0, 1), value, high, "men", qualifier)


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        (number(100, "about"), number(105, "exact"), True),
        (number(100, "exact"), number(105, "exact"), False),
        (number(50, "at-least"), number(59, "exact"), True),
        (number(50, "at-least"), number(59, "at-least"), False),
        (number(5, "at-most"), number(5, "exact", 10), False),
        (number(150, "at-most"), number(120, "exact"), True),
        (number(1, "at-most"), number(1, "more-than"), False),
    ],
)
def test_numbers_fit_within_their_bounds(x: Quantity, y: Quantity, expected: bool) -> None:
    assert fits(x, y) is expected
    assert fits(y, x) is expected

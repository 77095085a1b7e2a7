"""Learning from corrections: signs, refusal of too little, gain on articles left out, and nothing without rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import InputError
from tocsin.extract.learning import chance, content_confidence, learn, signs_of
from tocsin.model.claim import Claim
from tocsin.model.learned import Correction, LearnedClaims
from tocsin.model.span import Span

NOTHING = LearnedClaims(0, 0, 0.0, 0.5, 0.5, 0.0)


def row(number: int, accepted: bool, *signs: str) -> Correction:
    return Correction(f"article {number % 7}", signs, 0.8, accepted)


def told_apart(size: int = 60) -> list[Correction]:
    """Claims of the weather are rejected, the others accepted."""
    return [row(number, number % 3 > 0, "word storm" if number % 3 == 0 else "word pier") for number in range(size)]


def test_what_people_reject_becomes_less_likely() -> None:
    learned = learn(told_apart(), {"the ministry": "Ministry of Ports"})
    assert learned.gained > 0
    assert learned.auc_after > learned.auc_before
    assert chance(learned, 0.8, ("word storm",)) < 0.3 < 0.8 < chance(learned, 0.8, ("word pier",))
    assert (learned.rows, learned.accepted, learned.speakers) == (60, 40, {"the ministry": "Ministry of Ports"})


@pytest.mark.parametrize(
    "rows",
    [
        [],
        told_apart(30),
        [row(number, True, "word pier") for number in range(80)],
        [Correction("one article", ("word pier",), 0.8, number % 2 == 0) for number in range(80)],
    ],
)
def test_too_little_is_refused(rows: list[Correction]) -> None:
    with pytest.raises(InputError, match="too few rulings"):
        learn(rows, {})


def test_what_teaches_nothing_is_refused() -> None:
    rows = [Correction(f"article {n % 9}", (f"word w{n % 2}",), 0.5, (n // 2) % 2 == 0) for n in range(80)]
    with pytest.raises(InputError, match="teach nothing"):
        learn(rows, {})


@given(st.floats(0.02, 0.98), st.lists(st.text(max_size=5)))
def test_nothing_learned_changes_nothing(confidence: float, signs: list[str]) -> None:
    assert chance(NOTHING, confidence, signs) == pytest.approx(confidence)


def test_signs_are_of_labels_cue_and_words() -> None:
    text = "Orlo warned that storms were near."
    claim = Claim("c", "d", Span(17, 33), Span(0, 34), cue=Span(5, 11), kind="forecast")
    assert {"kind forecast", "cue warned", "word storms", "source the writer"} <= set(signs_of(claim, text))


@pytest.mark.parametrize(("told", "expected"), [((("content", 0.9),), 0.9), ((), 0.8), ((("content", 1.0),), 0.98)])
def test_confidence_in_content(told: tuple[tuple[str, float], ...], expected: float) -> None:
    assert content_confidence(Claim("c", "d", Span(0, 1), Span(0, 1), confidence=told)) == pytest.approx(expected)

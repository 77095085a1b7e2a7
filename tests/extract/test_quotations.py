"""Where quotations begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.extract.quotations import quotations

ROWS = [
    ("He left. “I am tired,” he said.", ["I am tired,"]),
    ('"One," she said. "Two."', ["One,", "Two."]),
    ("“Outer “inner” end,” he said.", ["Outer “inner” end,", "inner"]),
    ("“Never closed, he said.", ["Never closed, he said."]),
    ("”Typed wrong,” she wrote.", ["Typed wrong,"]),
    ("''Doubled marks,'' he said.", ["Doubled marks,"]),
    ("It’s the firm’s ‘big chance’, he said.", ["big chance"]),
    ("The boys' shoes and the girls' coats.", []),
    ("“First left open.  “Second closed.”", ["First left open.  ", "Second closed."]),
    ("No marks at all.", []),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_inner_words(text: str, expected: list[str]) -> None:
    found = quotations(text, [(0, len(text))])
    assert [text[a:b] for a, b in (q.inner for q in found)] == expected


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    first, second = "“It began in May.", "“It ended in June,” she said."
    text = f"{first}\n\n{second}"
    found = quotations(text, [(0, len(first)), (len(first) + 2, len(text))])
    assert [q.closed for q in found] == [False, True]
    assert [q.continues for q in found] == [False, True]


@given(st.text(alphabet="ab “”\"'‘’.,«»\n", max_size=80))
def test_every_quotation_lies_in_the_text(text: str) -> None:
    for q in quotations(text, [(0, len(text))]):
        assert 0 <= q.start < q.end <= len(text)
        assert q.start <= q.inner[0] < q.inner[1] <= q.end

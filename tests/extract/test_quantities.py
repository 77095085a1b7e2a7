"""Quantities: values, ranges, bounds and units; dates, names and addresses are none."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from marked_claims import draft_of, rows
from spacy.language import Language

from tocsin.errors import VocabularyError
from tocsin.extract.quantities import quantities, spelled_value
from tocsin.extract.quantity_lexicon import load_quantity_lexicon, quantity_lexicon_of
from tocsin.model.quantity import Quantity
from tocsin.model.span import Span
from tocsin.text.language_pipeline import load_pipeline

ROWS = list(rows(Path(__file__).parent / "data" / "quantity_rows.tsv"))
Key = tuple[float, float | None, str]


@cache
def pipeline() -> Language:
    return load_pipeline()


def quantities_of(text: str) -> tuple[Quantity, ...]:
    doc = pipeline()(text)
    return quantities(doc, draft_of(doc, Span(0, len(text)), None, (), {}))


def expected(cell: str) -> set[Key]:
    keys: set[Key] = set()
    for part in cell.split(";") if cell != "-" else ():
        low, *rest = part.split("|")
        keys.add((float(low), float(rest[0]) if rest[0] else None, rest[1]))
    return keys


@pytest.mark.parametrize(("text", "cell"), ROWS[::2])
def test_open_rows(text: str, cell: str) -> None:
    assert {(q.value, q.high, q.qualifier) for q in quantities_of(text)} == expected(cell)


def test_share_of_the_rows_kept_back() -> None:
    chosen = ROWS[1::2]
    right = sum(
        {(q.value, q.high, q.qualifier) for q in quantities_of(text)} == expected(cell) for text, cell in chosen
    )
    assert right / len(chosen) >= 0.84


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The valley lost 40 farms.", "farms"),
        ("About 30 per cent of the farmers left.", "per cent of the farmers"),
        ("He served three years.", "years"),
        ("A 47-year-old teacher won.", "years of age"),
        ("He got a five-year permit.", "years of permit"),
        ("It happened twice.", "times"),
    ],
)
def test_units(text: str, unit: str) -> None:
    assert [q.unit for q in quantities_of(text)] == [unit]


def test_spans_hold_qualifier_and_measure() -> None:
    text = "Members under 27 years may vote, up to 150 a day."
    spans = [q.span.text(text) for q in quantities_of(text)]
    assert spans[:2] == ["under 27 years", "up to 150"]


def test_base_of_a_change() -> None:
    found = quantities_of("Turnout fell by 12 per cent compared with 2018.")
    assert (found[0].qualifier, found[0].base) == ("percent-change", "compared with 2018")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("one hundred and fifty", 150),
        ("twenty-one", 21),
        ("two million three hundred thousand", 2_300_000),
        ("forty", 40),
    ],
)
def test_numbers_in_words(words: str, value: float) -> None:
    assert spelled_value(words, load_quantity_lexicon()) == value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[vague", "not valid TOML"),
        ("[vague]\nfew = [3]", "table is missing"),
    ],
)
def test_bad_tables_are_named(text: str, words: str) -> None:
    with pytest.raises(VocabularyError, match=words):
        quantity_lexicon_of(text, place="mine.toml")

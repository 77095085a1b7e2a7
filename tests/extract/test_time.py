"""Times: of what is claimed and of the utterance, against the article's day where that is known."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked_claims import cue_stances, draft_of, rows, unmark
from spacy.language import Language
from spacy.tokens import Doc

from tocsin.errors import VocabularyError
from tocsin.extract.time import Times, anchors, resolve_times
from tocsin.extract.time_expressions import find_expressions, find_matches
from tocsin.extract.time_grammar import load_time_grammar, time_grammar_of
from tocsin.extract.time_value import Tense
from tocsin.model.document import Document, Publication
from tocsin.model.interval import Interval, parse
from tocsin.text.language_pipeline import load_pipeline

ROWS = list(rows(Path(__file__).parent / "data" / "time_rows.tsv"))


@cache
def pipeline() -> Language:
    return load_pipeline()


def times_of(day: str, marked_text: str) -> Times:
    marked = unmark(marked_text)
    doc = pipeline()(marked.text)
    sources = ((marked.source.text(marked.text), "official", marked.source),) if marked.source else ()
    draft = draft_of(doc, marked.content, marked.cue, sources, cue_stances())  # type: ignore[arg-type]
    known = Publication(parse(day), "user") if day != "-" else Publication(Interval(None, None), "unknown")
    return resolve_times(doc, draft, anchors(doc, Document("r", "r", "", marked.text, "", known)))


@pytest.mark.parametrize(("day", "text", "when", "said"), ROWS[::2])
def test_open_rows(day: str, text: str, when: str, said: str) -> None:
    found = times_of(day, text)
    assert (found.when.iso() if found.when else "-") == when, found.reasons
    assert (found.said.iso() if found.said else "-") == said, found.reasons


def test_share_of_the_rows_kept_back() -> None:
    chosen = ROWS[1::2]
    found = [times_of(row[0], row[1]) for row in chosen]
    right = sum((t.when.iso() if t.when else "-") == row[2] for t, row in zip(found, chosen, strict=True))
    assert right / len(chosen) >= 0.93


def test_nothing_is_guessed_without_a_day() -> None:
    for text in (
        "[[The pier closed yesterday]].",
        "[[The pier closed on 3 May]].",
        "[[Crews are clearing the pier]].",
    ):
        assert times_of("-", text).when is None


def test_a_quotation_counts_from_its_own_day() -> None:
    found = times_of("2021-06-16", "“[[They left yesterday]],” <a guard> {said} on 10 June.")
    assert found.when is not None
    assert found.when.iso() == "2021-06-09"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on 3 May 1998", "1998-05-03"),
        ("on May 3rd, 1998", "1998-05-03"),
        ("last week", "2021-W23"),
        ("in the third quarter of 2019", "2019-Q3"),
        ("in the 1980s", "198"),
        ("two years ago", "2019"),
        ("two months ago", "2021-04"),
        ("now", "PRESENT_REF"),
        ("in the summer of 2016", "2016-SU"),
        ("next month", "2021-07"),
        ("this morning", "2021-06-16TMO"),
        ("for six weeks", "P6W"),
    ],
)
def test_values(text: str, value: str) -> None:
    sentence = f"The pier was closed {text}."
    doc = pipeline()(sentence)
    found = list(find_expressions(doc, [(0, len(sentence))], date(2021, 6, 16), load_time_grammar()))
    assert [e.value.value for e in found] == [value]


@pytest.mark.parametrize(
    "text", ["He may march on.", "They will fall in line.", "The second floor.", "Mark sat down."]
)
def test_ordinary_words_are_no_dates(text: str) -> None:
    assert not find_matches(text, 0, len(text), load_time_grammar())


@given(st.text(alphabet="0123456789 /.-JanuryMondayof,weekslt", max_size=40))
@settings(max_examples=80, deadline=None)
def test_any_text_gives_grounded_expressions(text: str) -> None:
    doc = pipeline().make_doc(text)
    for found in find_expressions(doc, [(0, len(text))], date(2021, 6, 16), load_time_grammar(), tense=_no_tense):
        assert 0 <= found.start < found.end <= len(text)


def _no_tense(doc: Doc, offset: int) -> Tense:
    return ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[months", "not valid TOML"),
        ("[months]\nmay = 5", "table is missing"),
    ],
)
def test_bad_tables_are_named(text: str, words: str) -> None:
    with pytest.raises(VocabularyError, match=words):
        time_grammar_of(text, place="mine.toml")

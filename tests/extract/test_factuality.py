"""Factuality: stance, polarity, certainty, verification and kind, on sentences in many styles."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from marked_claims import cue_stances, draft_of, rows, unmark
from spacy.language import Language

from tocsin.errors import VocabularyError
from tocsin.extract.factuality import Factuality, factuality
from tocsin.extract.factuality_commitment import commitment
from tocsin.extract.factuality_lexicon import factuality_lexicon_of, load_factuality_lexicon
from tocsin.text.language_pipeline import load_pipeline

ROWS = list(rows(Path(__file__).parent / "data" / "factuality_rows.tsv"))
FIELDS = ("stance", "polarity", "certainty", "verification", "kind")
# The kind of attitudes and of processes under way is a matter of taste; the other fields are held to more.
FLOORS = {"stance": 0.94, "polarity": 0.96, "certainty": 0.94, "verification": 0.96, "kind": 0.80}


@cache
def pipeline() -> Language:
    return load_pipeline()


@cache
def facts_of(marked_text: str) -> Factuality:
    marked = unmark(marked_text)
    doc = pipeline()(marked.text)
    sources = ((marked.source.text(marked.text), "official", marked.source),) if marked.source else ()
    draft = draft_of(doc, marked.content, marked.cue, sources, cue_stances())  # type: ignore[arg-type]
    return factuality(doc, draft, load_factuality_lexicon())


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("half", [0, 1], ids=["open", "kept back"])
def test_shares_on_own_rows(field: str, half: int) -> None:
    chosen = ROWS[half::2]
    right = sum(getattr(facts_of(row[0]), field) == row[1 + FIELDS.index(field)] for row in chosen)
    assert right / len(chosen) >= FLOORS[field]


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("[[The mayor did not resign]].", "polarity", "-"),
        ("[[Not only the mayor resigned]].", "polarity", "+"),
        ("[[A delay cannot be ruled out]].", "polarity", "+"),
        ("[[A delay cannot be ruled out]].", "certainty", "possible"),
        ("[[The reservoir holds no water]].", "polarity", "-"),
        ("[[The clerks will try not to strike]].", "polarity", "-"),
        ("<He> {said} [[he does not think the roof will hold]].", "polarity", "-"),
        ("[[The two firms have no choice but to merge]].", "polarity", "+"),
        ("<Ms Oster> {denied} [[stealing the painting]].", "stance", "denies"),
        ("<Ms Oster> {denied} [[stealing the painting]].", "polarity", "+"),
        ("<The judge> {ordered} [[the clinic to reopen]].", "stance", "orders"),
        ("<Relief workers> {warned} that [[wells could run dry]].", "stance", "warns"),
        ("[[The harvest will be late]].", "stance", "predicts"),
        ("[[The harvest will be late]].", "kind", "forecast"),
        ("“[[We will repair every roof]],” <the contractor> {said}.", "stance", "promises"),
        ("I hope [[the ferry is on time]].", "kind", "opinion"),
        ("“[[You must keep the receipts]],” <the auditor> {told} them.", "kind", "obligation"),
        ("[[Smuggling is punishable by a fine]].", "kind", "law"),
        ("[[Exports grew by 9 per cent]].", "kind", "number"),
        ("[[The council intends to sell the pier]].", "kind", "intention"),
        ("[[The singer reportedly left the label]].", "verification", "unverified"),
        ("Contrary to reports, [[the pier was never closed]].", "verification", "confirmed"),
        ("<The firm> {claimed} that [[the pier was safe]]. That was false.", "verification", "contradicted"),
        ("It is possible that [[the key was copied]].", "certainty", "possible"),
        ("[[The key must have been copied]].", "certainty", "probable"),
        ("There is no doubt that [[the key was copied]].", "certainty", "certain"),
        ("[[The key could not be copied]].", "certainty", "certain"),
        ("<Ms Oster> {said} she does not think [[the key was copied]].", "stance", "doubts"),
        ("<The museum> refused to {confirm} [[the sale]].", "verification", "none"),
        ("<The museum> refused to {confirm} [[the sale]].", "stance", "doubts"),
        ("<The museum> has not {ruled out} [[a sale]].", "certainty", "possible"),
    ],
)
def test_single_phenomena(text: str, field: str, expected: str) -> None:
    found = facts_of(text)
    assert getattr(found, field) == expected, found.reasons


def test_reasons_are_words_of_the_text() -> None:
    found = facts_of("[[Perhaps the ferry never left]].")
    assert any("Perhaps" in reason for reason in found.reasons)
    assert any("never" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("[[The boat sank]].", 3.0, 3.0),
        ("[[The boat did not sink]].", -3.0, -3.0),
        ("[[The boat may sink]].", -1.0, 1.0),
        ("[[The boat has probably sunk]].", 1.0, 2.5),
    ],
)
def test_commitment_of_the_writer(text: str, low: float, high: float) -> None:
    marked = unmark(text)
    doc = pipeline()(marked.text)
    draft = draft_of(doc, marked.content, None, (), {})
    lexicon = load_factuality_lexicon()
    assert low <= commitment(doc, draft, factuality(doc, draft, lexicon), lexicon) <= high


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[negation", "not valid TOML"),
        ("[negation]\nadverbs = 3", "not a list"),
        ("[stance.cues]\nsay='sings'", "stance"),
    ],
)
def test_bad_lexicon_is_named(text: str, words: str) -> None:
    with pytest.raises(VocabularyError, match=words) as error:
        factuality_lexicon_of(text, place="mine.toml")
    assert "mine.toml" in str(error.value)

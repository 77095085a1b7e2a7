"""Confidence of the fields: probabilities, lower where a claim is harder."""

from __future__ import annotations

from functools import cache

from marked_claims import draft_of, unmark
from spacy.language import Language

from tocsin.extract.factuality import factuality
from tocsin.extract.factuality_confidence import FIELDS, confidence_of
from tocsin.extract.factuality_lexicon import load_factuality_lexicon
from tocsin.extract.quantities import quantities
from tocsin.extract.time import Times
from tocsin.text.language_pipeline import load_pipeline


@cache
def pipeline() -> Language:
    return load_pipeline()


def confidences(text: str) -> dict[str, float]:
    marked = unmark(text)
    doc = pipeline()(marked.text)
    draft = draft_of(doc, marked.content, None, (), {})
    facts = factuality(doc, draft, load_factuality_lexicon())
    return dict(confidence_of(doc, draft, facts, Times(None, None, ()), quantities(doc, draft)))


def test_every_field_has_a_probability() -> None:
    found = confidences("[[The pier lost 40 planks]].")
    assert set(found) == set(FIELDS)
    assert all(0 < value < 1 for value in found.values())


def test_numbers_are_left_out_where_there_are_none() -> None:
    assert "numbers" not in confidences("[[The pier was closed]].")


def test_a_claim_without_a_verb_is_less_sure() -> None:
    verbal, nominal = confidences("[[The pier was closed]]."), confidences("[[the closing of the pier]].")
    assert nominal["polarity"] < verbal["polarity"]

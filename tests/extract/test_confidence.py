"""Confidence of the fields: probabilities from plain signs, lower where a claim is harder."""

from __future__ import annotations

from functools import cache

import pytest
from marked_claims import draft_of, unmark
from spacy.language import Language

from tocsin.errors import VocabularyError
from tocsin.extract.confidence import FIELDS, FieldModel, Found, _model, common_signs, confidence_of, load_confidence
from tocsin.extract.factuality import factuality
from tocsin.extract.factuality_lexicon import load_factuality_lexicon
from tocsin.extract.quantities import quantities
from tocsin.extract.time import Times
from tocsin.model.claim import Claim
from tocsin.model.span import Span
from tocsin.text.language_pipeline import load_pipeline


@cache
def pipeline() -> Language:
    return load_pipeline()


def found(text: str) -> Found:
    marked = unmark(text)
    doc = pipeline()(marked.text)
    draft = draft_of(doc, marked.content, None, (), {})
    facts = factuality(doc, draft, load_factuality_lexicon())
    return Found(doc, draft, facts, Times(None, None, ()), quantities(doc, draft))


def test_every_field_has_a_probability() -> None:
    confidence = dict(confidence_of(found("[[The pier lost 40 planks]].")))
    assert set(confidence) == set(FIELDS)
    assert all(0 < value < 1 for value in confidence.values())


def test_numbers_are_left_out_where_there_are_none() -> None:
    assert "numbers" not in dict(confidence_of(found("[[The pier was closed]].")))


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("[[The pier was closed]].", "the writer's"),
        ("[[the closing of the old pier]].", "no verb"),
        ("[[The pier was never closed]].", "negated"),
        ("[[The pier lost 40 planks in the storm]].", "holds numbers"),
        ("[[It shut]].", "short"),
    ],
)
def test_signs(text: str, sign: str) -> None:
    assert sign in common_signs(found(text))


def test_weights_add_up_and_stay_within_what_data_bear_out() -> None:
    model = FieldModel(0.0, {"long": -1.0, "short": 9.0}, 0.05, 0.9)
    assert model.probability(frozenset()) == 0.5
    assert model.probability(frozenset({"long", "unknown"})) == pytest.approx(0.269)
    assert model.probability(frozenset({"short"})) == 0.9


def test_the_fitted_weights_are_whole() -> None:
    assert set(load_confidence()) == set(FIELDS)


@pytest.mark.parametrize(
    "entry", [{}, {"base": 1.0, "least": 0.0, "most": 0.9}, {"base": "x", "least": 0.1, "most": 0.9}]
)
def test_malformed_weights_are_named(entry: dict[str, object]) -> None:
    with pytest.raises(VocabularyError, match="kind"):
        _model("kind", entry)


def test_doubt_is_the_chance_of_a_weighty_mistake() -> None:
    claim = Claim("c", "d", Span(0, 1), Span(0, 1), confidence=(("content", 0.9), ("source", 0.5), ("kind", 0.1)))
    assert claim.doubt == pytest.approx(0.55)
    assert Claim("c", "d", Span(0, 1), Span(0, 1)).doubt == 0

"""Places: coordinates, and names that several places share."""

from __future__ import annotations

from functools import cache

import pytest
from marked_claims import draft_of
from spacy.language import Language

from tocsin.extract.places import places
from tocsin.model.mention import Place
from tocsin.model.span import Span
from tocsin.text.gazetteer import Gazetteer, load_gazetteer
from tocsin.text.language_pipeline import load_pipeline


@cache
def pipeline() -> Language:
    return load_pipeline()


@cache
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def places_of(text: str) -> tuple[Place, ...]:
    doc = pipeline()(text)
    return places(doc, draft_of(doc, Span(0, len(text) - 1), None, (), {}), gazetteer())


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The Belarusian customs office moved its depot to Brest.", "Brest", "BY"),
        ("The French navy moved two frigates to Brest.", "Brest", "FR"),
        ("Ukrainian guards met the smugglers near Shatsk.", "Shatsk", "UA"),
        ("A Russian court in Shatsk fined the farmer.", "Shatsk", "RU"),
        ("A bus broke down in Grodno.", "Hrodna", "BY"),
        ("Rwandan officers were seen near Goma.", "Goma", "CD"),
        ("The refugees crossed into Chad.", "Chad", "TD"),
    ],
)
def test_the_text_settles_the_country(text: str, name: str, country: str) -> None:
    assert (name, country) in [(place.name, place.country) for place in places_of(text)]


def test_a_government_that_acts_is_no_place() -> None:
    assert not [
        p for p in places_of("Moscow denied the report and France protested.") if p.name in ("Moscow", "France")
    ]


def test_coordinates_are_in_degrees() -> None:
    place = next(p for p in places_of("The convoy stopped in Vilnius.") if p.name == "Vilnius")
    assert place.latitude == pytest.approx(54.69, abs=0.1)
    assert place.longitude == pytest.approx(25.28, abs=0.1)


def test_spans_are_the_words_of_the_text() -> None:
    text = "The convoy left Lviv and stopped in Vilnius."
    for place in places_of(text):
        assert place.span.text(text) in text

"""The gazetteer: forms of states and blocs, and what is refused in its data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.errors import VocabularyError
from tocsin.text.gazetteer import Gazetteer, gazetteer_of, load_gazetteer, normalise


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("form", "key", "kind"),
    [
        ("Belarus", "belarus", "name"),
        ("Belarussian", "belarus", "adjective"),
        ("Belarusians", "belarus", "demonym"),
        ("the Kremlin", "russia", "seat"),
        ("MINSK", "belarus", "seat"),
        ("Washington", "united-states", "seat"),
        ("U.S.", "united-states", "name"),
        ("Zelenskiy", "ukraine", "leader"),
        ("Volodymyr Zelenskyy", "ukraine", "leader"),
        ("Alyaksandr Lukashenka", "belarus", "leader"),
        ("Erdogan", "turkey", "leader"),
        ("Türkiye", "turkey", "name"),
        ("Kosovo", "kosovo", "name"),
        ("Transnistria", "transnistria", "name"),
        ("Côte d’Ivoire", "ivory-coast", "name"),
        ("NATO", "nato", "name"),
        ("ECOWAS", "ecowas", "name"),
        ("the African Union", "african-union", "name"),
        ("Ethiopia's", "ethiopia", "name"),
        ("the Philippines'", "philippines", "name"),
        ("Kigali", "rwanda", "seat"),
        ("Poles", "poland", "demonym"),
        ("Dutch", "netherlands", "adjective"),
    ],
)
def test_finds_forms(gazetteer: Gazetteer, form: str, key: str, kind: str) -> None:
    found = gazetteer.find(form)
    assert found is not None
    assert (found[0].key, found[1]) == (key, kind)


@pytest.mark.parametrize("form", ["us", "turkey", "polish", "Springfield", "", "the"])
def test_ordinary_words_are_no_country(gazetteer: Gazetteer, form: str) -> None:
    assert gazetteer.find(form) is None


def test_typed_questions_may_be_in_any_case(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("belarus", any_case=True)
    assert found is not None
    assert found[0].code == "BY"


def test_one_form_of_two_countries_gives_both(gazetteer: Gazetteer) -> None:
    keys = [country.key for country, _ in gazetteer.find_all("Congolese")]
    assert set(keys) == {"republic-of-the-congo", "democratic-republic-of-the-congo"}


def test_every_state_is_there_with_its_forms(gazetteer: Gazetteer) -> None:
    states = [country for country in gazetteer.countries if country.kind == "state"]
    assert len(states) >= 195
    assert all(len(country.code) == 2 and country.capital for country in states)
    assert all(country.capital in country.seats for country in states)
    assert len({country.code for country in states}) == len(states)


def test_mentions_take_the_longest_form(gazetteer: Gazetteer) -> None:
    text = "South Korean envoys met Kim Jong Un’s aides; the Democratic Republic of the Congo was not discussed."
    found = [(text[m.start : m.end], m.country.key, m.form) for m in gazetteer.mentions(text)]
    assert found[0] == ("South Korean", "south-korea", "adjective")
    assert found[1][1:] == ("north-korea", "leader")
    assert found[2][1:] == ("democratic-republic-of-the-congo", "name")


@given(st.text(max_size=60))
def test_mentions_are_grounded(text: str) -> None:
    gazetteer = _SMALL
    for mention in gazetteer.mentions(text):
        assert gazetteer.find(text[mention.start : mention.end]) is not None


@given(st.text(max_size=30))
def test_normalising_twice_changes_only_what_is_left_to_strip(name: str) -> None:
    assert len(normalise(normalise(name))) <= len(normalise(name))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[country]]\nname = 'A'", "key or name"),
        ("[[country]]\nkey='a'\nname='A'\ncolour='red'", "unknown field"),
        ("[[country]]\nkey='a'\nname='A'\nkind='empire'", "unknown kind"),
        ("[[country]]\nkey='a'\nname='A'\naliases='B'", "not a list"),
        ("[[country]]\nkey='a'\nname='A'\n[[country]]\nkey='a'\nname='B'", "used twice"),
        ("[[country", "not valid TOML"),
    ],
)
def test_bad_data_is_named(text: str, words: str) -> None:
    with pytest.raises(VocabularyError, match=words) as error:
        gazetteer_of(text, place="mine.toml")
    assert "mine.toml" in str(error.value)


_SMALL = gazetteer_of(
    "[[country]]\nkey='a'\nname='Aland'\naliases=['The Aland Isles']\ncapital='Marie'", place="example"
)

"""Towns: the country of a name, by the text's countries or by size alone, and the names of a country's towns."""

from __future__ import annotations

import pytest

from tocsin.text.towns import cities, load_atlas


def test_atlas_prefers_the_country_spoken_of() -> None:
    atlas = load_atlas()
    british, american = atlas.find("Birmingham", {"GB": 0.5}), atlas.find("Birmingham", {"US": 0.9})
    assert british is not None
    assert american is not None
    assert (british.country, american.country) == ("GB", "US")


@pytest.mark.parametrize(
    ("name", "country"),
    [("Lviv", "UA"), ("Grodno", "BY"), ("paris", "FR"), ("Kyiv", "UA"), ("Vilnius", "LT"), ("Nowhere-on-Sea", None)],
)
def test_country_of_a_name_by_size(name: str, country: str | None) -> None:
    assert load_atlas().country_of(name) == country


def test_cities_of_a_country_with_the_other_names_of_the_large_ones() -> None:
    found = set(cities(frozenset({"BY"}), least=15_000, least_for_others=40_000))
    assert {("BY", "Brest"), ("BY", "Grodno")} <= found
    assert {country for country, _ in found} == {"BY"}
    assert not list(cities(frozenset(), least=0, least_for_others=0))

"""Names that several entities have been called by."""

from __future__ import annotations

from itertools import permutations

from tocsin.model.entity import Entity
from tocsin.text.entity_names import entities_by_name

MAN = Entity("p", "Anton Veresko", "person", ("Anton Veresko", "Veresko", "the president"))
GOVERNMENT = Entity("g", "Authorities of Syldavia", "organisation", ("Klow", "Veresko", "the authorities"))
ARMY = Entity("a", "Syldavian army", "armed-force", ("Veresko", "the army"))


def test_a_bare_name_is_his_whose_own_name_is_nearest() -> None:
    for order in permutations((MAN, GOVERNMENT, ARMY)):
        found = entities_by_name(order)
        assert found["Veresko"] == MAN
        assert found["Klow"] == GOVERNMENT
        assert found["the army"] == ARMY


def test_a_full_name_is_its_own() -> None:
    other = Entity("x", "Klow", "place", ("Klow",))
    assert entities_by_name((GOVERNMENT, other))["Klow"] == other

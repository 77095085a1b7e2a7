"""What the words beside a name say of its bearer."""

from __future__ import annotations

import pytest

from tocsin.report.descriptions import described, personal


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("The conscript Janek Wolny left at night.", "Janek Wolny", "soldier"),
        ("Janek Wolny, a 22-year-old conscript from Zelk, left.", "Janek Wolny", "soldier"),
        ("We met 22-year-old Janek Wolny in a cafe.", "Janek Wolny", "private person"),
        ("22-year-old Janek Wolny left his military unit in July.", "Janek Wolny", "soldier"),
        ("His sister, Halka Wolny, still hopes.", "Halka Wolny", "relative"),
        ("Halka, a 40-year-old manager, packed her bags.", "Halka", "private person"),
        ("“It was loud,” said Doru Petz, a pharmacist who lives there.", "Doru Petz", "private person"),
        ("Doru Petz, 46, saw the trucks.", "Doru Petz", "private person"),
        ("Doru Petz (46) saw the trucks.", "Doru Petz", "private person"),
        ("Doru Petz, who fled to Ruritania, works as a cook.", "Doru Petz", "applicant"),
        ("the ex-soldier Doru Petz waited", "Doru Petz", "soldier"),
        ("the applicant Doru Petz waited", "Doru Petz", "applicant"),
        ("the commander of the soldier Doru Petz was absent", "Doru Petz", "soldier"),
        ("President Ottokar Brandl spoke.", "Ottokar Brandl", "public"),
        ("Ottokar Brandl, spokesman for the border guard, said so.", "Ottokar Brandl", "public"),
        ("Colonel Ottokar Brandl, a 50-year-old father of two, leads it.", "Ottokar Brandl", "public"),
        ("Head of the Zelk Customs Service Ottokar Brandl said no.", "Ottokar Brandl", "public"),
        ("the general-lieutenant Ottokar Brandl spoke", "Ottokar Brandl", "public"),
        ("Mila Sorge, who directs the programme, agreed.", "Mila Sorge", "public"),
        ("said Mila Sorge, a security analyst at the centre", "Mila Sorge", "public"),
    ],
)
def test_described(text: str, name: str, role: str) -> None:
    assert (name, role) in list(described(text))


@pytest.mark.parametrize(
    "text",
    [
        "The fishing town lies near Zelk, left of the river.",
        "On Feb 27, the fleet sailed.",
        "The Daily Herald, which quoted a villager, kept silent.",
        "a resident of Zelk said on Monday",
        "the soldier and Borduria",
        "Kalo Minar Volunteer Battalion, a group of soldiers, moved.",
        "Doru Petz spoke to us.",
        "at a rally in Zelk, according to a friend who was there",
        "The tanker Amber Tern was boarded on Saturday.",
    ],
)
def test_not_described(text: str) -> None:
    assert list(described(text)) == []


@pytest.mark.parametrize(
    ("name", "yes"),
    [
        ("Janek Wolny", True),
        ("Janek", True),
        ("a resident of a border village", False),
        ("Special Operations Forces", False),
        ("Unnamed soldier", False),
        ("Janek Wolny (deserter)", False),
        ("Belarusian soldiers", False),
        ("", False),
    ],
)
def test_personal(name: str, yes: bool) -> None:
    assert personal(name) is yes

"""Gazetteer: states and blocs under the names, adjectives, demonyms, seats and leaders that stand for them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from tocsin.errors import VocabularyError

CountryKind = Literal["state", "territory", "bloc"]
CountryForm = Literal["name", "adjective", "demonym", "seat", "leader"]

DATA = "data/countries.toml"
_WORD = re.compile(r"\w(?:[\w.'’ʻ-]*\w|\.)?|\w")
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "ʻ": "'", "‘": "'"})
# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae"})


@dataclass(frozen=True, slots=True)
class Country:
    """One state, territory or bloc. `key` is a lower-case slug ("south-korea"), `code` ISO 3166 alpha-2 or "".

    `seats` are metonyms of its government, the capital among them. `leaders` are heads of state and government
    since 2014 by full name, with spelling variants.
    """

    key: str
    name: str
    code: str = ""
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str = ""
    seats: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    kind: CountryKind = "state"

    def forms(self) -> Iterator[tuple[str, CountryForm]]:
        """Every form that stands for it, names first."""
        yield self.name, "name"
        yield from ((form, "name") for form in self.aliases)
        yield from ((form, "adjective") for form in self.adjectives)
        yield from ((form, "demonym") for form in self.demonyms)
        yield from ((form, "seat") for form in self.seats)
        yield from ((form, "leader") for form in self.leaders)


@dataclass(frozen=True, slots=True)
class CountryMention:
    """A form found in a text, at half-open offsets."""

    start: int
    end: int
    country: Country
    form: CountryForm


# One form may stand for several: the capital of a state and a bloc's seat, or two peoples of one name.
Forms = Mapping[str, tuple[tuple[Country, CountryForm], ...]]
_PRIORITY: tuple[CountryForm, ...] = ("name", "adjective", "demonym", "seat", "leader")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All countries, with an index by form. Lookups ignore diacritics, a leading "the" and a possessive ending."""

    countries: tuple[Country, ...]
    index: Forms
    folded: Forms
    longest: int
    starts: frozenset[str]

    def find(self, name: str, *, any_case: bool = False) -> tuple[Country, CountryForm] | None:
        """The likeliest country that a form stands for, or None. States come before territories and blocs.

        Case counts ("US" is not "us", "Turkey" not "turkey"), unless the whole form is in capitals, as in a
        dateline, or `any_case` is set, as for typed questions.
        """
        found = self.find_all(name, any_case=any_case)
        return found[0] if found else None

    def find_all(self, name: str, *, any_case: bool = False) -> tuple[tuple[Country, CountryForm], ...]:
        """All countries that a form may stand for, the likeliest first."""
        form = normalise(name)
        exact = self.index.get(form, ())
        if exact or not (any_case or (form.isupper() and len(form) > 3)):
            return exact
        return self.folded.get(form.casefold(), ())

    def by_key(self, key: str) -> Country | None:
        """The country of that key, or None."""
        return next((country for country in self.countries if country.key == key), None)

    def by_code(self, code: str) -> Country | None:
        """The country of that ISO 3166 alpha-2 code, or None."""
        return next((country for country in self.countries if code and country.code == code), None)

    def mentions(self, text: str, *, any_case: bool = False) -> tuple[CountryMention, ...]:
        """All forms in a text, from left to right, the longest first where they overlap."""
        words = [match.span() for match in _WORD.finditer(text)]
        found: list[CountryMention] = []
        at = 0
        while at < len(words):
            # Most words begin no form, and need no look-up.
            first = normalise(text[words[at][0] : words[at][1]])
            if (first.casefold() if any_case or first.isupper() else first) not in self.starts:
                at += 1
                continue
            for size in range(min(self.longest, len(words) - at), 0, -1):
                start, end = words[at][0], words[at + size - 1][1]
                hit = self.find(text[start:end], any_case=any_case) if "\n" not in text[start:end] else None
                if hit:
                    found.append(CountryMention(start, end, *hit))
                    at += size
                    break
            else:
                at += 1
        return tuple(found)


def normalise(name: str) -> str:
    """A form as the index holds it: one kind of apostrophe, no diacritics, article or possessive; case is kept."""
    plain = name if name.isascii() else _plain(name)
    plain = " ".join(plain.split())
    if plain[:4] in ("the ", "The ", "THE "):
        plain = plain[4:]
    if plain.endswith(("'s", "'S")):
        return plain[:-2]
    return plain[:-1] if plain.endswith("s'") else plain


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.translate(_APOSTROPHES).translate(_LETTERS))
    return "".join(c for c in letters if not unicodedata.combining(c))


@cache
def load_gazetteer() -> Gazetteer:
    """Read the countries once a process. Raises VocabularyError that names the entry and what is wrong with it."""
    text = files("tocsin.text").joinpath(DATA).read_text(encoding="utf-8")
    return gazetteer_of(text, place=DATA)


def gazetteer_of(text: str, *, place: str) -> Gazetteer:
    """A gazetteer from TOML text in the form of `countries.toml`. `place` names it in errors."""
    try:
        entries = tomllib.loads(text).get("country", [])
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError("not valid TOML", value=str(error), place=place) from error
    countries = tuple(_country(entry, place) for entry in entries)
    keys = [country.key for country in countries]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise VocabularyError("a key is used twice", value=", ".join(twice), place=place, remedy="rename one of them")
    index = _index(countries)
    longest = max((len(form.split()) for form in index), default=0)
    folded: dict[str, tuple[tuple[Country, CountryForm], ...]] = {}
    for form, meanings in index.items():
        folded[form.casefold()] = folded.get(form.casefold(), ()) + meanings
    starts = frozenset(form.split()[0] for form in (*index, *folded) if form)
    return Gazetteer(countries, index, folded, longest, starts)


def _country(entry: dict[str, Any], place: str) -> Country:
    known = set(Country.__dataclass_fields__)
    name = str(entry.get("name") or entry.get("key") or entry)
    if unknown := sorted(set(entry) - known):
        raise VocabularyError(
            "unknown field",
            value=", ".join(unknown),
            place=f"{place}, {name}",
            remedy=f"use {', '.join(sorted(known))}",
        )
    if not entry.get("key") or not entry.get("name"):
        raise VocabularyError("key or name is missing", value=name, place=place, remedy="give both")
    if entry.get("kind", "state") not in ("state", "territory", "bloc"):
        raise VocabularyError(
            "unknown kind", value=str(entry["kind"]), place=f"{place}, {name}", remedy="use state, territory or bloc"
        )
    lists: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    for key in ("aliases", "adjectives", "demonyms", "seats", "leaders"):
        value = lists.get(key, ())
        if not isinstance(value, tuple) or not all(isinstance(form, str) and form.strip() for form in value):
            raise VocabularyError(
                "not a list of forms", value=key, place=f"{place}, {name}", remedy='write ["…", "…"]'
            )
    capital = lists.get("capital", "")
    if capital and capital not in lists.get("seats", ()):
        lists["seats"] = (capital, *lists.get("seats", ()))
    return Country(**lists)


def _index(countries: tuple[Country, ...]) -> Forms:
    meanings: dict[str, list[tuple[int, int, Country, CountryForm]]] = {}
    for order, country in enumerate(countries):
        rank = ("state", "territory", "bloc").index(country.kind) * len(countries) + order
        for form, role in country.forms():
            held = meanings.setdefault(normalise(form), [])
            if not any(other is country for _, _, other, _ in held):
                held.append((_PRIORITY.index(role), rank, country, role))
    return {
        form: tuple((country, role) for _, _, country, role in sorted(held, key=_by_rank))
        for form, held in meanings.items()
    }


def _by_rank(meaning: tuple[int, int, Country, CountryForm]) -> tuple[int, int]:
    return meaning[:2]

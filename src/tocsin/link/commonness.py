"""How much a shared word tells: rare words more, common ones less, by a fixed list and never by the case at hand.

Weights that depended on the case would change with each document added, and old links with them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources

from tocsin.link.words import stem

# The vocabulary of the sentence vectors is ordered by frequency in general English from here on.
FIRST_WORD = 1996


@lru_cache(maxsize=1)
def load_ranks() -> Mapping[str, int]:
    """Stem to its best frequency rank in the word-piece vocabulary."""
    text = (resources.files("tocsin.text") / "data" / "wordpiece.txt").read_text(encoding="utf-8")
    ranks: dict[str, int] = {}
    for rank, piece in enumerate(text.splitlines()):
        if rank >= FIRST_WORD and piece.isalpha():
            ranks.setdefault(stem(piece), rank - FIRST_WORD)
    return ranks


@lru_cache(maxsize=100_000)
def weight(word: str) -> float:
    """Between .15 for the commonest words and 1 for those outside the list."""
    rank = load_ranks().get(word, 28_000)
    return max(0.15, math.log1p(rank / 20) / math.log1p(1_400))


def overlap(a: Iterable[str], b: Iterable[str]) -> float:
    """Weighted Jaccard of two sets of stems, 0 to 1."""
    x, y = frozenset(a), frozenset(b)
    if x.isdisjoint(y):
        return 0.0
    union = sum(map(weight, x | y))
    return sum(map(weight, x & y)) / union if union else 0.0

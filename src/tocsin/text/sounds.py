"""How alike two words of a name sound: a weighted edit distance over romanised sounds.

The costs are data (`data/sounds.toml`), so that a language's habits can be added without code. The idea of cheap
substitutions for confusable letters is that of weighted edit distances in name matching (Christen 2012, Data
Matching, ch. 5, doi:10.1007/978-3-642-31164-2); measured on our own list of hard pairs it beat plain ratios and
double metaphone by far.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from anyascii import anyascii

from tocsin.errors import VocabularyError

VOWELS = frozenset("aeiou")
# Endings that show a Slavic or Armenian surname, in which a stressed vowel is never written as another one.
SLAVIC_ENDING = re.compile(r"(ski|enk[oa]|ov[a]?|ev[a]?|in[a]?|iC|uk|ak|ian|evi|iuk|[a-z]cki|nk[oa])$")
ARABIC_HINT = re.compile(r"(ull?ah|oll?ah|all?ah|^abd|^muh|^moh|^al[a-z]|^el[a-z]|din$|eddin$|^hus|^hos|^hass?)")


@dataclass(frozen=True)
class Sounds:
    """The tables of `data/sounds.toml`."""

    letters: dict[str, str]
    groups: tuple[tuple[str, str], ...]
    endings: tuple[tuple[str, str], ...]
    cost: dict[tuple[str, str], float]
    arabic: dict[tuple[str, str], float]
    gap: dict[str, float]


@lru_cache(maxsize=1)
def load_sounds() -> Sounds:
    """Read and check the tables. Raises VocabularyError that names the entry."""
    raw = tomllib.loads((resources.files("tocsin.text") / "data" / "sounds.toml").read_text(encoding="utf-8"))
    try:
        groups = tuple((source, rule["to"]) for rule in raw["group"] for source in rule["from"])
        endings = tuple((source, rule["to"]) for rule in raw["ending"] for source in rule["from"])
    except (KeyError, TypeError) as error:
        raise VocabularyError(
            "a rule needs `from` (a list) and `to`", value=str(error), place="sounds.toml", remedy="see its comments"
        ) from error
    endings = tuple(sorted(endings, key=lambda pair: -len(pair[0])))
    return Sounds(
        raw["letters"], groups, endings, _pairs(raw, "cost"), _pairs(raw, "arabic"), _costs(raw["gap"], "gap")
    )


def _costs(table: dict[str, Any], place: str) -> dict[str, float]:
    for key, cost in table.items():
        if not isinstance(cost, (int, float)) or not 0 <= cost <= 1:
            raise VocabularyError(
                "a cost lies between 0 and 1", value=f"{key} = {cost}", place=f"sounds.toml [{place}]"
            )
    return {key: float(cost) for key, cost in table.items()}


def _pairs(raw: dict[str, Any], place: str) -> dict[tuple[str, str], float]:
    table = _costs(raw[place], place)
    wrong = [key for key in table if len(key) != 2]
    if wrong:
        raise VocabularyError("a cost is for two symbols", value=wrong[0], place=f"sounds.toml [{place}]")
    return {pair: cost for key, cost in table.items() for pair in ((key[0], key[1]), (key[1], key[0]))}


@lru_cache(maxsize=100_000)
def romanise(text: str) -> str:
    """Lower-case ASCII letters, digits and spaces, keeping sounds that plain folding loses ("š" → "sh")."""
    letters = load_sounds().letters
    # A glued romanisation of Chinese characters ("XiJinPing") is split again at its capitals.
    spelled = "".join(letters.get(char, letters.get(char.lower(), char)) for char in text)
    ascii_text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", anyascii(spelled)) if not spelled.isascii() else spelled
    ascii_text = re.sub(r"['’ʼ`\"“”]", "", ascii_text).lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", ascii_text).split())


@lru_cache(maxsize=100_000)
def sounds_of(word: str) -> str:
    """The word's sounds, one symbol each, doubled ones once. Takes what `romanise` returns."""
    tables = load_sounds()
    for ending, standard in tables.endings:
        if word.endswith(ending) and len(word) > len(ending):
            word = word[: -len(ending)] + standard
            break
    for source, symbol in tables.groups:
        word = word.replace(source, symbol)
    return re.sub(r"(.)\1+", r"\1", word)


def skeleton_of(word: str) -> str:
    """Consonants only, confusable ones merged: what spellings in many scripts share. For blocking only."""
    table = str.maketrans({"g": "h", "C": "c", "S": "s", "Z": "z", "J": "z", "f": "v", "k": "k", "w": "v", "h": "h"})
    sounds = sounds_of(word).translate(table)
    first = "a" if sounds[:1] in VOWELS else ""
    return re.sub(r"(.)\1+", r"\1", first + "".join(char for char in sounds if char not in VOWELS))


@lru_cache(maxsize=200_000)
def distance(a: str, b: str) -> float:
    """The cheapest way to turn one romanised word's sounds into the other's, in costs of `sounds.toml`."""
    x, y = sounds_of(a), sounds_of(b)
    if x == y:
        return 0.0
    tables = load_sounds()
    table = tables.cost
    if (ARABIC_HINT.search(a) or ARABIC_HINT.search(b)) or not (SLAVIC_ENDING.search(x) or SLAVIC_ENDING.search(y)):
        table = table | tables.arabic
    row = [0.0]
    for _ in y:
        row.append(row[-1] + _gap(tables, y, len(row) - 1))
    for i, s in enumerate(x):
        above = row
        row = [above[0] + _gap(tables, x, i)]
        for j, t in enumerate(y):
            keep = above[j] + (0.0 if s == t else _substitution(table, x, y, i, j))
            drop = above[j + 1] + _gap(tables, x, i)
            add = row[j] + _gap(tables, y, j)
            row.append(min(keep, drop, add))
    return row[-1]


def _substitution(table: dict[tuple[str, str], float], x: str, y: str, i: int, j: int) -> float:
    cost = table.get((x[i], y[j]), 1.0)
    if i == len(x) - 1 and j == len(y) - 1 and {x[i], y[j]} == {"o", "a"}:
        return 0.05  # an unstressed final o is an a in Belarusian and Russian speech
    if i == 0 and j == 0 and cost > 0.4:
        return cost + 0.5  # names rarely change their first sound
    return cost


def _gap(tables: Sounds, word: str, index: int) -> float:
    symbol, before = word[index], word[index - 1] if index else ""
    if (before, symbol) in (("d", "z"), ("t", "s"), ("d", "Z")) or (symbol == "c" and before == "t"):
        return 0.2  # Belarusian softening: Dzmitry for Dmitry
    if index == 0 and symbol in "iJvh":
        return 0.3  # a glide before a first vowel: Yelena, Volha, Hanna
    if index == len(word) - 1 and symbol == "i":
        return 0.8  # a last i makes another name in Arabic and Persian: Mahmoud, Mahmoudi
    return tables.gap.get(symbol, 1.0)

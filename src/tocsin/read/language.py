"""Which language a text is in, block by block: only English is read; anything else is refused, never misread.

English is told by its function words, which running text of any topic carries at about one word in four and no other
language has at more than a few in a hundred (the idea of Grefenstette 1995, "Comparing two language identification
schemes"); names do not disturb it. What is not plainly English is named by py3langid's n-gram model
(Lui and Baldwin 2012, "langid.py: An off-the-shelf language identification tool").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tocsin.errors import ModelError, ReadError, VocabularyError
from tocsin.read.blocks import Block
from tocsin.read.data_files import load_toml, strings

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
_LETTER = re.compile(r"[^\W\d_]+")

# Shares of function words among a block's words, measured on ledes: English prose lies above .18 in 98 of 100 blocks,
# the other languages below .05; between the two the n-gram model decides.
_SURE = 0.18
_POSSIBLE = 0.06
_FOREIGN_NOTED = 0.05
_SHORTEST_JUDGED = 30
_PASSAGE_WORDS = 20
_NAMED = 0.5


@dataclass(frozen=True, slots=True)
class EnglishWords:
    """Function words, those too common elsewhere to count alone, and languages' names by ISO 639 code."""

    strong: frozenset[str]
    weak: frozenset[str]
    names: dict[str, str]


@lru_cache(maxsize=1)
def load_english() -> EnglishWords:
    """The vocabulary of `data/english.toml`. Raises VocabularyError."""
    table = load_toml("english.toml")
    names = table.get("names")
    if not isinstance(names, dict) or not all(isinstance(name, str) for name in names.values()):
        raise VocabularyError("a table of language names is expected", value="names", place="english.toml")
    strong = frozenset(strings(table, "function_words", "english.toml"))
    return EnglishWords(strong, frozenset(strings(table, "weak_function_words", "english.toml")), dict(names))


def check_language(found: Iterable[Block], wanted: tuple[str, ...], place: str = "") -> tuple[str, tuple[str, ...]]:
    """The language of the greater part, with notes on parts in others.

    Raises ReadError where less than half of the running text is in a wanted language.
    """
    amounts = amounts_by_language(found)
    total = sum(amounts.values())
    if not total:
        raise ReadError("no words in it", place=place, remedy="give the article's text")
    good = sum(amount for code, amount in amounts.items() if code in wanted)
    others = [(code, amount) for code, amount in amounts.most_common() if code not in wanted]
    names = load_english().names
    if good * 2 < total:
        shares = [f"{names.get(code, code)} {round(100 * amount / total)} %" for code, amount in others[:3]]
        worst = names.get(others[0][0], "another language")
        reason = f"written in {worst}, not in English" if good * 10 < total else "for the most part not in English"
        raise ReadError(reason, value=", ".join(shares), place=place, remedy="give an English translation of it")
    notes = tuple(
        f"{round(100 * amount / total)} % of the text is in {names.get(code, code)} and is not understood"
        for code, amount in others[:2]
        if amount / total > _FOREIGN_NOTED
    )
    best = max((code for code in amounts if code in wanted), key=lambda code: amounts[code])
    return best, notes


def amounts_by_language(found: Iterable[Block]) -> Counter[str]:
    """Letters in each language. Blocks too short to judge go with the rest, in its proportion, so they are left out;
    if all are short, they are judged together."""
    texts = [block.text for block in found]
    judged = [text for text in texts if letters_in(text) >= _SHORTEST_JUDGED]
    if not judged:
        judged = [" ".join(texts)]
    letters = {text: letters_in(text) for text in judged}
    unsure = [text for text in judged if letters[text] and not _surely_english(text)]
    amounts: Counter[str] = Counter()
    amounts["en"] = sum(letters[text] for text in judged if letters[text] and text not in set(unsure))
    left = sum(letters[text] for text in unsure)
    if left <= amounts["en"]:
        # Headlines, menus and names beside a page of English: not worth loading the model for.
        unsure = [text for text in unsure if _foreign_looking(text)]
    for text in unsure:
        amounts[language_of(text)] += letters[text]
    return amounts


def _foreign_looking(text: str) -> bool:
    """Another script, or a passage of some length without English function words."""
    if _latin_in(text) * 2 < letters_in(text):
        return True
    return len(_WORD.findall(text)) >= _PASSAGE_WORDS and english_share(text) < _POSSIBLE


def _surely_english(text: str) -> bool:
    return english_share(text) >= _SURE


def letters_in(text: str) -> int:
    """How many letters of any script a text has."""
    return sum(map(len, _LETTER.findall(text)))


def _latin_in(text: str) -> int:
    return sum(map(len, _LATIN.findall(text)))


@lru_cache(maxsize=1024)
def english_share(text: str) -> float:
    """The share of English function words; 0 for text that is not mostly in Latin letters."""
    vocabulary = load_english()
    if _latin_in(text) * 2 < letters_in(text):
        return 0.0
    words = [word.lower() for word in _WORD.findall(text)]
    strong = sum(word in vocabulary.strong for word in words)
    weak = sum(word in vocabulary.weak for word in words) if strong else 0
    return (strong + weak) / max(1, len(words))


def language_of(text: str) -> str:
    """ISO 639-1 code of one passage. Names and numbers alone count as English where the script is Latin."""
    latin = _latin_in(text) * 2 >= letters_in(text)
    share = english_share(text)
    if share >= _SURE:
        return "en"
    best, probability = _ranked(text)
    if latin and (share >= _POSSIBLE or probability < _NAMED):
        return "en"
    return best


def _ranked(text: str) -> tuple[str, float]:
    best, probability = _identifier().rank(text)[0]
    return str(best), float(probability)


def load_languages() -> None:
    """Load the n-gram model now, which needs a temporary file, and not when a text asks for it. Raises ModelError."""
    _identifier()


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:
        remedy = "reinstall py3langid, or make room for a temporary file"
        raise ModelError("the model of languages cannot be loaded", value=str(error)[:80], remedy=remedy) from error

"""Words brought near their base form, without a language pipeline, so that linking stays quick on many claims."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from tocsin.errors import VocabularyError

WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*(?:['’](?:t|ll|re|ve|d|m)\b)?")
SHORT = 300  # characters up to which a text is likely to be asked for again: a claim, a name, a unit
CONTRACTIONS = {
    "won't": ("will", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "shan't": ("shall", "not"),
}


@dataclass(frozen=True)
class Word:
    """One word of a text: where it stands, as written, and its stem."""

    start: int
    end: int
    written: str
    stem: str


@lru_cache(maxsize=1)
def load_irregular() -> Mapping[str, str]:
    """Irregular forms to their base. Raises VocabularyError that names the line."""
    table = {}
    text = (resources.files("tocsin.link") / "data" / "irregular.tsv").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        form, tab, base = line.partition("\t")
        if not tab or not base:
            raise VocabularyError(
                "a form and its base, apart by a tab", value=line, place=f"irregular.tsv line {number}"
            )
        table[form] = base
    return table


@lru_cache(maxsize=1)
def load_stopwords() -> frozenset[str]:
    """Stems of the words that carry no content."""
    text = (resources.files("tocsin.link") / "data" / "stopwords.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(stem(word) for line in lines for word in line.split())


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The lower-case stem shared by a word's inflections: "invading", "invaded" and "invade" give "invad"."""
    word = word.lower().replace("’", "'")
    word = word.removesuffix("'s")
    base = load_irregular().get(word)
    if base is not None:
        return _final(base)
    if len(word) > 4 and word.endswith(("ies", "ied")):
        word = word[:-3] + "y"
    elif (len(word) > 4 and word.endswith("sses")) or (len(word) > 4 and word.endswith(("shes", "ches", "xes"))):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    elif len(word) > 5 and word.endswith("ing") and re.search("[aeiouy]", word[:-3]):
        word = _undouble(word[:-3])
    elif len(word) > 4 and word.endswith("ed") and re.search("[aeiouy]", word[:-2]):
        word = _undouble(word[:-2])
    return _final(word)


def _undouble(word: str) -> str:
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        return word[:-1]
    return word


def _final(word: str) -> str:
    word = re.sub(r"is(e|ation)?$", r"iz\1", word) if len(word) > 6 else word
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order, contractions taken apart ("won't" is will and not)."""
    return _short(text) if len(text) <= SHORT else _words(text)


@lru_cache(maxsize=20_000)
def _short(text: str) -> tuple[Word, ...]:
    return _words(text)


def _words(text: str) -> tuple[Word, ...]:
    found: list[Word] = []
    for match in WORD.finditer(text):
        written = match.group()
        plain = written.lower().replace("’", "'")
        if plain in CONTRACTIONS:
            parts: tuple[str, ...] = CONTRACTIONS[plain]
        elif plain.endswith("n't"):
            parts = (plain[:-3], "not")
        elif plain.endswith(("'ll", "'re", "'ve", "'d", "'m")):
            cut = plain.rindex("'")
            parts = (plain[:cut], {"'ll": "will", "'re": "be", "'ve": "have", "'d": "would", "'m": "be"}[plain[cut:]])
        else:
            parts = (plain,)
        found.extend(Word(match.start(), match.end(), written, stem(part)) for part in parts)
    return tuple(found)


def phrase(text: str) -> tuple[str, ...]:
    """A vocabulary entry as stems, to be matched against the stems of a text."""
    return tuple(word.stem for word in words_of(text))

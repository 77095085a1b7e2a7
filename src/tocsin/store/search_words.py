"""Words as they are searched for: folded to ASCII, singular, and by the sound of names.

Every store keeps and asks for the same words, so that all find the same. Plurals are cut as Harman's S stemmer does
(1991, How effective is suffixing?, JASIS 42(1), doi:10.1002/(SICI)1097-4571(199101)42:1<7::AID-ASI2>3.0.CO;2-P).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tocsin.model.claim import Claim
from tocsin.text.sounds import romanise, skeleton_of

# Names with fewer consonants sound like too many other words.
LEAST_SOUNDS = 4
# Marks the sound of a name among the words.
SOUND = "_"
_WORD = re.compile(r"\w+(?:['’ʼ]\w+)*")
_TERM = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must occur: words in a row, the last of which may be a beginning only, or the sound instead."""

    words: tuple[str, ...]
    prefix: bool = False
    sound: str = ""


def words_of(text: str) -> list[str]:
    """The words of a text as they are kept: folded, singular, in order."""
    return [word for match in _WORD.finditer(text) for word in _kept(match.group())[0]]


def line_of(text: str, names: Sequence[str] = ()) -> str:
    """What a text is found by: its words in order, then those of names beside it, then how its names sound."""
    words: list[str] = []
    sounds: dict[str, None] = {}
    for part in (text, *names):
        for match in _WORD.finditer(part):
            kept, sound = _kept(match.group())
            words.extend(kept)
            sounds.update(dict.fromkeys(sound))
    return " ".join((*words, *sounds))


def claim_line(claim: Claim, text: str) -> str:
    """What a claim is found by: its own words and its origin's name. `text` is the document's."""
    origin = claim.origin
    return line_of(text[claim.content.start : claim.content.end], (origin.name,) if origin else ())


def parse_terms(query: str, *, by_sound: bool = False) -> tuple[Term, ...]:
    """The terms of a query. A capitalised word is asked for by its sound too, with `by_sound` every word is."""
    return tuple(_terms(query, by_sound))


def matches(line: str, terms: Sequence[Term]) -> bool:
    """Whether a kept line holds every term: what the full-text indexes work out, said plainly."""
    words = line.split(" ")
    return all(_holds(words, term) for term in terms)


def _terms(query: str, by_sound: bool) -> Iterator[Term]:
    for match in _TERM.finditer(query):
        phrase, bare = match.groups()
        words = tuple(words_of(phrase if bare is None else bare))
        if not words:
            continue
        if bare is None:
            yield Term(words)
        elif bare.endswith("*"):
            yield Term((*words[:-1], *romanise(bare).split()[-1:]), prefix=True)
        else:
            named = by_sound or not bare[:1].islower()
            yield Term(words, sound=_sound(romanise(bare)) if named and len(words) == 1 else "")


def _holds(words: Sequence[str], term: Term) -> bool:
    if term.sound and SOUND + term.sound in words:
        return True
    length = len(term.words)
    for start in range(len(words) - length + 1):
        *whole, last = words[start : start + length]
        if tuple(whole) == term.words[:-1] and (
            last == term.words[-1] or (term.prefix and last.startswith(term.words[-1]))
        ):
            return True
    return False


@lru_cache(maxsize=100_000)
def _kept(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A word of a text as kept, and the sounds that it is found by where it may be a name."""
    plain = romanise(word).split()
    sounds = () if word[:1].islower() else tuple(SOUND + sound for sound in map(_sound, plain) if sound)
    return tuple(_singular(each) for each in plain), sounds


def _sound(plain: str) -> str:
    sound = skeleton_of(plain) if plain.isalpha() else ""
    return sound if len(sound) >= LEAST_SOUNDS else ""


def _singular(word: str) -> str:
    if len(word) <= 3 or not word.endswith("s"):
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith("es") and not word.endswith(("aes", "ees", "oes")):
        return word[:-1]
    return word if word.endswith(("us", "ss")) else word[:-1]

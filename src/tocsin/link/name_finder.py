"""Proper names in plain text: runs of capitalised words, with what stands before them as title or office."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.link.commonness import load_ranks
from tocsin.link.words import Word, stem
from tocsin.text.names import fold, load_name_words

INNER = frozenset({"of", "for", "the", "and", "de", "la", "al", "bin", "ibn", "van", "von", "der", "del", "el"})
SENTENCE_END = re.compile(r"[.!?:;•\n“\"”]\s*$|^\s*$")


@dataclass(frozen=True, slots=True)
class NameMention:
    """A proper name at `start`, with titles and offices in front of it from `outer` on."""

    outer: int
    start: int
    end: int


def find_names(text: str, words: Sequence[Word]) -> Iterator[NameMention]:
    """Proper names, left to right. A sentence's first word counts only if it goes on, or is capitalised elsewhere."""
    inside = {
        word.written for index, word in enumerate(words) if word.written[0].isupper() and not _opens(text, word)
    }
    index = 0
    while index < len(words):
        after = _run(text, words, index)
        if after == index:
            index += 1
            continue
        first = index
        if _opens(text, words[first]) and words[first].written not in inside:
            # A sentence's first word is capitalised anyway: it is a name only if it is seen so elsewhere.
            lone = after - first == 1 and not words[first].written.isupper()
            if lone or _is_common(words[first]):
                first += 1
        while first < after and words[first].stem in ("the", "a", "an"):
            first += 1
        if first < after and _is_name(words[first:after]):
            if first and re.fullmatch(r"\d+(st|nd|rd|th)", words[first - 1].written):
                first -= 1  # units are told apart by their number
            start, end = _trimmed(text, words, first, after)
            yield NameMention(_title_start(text, words, first), start, end)
        index = after


def _opens(text: str, word: Word) -> bool:
    return bool(SENTENCE_END.search(text[max(0, word.start - 3) : word.start]))


def _is_common(word: Word) -> bool:
    return load_ranks().get(stem(word.written), 99_999) < 12_000


def _run(text: str, words: Sequence[Word], first: int) -> int:
    """Past the last word of the capitalised run that begins at a word; the same index where none begins."""
    if not _capital(words[first]):
        return first
    after = first + 1
    while after < len(words):
        gap = text[words[after - 1].end : words[after].start]
        initial = gap == ". " and len(words[after - 1].written) == 1
        if not (re.fullmatch(r"[\s\[\]’'-]*", gap) or initial) or "\n" in gap or "’s" in gap:
            break
        if _capital(words[after]):
            after += 1
        elif words[after].written in INNER:
            step = after
            while step < len(words) and words[step].written in INNER and step - after < 2:
                step += 1
            joined = step < len(words) and words[step].written[0].isupper()
            body = _has_body(words[first:after]) and _clean(text, words, after, step)
            if not joined or not (body or words[after].written not in ("of", "for", "the", "and")):
                break
            after = step + 1
        else:
            break
    return after


def _capital(word: Word) -> bool:
    written = word.written
    contracted = re.search(r"['’](t|m|ll|re|ve|d)$", written) is not None
    return written[0].isupper() and written.lower() not in load_name_words().calendar and not contracted


def _clean(text: str, words: Sequence[Word], after: int, step: int) -> bool:
    """Whether "and" joins words of one name, not two names: the run so far must be of an organisation."""
    return text[words[after - 1].end : words[step].start].count(",") == 0


def _has_body(words: Sequence[Word]) -> bool:
    table = load_name_words()
    return any(table.spellings.get(fold(word.written), fold(word.written)) in table.bodies for word in words)


def _is_name(words: Sequence[Word]) -> bool:
    return any(len(word.written) > 1 and word.written[0].isupper() for word in words)


def _trimmed(text: str, words: Sequence[Word], first: int, after: int) -> tuple[int, int]:
    start, end = words[first].start, words[after - 1].end
    if text[end - 2 : end] in ("’s", "'s"):
        end -= 2
    return start, end


def _title_start(text: str, words: Sequence[Word], first: int) -> int:
    """Where the titles before a name begin: "former high-ranking airborne commander" and the like are left out but
    for words of office, nationality and the article."""
    titles = load_name_words().titles
    start = words[first].start
    for word in reversed(words[max(0, first - 4) : first]):
        gap = text[word.end : start]
        if not re.fullmatch(r"[\s\[]*", gap) or word.written.lower() not in titles:
            break
        start = word.start
    return start - 1 if start and text[start - 1] == "[" else start

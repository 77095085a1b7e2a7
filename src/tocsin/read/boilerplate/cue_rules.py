"""Rules that look at the words of one block: the cues of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tocsin.read.blocks import Block
from tocsin.read.boilerplate.marks import Mark
from tocsin.read.boilerplate.vocabulary import Cue, Phrase, Vocabulary

_FOLD = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " "})
_SHORT_ANSWER = re.compile(r"^\W*\w+(?:\s\w+)?\s*[.!?]$")
_WORD = re.compile(r"\w+")
_HEAD_SHARE = 0.3
_TAIL_SHARE = 0.55


@dataclass(frozen=True, slots=True)
class Place:
    """Where in its text a block stands: the text's length in characters, the index of the third block of prose, and
    how many unmarked blocks of prose come after it."""

    length: int
    head: int
    prose_after: int


def cue_mark(block: Block, place: Place, vocabulary: Vocabulary) -> Mark | None:
    """The first cue that fits the block, as a mark."""
    text = block.text.translate(_FOLD)
    best: tuple[int, Mark] | None = None
    if block.words > vocabulary.longest:
        return None
    for phrase, start in _candidates(text, vocabulary):
        cue = phrase.cue
        if best is not None and cue.order >= best[0]:
            continue
        if block.words > cue.longest or block.sentences > cue.sentences or not _in_zone(cue, block, place):
            continue
        match = phrase.pattern.search(text) if start is None else phrase.pattern.match(text, start)
        if match is None or not _begins_well(cue, text, match.start()) or _guarded(cue, block, text, vocabulary):
            continue
        made = _prefix(phrase, block) if cue.form == "prefix" else _whole(cue, block, match)
        if made is not None:
            best = (cue.order, made)
    return best[1] if best else None


def _candidates(text: str, vocabulary: Vocabulary) -> Iterator[tuple[Phrase, int | None]]:
    """Phrases worth trying, with where they would begin; None where that has to be searched."""
    lowered = text.lower()
    for match in _WORD.finditer(lowered):
        for phrase in vocabulary.by_word.get(match.group(), ()):
            start = match.start() - phrase.lead
            if start >= 0 and phrase.literal in lowered:
                yield phrase, start
    for phrase in vocabulary.others:
        if phrase.literal in lowered:
            yield phrase, None


def _begins_well(cue: Cue, text: str, start: int) -> bool:
    """Whole, opening and prefix phrases begin the line; signs may stand before them."""
    if cue.form in ("closing", "containing"):
        return True
    return not any(sign.isalnum() for sign in text[:start])


def _whole(cue: Cue, block: Block, match: re.Match[str]) -> Mark:
    return Mark(block.start, block.end, cue.kind, f"{_where(cue)} “{match.group().strip()[:40]}”")


def _where(cue: Cue) -> str:
    return {
        "whole": "the line is",
        "opening": "it begins with",
        "closing": "it ends with",
        "containing": "it holds",
        "prefix": "it begins with",
    }[cue.form]


def _in_zone(cue: Cue, block: Block, place: Place) -> bool:
    if cue.zone == "head":
        return block.index <= place.head or block.start < _HEAD_SHARE * place.length
    return cue.zone == "any" or (block.start >= _TAIL_SHARE * place.length and place.prose_after <= 1)


def _guarded(cue: Cue, block: Block, text: str, vocabulary: Vocabulary) -> bool:
    """Whether something shows that these are the article's own words after all."""
    if cue.form == "whole":
        return bool(_SHORT_ANSWER.match(text))
    if cue.decisive or cue.form == "prefix":
        return False
    if cue.form == "closing" and text.endswith((".", "?", "!")):
        return True
    if block.prose and vocabulary.speech.search(text):
        return cue.kind != "caption" or cue.form == "closing" or block.sentences > 1
    return cue.needs_address and not vocabulary.address.search(text)


def _prefix(phrase: Phrase, block: Block) -> Mark | None:
    """The label alone where a sentence follows it, else the whole line; never at the very beginning of a text, where
    it may belong to the headline."""
    cue = phrase.cue
    if cue.zone != "head" and block.index == 0:
        return None
    raw = block.raw.translate(_FOLD)
    match = phrase.pattern.search(raw)
    if match is None or not _begins_well(cue, raw, match.start()):
        return None
    rest = block.raw[match.end() :]
    label = block.raw[: match.end()].rstrip(" –—-|")
    reason = f"{_where(cue)} “{label.strip()[:40]}”"
    if len(rest.split()) >= 8 and (block.final or len(rest.split()) >= 30):
        return Mark(block.start, block.start + len(label), cue.kind, reason)
    return Mark(block.start, block.end, cue.kind, reason)

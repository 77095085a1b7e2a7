"""Rules that look at the words of one block: the cues of the vocabulary."""

from __future__ import annotations

import re

from tocsin.read.blocks import Block
from tocsin.read.boilerplate.marks import Mark
from tocsin.read.boilerplate.vocabulary import Cue, Vocabulary

_FOLD = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " "})
_SHORT_ANSWER = re.compile(r"^\W*\w+(?:\s\w+)?\s*[.!?]$")
_HEAD_SHARE = 0.3
_TAIL_SHARE = 0.55


def cue_mark(block: Block, length: int, head_blocks: int, vocabulary: Vocabulary) -> Mark | None:
    """The first cue that fits the block, as a mark. `head_blocks` is the number of blocks up to the third of prose."""
    text = block.text.translate(_FOLD)
    for cue in vocabulary.cues:
        if block.words > cue.longest or block.sentences > cue.sentences or not _in_zone(cue, block, length, head_blocks):
            continue
        if cue.form == "prefix":
            mark = _prefix(cue, block)
            if mark is not None and (cue.zone == "head" or block.index > 0):
                return mark
            continue
        match = cue.pattern.search(text)
        if match is None or _guarded(cue, block, text, vocabulary):
            continue
        return Mark(block.start, block.end, cue.kind, f"{_where(cue)} “{match.group().strip()[:40]}”")
    return None


def _where(cue: Cue) -> str:
    return {
        "whole": "the line is",
        "opening": "it begins with",
        "closing": "it ends with",
        "containing": "it holds",
        "prefix": "it begins with",
    }[cue.form]


def _in_zone(cue: Cue, block: Block, length: int, head_blocks: int) -> bool:
    if cue.zone == "head":
        return block.index <= head_blocks or block.start < _HEAD_SHARE * length
    return cue.zone == "any" or block.start >= _TAIL_SHARE * length


def _guarded(cue: Cue, block: Block, text: str, vocabulary: Vocabulary) -> bool:
    """Whether something shows that these are the article's own words after all."""
    if cue.form == "whole":
        return bool(_SHORT_ANSWER.match(text))
    if cue.decisive:
        return False
    if cue.form == "closing" and text.endswith((".", "?", "!")):
        return True
    if block.prose and vocabulary.speech.search(text):
        return cue.kind != "caption" or cue.form == "closing" or block.sentences > 1
    return cue.needs_address and not vocabulary.address.search(text)


def _prefix(cue: Cue, block: Block) -> Mark | None:
    match = cue.pattern.match(block.raw.translate(_FOLD))
    if match is None:
        return None
    rest = block.raw[match.end() :]
    label = block.raw[: match.end()].rstrip(" –—-|")
    reason = f"{_where(cue)} “{label.strip()[:40]}”"
    if len(rest.split()) >= 8 and (block.final or len(rest.split()) >= 30):
        return Mark(block.start, block.start + len(label), cue.kind, reason)
    return Mark(block.start, block.end, cue.kind, reason)

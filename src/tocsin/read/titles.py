"""The headline in a text: the line that metadata names, or the first that is shaped like one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tocsin.read.blocks import Block

_SEARCHED = 25
_SHORTEST = 3
_LONGEST = 28
_LETTERS = re.compile(r"[^\W\d_]+")
_OPEN_END = re.compile(r"[,;:(–—-]$")


def find_title(found: Sequence[Block], marked: Callable[[int], bool], known: str | None = None) -> Block | None:
    """The headline's block.

    A known title is matched first, so that what it says is never taken for furniture. Without one the first unmarked
    line of three to 28 words that does not end like a sentence is taken, if only furniture stands before it and
    running text follows.
    """
    if known:
        key = " ".join(_LETTERS.findall(known.lower()))
        for block in found[:_SEARCHED]:
            if block.key == key or (len(key) > 20 and block.words <= _LONGEST and key in block.key):
                return block
    for block in found[:_SEARCHED]:
        if marked(block.index) or block.words < _SHORTEST and not block.prose:
            continue
        return block if _headline(block) and _text_follows(found, block) else None
    return None


def _headline(block: Block) -> bool:
    text = block.text
    if not _SHORTEST <= block.words <= _LONGEST or _OPEN_END.search(text):
        return False
    return not text.endswith((".", "…")) or text.endswith(("U.S.", "U.K.", "..."))


def _text_follows(found: Sequence[Block], block: Block) -> bool:
    return any(other.prose for other in found[block.index + 1 :])

"""The headline in a text: the line that metadata names, or the first that is shaped like one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tocsin.read.blocks import Block, key_of

_SEARCHED = 25
_SHORTEST = 3
_LONGEST = 28
_FEWEST = 4
_STEM = 5
_SHORTEST_CONTENT = 4
_LETTERS = re.compile(r"[^\W\d_]+")
_OPEN_END = re.compile(r"[,;:(–—-]$")


def find_title(found: Sequence[Block], marked: Callable[[int], bool], known: str | None = None) -> Block | None:
    """The headline's block.

    A known title is matched first, so that what it says is never taken for furniture. Without one, among the unmarked
    lines over the first running text, the first that takes up words of the article is the headline; else the first of
    four or more words.
    """
    if known:
        key = key_of(known)
        for block in found[:_SEARCHED]:
            if block.key == key or (len(key) > 20 and block.words <= _LONGEST and key in block.key):
                return block
    candidates: list[Block] = []
    for block in found[:_SEARCHED]:
        if marked(block.index):
            continue
        if _headline(block) and not (candidates and block.prose):
            candidates.append(block)
        elif block.prose:
            break
    body = {word for block in found if block.prose for word in _content(block)}
    for block in candidates:
        shared = len(_content(block) & body)
        if (
            block.words >= _FEWEST
            and shared >= 2
            and shared * 3 >= len(_content(block))
            and _text_follows(found, block)
        ):
            return block
    return next((block for block in candidates if block.words >= _FEWEST and _text_follows(found, block)), None)


def _content(block: Block) -> set[str]:
    """Stems of its longer words, roughly: enough to see that two passages are about the same."""
    return {word[:_STEM] for word in _LETTERS.findall(block.key) if len(word) >= _SHORTEST_CONTENT}


def _headline(block: Block) -> bool:
    text = block.text
    if not _SHORTEST <= block.words <= _LONGEST or _OPEN_END.search(text):
        return False
    return not text.endswith((".", "…")) or text.endswith(("U.S.", "U.K.", "..."))


def _text_follows(found: Sequence[Block], block: Block) -> bool:
    return any(other.prose for other in found[block.index + 1 :])

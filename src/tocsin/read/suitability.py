"""Whether a text is an article at all: long enough, and running prose rather than numbers, code or a list."""

from __future__ import annotations

import re
from collections import Counter

from tocsin.errors import ReadError
from tocsin.read.blocks import Block
from tocsin.read.language import english_share, letters_in

_CODE = re.compile(
    r"[{};]\s*$|^\s*(?:def|class|import|from \w+ import|return|function|var|let|const|public|private|#include|"
    r"if \(|for \(|"
    r"SELECT|INSERT|\w+\s*=\s*[\w\"'\[{(]|</?\w+[^>]*>|\"[\w-]+\":)"
)
_DELIMITERS = (",", ";", "\t", "|")
_SHORTEST_PROSE_WORDS = 8
_LONG_LINE_WORDS = 18
_LEAST_PROSE_SHARE = 0.1
_LEAST_SMALL_WORDS = 0.1


def check_length(text: str, minimum: int, place: str = "") -> None:
    """Raises ReadError for an empty or too short text."""
    length = len(text.strip())
    if not length:
        raise ReadError("empty", place=place, remedy="give the article's text")
    if length < minimum:
        reason = f"too short to be an article: {length} characters"
        raise ReadError(reason, place=place, remedy=f"at least {minimum} are needed")


def check_shape(text: str, found: tuple[Block, ...], place: str = "") -> None:
    """Raises ReadError for tables, numbers and program code, in whatever language."""
    visible = re.sub(r"\s+", "", text)
    remedy = "give a page with running text"
    if _table(found):
        raise ReadError("a table, not an article", place=place, remedy="give articles as JSONL, one record a line")
    if letters_in(visible) < 0.55 * len(visible):
        raise ReadError("mostly numbers and signs, not an article", place=place, remedy=remedy)
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) >= 3 and sum(bool(_CODE.search(line)) for line in lines) > 0.4 * len(lines):
        raise ReadError("program code or markup, not an article", place=place, remedy=remedy)


def check_prose(found: tuple[Block, ...], place: str = "") -> None:
    """Raises ReadError for lists of headlines or links: an English text with hardly a sentence in it."""
    prose = sum(len(block.text) for block in found if _running(block))
    total = sum(len(block.text) for block in found)
    if prose < _LEAST_PROSE_SHARE * total or not prose:
        reason = "a list, not an article" if len(found) >= 4 else "no running text in it"
        share = f"{round(100 * prose / max(1, total))} % in sentences"
        raise ReadError(reason, value=share, place=place, remedy="give a page with running text")


def _running(block: Block) -> bool:
    """A finished sentence, or a line long enough to be one that lost its end, with the small words of sentences."""
    if (block.final or block.sentences) and block.words >= _SHORTEST_PROSE_WORDS:
        return True
    return block.words >= _LONG_LINE_WORDS and english_share(block.text) >= _LEAST_SMALL_WORDS


def _table(found: tuple[Block, ...]) -> bool:
    rows = [block.raw for block in found]
    if len(rows) < 5:
        return False
    for delimiter in _DELIMITERS:
        counts = Counter(row.count(delimiter) for row in rows)
        columns, agreeing = counts.most_common(1)[0]
        if columns >= 2 and agreeing >= 0.9 * len(rows):
            prose = sum(block.sentences >= 1 and block.words >= 12 for block in found)
            return prose < 0.5 * len(rows) or delimiter in "\t|"
    return False

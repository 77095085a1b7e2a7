"""Blocks: the lines or paragraphs of a text, as offsets, with what their shape tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from tocsin.model.span import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029]")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TOKEN = re.compile(r"\w+(?:['’]\w+)*")
_BULLET = re.compile(r"^(?:[•·▪▫►▶■□●○◦–—*>|»→↓#~-]+\s+|[•▪►▶■●◦]+)")
_FINAL = re.compile(r"(?:[.!?…]|\.\.\.)[\"'”’»)\]]*(?:\[\d+\])?$")
_SENTENCE_END = re.compile(r"[a-zà-ÿ0-9\"”’)%][.!?]+[\"'”’»)\]]*(?=\s|$)")
_SOFT_HYPHEN = "\u00ad"

# A text broken by hand or by a mail program: lines of about one length that don't end where sentences end.
_WRAPPED_SHORTEST = 45
_WRAPPED_LONGEST = 110


@dataclass(frozen=True)
class Block:
    """One line, or one paragraph of a hard-wrapped text. `paragraph` counts stretches between blank lines."""

    index: int
    paragraph: int
    start: int
    end: int
    raw: str

    @cached_property
    def text(self) -> str:
        """The words with single spaces, without bullets, for comparing and matching; offsets are lost."""
        flat = _SPACE.sub(" ", self.raw.replace(_SOFT_HYPHEN, "")).strip()
        return _BULLET.sub("", flat)

    @cached_property
    def key(self) -> str:
        """Lower-case words and numbers only: equal for two copies that differ in punctuation."""
        return key_of(self.text)

    @cached_property
    def words(self) -> int:
        """Number of words (letters only)."""
        return len(_WORD.findall(self.text))

    @cached_property
    def final(self) -> bool:
        """Whether it ends as a sentence ends."""
        return bool(_FINAL.search(self.text))

    @cached_property
    def sentences(self) -> int:
        """Number of sentence ends."""
        return len(_SENTENCE_END.findall(self.text))

    @property
    def span(self) -> Span:
        """The block's offsets, without surrounding space."""
        return Span(self.start, self.end)

    @property
    def prose(self) -> bool:
        """Whether it looks like running text: a finished sentence of some length, or many words."""
        if self.words >= 30:
            return True
        if self.text.endswith(":") and self.words >= 8:
            return True
        return self.final and self.words >= 8

    @property
    def bulleted(self) -> bool:
        """Whether it stands under a bullet."""
        return bool(_BULLET.match(self.raw.strip()))


def key_of(text: str) -> str:
    """The words and numbers of a text, in lower case; the text itself where it has none."""
    return " ".join(_TOKEN.findall(text.lower())) or text


def blocks(text: str) -> tuple[Block, ...]:
    """The non-blank lines; the lines of a hard-wrapped paragraph are joined to one block."""
    found: list[Block] = []
    paragraphs = _paragraphs(text)
    wrapped = any(len(lines) >= 3 and _wrapped(text, lines) for lines in paragraphs)
    for number, lines in enumerate(paragraphs):
        spans = [(lines[0][0], lines[-1][1])] if wrapped and _wrapped(text, lines) else lines
        for start, end in spans:
            found.append(Block(len(found), number, start, end, text[start:end]))
    return tuple(found)


def _paragraphs(text: str) -> list[list[tuple[int, int]]]:
    paragraphs: list[list[tuple[int, int]]] = []
    last_end = 0
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if not stripped:
            continue
        start = match.start() + len(line) - len(line.lstrip())
        breaks = len(_BREAK.findall(text, last_end, start))
        if breaks >= 2 or not paragraphs:
            paragraphs.append([])
        end = start + len(stripped)
        paragraphs[-1].append((start, end))
        last_end = end
    return paragraphs


def _wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    if len(lines) < 2:
        return False
    lengths = [end - start for start, end in lines[:-1]]
    if max(lengths) > _WRAPPED_LONGEST or min(lengths) < _WRAPPED_SHORTEST:
        return False
    # Where the next line's first word would still have fitted, the break was meant.
    meant = sum(
        1
        for (start, end), (after, _) in pairwise(lines)
        if end - start + 1 + len(_SPACE.split(text[after : after + 40].strip(), maxsplit=1)[0]) <= max(lengths)
    )
    unfinished = sum(1 for start, end in lines[:-1] if not _FINAL.search(text[start:end]))
    return meant * 4 <= len(lengths) and unfinished * 2 >= len(lengths)

"""Passages: the stretches of a document that a language model is shown, one a request, boilerplate left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tocsin.extract.layout import Paragraph
from tocsin.model.span import Span


def passages(text: str, blocks: Sequence[Paragraph], longest: int) -> list[Span]:
    """Stretches of whole paragraphs up to so many characters; a longer paragraph is cut behind a sentence."""
    found: list[Span] = []
    start = end = -1
    for block in blocks:
        joins = start >= 0 and not block.boilerplate and block.end - start <= longest
        if start >= 0 and not joins:
            found.extend(_cut(text, start, end, longest))
            start = -1
        if not block.boilerplate:
            start, end = (start if joins else block.start), block.end
    if start >= 0:
        found.extend(_cut(text, start, end, longest))
    return found


def halves(text: str, passage: Span) -> tuple[Span, Span] | None:
    """The passage in two, at a paragraph's or a sentence's end near its middle; None where it cannot be cut."""
    middle = (passage.start + passage.end) // 2
    for mark in ("\n", ". ", "” ", '" '):
        after = text.find(mark, middle, passage.end - 1)
        if after >= 0 and text[passage.start : after].strip() and text[after + len(mark) : passage.end].strip():
            return Span(passage.start, after + len(mark)), Span(after + len(mark), passage.end)
    return None


def _cut(text: str, start: int, end: int, longest: int) -> Iterator[Span]:
    while end - start > longest:
        stop = max(text.rfind(". ", start + longest // 2, start + longest) + 2, 0)
        stop = stop if stop > start + longest // 2 else start + longest
        yield Span(start, stop)
        start = stop
    if text[start:end].strip():
        yield Span(start, end)

"""Marking: all rules in their order, and the marks joined to spans.

Precision goes before recall: a menu line left in the text costs an extractor little, a paragraph taken out loses
what was reported. So every rule asks for more than one sign: words and shape, or words and place, or two copies.
"""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.model.document import Boilerplate
from tocsin.model.span import Span
from tocsin.read.blocks import Block
from tocsin.read.boilerplate.biographies import mark_biographies
from tocsin.read.boilerplate.captions import mark_captions, mark_repeats
from tocsin.read.boilerplate.cue_rules import Place, cue_mark
from tocsin.read.boilerplate.lists import mark_lists
from tocsin.read.boilerplate.marks import Mark, Page
from tocsin.read.boilerplate.signs import mark_signs
from tocsin.read.boilerplate.vocabulary import load_vocabulary
from tocsin.read.titles import find_title


def mark(text: str, found: Sequence[Block], title: str | None = None) -> tuple[tuple[Boilerplate, ...], Block | None]:
    """The boilerplate spans in reading order, none overlapping, and the headline's block if there is one.

    `title` is the headline where metadata tells it; otherwise a headline line is looked for.
    """
    page = Page(tuple(found), len(text))
    vocabulary = load_vocabulary()
    head = _head_blocks(page.found)
    prose_after = 0
    for block in reversed(page.found):
        made = cue_mark(block, Place(page.length, head, prose_after), vocabulary)
        if made is not None:
            page.marks[block.index] = made
        elif block.prose:
            prose_after += 1
    mark_signs(page)
    page.title = find_title(page.found, page.marked, title)
    if page.title is not None:
        page.marks.pop(page.title.index, None)
    mark_biographies(page, vocabulary)
    mark_repeats(page)
    mark_captions(page, vocabulary)
    mark_lists(page)
    return _joined(text, [page.marks[index] for index in sorted(page.marks)]), page.title


def _head_blocks(found: tuple[Block, ...]) -> int:
    prose = [block.index for block in found if block.prose]
    return prose[min(2, len(prose) - 1)] if prose else len(found)


def _joined(text: str, marks: list[Mark]) -> tuple[Boilerplate, ...]:
    """Marks of one kind with only space between them become one span."""
    joined: list[Mark] = []
    for made in marks:
        last = joined[-1] if joined else None
        if last and last.kind == made.kind and not text[last.end : made.start].strip():
            joined[-1] = Mark(last.start, made.end, last.kind, last.reason)
        else:
            joined.append(made)
    return tuple(Boilerplate(Span(made.start, made.end), made.kind, made.reason) for made in joined)

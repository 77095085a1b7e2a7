"""Biographies: who the writer is, told at the end."""

from __future__ import annotations

import re

from tocsin.read.blocks import Block
from tocsin.read.boilerplate.captions import PERSON
from tocsin.read.boilerplate.marks import Page
from tocsin.read.boilerplate.signs import IMAGE_SIZE
from tocsin.read.boilerplate.vocabulary import NAME, Vocabulary

_PRONOUN = re.compile(r"^(?:He|She|They|It|This|That|There|Here|Who|His|Her|The|A|An)\b")
_SEARCHED = 80
_BIO_SHARE = 0.6
_BIO = re.compile(
    rf"^{NAME},?\s+(?:is|was|has been|works|worked|covers|writes|reports)\s(?:.{{0,120}})", re.IGNORECASE
)


def mark_biographies(page: Page, vocabulary: Vocabulary) -> None:
    """ "Jane Doe is a correspondent …" near the end, with the name over it and the sentences that go on about her."""
    prose = page.prose()
    for block in page.found[-_SEARCHED:]:
        if page.marked(block.index):
            continue
        under = page.found[block.index - 1] if block.index else None
        heading = under is not None and under.key.strip(": ") in vocabulary.bio_headings
        late = block.start >= _BIO_SHARE * page.length and _late(prose, block)
        match = _BIO.match(block.text)
        if not match or not vocabulary.roles.search(match.group()) or not (late or heading):
            continue
        named = under is not None and bool(PERSON.match(under.text)) and block.text.startswith(under.text)
        alone = not _PRONOUN.match(block.text) and _last(page, block)
        if not (named or heading or alone):
            continue
        page.add(block, "bio", "it tells who the writer is")
        if under is not None and named:
            page.add(under, "bio", "the writer's name over the biography")
        before = page.found[block.index - 2] if named and block.index > 1 else under
        if before is not None and (before.key in vocabulary.bio_headings or IMAGE_SIZE.match(before.text)):
            page.marks.pop(before.index, None)
            page.add(before, "bio", "the heading of the biography")


def _late(prose: list[Block], block: Block) -> bool:
    """Whether at most three paragraphs of the article follow."""
    return len(prose) <= 3 or prose[-4].index <= block.index


def _last(page: Page, block: Block) -> bool:
    """Whether only marked blocks, or none, follow, and the biography speaks of no deed in the article's story."""
    return all(
        page.marked(other.index) or not other.prose for other in page.found[block.index + 1 :]
    ) and not re.search(r"\b(?:said|told|warned|added)\b", block.text)

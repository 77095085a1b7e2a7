"""Captions: lines that stand twice, that repeat a paragraph, that describe a picture, or that are a name."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from tocsin.read.blocks import Block
from tocsin.read.boilerplate.marks import Page
from tocsin.read.boilerplate.vocabulary import Vocabulary

PERSON = re.compile(r"^(?:[A-ZÀ-Ž][\w'’.-]+)(?:\s+(?:[A-ZÀ-Ž][\w'’.-]+|de|van|von|al|bin)){1,3}$")
_PERSON_PLACE = re.compile(
    r"^(?:[A-ZÀ-Ž][\w'’.-]+\s+){1,3}(?:and\s+(?:[A-ZÀ-Ž][\w'’.-]+\s+){1,3})?(?:in\s+|,\s*)[A-ZÀ-Ž][\w'’ -]+$"
)
_CAPTION_END = re.compile(
    r"(?:,|\bon|\bin)\s+(?:[A-Z][\w-]+,?\s+)?(?:\d{1,2}\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)(?:\s+\d{1,2})?,?\s+(?:19|20)\d\d\.?$"
)
_LONGEST_PAGE = 1_500
_QUOTED_OR_SAID = re.compile(r"[“\"]|\b(?:said|told|says|added|reported)\b")


def mark_repeats(page: Page) -> None:
    """Lines that stand twice side by side, and lone lines whose words stand in a paragraph as well: captions."""
    places: dict[str, list[Block]] = defaultdict(list)
    for block in page.found:
        places[block.key].append(block)
    for copies in places.values():
        close = any(b.index - a.index <= 2 for a, b in pairwise(copies))
        if len(copies) < 2 or copies[0].words > 60 or (copies[0].prose and not close):
            continue
        if page.title is not None and copies[0].key == page.title.key:
            kept = "the headline again"
            for block in copies:
                page.add(block, "navigation", kept)
            continue
        for block in copies:
            page.add(block, "caption", "the line stands twice")
    bodies = [f" {block.key} " for block in page.prose()]
    # Every line against every paragraph: pages are short, and what is longer is no page.
    for block in page.found if len(page.found) <= _LONGEST_PAGE else ():
        if not page.marked(block.index) and 4 <= block.words <= 30:
            inside = sum(f" {block.key} " in body for body in bodies) - block.prose
            if inside > 0 and not _opens(page, block):
                page.add(block, "caption", "its words stand in a paragraph as well")


def _opens(page: Page, block: Block) -> bool:
    """Whether it is the first substantial line, which may be a headline that the text takes up again."""
    return page.title is None and not any(b.words >= 4 for b in page.found[: block.index])


def mark_captions(page: Page, vocabulary: Vocabulary) -> None:
    """Lone sentences in the present that describe a picture, and lines that are a person's name."""
    prose = page.prose()
    bodies = " ".join(block.text for block in prose)
    early = prose[min(2, len(prose) - 1)].index if prose else 0
    for block in page.found:
        if page.marked(block.index) or block is page.title:
            continue
        text = block.text
        if block.sentences <= 1 and block.words <= 50 and _picture(text, block, vocabulary):
            page.add(block, "caption", "it describes a picture")
        elif block.index <= early and block.index > 0 and block.words <= 8:
            if PERSON.match(text):
                known = text.split()[-1] in bodies
                page.add(block, "caption" if known else "metadata", "the line is a person's name")
            elif _PERSON_PLACE.match(text):
                page.add(block, "metadata", "the line is a writer's name and place")


def _picture(text: str, block: Block, vocabulary: Vocabulary) -> bool:
    """A sentence in the present with somebody's place in the picture, or with the day that it was taken."""
    if _QUOTED_OR_SAID.search(text):
        return False
    if vocabulary.picture_places.search(text):
        return bool(vocabulary.picture_verbs.search(text)) or not block.final
    return bool(_CAPTION_END.search(text) and vocabulary.picture_verbs.search(text))

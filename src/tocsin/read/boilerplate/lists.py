"""Lists and menus: headlines under "Related" and the like, headings over promotions, what stands at the edges."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.read.blocks import Block
from tocsin.read.boilerplate.marks import Page

_MENU_WORDS = 4
_MENU_RUN = 4
_LIST_LONGEST = 24


def mark_lists(page: Page) -> None:
    """Headlines under "Related" and the like, a player's title, a heading over a promotion, and menus."""
    for block in page.found:
        kind = page.kind(block.index)
        if kind == "read-also" and _bare(block):
            _follow(page, block)
        elif kind in ("player", "promotion", "donation", "bio"):
            _heading_over(page, block)
    _menus(page)
    _between(page)
    _edges(page)


def _bare(block: Block) -> bool:
    return block.words <= 6 and not re.search(r"[:|–—-]\s*\S", block.text)


def _headline_like(block: Block) -> bool:
    return not block.text.endswith(".") and block.words <= _LIST_LONGEST and block.sentences <= 1


def _follow(page: Page, heading: Block) -> None:
    """What follows a heading such as "Related" is a list up to the first running text."""
    for block in page.found[heading.index + 1 : heading.index + 11]:
        if page.marked(block.index):
            continue
        if not _headline_like(block):
            return
        page.add(block, "read-also", f"in the list under “{heading.text[:40]}”")


def _heading_over(page: Page, block: Block) -> None:
    """The short line right over a player's text or a promotion, if it belongs to it."""
    if block.index == 0:
        return
    above = page.found[block.index - 1]
    kind = page.kind(block.index)
    if page.marked(above.index) or kind is None or above.final or above.words > 20 or above is page.title:
        return
    same_paragraph = above.paragraph == block.paragraph
    shared = set(above.key.split()) & set(block.key.split()[:40])
    about_it = kind != "player" and len(shared) * 2 >= above.words
    if (kind == "player" and same_paragraph) or about_it:
        page.add(above, kind, f"the heading of what follows: “{block.text[:40]}”")


def _menus(page: Page) -> None:
    """A run of very short lines, at least one of them known furniture, is a menu."""
    run: list[Block] = []
    for block in (*page.found, None):
        short = block is not None and block.words <= _MENU_WORDS and not block.final and not block.prose
        if block is not None and short and block is not page.title:
            run.append(block)
            continue
        known = sum(page.marked(item.index) for item in run)
        if len(run) >= _MENU_RUN and known * 3 >= len(run):
            for item in run:
                page.add(item, "navigation", "in a run of short lines like a menu")
        run = []


def _between(page: Page) -> None:
    """A short line without a full stop between two marked ones goes with them."""
    for block in page.found[1:-1]:
        before, after = page.kind(block.index - 1), page.kind(block.index + 1)
        if before and after and not page.marked(block.index) and _headline_like(block) and block.words <= 20:
            page.add(block, before if before == after else after, "between two lines that are not the article's")


def _edges(page: Page) -> None:
    """Before the headline and after the last prose, short lines among marked ones are the page's own."""
    prose = page.prose()
    if not prose:
        return
    _rest_of(page, page.found[prose[-1].index + 1 :], "after the end of the article")
    if page.title is None:
        return
    _rest_of(page, page.found[: page.title.index], "before the headline")
    for block in page.found[: page.title.index]:
        if block.words <= _MENU_WORDS and not block.final:
            page.add(block, "navigation", "a short line before the headline")
    for block in page.found[page.title.index + 1 : prose[0].index]:
        beside = page.kind(block.index - 1) or page.kind(block.index + 1)
        if beside and block.words <= _MENU_WORDS and not block.final:
            page.add(block, "metadata", "a short line among those between headline and text")


def _rest_of(page: Page, edge: Sequence[Block], where: str) -> None:
    marked = sum(page.marked(block.index) for block in edge)
    if marked * 3 < len(edge) or not marked:
        return
    for block in edge:
        if _headline_like(block):
            page.add(block, "navigation", where)

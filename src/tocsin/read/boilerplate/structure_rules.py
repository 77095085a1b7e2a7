"""Rules that look at where a block stands and what stands around it: repeats, lists, menus, biographies, captions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from tocsin.read.blocks import Block
from tocsin.read.boilerplate.marks import Page
from tocsin.read.boilerplate.vocabulary import NAME, Vocabulary
from tocsin.read.date_words import find_dates

_TIMES = re.compile(
    r"^[\W\d]*\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:[\s/|–-]*\d{1,2}[:.]\d\d(?:[:.]\d\d)?)*\W*(?:[ap]\.?m\.?|gmt|utc|bst|eet|eest|cet|cest|est|edt|msk|local time)?\W*$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"^\W*(?:(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+|@\w+|(?:#\w+[\s,]*)+)\W*$", re.IGNORECASE
)
_IMAGE_SIZE = re.compile(r"^\W*\d+\s*[x×]\s*\d+\s+image\W*$", re.IGNORECASE)
_DATE_LINE_WORDS = re.compile(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|published|updated|posted|last|first|on|at|gmt|utc|bst|eet|eest|cet|cest|"
    r"est|edt|ist|msk|[ap]m|time|local|date|created|modified|t|z|min|read)\b|\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\s?(?:[ap]\.?m\b\.?)?",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"[\[(](?:file:?\s*)?(?:[A-Z][\w.'’-]*\s?){1,4}\s*/\s*[^\])]{2,40}[\])]\.?$|"
    r"(?i:\b(?:photo|image|photograph|picture|credit|video)s?(?:\s+(?:credit|by|courtesy|from))?):\s*[A-Z][^.]{1,50}$"
)
_RULE = re.compile(r"^[\W_]+$")
_PERSON = re.compile(r"^(?:[A-ZÀ-Ž][\w'’.-]+)(?:\s+(?:[A-ZÀ-Ž][\w'’.-]+|de|van|von|al|bin)){1,3}$")
_PERSON_PLACE = re.compile(
    r"^(?:[A-ZÀ-Ž][\w'’.-]+\s+){1,3}(?:and\s+(?:[A-ZÀ-Ž][\w'’.-]+\s+){1,3})?(?:in\s+|,\s*)[A-ZÀ-Ž][\w'’ -]+$"
)
_POSITION = re.compile(
    r"\((?:left|right|centre|center|l|r|c|second from left|second from right|back|front)\)|(?:^|,\s)(?:left|right|centre|center),",
    re.IGNORECASE,
)
_PICTURE_VERB = re.compile(
    r"\b(?:is|are) (?:seen|pictured|shown|photographed)\b|\b(?:walks?|drives?|marche?s?|rides?) past\b|\b(?:stands? guard|shakes? hands|"
    r"looks? on|attends?|takes? part|speaks? (?:at|during|to)|poses?|gestures?|waves?|holds?|inspects?|fires?|prepares?)\b",
    re.IGNORECASE,
)
_CAPTION_END = re.compile(
    r"(?:,|\bon|\bin)\s+(?:[A-Z][\w-]+,?\s+)?(?:\d{1,2}\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)(?:\s+\d{1,2})?,?\s+(?:19|20)\d\d\.?$"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_MENU_WORDS = 4
_MENU_RUN = 4
_LIST_LONGEST = 24
_BIO_SHARE = 0.6


def mark_signs(page: Page) -> None:
    """Clock times, addresses, hashtags, image placeholders and drawn lines."""
    for block in page.found:
        text = block.text
        if _TIMES.match(text):
            several = len(re.findall(r"\d{1,2}[:.]\d\d", text)) >= 2
            page.add(block, "player" if several else "metadata", "the line holds only clock times")
        elif _ADDRESS.match(text):
            page.add(block, "share", "the line holds only an address or hashtags")
        elif _IMAGE_SIZE.match(text):
            page.add(block, "caption", "a placeholder for an image")
        elif block.words <= 14 and not block.prose and _date_line(text):
            page.add(block, "metadata", "the line holds only a date")
        elif block.sentences <= 2 and block.words <= 60 and _CREDIT.search(text):
            page.add(block, "caption", "it ends with a picture credit")
        elif _RULE.match(text) or (not block.words and len(text) <= 12):
            page.add(block, "navigation", "the line holds no words")


def _date_line(text: str) -> bool:
    """Whether it is a date, with a clock, weekday or label, and at most two other words (a place, a desk)."""
    mentions = find_dates(text) if any(sign.isdigit() for sign in text) else ()
    if not mentions or all(mention.interval and mention.interval.precision == "year" for mention in mentions):
        return False
    rest = text
    for mention in reversed(mentions):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    allowed = 2 if any(mention.interval for mention in mentions) else 1
    return len(_LETTERS.findall(_DATE_LINE_WORDS.sub(" ", rest))) <= allowed


def mark_repeats(page: Page) -> None:
    """Lines that stand twice side by side, and lone lines whose words stand in a paragraph as well: captions."""
    places: dict[str, list[Block]] = defaultdict(list)
    for block in page.found:
        places[block.key].append(block)
    for copies in places.values():
        close = any(b.index - a.index <= 2 for a, b in zip(copies, copies[1:], strict=False))
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
    for block in page.found:
        if not page.marked(block.index) and 4 <= block.words <= 30:
            inside = sum(f" {block.key} " in body for body in bodies) - block.prose
            if inside > 0 and not _opens(page, block):
                page.add(block, "caption", "its words stand in a paragraph as well")


def _opens(page: Page, block: Block) -> bool:
    """Whether it is the first substantial line, which may be a headline that the text takes up again."""
    return page.title is None and not any(b.words >= 4 for b in page.found[: block.index])


def mark_captions(page: Page) -> None:
    """Lone sentences in the present that describe a picture, and lines that are a person's name."""
    prose = page.prose()
    bodies = " ".join(block.text for block in prose)
    early = prose[min(2, len(prose) - 1)].index if prose else 0
    for block in page.found:
        if page.marked(block.index) or block is page.title:
            continue
        text = block.text
        if block.sentences <= 1 and block.words <= 50 and _picture(text, block):
            page.add(block, "caption", "it describes a picture")
        elif block.index <= early and block.index > 0 and block.words <= 8:
            if _PERSON.match(text):
                known = text.split()[-1] in bodies
                page.add(block, "caption" if known else "metadata", "the line is a person's name")
            elif _PERSON_PLACE.match(text):
                page.add(block, "metadata", "the line is a writer's name and place")


def _picture(text: str, block: Block) -> bool:
    if "“" in text or '"' in text or re.search(r"\b(?:said|told|says|added|reported)\b", text):
        return False
    if _POSITION.search(text):
        return bool(_PICTURE_VERB.search(text)) or not block.final
    return bool(_CAPTION_END.search(text) and _PICTURE_VERB.search(text))


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
    if (kind == "player" and same_paragraph) or (
        kind in ("promotion", "donation", "bio") and len(shared) * 2 >= above.words
    ):
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
    """Before the headline and after the last prose, short lines among marked ones are the page's, not the article's."""
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


def mark_biographies(page: Page, vocabulary: Vocabulary) -> None:
    """ "Jane Doe is a correspondent …" near the end, with the name over it and the sentences that go on about her."""
    pattern = re.compile(
        rf"^{NAME},?\s+(?:is|was|has been|works|worked|covers|writes|reports)\s(?:.{{0,120}})", re.IGNORECASE
    )
    for block in page.found:
        if page.marked(block.index):
            continue
        under = page.found[block.index - 1] if block.index else None
        heading = under is not None and under.key.strip(": ") in vocabulary.bio_headings
        late = block.start >= _BIO_SHARE * page.length and _late(page, block)
        match = pattern.match(block.text)
        if not match or not vocabulary.roles.search(match.group()) or not (late or heading):
            continue
        named = under is not None and bool(_PERSON.match(under.text)) and block.text.startswith(under.text)
        if not (named or heading or _last(page, block)):
            continue
        page.add(block, "bio", "it tells who the writer is")
        if under is not None and named:
            page.add(under, "bio", "the writer's name over the biography")
        before = page.found[block.index - 2] if named and block.index > 1 else under
        if before is not None and (before.key in vocabulary.bio_headings or _IMAGE_SIZE.match(before.text)):
            page.marks.pop(before.index, None)
            page.add(before, "bio", "the heading of the biography")


def _late(page: Page, block: Block) -> bool:
    rest = [other for other in page.prose() if other.index > block.index]
    return len(rest) <= 3


def _last(page: Page, block: Block) -> bool:
    """Whether only marked blocks, or none, follow, and the biography speaks of no deed in the article's story."""
    return all(
        page.marked(other.index) or not other.prose for other in page.found[block.index + 1 :]
    ) and not re.search(r"\b(?:said|told|warned|added)\b", block.text)

"""Lines that are a sign and no words: clock times, addresses, dates, image sizes, picture credits, drawn lines."""

from __future__ import annotations

import re

from tocsin.read.boilerplate.marks import Page
from tocsin.read.date_words import find_dates

_TIMES = re.compile(
    r"^[\W\d]*\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:[\s/|–-]*\d{1,2}[:.]\d\d(?:[:.]\d\d)?)*\W*"
    r"(?:[ap]\.?m\.?|gmt|utc|bst|eet|eest|cet|cest|est|edt|msk|local time)?\W*$",
    re.IGNORECASE,
)
_PLAYED = re.compile(r"\b\d{1,2}:\d\d\s*/\s*\d{1,2}:\d\d\b")
_ADDRESS = re.compile(
    r"^\W*(?:(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+|@\w+|(?:#\w+[\s,]*)+)\W*$", re.IGNORECASE
)
IMAGE_SIZE = re.compile(r"^\W*\d+\s*[x×]\s*\d+\s+image\W*$", re.IGNORECASE)
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
_LETTERS = re.compile(r"[^\W\d_]+")


def mark_signs(page: Page) -> None:
    """Clock times, addresses, hashtags, image placeholders and drawn lines."""
    for block in page.found:
        text = block.text
        if _TIMES.match(text):
            several = len(re.findall(r"\d{1,2}[:.]\d\d", text)) >= 2
            page.add(block, "player" if several else "metadata", "the line holds only clock times")
        elif block.words <= 8 and _PLAYED.search(text):
            page.add(block, "player", "it holds the time played")
        elif _ADDRESS.match(text):
            page.add(block, "share", "the line holds only an address or hashtags")
        elif IMAGE_SIZE.match(text):
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

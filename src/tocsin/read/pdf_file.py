"""PDF: the text layer, with lines joined to paragraphs and hyphenated words made whole."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from typing import Any

from tocsin.errors import ReadError
from tocsin.read.parts import Parts

_MOST_PAGES = 400
_MOST_CHARACTERS = 5_000_000
_LEAST_CHARACTERS_A_PAGE = 25
_FINAL = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"([^\W\d_]{2,})[-\u00ad\u2010]$")
_PAGE_NUMBER = re.compile(r"^\s*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\s*$", re.IGNORECASE)
_PREFIXES = ("self", "non", "anti", "pro", "ex", "co", "cross", "well", "half", "post", "pre", "so", "long", "short")


def read_pdf(content: bytes, place: str = "") -> Parts:
    """The PDF's text. Raises ReadError for encrypted, damaged and scanned files, saying which."""
    pages, information = _pages(content, place)
    characters = sum(len(page.strip()) for page in pages)
    if characters < _LEAST_CHARACTERS_A_PAGE * max(1, len(pages)):
        raise ReadError(
            "no text layer: a scan",
            value="1 page" if len(pages) == 1 else f"{len(pages)} pages",
            place=place,
            remedy="run text recognition (OCR) first",
        )
    return Parts(text=join_lines(pages), notes=_notes(information))


def _pages(content: bytes, place: str) -> tuple[list[str], Any]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("an encrypted PDF", place=place, remedy="save it without a password")
        if len(reader.pages) > _MOST_PAGES:
            value = f"{len(reader.pages)} pages"
            raise ReadError(
                "too long for an article", value=value, place=place, remedy=f"at most {_MOST_PAGES} pages"
            )
        texts: list[str] = []
        for page in reader.pages:
            texts.append(page.extract_text() or "")
            if sum(map(len, texts)) > _MOST_CHARACTERS:
                raise ReadError("too much text for an article", place=place, remedy="split the PDF")
        return texts, reader.metadata
    except PyPdfError as error:
        what = str(error)[:100]
        raise ReadError(
            "a damaged PDF file", value=what, place=place, remedy="get it anew or save its text"
        ) from error


def _notes(information: Any) -> tuple[str, ...]:
    """The file's creation date is told but not taken: it is when the PDF was made."""
    try:
        created = information.creation_date if information is not None else None
    except (ValueError, TypeError, AttributeError, KeyError):
        created = None
    if created is None:
        return ()
    return (f"the PDF itself was made on {created.date()}, which need not be when the article was published",)


def join_lines(pages: list[str]) -> str:
    """Paragraphs with blank lines between them, from lines as they stand on pages.

    Running heads (the same first or last line on most pages) and page numbers go. A line goes on in the next unless
    it ends a sentence and is clearly shorter than the text is wide, or a blank line follows. A word broken by a
    hyphen is joined, unless its first half is a prefix that takes one.
    """
    running = _running_heads(pages)
    lines: list[str] = []
    for page in pages:
        for line in page.replace("\r", "\n").split("\n"):
            flat = line.strip()
            if flat in running or _PAGE_NUMBER.match(flat):
                continue
            lines.append(flat)
    widths = sorted(len(line) for line in lines if line)
    width = widths[int(0.9 * (len(widths) - 1))] if widths else 0
    paragraphs: list[str] = []
    current = ""
    for line in lines:
        if not line:
            if (current and _FINAL.search(current)) or (current and len(current) < 0.7 * width):
                paragraphs.append(current)
                current = ""
            continue
        current = _join(current, line)
        if len(line) < 0.8 * width and (_FINAL.search(line) or len(line) < 0.6 * width):
            paragraphs.append(current)
            current = ""
    return "\n\n".join([*paragraphs, current] if current else paragraphs)


def _running_heads(pages: list[str]) -> frozenset[str]:
    if len(pages) < 3:
        return frozenset()
    edges: Counter[str] = Counter()
    for page in pages:
        lines = [line.strip() for line in page.split("\n") if line.strip()]
        edges.update({*lines[:2], *lines[-2:]})
    return frozenset(line for line, count in edges.items() if count >= 3 and count * 2 > len(pages))


def _join(before: str, line: str) -> str:
    if not before:
        return line
    match = _HYPHEN.search(before)
    if match and line[:1].islower():
        keep = match.group(1).lower() in _PREFIXES
        return before + line if keep else before[:-1] + line
    return f"{before} {line}"

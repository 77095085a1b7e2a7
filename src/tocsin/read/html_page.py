"""HTML: the article's text found by trafilatura, with headline and paragraphs kept apart by blank lines.

Extraction: Barbaresi 2021, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery and
Extraction" (doi:10.18653/v1/2021.acl-demo.15). Dates are read here and not by its companion, which may guess.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from tocsin.errors import ReadError
from tocsin.read.decoding import decode
from tocsin.read.html_metadata import metadata
from tocsin.read.parts import Parts

_REMEDY = "save the article's text and give that"
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z]")
_NESTED = re.compile(r"<(/?)(div|span|table|td|tr|ul|li|section|article|b|i|em|font|blockquote|p|a)\b", re.IGNORECASE)
_DEEPEST = 2_000
_MOST_TAGS = 200_000
_BLOCKS = ("p", "head", "item", "quote", "cell", "code", "fw", "ab")


def read_html(content: bytes, place: str = "") -> Parts:
    """The article's text, headline first, and what the page's metadata tell. Raises ReadError where there is none."""
    source, notes = _source(content, place)
    check_size(source, place)
    tree = _tree(source, place)
    found = metadata(tree, source)
    paragraphs = _paragraphs(source)
    if not paragraphs:
        raise ReadError("no article found in this page", place=place, remedy=_REMEDY)
    title = found.title
    if title and not any(_alike(title, paragraph) for paragraph in paragraphs[:4]):
        paragraphs.insert(0, title)
    return Parts(
        text="\n\n".join(paragraphs),
        title=title,
        publisher=found.publisher,
        url=found.url,
        publication=found.publication,
        notes=(*notes, *found.notes),
    )


def _source(content: bytes, place: str) -> tuple[str, tuple[str, ...]]:
    declared = _CHARSET.search(content[:4096])
    if declared and not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = declared.group(1).decode("ascii")
        try:
            if name.lower().replace("_", "-") not in ("utf-8", "utf8", "utf-16", "iso-8859-1", "latin-1", "ascii"):
                return content.decode(name), ()
        except (LookupError, UnicodeDecodeError):
            pass
    decoded = decode(content, place)
    return decoded.text, decoded.notes


def check_size(source: str, place: str) -> None:
    """Refuse pages made to exhaust a parser, before it sees them."""
    if len(_TAG.findall(source)) > _MOST_TAGS:
        raise ReadError("an HTML page with too many elements", value=f"> {_MOST_TAGS}", place=place, remedy=_REMEDY)
    depth = deepest = 0
    for match in _NESTED.finditer(source):
        # Unclosed paragraphs and list items are common and do not nest.
        if match.group(2).lower() in ("p", "li", "td", "tr"):
            continue
        depth = max(0, depth - 1) if match.group(1) else depth + 1
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise ReadError("an HTML page nested too deeply", value=f"{deepest} levels", place=place, remedy=_REMEDY)


def _tree(source: str, place: str) -> Any:
    from trafilatura.utils import load_html

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree = load_html(source)
    if tree is None:
        raise ReadError("not a page that can be parsed", place=place, remedy=_REMEDY)
    return tree


def _paragraphs(source: str) -> list[str]:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    extracted = bare_extraction(source, include_comments=False, include_tables=True, with_metadata=False)
    if extracted is None:
        return []
    body = getattr(extracted, "body", None)
    paragraphs = list(_walk(body)) if body is not None else []
    if not paragraphs:
        paragraphs = str(getattr(extracted, "text", "") or "").split("\n")
    cleaned = [_SPACE.sub(" ", paragraph).strip() for paragraph in paragraphs]
    return [paragraph for paragraph in cleaned if paragraph]


def _walk(element: Any) -> Iterator[str]:
    """The text of block-level elements in order; a line break ends a paragraph too."""
    pending = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str):
            pending.append(child.tail or "")
            continue
        if child.tag in _BLOCKS or child.tag in ("list", "table", "row", "div", "body", "main", "section"):
            yield "".join(pending)
            pending = []
            yield from _walk(child)
        elif child.tag == "lb":
            yield "".join(pending)
            pending = []
        else:
            inner = list(_walk(child))
            pending.append(inner[0] if inner else "")
            for piece in inner[1:]:
                yield "".join(pending)
                pending = [piece]
        pending.append(child.tail or "")
    yield "".join(pending)


def _alike(a: str, b: str) -> bool:
    return re.sub(r"\W+", "", a).lower() == re.sub(r"\W+", "", b).lower()

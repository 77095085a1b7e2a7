"""A piece of HTML that is all article, as feeds, tables and mail hold it: its paragraphs, nothing left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tocsin.errors import ReadError
from tocsin.read.html_page import check_size

_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_ENDS_PARAGRAPH = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li"),
        *("main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr"),
        "ul",
    )
)
_UNSEEN = frozenset(("script", "style", "head", "noscript", "template", "iframe", "object", "svg", "math"))


def fragment_text(source: str, place: str = "") -> str:
    """The paragraphs with blank lines between them. Raises ReadError where it cannot be parsed."""
    from lxml import etree
    from lxml.html import fromstring

    check_size(source, place)
    try:
        tree = fromstring(f"<div>{source.replace(chr(0), '')}</div>")
    except (etree.LxmlError, ValueError, AssertionError) as error:
        value = " ".join(str(error).split())[:80]
        raise ReadError("HTML that cannot be parsed", value=value, place=place, remedy="give its text") from error
    paragraphs = (_SPACE.sub(" ", paragraph).strip() for paragraph in "".join(_pieces(tree)).split("\x00"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _pieces(tree: Any) -> Iterator[str]:
    """All text in order, with a zero sign where a paragraph ends. Without recursion, however deep it nests."""
    waiting: list[tuple[Any, bool]] = [(tree, False)]
    while waiting:
        element, leaving = waiting.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if leaving:
            yield "\x00" if tag in _ENDS_PARAGRAPH else ""
            yield element.tail or ""
            continue
        waiting.append((element, True))
        if tag and tag not in _UNSEEN:
            yield "\x00" if tag in _ENDS_PARAGRAPH else ""
            yield element.text or ""
            waiting.extend((child, False) for child in reversed(element))

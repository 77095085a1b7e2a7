"""Sitemaps: the pages that a site lists, with what news sitemaps say of them (sitemaps.org protocol, 2008)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tocsin.errors import ReadError
from tocsin.model.pointer import Pointer
from tocsin.model.settings import ReadSettings
from tocsin.read.confined.messages import Item, Opening
from tocsin.read.containers.streams import unpacked

# The names of elements, without their namespaces, and what they are called here.
_TOLD = {"publication_date": "published", "title": "title", "name": "publisher"}
_ENTRIES = ("url", "sitemap")
_LONGEST = 4_000


def sitemap_items(opening: Opening, settings: ReadSettings) -> Iterator[Item | None]:
    """A pointer for each page and each further sitemap. Raises ReadError for damage, after what stood before it."""
    from lxml import etree

    with unpacked(opening.path) as stream:
        # lxml's own limits against entity bombs and deep nesting stay on: huge_tree is False.
        events = etree.iterparse(stream, events=("end",), resolve_entities=False, no_network=True, load_dtd=False)
        try:
            for _, element in events:
                kind = _name(element)
                if kind in _ENTRIES:
                    yield _pointer(element, kind, opening.location)
                    element.clear()
                    while element.getprevious() is not None:
                        del element.getparent()[0]
        except etree.XMLSyntaxError as error:
            value = " ".join(str(error).split())[:100]
            raise ReadError("a damaged sitemap", value=value, place=opening.location, remedy="get it anew") from error


def _pointer(element: Any, kind: str, place: str) -> Pointer | None:
    address = ""
    told = [("kind", "sitemap")] if kind == "sitemap" else []
    for inner in element.iter():
        words = (inner.text or "").strip()[:_LONGEST]
        name = _name(inner)
        if name == "loc" and words and not address:
            address = words
        elif name in _TOLD and words:
            told.append((_TOLD[name], words))
    return Pointer(address, place, tuple(told)) if address.startswith(("http://", "https://")) else None


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""

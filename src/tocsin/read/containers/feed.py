"""Feeds: RSS and Atom. An entry that holds its whole article is read; one that only announces it is pointed to."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from tocsin.errors import ReadError
from tocsin.model.pointer import Pointer
from tocsin.model.settings import ReadSettings
from tocsin.read.confined.messages import Item, Opening
from tocsin.read.containers.row import record, text_or_html
from tocsin.read.containers.streams import page_name, unpacked

_TAG = re.compile(r"<[^<>]{0,2000}>")
_WHOLE_ARTICLE = 1_500
_LARGEST = 50_000_000


def feed_items(opening: Opening, settings: ReadSettings) -> Iterator[Item | None]:
    """The entries of a feed in its order. Raises ReadError where there are none."""
    import feedparser

    with unpacked(opening.path) as stream:
        content = stream.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise ReadError("a feed too large to be one", place=opening.location, remedy="give the pages that it lists")
    # Bytes in a stream: feedparser would take a string for an address or a file's name.
    feed = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        raise ReadError("a feed without entries", place=opening.location, remedy="get it anew")
    outlet = str(feed.feed.get("title") or "").strip()
    for number, entry in enumerate(feed.entries, start=1):
        yield _item(number, entry, outlet, opening)


def _item(number: int, entry: Any, outlet: str, opening: Opening) -> Item | None:
    address = str(entry.get("link") or "").strip()
    place = f"{opening.location}, entry {number}"
    body = _body(entry)
    told = {
        "title": str(entry.get("title") or "").strip(),
        "published": str(entry.get("published") or entry.get("updated") or "").strip(),
        "publisher": str((entry.get("source") or {}).get("title") or outlet).strip(),
    }
    length = len(_TAG.sub("", body).strip())
    if address.startswith(("http://", "https://")) and length < _WHOLE_ARTICLE:
        told["summary"] = body if length else ""
        return Pointer(address, place, tuple((key, value) for key, value in told.items() if value))
    if not length:
        return None
    name = page_name(address) or f"{opening.name}:{number}"
    fields = {"id": name, **text_or_html(body), **told, "url": address}
    return record(fields, name, place, opening, f"entry {number} of the feed {opening.name}")


def _body(entry: Any) -> str:
    """The longest text that the entry holds."""
    texts = [str(part.get("value") or "") for part in entry.get("content") or ()]
    return max([*texts, str(entry.get("summary") or "")], key=len).strip()

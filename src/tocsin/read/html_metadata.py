"""What an HTML page's metadata tell of the article: headline, publisher, address, and when it was published."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from html import unescape
from typing import Any

from tocsin.errors import InputError
from tocsin.model.document import Publication
from tocsin.model.interval import Interval, of_day, parse
from tocsin.read.data_files import load_toml, strings
from tocsin.read.date_words import parse_words

_FILE = "html_metadata.toml"
_SPACE = re.compile(r"\s+")
_ISO_DAY = re.compile(r"^\s*((?:19|20)\d\d-\d\d-\d\d)")
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/-]|$)")
_MOST_SCRIPTS = 40
_LONGEST_SCRIPT = 2_000_000
_DEEPEST = 12
_NEAR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """None where the page does not tell."""

    title: str | None
    publisher: str | None
    url: str | None
    publication: Publication | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Keys:
    published: tuple[str, ...]
    modified: tuple[str, ...]
    title: tuple[str, ...]
    publisher: tuple[str, ...]
    url: tuple[str, ...]
    article_types: frozenset[str]
    title_separators: tuple[str, ...]


def metadata(tree: Any, source: str = "") -> PageMetadata:
    """All of it from an lxml tree. Malformed parts are passed over; nothing here raises for a page's faults."""
    keys = _keys()
    meta = _meta_table(tree)
    linked = list(_articles(tree, keys.article_types))
    url = _first(meta, keys.url) or _canonical(tree)
    publisher = _linked_name(linked) or _first(meta, keys.publisher)
    publication, notes = _publication(tree, meta, linked, url, keys)
    title = _title(tree, meta, linked, publisher, keys)
    return PageMetadata(title, publisher, url, publication, notes)


@lru_cache(maxsize=1)
def _keys() -> _Keys:
    table = load_toml(_FILE)
    return _Keys(
        published=strings(table, "published", _FILE),
        modified=strings(table, "modified", _FILE),
        title=strings(table, "title", _FILE),
        publisher=strings(table, "publisher", _FILE),
        url=strings(table, "url", _FILE),
        article_types=frozenset(strings(table, "article_types", _FILE)),
        title_separators=strings(table, "title_separators", _FILE),
    )


def _meta_table(tree: Any) -> dict[str, str]:
    """The first content of each <meta>, by name, property or itemprop in lower case."""
    table: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = _clean(element.get("content"))
        for attribute in ("property", "name", "itemprop"):
            key = (element.get(attribute) or "").strip().lower()
            if key and content:
                table.setdefault(key, content)
    return table


def _articles(tree: Any, types: frozenset[str]) -> Iterator[dict[str, Any]]:
    """Article objects of the page's JSON-LD, news types before a bare WebPage."""
    found: list[dict[str, Any]] = []
    for number, script in enumerate(tree.iter("script")):
        if number > 4 * _MOST_SCRIPTS or "ld+json" not in (script.get("type") or ""):
            continue
        text = script.text or ""
        if len(text) > _LONGEST_SCRIPT:
            continue
        try:
            found.extend(_typed(json.loads(text, strict=False), types, 0))
        except (ValueError, RecursionError):
            continue
    yield from sorted(found, key=_is_web_page)


def _is_web_page(item: dict[str, Any]) -> bool:
    return "webpage" in str(item.get("@type", "")).lower()


def _typed(node: Any, types: frozenset[str], depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(node, list):
        for item in node:
            yield from _typed(item, types, depth + 1)
    elif isinstance(node, dict):
        kind = node.get("@type", "")
        kinds = {str(item).lower() for item in (kind if isinstance(kind, list) else [kind])}
        if kinds & types:
            yield node
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            if key in node:
                yield from _typed(node[key], types, depth + 1)


def _publication(
    tree: Any, meta: dict[str, str], linked: list[dict[str, Any]], url: str | None, keys: _Keys
) -> tuple[Publication | None, tuple[str, ...]]:
    candidates = [
        *((item["datePublished"], "JSON-LD datePublished") for item in linked if item.get("datePublished")),
        *((meta[key], f"the page's {key}") for key in keys.published if key in meta),
        *_time_elements(tree),
    ]
    changed = [
        *((item["dateModified"], "JSON-LD dateModified") for item in linked if item.get("dateModified")),
        *((meta[key], f"the page's {key}") for key in keys.modified if key in meta),
    ]
    told = [(interval, reason) for value, reason in candidates if (interval := _day(value)) is not None]
    later = [(interval, reason) for value, reason in changed if (interval := _day(value)) is not None]
    if told:
        interval, reason = told[0]
        return Publication(interval, "metadata", f"{reason}: {interval}"), _doubts(interval, reason, told, later)
    match = _URL_DAY.search(url or "")
    if match:
        interval = _day("-".join(match.groups()))
        if interval is not None:
            return Publication(interval, "metadata", f"the address holds {match.group()}"), ()
    if later and later[0][0].end is not None:
        reason = f"only the day of the last change is told ({later[0][1]}): it was out by then"
        return Publication(Interval(None, later[0][0].end), "metadata", reason), ()
    return None, ()


def _doubts(
    interval: Interval, reason: str, told: list[tuple[Interval, str]], later: list[tuple[Interval, str]]
) -> tuple[str, ...]:
    notes = []
    for other, whence in told[1:]:
        if other.start and interval.start and abs(other.start - interval.start) > _NEAR and "time" not in whence:
            notes.append(f"{whence} says {other}, {reason} says {interval}")
            break
    for other, whence in later[:1]:
        if other.start and interval.end and other.start - interval.end > _NEAR:
            notes.append(f"changed on {other} ({whence}), after its publication on {interval}")
    return tuple(notes)


def _time_elements(tree: Any) -> Iterator[tuple[str, str]]:
    """<time> elements marked as the publication, then the first one in the article or the page's header."""
    ordinary: list[str] = []
    for element in tree.iter("time"):
        value = element.get("datetime") or element.text or ""
        marked = (element.get("itemprop") or "").lower() == "datepublished" or element.get("pubdate") is not None
        if marked and value:
            yield value, "a time element marked as publication"
        elif value and len(ordinary) < 20 and _in_article(element):
            ordinary.append(value)
    if ordinary:
        yield ordinary[0], "the article's first time element"


def _in_article(element: Any) -> bool:
    """Inside an article or header, and in none of the lists and asides that point to other articles."""
    inside = False
    for ancestor in element.iterancestors():
        if ancestor.tag in ("aside", "nav", "footer", "li"):
            return False
        inside = inside or ancestor.tag in ("article", "header", "main")
    return inside


def _day(value: Any) -> Interval | None:
    if not isinstance(value, str) or not value.strip():
        return None
    match = _ISO_DAY.match(value)
    try:
        found = parse(match.group(1)) if match else parse_words(value[:80])
    except InputError:
        return None
    return found if found is None or found.start != found.end or not found.start else of_day(found.start)


def _title(
    tree: Any, meta: dict[str, str], linked: list[dict[str, Any]], publisher: str | None, keys: _Keys
) -> str | None:
    """The article's own heading where one agrees with the metadata, else the metadata's without the site's name."""
    for item in linked:
        headline = item.get("headline")
        if isinstance(headline, str) and _clean(headline):
            return _clean(headline)
    told = _first(meta, keys.title) or _clean(next((element.text for element in tree.iter("title")), None))
    found = (_clean("".join(element.itertext())) for element in tree.iter("h1"))
    headings = [heading for heading in found if heading and len(heading) < 300]
    for heading in headings:
        if told and (heading.lower() in told.lower() or told.lower() in heading.lower()) and len(heading) > 12:
            return heading
    if told:
        return _without_site(told, publisher, keys.title_separators)
    return headings[0] if headings else None


def _without_site(title: str, publisher: str | None, separators: tuple[str, ...]) -> str:
    for separator in separators:
        head, found, tail = title.rpartition(separator)
        if not found or not head.strip():
            continue
        site = publisher and (tail.strip().lower() in publisher.lower() or publisher.lower() in tail.lower())
        if site or (len(tail.split()) <= 4 and len(head.split()) >= 4 and separator in (" | ", " :: ", " » ", " • ")):
            return _without_site(head.strip(), publisher, separators)
    return title


def _linked_name(linked: list[dict[str, Any]]) -> str | None:
    for item in linked:
        publisher = item.get("publisher")
        for node in publisher if isinstance(publisher, list) else [publisher]:
            name = node.get("name") if isinstance(node, dict) else None
            if isinstance(name, str) and _clean(name):
                return _clean(name)
    return None


def _canonical(tree: Any) -> str | None:
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and _clean(element.get("href")):
            return _clean(element.get("href"))
    return None


def _first(meta: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((meta[key] for key in keys if meta.get(key)), None)


def _clean(text: str | None) -> str | None:
    """Single spaces, and entities that a page has encoded twice as signs; None for nothing."""
    return _SPACE.sub(" ", unescape(text)).strip() or None if text else None

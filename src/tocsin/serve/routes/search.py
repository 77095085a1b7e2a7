"""Search over everything, names under any spelling."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Any, Literal

from fastapi import Query
from starlette.responses import Response

from tocsin.report.desk.claims import document_brief
from tocsin.report.desk.sight import Row, Sight
from tocsin.report.desk.voices import voice_key
from tocsin.serve.answers import listing
from tocsin.serve.routes.endpoint import Endpoint
from tocsin.serve.search_index import END, HIT, SearchIndex, Sought, segments, sought
from tocsin.serve.views import Page, View, Viewed

Kind = Literal["all", "document", "claim", "source", "entity", "incident", "indicator"]
Query_ = Annotated[str, Query(max_length=400, description='Words, names, "phrases", publisher:, from:, to:.')]
EACH = 5
MOST_NAMES = 8


def search(view: Viewed, page: Page, q: Query_, kind: Kind = "all") -> Response:
    """What has these words, the best first. Asked for everything, the best of each kind."""
    began = time.perf_counter()
    index = view.moment.search(reveal=view.reveal)
    wanted = sought(q, index.names)
    found = {name: _found(view, index, wanted, name) for name in _KINDS if kind in ("all", name)}
    hits = [hit for part in found.values() for hit in (part[:EACH] if kind == "all" else part)]
    named = index.names.entities(wanted.words)[:MOST_NAMES]
    sight = view.sight()
    body = listing(
        hits, dict, page, q=q, counts={name: _count(index, wanted, name, part) for name, part in found.items()}
    )
    body["total"] = body.pop("counts") if kind == "all" else {kind: _count(index, wanted, kind, found[kind])}
    body["names"] = [
        {
            "entity": entity.id,
            "name": sight.mask(entity.name),
            "variants": list(dict.fromkeys(sight.mask(name) for name in entity.variants)),
        }
        for entity in named
    ]
    # Whole milliseconds would make equal answers unequal: the time goes into a header.
    response = view.answer(body)
    response.headers["Server-Timing"] = f"search;dur={1000 * (time.perf_counter() - began):.1f}"
    return response


_KINDS = ("document", "claim", "incident", "source", "entity", "indicator")


def _found(view: View, index: SearchIndex, wanted: Sought, kind: str) -> list[Row]:
    sight = view.sight()
    match kind:
        case "document":
            return list(_documents(sight, index, wanted))
        case "claim":
            return list(_claims(sight, index, wanted))
        case "incident":
            return list(_incidents(sight, index, wanted))
        case "indicator":
            return list(_indicators(sight, wanted))
    return list(_named(sight, index, wanted, kind))


def _count(index: SearchIndex, wanted: Sought, kind: str, found: list[Row]) -> int:
    if kind in ("document", "claim") and not (wanted.publisher or wanted.since or wanted.until):
        return index.count(f"{kind}s", wanted)
    return len(found)


def _documents(sight: Sight, index: SearchIndex, wanted: Sought) -> Iterator[Row]:
    for key, title, snippet, score in index.documents(wanted):
        if key in sight.desk.documents and _in_time(sight, key, wanted):
            yield _hit("document", key, title, snippet, score, **_where(sight, key))


def _claims(sight: Sight, index: SearchIndex, wanted: Sought) -> Iterator[Row]:
    for key, text, score in index.claims(wanted):
        claim = sight.desk.claims.get(key)
        if claim is None or not _in_time(sight, claim.document_id, wanted):
            continue
        where = {**_where(sight, claim.document_id), "start": claim.content.start, "end": claim.content.end}
        yield _hit("claim", key, sight.who(claim), text, score, **where)


def _incidents(sight: Sight, index: SearchIndex, wanted: Sought) -> Iterator[Row]:
    seen: set[str] = set()
    for key, text, score in index.claims(wanted):
        part = sight.parts.get(sight.desk.incident_of.get(key, ""))
        if part is None or part.id in seen or len(part.claims) < 2:
            continue
        seen.add(part.id)
        title = f"{len(part.claims)} claims, {len(part.origins)} origins"
        yield _hit("incident", part.id, title, text, score, **_where(sight, part.head.document_id))


def _named(sight: Sight, index: SearchIndex, wanted: Sought, kind: str) -> Iterator[Row]:
    for entity in islice(index.names.entities(wanted.words), 200):
        speaks = entity.source_type is not None
        if kind == "source" and not speaks:
            continue
        key = voice_key(sight, entity.name) if kind == "source" else entity.id
        name = sight.mask(entity.name)
        variants = ", ".join(dict.fromkeys(sight.mask(variant) for variant in entity.variants))
        yield _hit(kind, key, name, f"{HIT}{variants}{END}", 1.0)


def _indicators(sight: Sight, wanted: Sought) -> Iterator[Row]:
    needles = [word.casefold() for word in wanted.words]
    for indicator in sight.indicators.values():
        text = f"{indicator.name} {indicator.description}"
        if needles and any(needle in text.casefold() for needle in needles):
            yield _hit("indicator", indicator.key, indicator.name, indicator.description, 1.0)


def _hit(kind: str, key: str, title: str, snippet: str, score: float, **where: Any) -> Row:
    return {
        "kind": kind,
        "id": key,
        "title": title.replace(HIT, "").replace(END, ""),
        "snippet": segments(snippet),
        "document_id": where.get("document_id"),
        "document": where.get("document"),
        "start": where.get("start"),
        "end": where.get("end"),
        "date": where.get("date"),
        "score": round(score, 3),
    }


def _where(sight: Sight, key: str) -> Row:
    day = sight.desk.known.get(key)
    return {"document_id": key, "document": document_brief(sight, key), "date": str(day) if day else None}


def _in_time(sight: Sight, key: str, wanted: Sought) -> bool:
    """Whether the article was out by the day of the view, or nobody knows when, and the filters let it through."""
    day = sight.desk.known.get(key)
    publisher = (sight.desk.documents[key].publisher or "").casefold()
    return (
        (day is None or day <= sight.as_of)
        and (not wanted.publisher or wanted.publisher in publisher)
        and (wanted.since is None or (day is not None and day >= wanted.since))
        and (wanted.until is None or (day is not None and day <= wanted.until))
    )


ENDPOINTS = (Endpoint("GET", "/api/search", search),)

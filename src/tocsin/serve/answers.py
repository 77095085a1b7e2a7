"""Answers: rows as JSON with a strong ETag, lists page by page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import msgspec
from fastapi import Request
from starlette.responses import Response

from tocsin.serve.refusals import refused

Item = TypeVar("Item")
Row = dict[str, Any]
MOST = 200
_ENCODER = msgspec.json.Encoder()


def answer(request: Request, body: Any, *, state: str = "", status: int = 200) -> Response:
    """A body as JSON, or 304 where the client has these very bytes already."""
    return answer_bytes(request, _ENCODER.encode(body), "application/json", state=state, status=status)


def answer_bytes(request: Request, content: bytes, media: str, *, state: str = "", status: int = 200) -> Response:
    """Bytes with their ETag."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Vary": "Cookie"}
    if state:
        headers["X-Tocsin-State"] = state
    if request.method == "GET" and status == 200 and _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(content, status, headers, media)


def listing(found: Sequence[Item], row: Callable[[Item], Row], page: tuple[int, str], **beside: Any) -> Row:
    """One page of a list: rows are made for it alone. `page` is the limit and the cursor."""
    limit, cursor = page
    start = _offset(cursor)
    items = [row(item) for item in found[start : start + limit]]
    after = start + limit
    return {"items": items, "total": len(found), "next": str(after) if after < len(found) else None, **beside}


def _offset(cursor: str) -> int:
    if not cursor:
        return 0
    if not (cursor.isascii() and cursor.isdigit()) or len(cursor) > 9:
        remedy = "give what `next` said, or nothing"
        raise refused(422, "invalid", "not a cursor", value=cursor[:40], place="cursor", remedy=remedy)
    return int(cursor)


def _has(given: str, tag: str) -> bool:
    return given.strip() == "*" or tag in [part.strip().removeprefix("W/") for part in given.split(",")]

"""The body of an answer: read and unpacked piece by piece, and cut off where it grows too large."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from tocsin.errors import FetchError

_PIECE = 1 << 16


def body_of(response: Any, limit: int, url: str) -> bytes:
    """The unpacked body of a urllib3 response. Raises FetchError for one that is too large, cut short or damaged."""
    length = _length(response, url)
    if length is not None and length > limit:
        raise _too_large(limit, url)
    unpacker = _unpacker(str(response.headers.get("content-encoding") or ""), url)
    pieces: list[bytes] = []
    received = size = 0
    for raw in _raw_pieces(response):
        received += len(raw)
        for piece in _unpacked(unpacker, raw, limit - size, url) if unpacker else (raw,):
            size += len(piece)
            pieces.append(piece)
        if size > limit or received > limit:
            raise _too_large(limit, url)
    if length is not None and received < length:
        value = f"{received} of {length} bytes"
        raise FetchError("the answer ended before its end", value=value, place=url, remedy="try again later")
    if unpacker is not None and received and not unpacker.eof:
        raise FetchError("the packed answer ended before its end", place=url, remedy="try again later")
    return b"".join(pieces)


def _raw_pieces(response: Any) -> Iterator[bytes]:
    """What arrives, as it arrives: waiting for a full piece would let a slow sender hold the reader."""
    while piece := response.read1(_PIECE, decode_content=False):
        yield piece


def _length(response: Any, url: str) -> int | None:
    listed = ",".join(map(str, response.headers.getlist("content-length")))
    told = {value.strip() for value in listed.split(",") if value.strip()}
    if not told:
        return None
    if len(told) > 1 or not next(iter(told)).isdecimal():
        value = ", ".join(sorted(told))[:60]
        raise FetchError("an answer that contradicts itself about its length", value=value, place=url)
    return int(told.pop())


def _unpacker(coding: str, url: str) -> Any:
    match coding.strip().lower():
        case "" | "identity":
            return None
        case "gzip" | "x-gzip":
            return zlib.decompressobj(wbits=31)
        case "deflate":
            return zlib.decompressobj(wbits=15)
    raise FetchError("an answer packed in a way that was not asked for", value=coding[:40], place=url)


def _unpacked(unpacker: Any, raw: bytes, room: int, url: str) -> Iterator[bytes]:
    """What a piece unpacks to, at most a little more than there is room for."""
    while raw and room >= 0:
        try:
            piece = unpacker.decompress(raw, min(_PIECE, room + 1))
        except zlib.error as error:
            raise FetchError("an answer whose packing is damaged", value=str(error)[:60], place=url) from error
        raw = unpacker.unconsumed_tail if piece and not unpacker.eof else b""
        room -= len(piece)
        yield piece


def _too_large(limit: int, url: str) -> FetchError:
    remedy = "save the article's text and give that, or raise maximum_bytes under [fetch]"
    return FetchError(f"the answer is larger than {limit / 1e6:g} MB", place=url, remedy=remedy)

"""Streams of bytes as containers need them: unpacked on the way, in lines of bounded length, and names for pages."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import IO, cast

_LONGEST_NAME = 120


def page_name(address: str) -> str:
    """A page's name: its address without scheme, cut where it is long, with a digest of the rest."""
    name = address.partition("://")[2].rstrip("/") or address
    name = name.removeprefix("www.")
    if len(name) <= _LONGEST_NAME:
        return name
    return f"{name[: _LONGEST_NAME - 9]}~{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def unpacked(path: str) -> IO[bytes]:
    """A file opened for reading, unpacked on the way where it is a gzip file. Raises OSError."""
    with Path(path).open("rb") as stream:
        packed = stream.read(2) == b"\x1f\x8b"
    return cast(IO[bytes], gzip.open(path, "rb")) if packed else Path(path).open("rb")


def lines_of(stream: IO[bytes], limit: int) -> Iterable[bytes | None]:
    """The lines of a stream; None for one longer than `limit`, which is never held as a whole."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)
        yield None

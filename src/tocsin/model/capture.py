"""Capture: the original bytes, and how, when and whence they came."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from tocsin.model.encodable import encodable

Method = Literal["file", "stdin", "record", "url", "upload", "archive", "mail"]
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Capture:
    """One piece of original input, kept byte for byte.

    `name` is the file's name, the record's id or the page's address without its scheme; `location` is where it was
    found, as the user named it. `captured_at` is when the bytes were got: by the caller's clock, because stages have
    no clock, or as an archive says. `sha256` is of `content`, in hex.

    `url` is the address that the bytes came from, after redirects, and `headers` are the server's as it sent them.
    `how` says in words how they were got. `told` is what a list, feed or archive says of the article beside the
    bytes, by `published`, `seen`, `title` and `publisher`; the bytes themselves win over it.
    """

    name: str
    content: bytes
    method: Method
    location: str
    captured_at: datetime | None
    sha256: str
    url: str = ""
    headers: Headers = ()
    how: str = ""
    told: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        # File names, headers and records of others may hold what cannot be written.
        for field in ("name", "location", "url", "how"):
            object.__setattr__(self, field, encodable(getattr(self, field)))
        for field in ("headers", "told"):
            pairs = getattr(self, field)
            object.__setattr__(self, field, tuple((encodable(name), encodable(value)) for name, value in pairs))


def capture(name: str, content: bytes, method: Method, location: str, captured_at: datetime | None) -> Capture:
    """A Capture with its digest worked out."""
    digest = hashlib.sha256(content).hexdigest()
    return Capture(name, content, method, location, captured_at, digest)

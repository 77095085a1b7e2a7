"""Page: what a server answered to one request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tocsin.model.capture import Headers


@dataclass(frozen=True, slots=True)
class Page:
    """`content` is the answer with its transfer and content encoding undone, empty with status 304.

    `url` is the address after redirects, `via` those before it, in order; `peer` the network address that was asked,
    `at` when.
    """

    url: str
    status: int
    headers: Headers
    content: bytes
    at: datetime
    via: tuple[str, ...] = ()
    peer: str = ""

    def header(self, name: str) -> str:
        """The first value of a header, "" where it is absent."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")

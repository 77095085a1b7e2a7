"""Capture: the original bytes, and how, when and whence they came."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Method = Literal["file", "stdin", "record", "url"]


@dataclass(frozen=True, slots=True)
class Capture:
    """One piece of original input, kept byte for byte.

    `name` is the file's name or the record's id; `location` is where it was found, as the user named it;
    `captured_at` is given by the caller, because stages have no clock. `sha256` is of `content`, in hex.
    """

    name: str
    content: bytes
    method: Method
    location: str
    captured_at: datetime | None
    sha256: str


def capture(name: str, content: bytes, method: Method, location: str, captured_at: datetime | None) -> Capture:
    """A Capture with its digest worked out."""
    return Capture(name, content, method, location, captured_at, hashlib.sha256(content).hexdigest())

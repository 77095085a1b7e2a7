"""Mail: one message (EML) or a box of them (mbox), each kept as its raw bytes and read by the mail reader."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePath

from tocsin.errors import ReadError
from tocsin.model.capture import Capture, capture
from tocsin.model.refusal import Refusal
from tocsin.model.settings import ReadSettings
from tocsin.read.confined.messages import Item, Opening
from tocsin.read.containers.streams import lines_of, unpacked


def mail_items(opening: Opening, settings: ReadSettings) -> Iterator[Item | None]:
    """The one message. Raises ReadError where it is too large."""
    with Path(opening.path).open("rb") as stream:
        content = stream.read(settings.maximum_bytes + 1)
    if len(content) > settings.maximum_bytes:
        reason = f"larger than {settings.maximum_bytes / 1e6:g} MB"
        raise ReadError(reason, place=opening.location, remedy="save the article's text and give that")
    yield _message(content, PurePath(opening.name).stem, opening.location, opening)


def mbox_items(opening: Opening, settings: ReadSettings) -> Iterator[Item | None]:
    """Each message of the box. A line "From …" after a blank line begins one, and ">From" is a quoted "From"."""
    with unpacked(opening.path) as stream:
        lines: list[bytes] = []
        size = number = 0
        after_blank = True
        for line in lines_of(stream, settings.maximum_bytes):
            if after_blank and line is not None and line.startswith(b"From "):
                if lines or size:
                    yield _boxed(lines, size, number, opening, settings)
                lines, size = [], 0
                number += 1
                continue
            after_blank = line is not None and not line.strip()
            size += len(line) if line is not None else settings.maximum_bytes + 1
            if line is not None and size <= settings.maximum_bytes:
                lines.append(line)
        if lines or size:
            yield _boxed(lines, size, number, opening, settings)


def _boxed(lines: list[bytes], size: int, number: int, opening: Opening, settings: ReadSettings) -> Capture | Refusal:
    place = f"{opening.location}, message {number}"
    if size > settings.maximum_bytes:
        reason = f"a message larger than {settings.maximum_bytes / 1e6:g} MB"
        return Refusal(f"{PurePath(opening.name).stem}:{number}", place, reason, "save the article's text")
    content = b"".join(
        line[1:] if line.lstrip(b">").startswith(b"From ") and line[:1] == b">" else line for line in lines
    )
    return _message(content, f"{PurePath(opening.name).stem}:{number}", place, opening)


def _message(content: bytes, name: str, place: str, opening: Opening) -> Capture:
    made = capture(name, content, "mail", place, opening.captured_at)
    return replace(made, how=f"a message in {opening.name}, sha256:{hashlib.sha256(content).hexdigest()[:16]}")

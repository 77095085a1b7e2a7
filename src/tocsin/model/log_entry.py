"""LogEntry: one line of a case's custody log, chained to the line before it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from tocsin.model.codec import encode

Action = Literal["question", "document", "decision", "judgement", "reveal", "export"]


@dataclass(frozen=True, slots=True)
class LogEntry:
    """What was done to a case: by whom, when, to what. Appended, never changed.

    `number` counts from 1. `detail` is JSON where the action carries a noun, else plain words. `previous` is the
    digest of the entry before ("" for the first), `digest` the SHA-256 of everything else here, in hex: changing
    or removing an entry breaks the chain from there on.
    """

    number: int
    action: Action
    subject: str
    detail: str
    who: str
    at: datetime
    previous: str
    digest: str = ""


def sealed(entry: LogEntry) -> LogEntry:
    """The entry with its digest worked out."""
    return replace(entry, digest=hashlib.sha256(encode(replace(entry, digest=""))).hexdigest())


def first_break(entries: tuple[LogEntry, ...]) -> int | None:
    """The number of the first entry that does not follow from those before it, or None where the chain holds.

    A chain cannot show that entries at its very end were cut off: note the last digest elsewhere to prove that.
    """
    previous = ""
    for number, entry in enumerate(entries, start=1):
        if entry.number != number or entry.previous != previous or sealed(entry) != entry:
            return number
        previous = entry.digest
    return None

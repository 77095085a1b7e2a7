"""Incoming: a document on its way into a case, with all that goes in together."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.model.capture import Capture
from tocsin.model.claim import Claim
from tocsin.model.document import Document


@dataclass(frozen=True, slots=True)
class Incoming:
    """`document` is as read, `ruled` as people ruled it to be, where that differs. `key` is what its claims were
    extracted under, "" where they were not."""

    capture: Capture
    document: Document
    key: str = ""
    claims: tuple[Claim, ...] = ()
    ruled: Document | None = None

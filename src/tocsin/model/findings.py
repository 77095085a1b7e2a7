"""Findings: what an extractor gave for one document."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.model.claim import Claim


@dataclass(frozen=True, slots=True)
class Findings:
    """The claims of one document in reading order. `dropped` counts what was found and left out because a span of it
    does not stand in the text."""

    claims: tuple[Claim, ...] = ()
    dropped: int = 0

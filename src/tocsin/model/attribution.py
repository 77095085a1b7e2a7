"""Attribution: one link of the chain that leads from the writer to the origin of a claim."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.model.source import Source
from tocsin.model.span import Span


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link: the source, the words that mention it, and the words that attribute (None where nothing does)."""

    source: Source
    mention: Span
    cue: Span | None = None

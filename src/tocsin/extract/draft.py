"""Draft: a proposition found and attributed, before its factuality, time and quantities are worked out."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.model.attribution import Attribution
from tocsin.model.span import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """What segmentation and attribution know of a claim; the seam to factuality, time, quantities and places.

    `root` is the index, in the parsed document, of the token that heads the proposition (its main verb, or the noun
    of a verbless one). `chain` runs from the writer outwards to the origin. `cue_key` is the lexicon entry of the
    cue and `cue_stance` the stance that entry gives, both "" where there is none. `condition` spans the if-clause
    that the proposition hangs on. `quoted` tells that its words are the source's own.
    """

    content: Span
    sentence: Span
    root: int
    chain: tuple[Attribution, ...] = ()
    cue: Span | None = None
    cue_key: str = ""
    cue_stance: str = ""
    condition: Span | None = None
    quoted: bool = False
    headline: bool = False

"""Claim: one statement about the world or the future, and on whose word."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from tocsin.model.attribution import Attribution
from tocsin.model.interval import Interval
from tocsin.model.mention import Mention, Place
from tocsin.model.quantity import Quantity
from tocsin.model.source import Source
from tocsin.model.span import Span

Stance = Literal[
    "asserts", "denies", "doubts", "predicts", "orders", "requests", "warns", "promises", "quotes-opinion"
]
Polarity = Literal["+", "-"]
Certainty = Literal["certain", "probable", "possible"]
Verification = Literal["confirmed", "unverified", "contradicted", "none"]
ClaimKind = Literal["event", "state", "number", "intention", "forecast", "opinion", "obligation", "law"]

# Fields in which a mistake of the extractor turns what a claim says, or whose word it is.
WEIGHTY = frozenset({"content", "source", "stance", "polarity", "certainty", "verification", "when"})


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition that a reader would check by itself. Never edited once stored: decisions are separate.

    `chain` runs from the source nearest to the writer to the origin; empty is the writer's own voice. `polarity` is
    of the content's own words; `certainty` is the origin's; `verification` is the writer's word on its truth.
    `when` is the time of what is claimed, `said` of the utterance. `condition` spans the if-clause the claim
    hangs on. `confidence` pairs a field's name with the extractor's confidence in it, 0 to 1.
    """

    id: str
    document_id: str
    content: Span
    sentence: Span
    chain: tuple[Attribution, ...] = ()
    cue: Span | None = None
    stance: Stance = "asserts"
    polarity: Polarity = "+"
    certainty: Certainty = "certain"
    verification: Verification = "none"
    kind: ClaimKind = "state"
    when: Interval | None = None
    said: Interval | None = None
    numbers: tuple[Quantity, ...] = ()
    participants: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    condition: Span | None = None
    quoted: bool = False
    headline: bool = False
    extractor: str = ""
    confidence: tuple[tuple[str, float], ...] = ()

    @property
    def origin(self) -> Source | None:
        """The last link's source: whose word it is in the end. None is the writer's own voice."""
        return self.chain[-1].source if self.chain else None

    @property
    def doubt(self) -> float:
        """The chance that the extractor is wrong somewhere that moves an answer, 0 to 1, its fields taken to be
        independent; 0 where it tells no confidence, as for claims entered by hand."""
        sound = 1.0
        for name, confidence in self.confidence:
            sound *= confidence if name in WEIGHTY else 1.0
        return 1.0 - sound

    @property
    def attributed(self) -> bool:
        """Whether somebody other than the writer is said to hold it."""
        return bool(self.chain)


def claim_id(document_id: str, content: Span, chain: tuple[Attribution, ...], cue: Span | None) -> str:
    """`document-hash`: the same words on the same word in the same document give the same id on every run."""
    links = ";".join(f"{link.mention.start}-{link.mention.end}" for link in chain)
    key = f"{content.start}-{content.end}|{links}|{cue.start if cue else '-'}"
    return f"{document_id}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"

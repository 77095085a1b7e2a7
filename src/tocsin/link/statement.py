"""Statement: a claim read for comparing: who does what to whom, in which mode, with which sign."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.link.actors import Actor
from tocsin.model.claim import Claim
from tocsin.model.interval import Interval

NEGATIVE_MODES = frozenset({"unwilling", "refuse", "unable", "no-sign"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim, read. `frames` are keys of frames.toml, `core` those that the claim itself
    asserts, the rest standing in its noun phrases ("troops for an invasion"); `content` are stems that carry
    meaning, `concepts` the same with words that say one thing taken for one; `limits` are words
    that bound a denial ("full-scale"); `superlatives` are first, never, only or none."""

    claim: Claim
    text: str
    content: frozenset[str]
    concepts: frozenset[str]
    frames: frozenset[str]
    core: frozenset[str]
    mode: str
    sign: str
    agents: tuple[Actor, ...]
    others: tuple[Actor, ...]
    limits: frozenset[str]
    superlatives: frozenset[str]
    phases: frozenset[str]
    future: bool
    additional: bool
    judged: bool
    contrary: bool
    takeup: bool
    anaphoric: bool
    position: int
    published: Interval | None = None

    @property
    def negative(self) -> bool:
        """Whether the happening is denied, unwanted, refused or impossible."""
        return self.sign == "-" or self.mode in NEGATIVE_MODES

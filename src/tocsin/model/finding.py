"""What is looked for in a case, and what is found: a page at a time, however big the case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from tocsin.model.interval import Interval

Noun = TypeVar("Noun")
ClaimGrouping = Literal["kind", "stance", "side", "source", "month"]


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims; all that is given must hold, and an empty field asks for nothing.

    `text` is words that must all occur, "exact phrases" and prefix*. `source` is the origin's name, under any
    spelling and by any of its words. `when` holds for claims whose time (of what is claimed, else of the utterance)
    shares a day with it. `document` is an id.
    """

    text: str = ""
    source: str = ""
    side: str = ""
    kind: str = ""
    stance: str = ""
    when: Interval | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """Which documents; `text` as for claims, `published` holds where the day of publication may lie in it."""

    text: str = ""
    publisher: str = ""
    published: Interval | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[Noun]):
    """A stretch of what was found. `total` is how many there are in all, or at least, where `exact` is False."""

    items: tuple[Noun, ...]
    total: int
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Voice:
    """One origin's name as written, with the side it speaks for and the number of its claims."""

    name: str
    side: str
    claims: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How big a case is. `claims` are those in force; `bytes` is what it takes on disk, 0 in memory."""

    documents: int
    claims: int
    voices: int
    decisions: int
    judgements: int
    bytes: int

"""Frame: one attribution as grammar shows it: a cue, who holds it, and what it takes as content."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Content:
    """A stretch of tokens, both ends included, and the token that heads it."""

    root: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Frame:
    """`head` is the cue's main token, `cue` its first and last.

    `holders` head the noun phrases of those who hold the content, from the writer outwards to the origin; empty where
    nobody is named. `addressee` is whom it was told: an outlet that is told something stands between origin and
    writer. `whole` tells that the content is the clause the frame stands in, less the frame itself ("as X said");
    `extent` is then the stretch of tokens to leave out. `topic` marks content that is only what was spoken about.
    """

    head: int
    cue: tuple[int, int]
    key: str
    name: str
    stance: str
    level: str
    holders: tuple[int, ...]
    contents: tuple[Content, ...]
    addressee: int | None = None
    whole: bool = False
    extent: tuple[int, int] | None = None
    question: bool = False
    negated: bool = False
    passive: bool = False
    topic: bool = False

"""Link: a relation between two claims or two documents, with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tocsin.model.span import Span

Relation = Literal["same", "updates", "contradicts", "tension", "derives-from", "copies"]


@dataclass(frozen=True, slots=True)
class Link:
    """`a` and `b` are claim ids (document ids for "copies").

    "contradicts" is kept for what cannot both be true; anything weaker is "tension". For "updates" and
    "derives-from", `a` is the later one, or the one derived. `weight` is in log-odds that the relation holds;
    `reasons` say why in plain words.
    """

    a: str
    b: str
    relation: Relation
    weight: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reuse:
    """Text shared by two documents: `share` of the shorter one's shingles, and the copied spans in each."""

    a: str
    b: str
    share: float
    spans_a: tuple[Span, ...]
    spans_b: tuple[Span, ...]

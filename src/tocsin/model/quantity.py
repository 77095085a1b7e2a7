"""Quantity: a number as an article gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tocsin.model.span import Span

Qualifier = Literal["exact", "about", "at-least", "at-most", "more-than", "percent-change"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value or range with its bound.

    `span` holds qualifier and measure unit; `high` is the top of a range; `unit` is what is counted, of which
    population; `base` is what a percentage or change refers to, where told.
    """

    span: Span
    value: float
    high: float | None
    unit: str
    qualifier: Qualifier
    base: str = ""

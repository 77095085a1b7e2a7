"""Figure: a number found in a text."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.model.quantity import Qualifier


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as found, at half-open offsets, before its context is read."""

    start: int
    end: int
    value: float
    high: float | None
    shape: str
    qualifier: Qualifier | None = None
    percent: bool = False

"""What a rule finds between two statements that conflict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """A conflict between two statements, with how strong it is and why, for people."""

    relation: Literal["contradicts", "tension"]
    weight: float
    reason: str

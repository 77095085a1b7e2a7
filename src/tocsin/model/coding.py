"""Coding: what a person who read a statement ruled of it when it was entered by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CodedStance = Literal["+", "-", "0"]


@dataclass(frozen=True, slots=True)
class Coding:
    """One claim's coding. `stance`: the statement says that the outcome will or does happen (+), that it won't or
    doesn't (-), or neither (0); None where nobody coded it. `indicator` is the key of the sign that it speaks of, or
    None. `place` is where the coding stands (file:line)."""

    claim_id: str
    stance: CodedStance | None
    indicator: str | None
    place: str

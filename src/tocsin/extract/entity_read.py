"""Somebody a text speaks of, as it is read."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Entity:
    """Somebody the text speaks of, as it is read; grows with each mention. `named` tells that a name was found, and
    `first` at which token."""

    name: str
    kind: str  # person, organisation, outlet, document, group
    gender: str = ""
    plural: bool = False
    described: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    sentence: int = 0
    subject: bool = False
    outside: int = -99
    source: bool = False
    named: bool = False
    first: int = -1

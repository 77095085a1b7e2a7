"""Source: whoever is said to hold a claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SourceType = Literal[
    "official",
    "military",
    "security-service",
    "government-body",
    "media",
    "think-tank",
    "ngo",
    "company",
    "opposition",
    "expert",
    "ex-official",
    "witness",
    "soldier",
    "private-person",
    "document",
    "unnamed",
    "public",
]

PRIVATE_TYPES: tuple[SourceType, ...] = ("witness", "soldier", "private-person")


@dataclass(frozen=True, slots=True)
class Source:
    """A person, organisation, outlet or unnamed class ("a senior official").

    `name` is the resolved name, not the mention. `side` is the party spoken for: a country's key in the gazetteer
    ("ukraine"), with "-opposition" where it speaks against its government, or "none".
    """

    name: str
    type: SourceType
    side: str = "none"
    aliases: tuple[str, ...] = ()

    @property
    def private(self) -> bool:
        """Whether this is a private person, whom the tool must not expose."""
        return self.type in PRIVATE_TYPES

"""Question: what is asked, of whom, until when, and what would settle it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Party:
    """A role's holder: a state or another body, under the forms in which texts name it.

    `key` is the gazetteer's key ("belarus") or a slug; `country` the ISO 3166 alpha-2 code if it is a state.
    """

    key: str
    name: str
    country: str | None = None
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PriorOverride:
    """A probability by the deadline that the user sets instead of the template's, with its interval and reason."""

    probability: float
    low: float
    high: float
    reason: str


@dataclass(frozen=True, slots=True)
class Question:
    """A warning question. `notes` say how each role was read from the words; `criterion` stands on every brief."""

    id: str
    text: str
    template: str
    actor: Party
    target: Party | None
    patron: Party | None
    deadline: date
    criterion: str
    opened: date | None = None
    prior: PriorOverride | None = None
    notes: tuple[str, ...] = ()
    resolved_on: date | None = None
    outcome: bool | None = None

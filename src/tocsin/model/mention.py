"""Mention: words that stand for somebody or some place, resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tocsin.model.span import Span

MentionKind = Literal["person", "organisation", "armed-force", "group", "state", "place", "document", "event"]
GrammaticalRole = Literal["agent", "patient", "other"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Who or what takes part in a claim. `span` may be a pronoun; `name` is what it resolves to."""

    span: Span
    name: str
    kind: MentionKind
    role: GrammaticalRole = "other"
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a claim, in degrees (WGS 84) and ISO 3166 alpha-2 country where known."""

    span: Span
    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None

"""Entity: one person, organisation, unit, place or document under all its spellings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tocsin.model.source import SourceType

EntityType = Literal[
    "person", "organisation", "armed-force", "group", "state", "place", "document", "event", "unnamed"
]


@dataclass(frozen=True, slots=True)
class Entity:
    """`id` is that of its earliest full name. `variants` are the surface forms, as written; `reasons` say why they
    were taken for one. `source_type` and `side` are set where the entity speaks as a source. `handles` are the ids of
    all its names, its own among them: an id that was shown before two entities became one leads to this one."""

    id: str
    name: str
    type: EntityType
    variants: tuple[str, ...]
    source_type: SourceType | None = None
    side: str = "none"
    private: bool = False
    reasons: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()

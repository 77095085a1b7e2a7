"""Which entity a name stands for, where several entities have been called by it."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.model.entity import Entity
from tocsin.text.names import name_similarity


def entities_by_name(entities: Sequence[Entity]) -> dict[str, Entity]:
    """The entity of each name, whichever spelling.

    "Lukashenka" may have stood for the man in one place and for his government in another. A bare name is then his
    whose own name is nearest to it; of equally near ones the first.
    """
    found: dict[str, Entity] = {}
    for entity in entities:
        found.setdefault(entity.name, entity)
    own = dict(found)
    for entity in entities:
        for variant in entity.variants:
            other = found.setdefault(variant, entity)
            if other is not entity and variant not in own and _nearer(entity, other, variant):
                found[variant] = entity
    return found


def _nearer(entity: Entity, other: Entity, variant: str) -> bool:
    return name_similarity(variant, entity.name) > name_similarity(variant, other.name)

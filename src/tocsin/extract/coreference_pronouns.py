"""The pronouns of the third person, and whom each can stand for."""

from __future__ import annotations

from tocsin.extract.entity_read import Entity

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})


def agrees(entity: Entity, word: str) -> bool:
    """Whether the pronoun can stand for somebody or something of this kind, number and gender."""
    if word in HE:
        return entity.kind == "person" and not entity.plural and entity.gender != "f"
    if word in SHE:
        return entity.kind == "person" and not entity.plural and entity.gender != "m"
    if word in THEY:
        return entity.plural or entity.kind in ("group", "organisation")
    return entity.kind in ("organisation", "outlet", "document") and not entity.plural

"""Whether a description or an office may stand for somebody already named."""

from __future__ import annotations

from collections.abc import Iterable

from tocsin.extract.entity_read import Entity
from tocsin.extract.source_types import SourceVocabulary, type_of
from tocsin.text.gazetteer import Country, Gazetteer

# What any body may be called when a text comes back to it.
LOOSE = frozenset({"group", "organisation", "organization", "club", "team", "party", "league", "bank", "union"})


def told_gender(nouns: Iterable[str], vocabulary: SourceVocabulary) -> str:
    """What titles or nouns tell: "f" of a spokeswoman, "m" of a son, else ""."""
    told = set(nouns)
    return "f" if told & vocabulary.female else "m" if told & vocabulary.male else ""


def may_be(entity: Entity, lemma: str, vocabulary: SourceVocabulary) -> bool:
    """Whether "the sergeant" may stand for somebody not called so: an office of his own forbids it."""
    gender = told_gender([lemma], vocabulary)
    if gender and entity.gender and gender != entity.gender:
        return False
    return lemma in vocabulary.returns["anyone"] or not (entity.described or not entity.named)


def is_a(entity: Entity, kind: str | None, lemma: str, vocabulary: SourceVocabulary) -> bool:
    """Whether a body may come back as "the company", "the group": its kind is the noun's, or nothing is told."""
    told = type_of(entity.name, entity.described, vocabulary, person=False)
    loose = kind == "company" or lemma in LOOSE
    return told == kind or (loose and told in ("unnamed", "company", "ngo") and entity.named)


def is_of(entity: Entity, country: Country, gazetteer: Gazetteer) -> bool:
    """Whether it is the country's: by its name, else by what is told of it."""
    found = gazetteer.find(entity.name)
    if found:
        return found[0].key == country.key
    named = gazetteer.mentions(" ".join(entity.texts[:3]))
    return any(mention.country.key == country.key for mention in named)


def agreed(entity: Entity, described: Entity, gazetteer: Gazetteer) -> bool:
    """Whether neither gender nor country parts somebody named from a description."""
    if entity.gender and described.gender and entity.gender != described.gender:
        return False
    told = gazetteer.mentions(" ".join(described.texts))
    return not told or is_of(entity, told[0].country, gazetteer)

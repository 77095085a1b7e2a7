"""Coreference: who the pronouns, surnames, titles and "the official" of a text stand for, enough for sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tocsin.extract.coreference_later import name_later
from tocsin.extract.coreference_pronouns import HE, IT, SHE, THEY
from tocsin.extract.coreference_reader import Reader
from tocsin.extract.entity_read import Entity
from tocsin.extract.parse import Parse
from tocsin.extract.source_types import SourceVocabulary
from tocsin.text.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Coreference:
    """What each mention resolves to, by the offset of its first character and by its head's token."""

    names: Mapping[int, str]
    entities: Mapping[int, Entity]

    def name_of(self, span_start: int) -> str | None:
        """The name that the mention beginning at the character stands for, or None where it is not known."""
        return self.names.get(span_start)

    def entity_of(self, head: int) -> Entity | None:
        """What is known of the one whose mention has its head at the token."""
        return self.entities.get(head)


def resolve(
    parse: Parse,
    vocabulary: SourceVocabulary,
    gazetteer: Gazetteer,
    inside: bytearray,
    source_heads: frozenset[int],
) -> Coreference:
    """Read the text once from the front and tie each mention to the likeliest one before it.

    `inside` marks tokens of direct quotations: a pronoun outside a quotation prefers those named outside, and one
    inside never is its speaker. `source_heads` are nouns that hold attributions; they are the likeliest to be
    spoken of again.
    """
    reader = Reader(parse, vocabulary, gazetteer, inside, source_heads)
    ends = {
        ent.end - 1: ent for ent in parse.doc.ents if ent.label_ in ("PERSON", "ORG", "GPE", "NORP", "FAC", "PRODUCT")
    }
    for token, word in enumerate(parse.lowers):
        if token in ends:
            reader.named(token, ends[token].start, ends[token].label_)
        elif word in HE or word in SHE or word in THEY or word in IT:
            reader.pronoun(token, word)
        elif parse.parts[token] in ("NOUN", "PROPN") and parse.labels[token] != "compound":
            reader.noun(token)
    name_later(reader)
    return Coreference(reader.names, reader.entities)


def with_speakers(found: Coreference, parse: Parse, speakers: Iterable[tuple[int, int, int]]) -> Coreference:
    """The same, with "I", "me" and "my" standing for who speaks. `speakers` are first and last token of a quotation
    and the head of the noun that names its speaker."""
    names = dict(found.names)
    for first, last, head in speakers:
        entity = found.entity_of(head)
        if entity is None:
            continue
        for token in range(first, last + 1):
            if parse.lowers[token] in ("i", "me", "my", "mine", "myself"):
                names[parse.starts[token]] = entity.name
    return Coreference(names, found.entities)

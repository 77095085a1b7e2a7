"""Places of a claim, with coordinates where known; the text's countries settle a name that several places share."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from tocsin.errors import VocabularyError
from tocsin.extract.draft import Draft
from tocsin.extract.parsed_text import text_of
from tocsin.model.mention import Place
from tocsin.model.span import Span
from tocsin.text.gazetteer import Gazetteer
from tocsin.text.towns import Town, fold_place, load_atlas

DATA = "data/places.toml"
_KINDS = ("GPE", "LOC", "FAC")
# Where a document keeps what was worked out for it once.
_CONTEXT = "tocsin.places.countries"
_ENTITIES = "tocsin.places.entities"


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Word lists of the file."""

    regions: frozenset[str]
    locative: frozenset[str]
    grounds: frozenset[str]
    never: frozenset[str]


@cache
def load_place_words() -> PlaceWords:
    """Read the word lists, once a process. Raises VocabularyError."""
    data = tomllib.loads(files("tocsin.extract").joinpath(DATA).read_text(encoding="utf-8"))
    for name in ("regions", "locative", "grounds", "never"):
        if not isinstance(data.get(name), str):
            raise VocabularyError("a list is missing", value=name, place=DATA, remedy='write name = "word, word"')
    lists = {name: tuple(w.strip() for w in data[name].split(",") if w.strip()) for name in data}
    return PlaceWords(*(frozenset(lists[name]) for name in ("regions", "locative", "grounds", "never")))


def places(doc: Doc, draft: Draft, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The places named in a claim's content, in order. A state counts where it is a location, not where it acts."""
    words = load_place_words()
    found: list[Place] = []
    for start, end in _candidates(doc, draft.content, gazetteer, words):
        place = _resolve(doc, start, end, gazetteer, words)
        if place is not None and not any(place.span.overlaps(other.span) for other in found):
            found.append(place)
    return tuple(sorted(found, key=_by_start))


def _by_start(place: Place) -> Span:
    return place.span


def _candidates(doc: Doc, content: Span, gazetteer: Gazetteer, words: PlaceWords) -> Iterator[tuple[int, int]]:
    """Token ranges that may name a place: recognised entities, and capitalised names after a locative word."""
    span = doc.char_span(content.start, content.end, alignment_mode="expand")
    if span is None:
        return
    for entity in _entities(doc):
        if content.start <= entity.start_char and entity.end_char <= content.end:
            yield _trimmed(entity.start, entity.end, doc)
    at = span.start
    while at < span.end:
        token = doc[at]
        if token.ent_type_ not in _KINDS and token.text[:1].isupper() and token.pos_ in ("PROPN", "ADJ", "NOUN"):
            end = at + 1
            while end < span.end and doc[end].text[:1].isupper() and doc[end].pos_ in ("PROPN", "NOUN"):
                end += 1
            known = gazetteer.find(doc[at:end].text)
            state = known is not None and known[1] == "name"
            if state or (_led_in(doc, at, words) and token.ent_type_ != "DATE"):
                yield at, end
            at = end
        else:
            at += 1


def _entities(doc: Doc) -> list[SpacySpan]:
    """The entities of the kinds of places, listed once a document: `Span.ents` walks the whole text at every call."""
    kept = doc.user_data.get(_ENTITIES)
    if kept is None:
        kept = doc.user_data[_ENTITIES] = [entity for entity in doc.ents if entity.label_ in _KINDS]
    return list(kept)


def _trimmed(start: int, end: int, doc: Doc) -> tuple[int, int]:
    while start < end - 1 and doc[start].lower_ in ("the", "a", "near", "in", "central"):
        start += 1
    if end - start > 1 and doc[end - 1].text in ("’s", "'s", "’", "'"):
        end -= 1
    return start, end


def _led_in(doc: Doc, at: int, words: PlaceWords) -> bool:
    before = at - 1
    while before >= 0 and doc[before].lower_ in (
        "the",
        ",",
        "and",
        "or",
        "western",
        "eastern",
        "northern",
        "southern",
        "city",
        "town",
        "village",
    ):
        before -= 1
    if before < 0 or doc[before].lower_ not in words.locative:
        return False
    # "Of" leads a place in only after a direction or a kind of place: "south of El Obeid", "the port of Keelung".
    return doc[before].lower_ != "of" or (before > 0 and doc[before - 1].lemma_.lower() in words.grounds)


def _resolve(doc: Doc, start: int, end: int, gazetteer: Gazetteer, words: PlaceWords) -> Place | None:
    name = doc[start:end].text
    span = Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
    if not any(c.isalpha() for c in name):
        return None
    found = gazetteer.find(name)
    if found is not None and found[1] == "name":
        country = found[0]
        if country.kind == "bloc" or not _is_location(doc[start:end].root):
            return None
        return Place(span, country.name, country.code or None)
    if fold_place(name) in words.never:
        return None
    if found is not None and found[1] in ("adjective", "demonym", "leader"):
        return None
    if found is not None and not _is_location(doc[start:end].root):
        # "Moscow denied it": the seat stands for the government.
        return None
    town = _town(doc, start, end, gazetteer, words)
    if town is None:
        labelled = doc[start].ent_type_ in ("GPE", "LOC")
        return Place(span, name) if labelled and _is_location(doc[start:end].root) else None
    return Place(span, name if _is_region(name, words) else town.name, town.country, town.latitude, town.longitude)


def _is_region(name: str, words: PlaceWords) -> bool:
    return name.split()[-1].lower() in words.regions


def _town(doc: Doc, start: int, end: int, gazetteer: Gazetteer, words: PlaceWords) -> Town | None:
    bare = end
    while bare - 1 > start and doc[bare - 1].lower_ in words.regions:
        bare -= 1
    atlas, name = load_atlas(), doc[start:bare].text
    if not atlas.known(name):
        return None
    return atlas.find(name, country_weights(doc, gazetteer, doc[start]), strict=doc[start].ent_type_ not in _KINDS)


# Verbs whose object is where something goes or happens.
_REACHED = [
    "enter",
    "leave",
    "reach",
    "invade",
    "cross",
    "visit",
    "seize",
    "attack",
    "shell",
    "bomb",
    "capture",
    "occupy",
    "flee",
    "storm",
    "surround",
    "strike",
]
_GROUNDS = [
    "territory",
    "border",
    "north",
    "south",
    "east",
    "west",
    "city",
    "town",
    "village",
    "region",
    "port",
    "capital",
    "part",
    "outskirts",
    "centre",
    "center",
    "coast",
    "area",
    "streets",
    "airspace",
    "soil",
]


def _is_location(token: Token) -> bool:
    """Whether a name stands where something is or goes, not for those who act."""
    if token.dep_ in ("nsubj", "nsubjpass", "dobj", "dative"):
        return token.dep_ == "dobj" and token.head.lemma_ in _REACHED
    if token.dep_ == "conj":
        return token.head.i != token.i and _is_location(token.head)
    if token.dep_ == "poss":
        return token.head.dep_ == "pobj" and token.head.lemma_ in _GROUNDS
    if token.dep_ == "pobj":
        companions = ("against", "by", "with", "for", "like", "between", "among", "of")
        return token.head.lower_ not in companions or _of_ground(token)
    standing = ("npadvmod", "appos", "compound", "nmod", "ROOT", "attr", "advmod", "oprd")
    return token.dep_ in standing and token.ent_type_ in _KINDS


def _of_ground(token: Token) -> bool:
    return token.head.lower_ == "of" and token.head.head.lemma_ in _GROUNDS


def country_weights(doc: Doc, gazetteer: Gazetteer, at: Token) -> Mapping[str, float]:
    """How much a document speaks of each country, as shares by ISO code; countries of the same sentence count more.

    Worked out once a document and kept in its `user_data`.
    """
    shares = doc.user_data.get(_CONTEXT)
    if shares is None:
        mentions = gazetteer.mentions(text_of(doc))
        counts = Counter(m.country.code for m in mentions if m.country.code)
        total = sum(counts.values()) or 1
        near = [(m.start, m.country.code) for m in mentions if m.country.code]
        shares = ({code: count / total for code, count in counts.items()}, near)
        doc.user_data[_CONTEXT] = shares
    weights, places_named = dict(shares[0]), shares[1]
    sentence = at.sent
    for start, code in places_named:
        if sentence.start_char <= start < sentence.end_char:
            weights[code] = weights.get(code, 0.0) + 0.25
    return weights

"""Mentions: the words that stand for a source, and the source that they stand for."""

from __future__ import annotations

import re
from dataclasses import replace

from tocsin.extract.coreference import Coreference
from tocsin.extract.parse import Parse
from tocsin.extract.source_types import SourceVocabulary, side_of, type_of
from tocsin.model.attribution import Attribution
from tocsin.model.source import Source
from tocsin.model.span import Span
from tocsin.text.gazetteer import Gazetteer

CUT = frozenset({"relcl", "acl", "appos", "advcl", "parataxis", "conj", "cc", "punct"})
NAMES = frozenset({"PERSON", "ORG"})
PERSONAL = frozenset({"PERSON"})
LONGEST = 25


def mention_tokens(parse: Parse, head: int) -> tuple[int, int]:
    """First and last token of the mention: the name where there is one, else the noun phrase less what follows it."""
    first, last = max(parse.left[head], head - LONGEST), min(parse.right[head], head + LONGEST)
    name = _name_within(parse, head, first, last)
    if name:
        return name
    joined = False
    for child in parse.children[head]:
        label = parse.labels[child]
        if child > head and label == "conj":
            joined = True
            continue
        if child > head and label in CUT and not (joined or label in ("cc", "conj")):
            if label == "punct" and parse.words[child] in ("-", "–", "/", "(", "'"):
                continue
            last = min(last, child - 1, parse.left[child] - 1)
    while first < head and (
        parse.labels[first] in ("punct", "cc", "prep", "mark") or parse.lowers[first] in ("as", "“", '"')
    ):
        first += 1
    last = max(last, head)
    while last > head and (parse.labels[last] in ("punct", "cc") or not parse.words[last].strip()):
        last -= 1
    return min(first, head), last


def _name_within(parse: Parse, head: int, first: int, last: int) -> tuple[int, int] | None:
    """A person's name that ends the core of the phrase ("the minister Jane Doe"), or an outlet's behind its kind."""
    doc = parse.doc
    entity = doc[head].ent_type_
    if entity in PERSONAL or (entity == "ORG" and parse.parts[head] == "PROPN"):
        start = end = head
        while start > first and doc[start].ent_iob_ == "I":
            start -= 1
        while end < last and doc[end + 1].ent_iob_ == "I":
            end += 1
        while end > start and parse.words[end] in ("'s", "’s", "'", "’"):
            end -= 1
        if entity == "ORG" and end > head:
            return None
        return start, end
    if parse.parts[head] == "NOUN":  # "the foreign minister, Jane Doe,": the name
        named = [c for c in parse.children[head] if parse.labels[c] == "appos" and doc[c].ent_type_ == "PERSON"]
        if named and parse.left[named[0]] - head <= 3:
            return mention_tokens(parse, named[0])
    for child in parse.children[head]:
        near = child == head + 1 or parse.left[child] == head + 1
        if parse.labels[child] == "appos" and near and parse.words[parse.left[child]][0].isupper():
            return (parse.left[child], child) if parse.left[child] < child else mention_tokens(parse, child)
    return _proper_tail(parse, head, first) or _titled(parse, head, last)


def _proper_tail(parse: Parse, head: int, first: int) -> tuple[int, int] | None:
    """ "the newspaper MORNING POST": the capitals that end the phrase behind a common noun."""
    start = head
    if not parse.words[head][0].isupper() or parse.parts[head] == "PRON":
        return None
    while start > first and (parse.words[start - 1][0].isupper() or parse.words[start - 1] in ("-", "/", "&")):
        start -= 1
    if start > first and parse.parts[start - 1] == "NOUN" and parse.words[start - 1][0].islower():
        return start, head
    return None


def _titled(parse: Parse, head: int, last: int) -> tuple[int, int] | None:
    """ "Head of the Border Service Jane Doe": the person at the end of a phrase that is her title."""
    doc = parse.doc
    stop = head
    while stop < last and parse.words[stop + 1] not in (",", "(", "who", "—", "–"):
        stop += 1
    if doc[stop].ent_type_ != "PERSON" or stop == head:
        return None
    start = stop
    while start > head + 1 and doc[start].ent_iob_ == "I":
        start -= 1
    titled = parse.parts[start - 1] in ("NOUN", "PROPN") and start - 1 > head
    return (start, stop) if titled and stop > start else None


def attribution(
    parse: Parse,
    head: int,
    cue: Span | None,
    coreference: Coreference,
    vocabulary: SourceVocabulary,
    gazetteer: Gazetteer,
) -> Attribution:
    """One link of a chain: the mention at the head, resolved, typed and given its side."""
    first, last = mention_tokens(parse, head)
    mention = parse.span(first, last)
    entity = coreference.entity_of(head if first <= head <= last else last) or coreference.entity_of(last)
    text = _OWNED.sub("", " ".join(parse.text[mention.start : mention.end].split()))
    phrase = parse.text[parse.starts[max(parse.left[head], head - LONGEST)] : parse.ends[core_end(parse, head)]]
    described = [
        parse.lemmas[i].lower() for i in (head, *parse.children[head]) if parse.parts[i] in ("NOUN", "ADJ", "PROPN")
    ]
    if entity is None:
        name = _told_apart(parse, coreference, head, first, text)
        kind = type_of(name, described, vocabulary, person=False)
        return Attribution(Source(name, kind, side_of(phrase, kind, gazetteer)), mention, cue)
    person = entity.kind == "person" and entity.name[:1].isupper()
    own = entity.name if parse.doc[head].ent_type_ == "GPE" else _own_name(text, entity.name, person)
    if not entity.named and entity.name.lower() in text.lower() and parse.lowers[head] not in _PRONOUNS:
        own = _told_apart(parse, coreference, head, first, text)
    if own != entity.name:
        entity = replace(entity, name=own)
    known = gazetteer.find(entity.name) if person else None
    kind = type_of(entity.name, (*entity.described, *described), vocabulary, person=person)
    if known and known[1] == "leader":
        ended = kind in ("opposition", "ex-official")
        kind = kind if ended else "official"
        return Attribution(Source(entity.name, kind, known[0].key, _others(entity.name, text)), mention, cue)
    if kind == "unnamed" and not person and parse.doc[head].ent_type_ == "GPE":
        kind = "government-body"
    context = " ".join((phrase, *entity.texts[:3]))
    return Attribution(
        Source(entity.name, kind, side_of(context, kind, gazetteer), _others(entity.name, text)), mention, cue
    )


def _told_apart(parse: Parse, coreference: Coreference, head: int, first: int, text: str) -> str:
    """The name of somebody unnamed: his description, with whom a pronoun in it stands for ("Brook's sister", "one of
    the two pilots"), without article or "one"."""
    owner = parse.child(head, "poss")
    if owner is not None and parse.parts[owner] == "PRON" and owner == first:
        whose = coreference.entity_of(owner)
        rest = text.partition(" ")[2]
        if whose is not None and rest:
            return f"{whose.name}'s {rest}"
        return rest or text
    of = parse.child(head, "prep") if parse.parts[head] in ("NUM", "DET", "PRON", "ADJ") else None
    whom = parse.child(of, "pobj") if of is not None and parse.lowers[of] == "of" else None
    group = coreference.entity_of(whom) if whom is not None and parse.parts[whom] == "PRON" else None
    if group is not None:
        return f"{parse.words[head].lower()} of {group.name}"
    bare = _article_off(text)
    one, _, rest = bare.partition(" ")
    return (
        rest if rest and one.lower() in ("one", "some", "several", "certain") and not rest.startswith("of ") else bare
    )


def core_end(parse: Parse, head: int) -> int:
    """The last token of what names and describes somebody, without the clauses that tell of his past."""
    stop = min(parse.right[head], head + LONGEST)
    clauses = [parse.left[i] - 1 for i in range(head + 1, stop + 1) if parse.labels[i] in ("relcl", "acl", "advcl")]
    return max(head, min([stop, *clauses]))


def _own_name(text: str, name: str, person: bool) -> str:
    """The mention's own words where they name better than the entity: a longer name, a fuller description."""
    bare = _article_off(text.strip("[]() "))
    pronoun = bare.lower() in _PRONOUNS
    if person or pronoun:
        return name
    proper = bare[:1].isupper() and not name[:1].isupper()
    longer = name.lower() in bare.lower() and len(bare) > len(name) and len(bare.split()) <= 9
    capitals = [w for w in bare.split() if w[:1].isupper()]
    named = (
        bare[:1].isupper()
        and name.lower() not in bare.lower()
        and bare.isupper()
        and len(capitals) == len(bare.split())
    )
    return bare if proper or longer or named else name


def _others(name: str, text: str) -> tuple[str, ...]:
    return (text,) if text != name and text[:1].isupper() and text.lower() not in _PRONOUNS else ()


_OWNED = re.compile(r"['\u2019]s?$")
_PRONOUNS = frozenset(["he", "she", "they", "it", "we", "i", "me", "you", "who", "which", "that", "this", "these"])


def _article_off(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in ("the", "a", "an") else text

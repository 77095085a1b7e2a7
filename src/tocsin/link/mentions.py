"""Mentions: every name that the documents and claims hold, with the key of whom it stands for on its own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.link.bodies import BodyMention, find_bodies
from tocsin.link.name_finder import NameMention, find_names
from tocsin.link.named import FORCE_WORDS, Named, leader_name, named_by
from tocsin.link.words import Word, words_of
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.entity import EntityType
from tocsin.model.mention import Mention
from tocsin.model.source import Source, SourceType
from tocsin.text.gazetteer import CountryMention, Gazetteer
from tocsin.text.names import fold, load_name_words

PRONOUN = re.compile(
    r"(i|he|she|it|they|we|you|him|her|them|us|me|his|its|their|our|my|who|which|that|this|these|those|one|some)$",
    re.IGNORECASE,
)
SPEAKS = re.compile(
    r"\s+(has|had|is|was|will|would|said|says|warned|warns|denied|denies|insists|insisted|wants|accused|claims|claimed)\b"
)
BODY_SOURCES: tuple[SourceType, ...] = (
    "media",
    "think-tank",
    "ngo",
    "government-body",
    "security-service",
    "military",
)


def collect(document: Document, claims: Sequence[Claim], gazetteer: Gazetteer) -> tuple[Named, ...]:
    """All mentions of one document and its claims, by place."""
    found = {*_of_claims(document, claims, gazetteer), *_of_text(document, gazetteer)}
    return tuple(sorted(found, key=lambda item: (item.start, item.form, item.key, item.name)))


def _of_claims(document: Document, claims: Sequence[Claim], gazetteer: Gazetteer) -> Iterator[Named]:
    names = sorted({link.source.name for claim in claims for link in claim.chain})
    for claim in claims:
        for link in claim.chain:
            form = link.mention.text(document.text)
            named = _source(
                link.source, form, document, link.mention.start, gazetteer, _fuller(link.source.name, names)
            )
            yield named
        for mention in claim.participants:
            yield from _participant(mention, document, gazetteer)


def _fuller(name: str, names: Sequence[str]) -> str:
    """The one longer source name of the article that a lone noun stands for: "Ministry" is its Defence Ministry."""
    if " " in name or fold(name) not in load_name_words().bodies:
        return name
    longer = [other for other in names if other.endswith(f" {name}")]
    return longer[0] if len(longer) == 1 else name


def _source(source: Source, form: str, document: Document, start: int, gazetteer: Gazetteer, fuller: str) -> Named:
    named = named_by(fuller, document, start)
    nameless = source.type in ("unnamed", "public") and not (source.type == "unnamed" and _is_proper(source.name))
    if named is None or nameless or _is_description(source.name):
        key: tuple[str, ...] = ("described", document.id, fold(source.name))
        kind: EntityType = "unnamed" if source.type in ("unnamed", "public") else _type_of(source)
        named = Named(key, source.name, form, kind, document.id, start)
    elif named.type not in ("state",) or named.key[0] != "state":
        named = replace(named, type=_settled(named, source))
    shown = "" if PRONOUN.match(form.strip()) else form
    return replace(
        named, name=source.name, form=shown, source_type=source.type, side=source.side, private=source.private
    )


def _is_proper(name: str) -> bool:
    """Whether every word of a name has a capital, so that it names somebody, whatever kind of source it is."""
    return all(word[:1].isupper() for word in name.split()) and not name.startswith("Unnamed")


def _is_description(name: str) -> bool:
    """Whether a source is only described ("Belarusian soldier who left his unit"), not named: no name past the first
    word but of a country."""
    return name.lower().startswith(
        ("unnamed", "anonymous", "a ", "an ", "some ", "many ", "several ", "multiple ")
    ) or (re.search(r"\b(who|which|from|in|of the unnamed)\b", name) is not None and len(name.split()) > 4)


def _type_of(source: Source) -> EntityType:
    if source.type == "document":
        return "document"
    return "organisation" if source.type in BODY_SOURCES else "person"


def _settled(named: Named, source: Source) -> EntityType:
    words = set(fold(source.name).split())
    bodies = load_name_words().bodies
    if source.type == "military" and words & FORCE_WORDS:
        return "armed-force"
    person = any(load_name_words().given.get(word) for word in words) and not words & bodies
    if source.type in ("media", "think-tank", "ngo", "government-body", "security-service") and not person:
        return "organisation"
    if source.type == "document":
        return "document"
    return named.type if named.type != "person" or not words & bodies else "organisation"


def _participant(mention: Mention, document: Document, gazetteer: Gazetteer) -> Iterator[Named]:
    named = named_by(mention.name, document, mention.span.start)
    if named is not None:
        form = "" if mention.pronoun else mention.span.text(document.text)
        kind = named.type if named.key[0] != "name" else mention.kind
        yield replace(named, form=form, type=kind)


def _of_text(document: Document, gazetteer: Gazetteer) -> Iterator[Named]:
    text = document.text
    skip = [part.span for part in document.boilerplate]
    words = [w for w in words_of(text) if not any(span.start <= w.start < span.end for span in skip)]
    countries = [m for m in gazetteer.mentions(text) if not any(s.start <= m.start < s.end for s in skip)]
    leaders = _leaders_named(countries, text)
    bodies = list(find_bodies(text, words, countries))
    for body in bodies:
        yield from _body(body, document, leaders)
    for country in countries:
        yield from _country(country, document)
    taken = [(body.start, body.end) for body in bodies if body.key != "leader"]
    taken += [(c.start, c.end) for c in countries if c.form == "seat"]
    for name in find_names(text, words):
        if not any(start <= name.start and name.end <= end for start, end in taken):
            yield from _name(name, document, words, gazetteer)


def _leaders_named(countries: Sequence[CountryMention], text: str) -> dict[str, str]:
    """Country key to the leader of it whom this text names most."""
    counts: Counter[tuple[str, str]] = Counter()
    for mention in countries:
        if mention.form == "leader":
            leader = leader_name(mention.country, text[mention.start : mention.end])
            if leader:
                counts[mention.country.key, leader] += 1
    return {key: leader for (key, leader), _ in sorted(counts.items(), key=lambda item: (item[1], item[0]))}


def _body(body: BodyMention, document: Document, leaders: dict[str, str]) -> Iterator[Named]:
    forms = {document.text[body.start : body.end], document.text[body.outer : body.end]}
    for form in sorted(forms):
        key: tuple[str, ...]
        if body.key == "leader":
            leader = leaders.get(body.country.key)
            if leader:
                key = ("leader", body.country.key, fold(leader))
                yield Named(key, leader, form, "person", document.id, body.start, full=False)
        else:
            key = (body.key, body.country.key)
            yield Named(key, body.name, form, body.type, document.id, body.start)


def _country(mention: CountryMention, document: Document) -> Iterator[Named]:
    form = document.text[mention.start : mention.end]
    bare = re.sub(r"(’s|'s)$", "", form)
    key: tuple[str, ...]
    if mention.form == "name":
        kind: EntityType = "state" if mention.country.kind != "bloc" else "organisation"
        yield Named(("state", mention.country.key), mention.country.name, bare, kind, document.id, mention.start)
    elif mention.form == "seat":
        speaks = SPEAKS.match(document.text, mention.end) is not None
        # A building or by-name always stands for the government, a capital only where it acts.
        if speaks or bare != mention.country.capital:
            key = ("government", mention.country.key)
            name = f"Authorities of {mention.country.name}"
            yield Named(key, name, bare, "organisation", document.id, mention.start)
        else:
            yield Named(("place", fold(bare)), bare, bare, "place", document.id, mention.start)
    elif mention.form == "leader":
        leader = leader_name(mention.country, bare)
        if leader:
            key = ("leader", mention.country.key, fold(leader))
            yield Named(key, leader, bare, "person", document.id, mention.start)


def _name(name: NameMention, document: Document, words: Sequence[Word], gazetteer: Gazetteer) -> Iterator[Named]:
    written = document.text[name.start : name.end]
    named = named_by(written, document, name.start)
    if named is None:
        return
    yield replace(named, form=written)
    if name.outer < name.start:
        yield replace(named, form=document.text[name.outer : name.end])
    before = document.text[max(0, name.start - 4) : name.start]
    if before.lower().endswith("the ") and named.type != "person":
        yield replace(named, form=document.text[name.start - 4 : name.end])

"""Participants of a claim: who acts, who is acted on, who else is named, with pronouns resolved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from spacy.tokens import Doc, Token

from tocsin.extract.draft import Draft
from tocsin.extract.parsed_text import text_of
from tocsin.model.mention import GrammaticalRole, Mention, MentionKind
from tocsin.model.span import Span
from tocsin.text.gazetteer import Gazetteer

_PRONOUNS = (
    "he",
    "him",
    "his",
    "she",
    "her",
    "hers",
    "they",
    "them",
    "their",
    "it",
    "its",
    "we",
    "us",
    "our",
    "i",
    "me",
    "my",
    "you",
    "who",
)
_FORCES = (
    "army",
    "troop",
    "soldier",
    "military",
    "brigade",
    "battalion",
    "regiment",
    "division",
    "force",
    "navy",
    "fleet",
    "guard",
    "militia",
    "paratrooper",
    "conscript",
    "reservist",
    "unit",
    "fighter",
    "officer",
    "squadron",
    "convoy",
    "garrison",
    "corps",
    "airborne",
    "marine",
    "commander",
    "rebel",
)
_BODIES = (
    "government",
    "ministry",
    "parliament",
    "court",
    "committee",
    "agency",
    "council",
    "party",
    "company",
    "bank",
    "union",
    "commission",
    "service",
    "staff",
    "administration",
    "regime",
    "police",
    "authority",
    "authorities",
    "newspaper",
    "institute",
    "office",
    "organisation",
    "organization",
    "court",
)
_PEOPLE = (
    "citizen",
    "people",
    "resident",
    "official",
    "diplomat",
    "expert",
    "relative",
    "voter",
    "protester",
    "refugee",
    "man",
    "woman",
    "child",
    "family",
    "worker",
    "journalist",
    "analyst",
    "prisoner",
    "source",
    "witness",
    "minister",
    "president",
    "leader",
    "spokesman",
    "spokeswoman",
    "victim",
    "passenger",
    "civilian",
    "student",
    "doctor",
    "ally",
    "person",
    "villager",
    "volunteer",
    "migrant",
)
_ENTITIES: dict[str, MentionKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "NORP": "group",
    "EVENT": "event",
    "LAW": "document",
}


class Resolver(Protocol):
    """The part of coreference that participants need."""

    def name_of(self, span_start: int) -> str | None:
        """The name that the mention beginning at the character stands for, or None."""
        ...


def participants(doc: Doc, draft: Draft, coreference: Resolver, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Those who take part in a claim, in order of mention, each head once.

    Agents are subjects of active verbs and those named with "by"; patients are objects and subjects of passives.
    """
    span = doc.char_span(draft.content.start, draft.content.end, alignment_mode="expand")
    found: list[Mention] = []
    for token in span or ():
        if not draft.content.start <= token.idx < draft.content.end or token.pos_ not in ("NOUN", "PROPN", "PRON"):
            continue
        if token.dep_ == "compound" or token.ent_type_ in (
            "DATE",
            "TIME",
            "CARDINAL",
            "PERCENT",
            "MONEY",
            "ORDINAL",
            "QUANTITY",
        ):
            continue
        mention = _mention(doc, token, draft.content, coreference, gazetteer)
        if mention is not None and not any(mention.span.overlaps(other.span) for other in found):
            found.append(mention)
    return tuple(found)


def _mention(doc: Doc, token: Token, content: Span, coreference: Resolver, gazetteer: Gazetteer) -> Mention | None:
    pronoun = token.pos_ == "PRON"
    if pronoun:
        name = coreference.name_of(token.idx) if token.lower_ in _PRONOUNS else None
        if not name:
            return None
        kind = _kind_of_name(name, gazetteer)
        return Mention(Span(token.idx, token.idx + len(token)), name, kind, _role(token), True)
    words = [t for t in _noun_phrase(token) if content.start <= t.idx < content.end]
    if not words:
        return None
    span = Span(words[0].idx, words[-1].idx + len(words[-1]))
    text = span.text(text_of(doc))
    found = _kind(token, text, gazetteer)
    if found is None:
        return None
    return Mention(span, coreference.name_of(span.start) or text, found, _role(token))


def _noun_phrase(head: Token) -> list[Token]:
    """The noun with what stands directly before it, without its article."""
    kept = [head]
    for child in head.lefts:
        if child.dep_ in ("compound", "amod", "nmod", "poss", "nummod") and not child.is_punct:
            kept += [t for t in child.subtree if t.i < head.i]
    kept = sorted({t.i: t for t in kept}.values(), key=_index)
    while kept and kept[0].lower_ in ("the", "a", "an", "his", "her", "their", "its", "our", "my", "-", "“", '"'):
        kept = kept[1:]
    # Only what runs up to the noun without a gap is its phrase.
    run = kept[-1:]
    for earlier in reversed(kept[:-1]):
        if run[0].i - earlier.i != 1:
            break
        run.insert(0, earlier)
    return run


def _index(token: Token) -> int:
    return int(token.i)


def _kind(token: Token, text: str, gazetteer: Gazetteer) -> MentionKind | None:
    lemma = token.lemma_.lower()
    if lemma in _FORCES:
        return "armed-force"
    known = gazetteer.find(text)
    if known is not None:
        form = known[1]
        if form in ("name", "seat"):
            return "organisation" if known[0].kind == "bloc" else "state"
        if form == "leader":
            return "person"
        return "group" if token.pos_ in ("NOUN", "PROPN") else None
    if lemma in _BODIES:
        return "organisation"
    if token.ent_type_ in _ENTITIES:
        return _ENTITIES[token.ent_type_]
    return "group" if lemma in _PEOPLE and token.pos_ == "NOUN" else None


def _kind_of_name(name: str, gazetteer: Gazetteer) -> MentionKind:
    known = gazetteer.find(name)
    if known is not None and known[1] in ("name", "seat"):
        return "organisation" if known[0].kind == "bloc" else "state"
    last = name.split()[-1].lower()
    words: Iterator[tuple[tuple[str, ...], MentionKind]] = iter(
        ((_FORCES, "armed-force"), (_BODIES, "organisation"), (_PEOPLE, "group"))
    )
    for listed, kind in words:
        if any(last.startswith(word) for word in listed):
            return kind
    return "person"


def _role(token: Token) -> GrammaticalRole:
    head = token
    while head.dep_ in ("conj", "appos", "poss") and head.head.i != head.i:
        if head.dep_ == "poss":
            return "other"
        head = head.head
    if head.dep_ in ("nsubj", "csubj"):
        return "agent"
    if head.dep_ in ("nsubjpass", "dobj", "dative"):
        return "patient"
    if head.dep_ == "pobj" and head.head.dep_ == "agent":
        return "agent"
    return "other"

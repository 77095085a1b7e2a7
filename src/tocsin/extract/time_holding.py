"""What is under way as it is said: progressives, "now" and "still", verbs of going on."""

from __future__ import annotations

from spacy.tokens import Doc

from tocsin.extract.draft import Draft
from tocsin.extract.factuality_syntax import auxiliaries, lemma, subject
from tocsin.extract.parsed_text import text_of
from tocsin.extract.time_anchors import Anchors
from tocsin.extract.word import Word, words_of

_SO_FAR = ("so far", "thus far", "to date", "up to now", "until now", "as yet", "not yet")


def is_under_way(doc: Doc, draft: Draft, anchors: Anchors) -> bool:
    """Whether the claim's verb says that it is under way as it is said."""
    root = words_of(doc)[draft.root]
    if root.pos_ in ("NOUN", "PROPN"):
        root = next((c for c in root.children if c.dep_ in ("relcl", "acl")), root)
    if draft.condition is not None:
        return False
    words = draft.content.text(text_of(doc)).lower()
    helpers = auxiliaries(root)
    if any(a.tag_ == "MD" for a in helpers) or lemma(root) == "hope":
        return False
    if root.lower_ == "going" and any(c.dep_ == "xcomp" for c in root.children):
        return False
    past = root.tag_ == "VBD" or any(a.tag_ == "VBD" for a in helpers)
    progressive = root.tag_ == "VBG" or any(a.lower_ == "being" for a in helpers)
    if past:
        # Reported speech shifts the tense back: "said that they were leaving".
        return progressive and bool(draft.chain) and not draft.quoted
    if progressive and any(a.lower_ in ("have", "has", "'ve", "’ve", "been") for a in helpers):
        return False
    if progressive:
        return bool(helpers) or subject(root) is not None or root.dep_ in ("ccomp", "pcomp", "acl", "dobj")
    if any(phrase in words for phrase in _SO_FAR) and any(lemma(a) == "have" for a in helpers):
        return True
    if _now(anchors, draft):
        return True
    if root.tag_ in ("VBZ", "VBP") and lemma(root) in anchors.grammar.present["going_on"]:
        return True
    if root.tag_ == "VBN" and root.lower_ in ("deployed", "stationed", "positioned", "massed", "encamped"):
        return any(a.tag_ in ("VBZ", "VBP") for a in helpers)
    present = root.tag_ in ("VBZ", "VBP") or (
        helpers and all(a.tag_ in ("VBZ", "VBP") and lemma(a) == "be" for a in helpers)
    )
    if present and any(c.lower_ in ("already", "longer") for c in root.children):
        return True
    if any(a.lower_ in ("has", "have", "'ve", "’ve") for a in helpers):
        # "Has already told", "has just said": done by the day of speaking.
        return any(c.lower_ in ("already", "just") for c in root.children)
    return lemma(root) == "be" and _on_its_way(root, anchors)


def is_told_live(doc: Doc, draft: Draft, anchors: Anchors) -> bool:
    """Whether a claim stands in a live page or a headline, where what happens, happened or has happened did so on the
    day; standing states, modals and what is dated otherwise excepted."""
    if not (anchors.live or draft.headline) or draft.condition is not None:
        return False
    root = words_of(doc)[draft.root]
    if root.pos_ not in ("VERB", "AUX") or any(a.tag_ == "MD" for a in auxiliaries(root)):
        return False
    return lemma(root) not in ("be", "have", "know", "want", "believe", "think") or anchors.live


def _now(anchors: Anchors, draft: Draft) -> bool:
    return any(
        e.name == "reference" and e.value.value == "PRESENT_REF"
        for e in anchors.within(draft.content.start, draft.content.end)
    )


def _on_its_way(be: Word, anchors: Anchors) -> bool:
    for child in be.children:
        if child.dep_ in ("acomp", "advmod", "attr") and child.lower_ in ("underway", "ongoing", "afoot", "still"):
            return True
        if child.dep_ == "prep":
            for noun in child.children:
                ordinal = any(c.lower_ in anchors.grammar.ordinals or c.lower_[:1].isdigit() for c in noun.children)
                if lemma(noun) in anchors.grammar.present["under_way"]:
                    return True
                if ordinal and lemma(noun) in ("year", "month", "week", "day"):
                    return True
    return False

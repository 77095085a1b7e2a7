"""Forecasts: what has not happened yet, is hoped for, or is only able to happen."""

from __future__ import annotations

from spacy.tokens import Doc

from tocsin.extract.draft import Draft
from tocsin.extract.factuality_lexicon import FactualityLexicon
from tocsin.extract.factuality_syntax import Clause, auxiliaries, lemma, predicate_keys, subject
from tocsin.extract.parsed_text import text_of
from tocsin.extract.word import Word, words_within


def is_forecast(draft: Draft, clause: Clause, lexicon: FactualityLexicon) -> bool:
    """Whether the clause speaks of what has not happened yet: will, may happen, is likely to, would if."""
    head = clause.head
    if hoped(clause):
        return False
    if any(predicate_keys(t) & lexicon.words["future.predicates"] and _infinitive(t) for t in (*clause.inner, head)):
        return not any(t.tag_ == "VBD" for t in (*clause.inner, head) if t.lemma_ == "be" and not draft.chain)
    if any(_predicts(t, lexicon) for t in (*clause.inner, *clause.outer)):
        return True
    if any(n.lemma_ in ("probability", "likelihood", "chance", "risk") for t in clause.inner for n in t.children):
        return True
    if lemma(head) == "be" and not clause.inner and foreseen(head):
        return True
    if head.pos_ == "ADJ" and head.lower_ in ("unlikely", "likely") and not clause.inner:
        return True
    if _ruled_out(head):
        return True
    words = [a.lower_ for a in auxiliaries(head)]
    perfect = any(lemma(a) == "have" for a in auxiliaries(head))
    if any(word in ("will", "wo", "'ll", "’ll", "shall", "sha") for word in words):
        return True
    if any(word in ("would", "'d") for word in words):
        return not perfect
    if any(word in ("may", "might", "could", "can") for word in words) and not perfect:
        return _may_happen(head, lexicon)
    return False


def foreseen(be: Word) -> bool:
    """ "An attack is unlikely", "a second wave is due at dawn": a coming event as the subject."""
    words = [c for c in be.children if c.dep_ in ("acomp", "attr", "oprd")]
    return any(c.lower_ in ("likely", "unlikely", "imminent", "inevitable", "due") for c in words) and not any(
        a.tag_ in ("VBD", "VBN") for a in (be, *auxiliaries(be))
    )


def able(head: Word) -> bool:
    """ "We can reroute half of it": what somebody is able to do, not what may come."""
    agent = subject(head)
    return (
        agent is not None
        and (agent.lower_ in ("i", "we", "they", "he", "she", "you") or agent.tag_ == "NNS")
        and any(a.lower_ == "can" for a in auxiliaries(head))
    )


def _infinitive(token: Word) -> bool:
    """Whether a predicate has an infinitive, or an adjective that has one: "is set to fall", "is likely to"."""
    if lemma(token) in ("predict", "forecast", "stand"):
        return any(c.dep_ == "xcomp" for c in token.children)
    for child in token.children:
        if child.dep_ in ("xcomp", "ccomp", "advcl") and child.pos_ in ("VERB", "AUX"):
            return True
        if child.dep_ in ("acomp", "attr", "oprd", "xcomp") and any(
            g.dep_ in ("xcomp", "ccomp", "acl", "prep") for g in child.children
        ):
            return True
    return False


def _predicts(token: Word, lexicon: FactualityLexicon) -> bool:
    return lemma(token) in lexicon.words["future.words"]


def _ruled_out(head: Word) -> bool:
    return bool(predicate_keys(head) & {"rule out", "be ruled out"}) and any(
        a.tag_ == "MD" for a in auxiliaries(head)
    )


def _may_happen(head: Word, lexicon: FactualityLexicon) -> bool:
    if able(head):
        return False
    if any(c.dep_ == "neg" for c in head.children) and any(
        a.lower_ in ("can", "ca", "could") for a in auxiliaries(head)
    ):
        return False
    if any(a.lower_ == "could" for a in auxiliaries(head)) and any(c.lower_ == "still" for c in head.children):
        return False
    if lemma(head) == "be":
        return any(
            c.dep_ in ("xcomp", "attr") and any(g.dep_ in ("xcomp", "acl", "relcl") for g in c.subtree)
            for c in head.children
        )
    return lemma(head) not in lexicon.words["states.present"] or any(c.dep_ == "auxpass" for c in head.children)


def hoped(clause: Clause) -> bool:
    """Whether the clause stands under a hope or a wish, also that of "all I hope for is that …"."""
    for token in (*clause.inner, *clause.outer[:2]):
        if token.pos_ != "NOUN" and lemma(token) in ("hope", "pray", "wish"):
            return True
        if lemma(token) == "be":
            for noun in token.children:
                if noun.dep_ == "nsubj" and any(
                    c.dep_ == "relcl" and c.lemma_ in ("hope", "wish") for c in noun.children
                ):
                    return True
    return False


def named_so(doc: Doc, draft: Draft) -> bool:
    """Whether a "call" gives a thing a name: no infinitive, no "on" or "for" after it."""
    if draft.cue_key.lower() not in ("call", "calling"):
        return False
    cue = draft.cue.text(text_of(doc)).lower() if draft.cue else ""
    if cue.endswith((" for", " on", " upon")):
        return False
    words = words_within(doc, draft.content.start, draft.content.end)
    first = words[0].lower_ if words else ""
    return first not in ("on", "for", "to") and not any(t.tag_ == "TO" for t in words)

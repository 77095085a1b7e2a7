"""The kind of a claim: event, state, number, intention, forecast, opinion, obligation or law."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from tocsin.extract.draft import Draft
from tocsin.extract.factuality_lexicon import FactualityLexicon
from tocsin.extract.factuality_syntax import SUBJECTS, Clause, auxiliaries, lemma, predicate_keys, subject
from tocsin.extract.parsed_text import text_of
from tocsin.model.claim import ClaimKind, Stance

_EVENT_NOUNS = ("preparation", "movement", "deployment", "launch", "attack", "arrest", "activity", "victory")
_FIGURE = re.compile(r"\d|hundred|thousand|million|billion|percent|per cent|half|third|quarter|dozen")


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


def _infinitive(token: Token) -> bool:
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


def _predicts(token: Token, lexicon: FactualityLexicon) -> bool:
    return lemma(token) in lexicon.words["future.words"]


def _ruled_out(head: Token) -> bool:
    return bool(predicate_keys(head) & {"rule out", "be ruled out"}) and any(
        a.tag_ == "MD" for a in auxiliaries(head)
    )


def _may_happen(head: Token, lexicon: FactualityLexicon) -> bool:
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


def kind_of(doc: Doc, draft: Draft, clause: Clause, stance: Stance, lexicon: FactualityLexicon) -> ClaimKind:
    """The kind, by the first rule that fits; a plain happening is the rest."""
    content = draft.content.text(text_of(doc))
    if _is_law(content, clause, lexicon):
        return "law"
    if stance in ("requests", "orders"):
        decreed = stance == "orders" and clause.head.pos_ == "NOUN"
        return "law" if decreed and draft.chain and draft.chain[-1].source.type == "document" else "obligation"
    if stance == "predicts":
        return "forecast"
    if stance == "promises":
        return "forecast" if _third_party(clause) else "intention"
    if stance == "warns" or (stance == "doubts" and is_forecast(draft, clause, lexicon)):
        return (
            "forecast"
            if is_forecast(draft, clause, lexicon) or stance == "doubts"
            else _plain(content, clause, lexicon)
        )
    if _obliges(clause, lexicon):
        return "obligation"
    return _plain(content, clause, lexicon)


def _plain(content: str, clause: Clause, lexicon: FactualityLexicon) -> ClaimKind:
    if hoped(clause):
        return "opinion"
    if _is_number(clause, lexicon):
        return "number"
    if _is_intention(clause, lexicon):
        return "intention"
    if _is_opinion(content, clause, lexicon):
        return "opinion"
    return "state" if _is_state(clause, lexicon) else "event"


def _third_party(clause: Clause) -> bool:
    agent = subject(clause.head)
    return (
        agent is not None and agent.pos_ not in ("PRON", "PROPN") and agent.ent_type_ not in ("ORG", "PERSON", "GPE")
    )


def _obliges(clause: Clause, lexicon: FactualityLexicon) -> bool:
    head = clause.head
    for token in (*clause.inner, head):
        if predicate_keys(token) & lexicon.words["obligation.predicates"] and lemma(token) != "have":
            return any(c.dep_ in ("xcomp", "ccomp", "acomp", "attr", "advcl") for c in token.children)
        if lemma(token) == "have" and any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in token.children):
            return not any(c.lower_ == "yet" for c in token.children)
    modal = any(a.lower_ in lexicon.words["obligation.modals"] for a in auxiliaries(head))
    return modal and not any(lemma(a) == "have" for a in auxiliaries(head))


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


def _is_law(content: str, clause: Clause, lexicon: FactualityLexicon) -> bool:
    head = clause.head
    keys = predicate_keys(head)
    verb = {lemma(head)} & lexicon.words["law.verbs"]
    present = head.tag_ in ("VBZ", "VBP") or any(a.tag_ in ("VBZ", "VBP", "MD") for a in auxiliaries(head))
    if any(key[3:] in lexicon.words["law.adjectives"] for key in keys if key.startswith("be ")):
        return True
    if present and lexicon.found("law.phrases", content):
        return True
    agent = subject(head)
    legal = agent is not None and lemma(agent) in lexicon.words["law.nouns"]
    nominal = head.pos_ == "NOUN" and lemma(head) in lexicon.words["law.nouns"]
    return (bool(verb) and present and (legal or lemma(head) in ("punish", "entitle", "penalise"))) or nominal


def _is_number(clause: Clause, lexicon: FactualityLexicon) -> bool:
    """The figure is the point: it quantifies the subject of a share or count, or is what a verb of measure gives."""
    head = clause.head
    for child in head.children:
        if not clause.inside(child):
            continue
        if child.dep_ in SUBJECTS and _share(child):
            return True
        if child.dep_ in SUBJECTS and child.lemma_.lower() in lexicon.words["number.nouns"] and _scalar(child):
            return lemma(head) in lexicon.words["number.verbs"] or lemma(head) == "be"
        if child.dep_ in ("dobj", "attr", "npadvmod", "prep") and _counted(child):
            measured = lemma(head) in lexicon.words["number.verbs"]
            if measured or (child.dep_ == "npadvmod" and "%" in child.text):
                return True
    return _ranked(head)


def _share(noun: Token) -> bool:
    words = [t for t in noun.subtree if t.i <= noun.i + 1]
    if any(t.text == "%" or t.lower_ in ("percent", "cent") for t in words):
        return True
    exact = [t for t in noun.children if t.dep_ == "nummod" and t.text[:1].isdigit() and len(t.text) > 1]
    return bool(exact) and noun.dep_ in ("nsubj", "nsubjpass")


def _scalar(noun: Token) -> bool:
    return True if noun.lemma_ != "number" else any(c.lower_ == "the" for c in noun.children)


def _counted(token: Token) -> bool:
    if token.dep_ in ("prep", "npadvmod") and any(t.lower_ in ("%", "percent", "cent") for t in token.subtree):
        return True
    nouns = [token, *(c for c in token.children if c.dep_ in ("pobj", "conj", "dobj"))]
    return any(
        c.dep_ in ("nummod", "quantmod") and _FIGURE.search(c.lower_)
        for noun in nouns
        for c in (noun, *noun.children)
    )


def _ranked(head: Token) -> bool:
    """ "It is the first known case …", "is in its third year"."""
    if lemma(head) != "be":
        return False
    for child in head.children:
        if child.dep_ == "attr" and any(
            c.lower_ in ("first", "second", "third", "fourth", "fifth") for c in child.children
        ):
            return any(c.dep_ in ("prep", "relcl", "acl", "amod") for c in child.children)
        if child.dep_ == "prep":
            for noun in child.children:
                if noun.lemma_ in ("year", "month", "week", "day") and any(
                    c.ent_type_ or c.tag_ == "JJ" for c in noun.children
                ):
                    return True
    return False


def _is_intention(clause: Clause, lexicon: FactualityLexicon) -> bool:
    head = clause.head
    for token in (*clause.inner, head):
        keys = predicate_keys(token)
        if keys & (lexicon.words["intention.predicates"] - {"prepare", "want to", "mean"}):
            return True
        infinitive = any(c.dep_ in ("xcomp", "advcl") and c.tag_ == "VB" for c in token.children)
        if infinitive and (lemma(token) == "mean" or (lemma(token) == "want" and token.tag_ == "VBD")):
            return True
        if lemma(token) == "prepare" and (infinitive or any(c.dep_ == "dobj" for c in token.children)):
            return True
        if any(
            c.dep_ in ("attr", "dobj") and c.lemma_.lower() in lexicon.words["intention.nouns"]
            for c in token.children
        ):
            return True
    agent = subject(head)
    if agent is not None and agent.dep_ == "nsubjpass" and lemma(head) in ("plan", "intend", "aim", "design"):
        return True
    return any(predicate_keys(t) & {"plan", "intend", "be planned"} for t in clause.outer[:1])


def _is_opinion(content: str, clause: Clause, lexicon: FactualityLexicon) -> bool:
    head = clause.head
    if any(
        lemma(t) in lexicon.words["opinion.frames"] and _speaker_frame(t) for t in (*clause.inner, *clause.outer[:1])
    ):
        return True
    if lexicon.found("opinion.phrases", content):
        return True
    if lemma(head) in ("be", "become", "remain", "seem", "sound", "look"):
        for child in head.children:
            word = child.lower_ if child.pos_ in ("ADJ", "ADV") else child.lemma_.lower()
            listed = "opinion.adjectives" if child.dep_ in ("acomp", "advmod") else "opinion.nouns"
            predicative = child.dep_ in ("acomp", "attr", "oprd", "advmod") and clause.inside(child)
            judged = lexicon.has(listed, word) or (child.dep_ == "attr" and _judged(child, lexicon))
            if predicative and judged:
                agent = subject(head)
                return agent is None or agent.lower_ != "there"
    return lemma(head) in lexicon.words["opinion.verbs"] and head.pos_ == "VERB"


def _speaker_frame(token: Token) -> bool:
    agent = subject(token)
    return agent is None or agent.lower_ in ("i", "we", "it")


def _judged(noun: Token, lexicon: FactualityLexicon) -> bool:
    return any(c.dep_ == "amod" and lexicon.has("opinion.adjectives", c.lower_) for c in noun.children)


def _is_state(clause: Clause, lexicon: FactualityLexicon) -> bool:
    head = clause.head
    if head.pos_ in ("NOUN", "PROPN"):
        return lemma(head) not in _EVENT_NOUNS and not lemma(head).endswith(("ment", "tion", "ing", "sion", "al"))
    if head.tag_ == "VBG" or any(a.lower_ in ("being",) for a in auxiliaries(head)):
        return False
    passive = any(a.dep_ == "auxpass" for a in auxiliaries(head))
    present = not any(a.tag_ in ("VBD", "VBN") for a in auxiliaries(head)) and head.tag_ != "VBD"
    if passive:
        return head.lower_ in lexicon.words["states.participles"] and present
    if lemma(head) == "be":
        agent = subject(head)
        there = agent is not None and agent.lower_ == "there"
        return not ((there and head.tag_ in ("VBD", "VBN")) or any(c.lower_ == "here" for c in head.children))
    if lemma(head) == "become" or any(a.lower_ in ("can", "ca") for a in auxiliaries(head)):
        return True
    if lemma(head) in lexicon.words["states.verbs"]:
        return head.tag_ not in ("VBD", "VBN") or lemma(head) in (
            "have",
            "know",
            "want",
            "be",
            "believe",
            "understand",
        )
    return any(c.dep_ in ("nsubj",) and head.tag_ in ("JJ",) for c in head.children)

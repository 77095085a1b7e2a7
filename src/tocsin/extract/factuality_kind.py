"""The kind of a claim: event, state, number, intention, forecast, opinion, obligation or law."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from tocsin.extract.draft import Draft
from tocsin.extract.factuality_forecast import hoped, is_forecast, named_so
from tocsin.extract.factuality_lexicon import FactualityLexicon
from tocsin.extract.factuality_syntax import SUBJECTS, Clause, auxiliaries, lemma, negators, predicate_keys, subject
from tocsin.extract.parsed_text import text_of
from tocsin.model.claim import ClaimKind, Stance

_EVENT_NOUNS = ("preparation", "movement", "deployment", "launch", "attack", "arrest", "activity", "victory")
_FIGURE = re.compile(r"\d|hundred|thousand|million|billion|percent|per cent|half|third|quarter|dozen")


def kind_of(doc: Doc, draft: Draft, clause: Clause, stance: Stance, lexicon: FactualityLexicon) -> ClaimKind:
    """The kind, by the first rule that fits; a plain happening is the rest."""
    content = draft.content.text(text_of(doc))
    if _is_law(content, clause, lexicon):
        return "law"
    if stance in ("requests", "orders"):
        decreed = stance == "orders" and clause.head.pos_ == "NOUN"
        return "law" if decreed and draft.chain and draft.chain[-1].source.type == "document" else "obligation"
    judging = named_so(doc, draft) or draft.cue_key.lower() in lexicon.words["opinion.cues"]
    if judging and clause.head.pos_ not in ("VERB", "AUX"):
        return "opinion"
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
    agent = subject(clause.head, own_only=True)
    return (
        agent is not None
        and agent.dep_ != "nsubjpass"
        and agent.pos_ not in ("PRON", "PROPN")
        and agent.ent_type_ not in ("ORG", "PERSON", "GPE")
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
    there = any(c.lower_ == "there" and c.dep_ == "expl" for c in head.children)
    for child in head.children:
        if not clause.inside(child):
            continue
        if there and child.dep_ == "attr" and any(_exact(c) for c in child.children if clause.inside(c)):
            return True
        if child.dep_ in SUBJECTS and _share(child) and clause.inside(next(iter(child.subtree))):
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
    if noun.lower_ in ("half", "third", "quarter", "fifth", "tenth") or noun.lower_.startswith(("two-", "three-")):
        return True
    if any(t.text == "%" or t.lower_ in ("percent", "cent") for t in words):
        return True
    exact = [t for t in noun.children if _exact(t)]
    return bool(exact) and noun.dep_ in ("nsubj", "nsubjpass")


def _exact(token: Token) -> bool:
    return token.dep_ == "nummod" and token.text[:1].isdigit() and len(token.text) > 1


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
        past = token.tag_ in ("VBD", "VBN")
        listed = (
            lexicon.words["intention.predicates"] - {"prepare", "want to", "mean"} - ({"seek"} if past else set())
        )
        if keys & listed:
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
    if lemma(head) == "be" and any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in head.children):
        # "Parliament is to debate it on Tuesday."
        return not any(c.dep_ in ("acomp", "attr", "oprd") for c in head.children)
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
            judged = judged or _evaluates(child)
            if predicative and judged:
                agent = subject(head)
                return agent is None or agent.lower_ != "there"
    return lemma(head) in lexicon.words["opinion.verbs"] and head.pos_ == "VERB"


# Endings of adjectives that weigh rather than describe, and of nouns that sum a thing up.
_WEIGHING = ("less", "ful", "ous", "ible", "worthy", "istic", "some")
_SUMMING = ("tion", "ness", "ity", "ism", "ency", "ance", "cracy")


def _evaluates(word: Token) -> bool:
    """Whether a predicate weighs its subject: "groundless", "untrue", "larger than admitted", "a precaution"."""
    if word.pos_ == "ADJ":
        compared = word.tag_ == "JJR" and any(c.dep_ == "prep" and c.lower_ == "than" for c in word.children)
        return compared or (len(word.lower_) > 6 and word.lower_.endswith(_WEIGHING))
    if word.dep_ != "attr" or word.pos_ != "NOUN" or word.ent_type_:
        return False
    bare = all(c.lower_ in ("a", "an") for c in word.children if c.dep_ == "det")
    return bare and word.lower_.endswith(_SUMMING) and not any(c.dep_ in ("nummod", "relcl") for c in word.children)


def _speaker_frame(token: Token) -> bool:
    agent = subject(token)
    return agent is None or agent.lower_ in ("i", "we", "it")


def _judged(noun: Token, lexicon: FactualityLexicon) -> bool:
    return any(c.dep_ == "amod" and lexicon.has("opinion.adjectives", c.lower_) for c in noun.children)


def _is_state(clause: Clause, lexicon: FactualityLexicon) -> bool:
    head = clause.head
    if any(lemma(t) in ("be", "exist") and any(n.lower_ == "no" for n in negators(t, lexicon)) for t in clause.inner):
        # "There is no indication that …" tells of how things stand.
        return True
    if head.pos_ in ("NOUN", "PROPN") and not any(c.dep_ in ("nsubj", "cop", "relcl") for c in head.children):
        return lemma(head) in lexicon.words["states.nouns"]
    if head.pos_ in ("NOUN", "PROPN"):
        return lemma(head) not in _EVENT_NOUNS and not lemma(head).endswith(("ment", "tion", "ing", "sion", "al"))
    if head.tag_ == "VBG" or any(a.lower_ in ("being",) for a in auxiliaries(head)):
        return False
    passive = any(a.dep_ == "auxpass" for a in auxiliaries(head))
    present = not any(a.tag_ in ("VBD", "VBN") for a in auxiliaries(head)) and head.tag_ != "VBD"
    if passive:
        standing = head.lower_ in lexicon.words["states.participles"] or any(
            c.lower_ in ("now", "still", "already", "currently") and c.dep_ == "advmod" for c in head.children
        )
        by_whom = any(c.dep_ == "agent" for c in head.children)
        return present and standing and not by_whom
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

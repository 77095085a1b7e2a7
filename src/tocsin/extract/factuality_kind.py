"""The kind of a claim: event, state, number, intention, forecast, opinion, obligation or law."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from tocsin.extract.draft import Draft
from tocsin.extract.factuality_forecast import hoped, is_forecast, named_so
from tocsin.extract.factuality_lexicon import FactualityLexicon
from tocsin.extract.factuality_opinion import is_opinion, opined
from tocsin.extract.factuality_syntax import SUBJECTS, Clause, auxiliaries, lemma, negators, predicate_keys, subject
from tocsin.extract.parsed_text import text_of
from tocsin.extract.word import Word
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
    if stance in ("denies", "doubts") and draft.cue_key.lower() in lexicon.words["intention.excluding"]:
        return "intention"
    if stance == "predicts":
        return "intention" if _own_plan(clause, lexicon) else "forecast"
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
    if draft.cue_key.lower() in lexicon.words["law.cues"] and clause.head.tag_ != "VBG":
        return "law"
    plain = _plain(content, clause, lexicon)
    return "opinion" if plain in ("event", "state") and opined(draft, content, clause, lexicon) else plain


def _own_plan(clause: Clause, lexicon: FactualityLexicon) -> bool:
    """ "We will be there", "he would call me": what somebody will do by his own will."""
    agent = subject(clause.head, own_only=True)
    if agent is None or agent.dep_ != "nsubj" or lemma(clause.head) in lexicon.words["stance.volition.unwilled"]:
        return False
    ours = any(c.dep_ == "poss" and c.lower_ in ("my", "our", "his", "her", "its", "their") for c in agent.children)
    return agent.lower_ in ("i", "we", "he", "she") or ours


def _plain(content: str, clause: Clause, lexicon: FactualityLexicon) -> ClaimKind:
    if hoped(clause):
        return "opinion"
    if _is_number(clause, lexicon):
        return "number"
    if _is_intention(clause, lexicon):
        return "intention"
    if is_opinion(content, clause, lexicon):
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
    modals = [a for a in auxiliaries(head) if a.lower_ in lexicon.words["obligation.modals"]]
    having = any(lemma(a) == "have" for a in auxiliaries(head))
    return bool(modals) and (not having or any(a.lower_ in ("should", "ought") for a in modals))


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
    return _ranked(head) or _compared(clause)


def _compared(clause: Clause) -> bool:
    """ "up from 44,000", "down 7%": a count set against another."""
    for token in clause.head.subtree:
        if token.lower_ in ("up", "down") and clause.inside(token) and token.i + 2 < len(token.doc):
            after = token.nbor(1)
            if after.like_num or (after.lower_ in ("from", "by") and any(t.like_num for t in after.subtree)):
                return True
    return False


def _share(noun: Word) -> bool:
    words = [t for t in noun.subtree if t.i <= noun.i + 1]
    if noun.lower_ in ("half", "third", "quarter", "fifth", "tenth") or noun.lower_.startswith(("two-", "three-")):
        return True
    if any(t.text == "%" or t.lower_ in ("percent", "cent") for t in words):
        return True
    exact = [t for t in noun.children if _exact(t)]
    return bool(exact) and noun.dep_ in ("nsubj", "nsubjpass")


def _exact(token: Word) -> bool:
    return token.dep_ == "nummod" and token.text[:1].isdigit() and len(token.text) > 1


def _scalar(noun: Word) -> bool:
    return True if noun.lemma_ != "number" else any(c.lower_ == "the" for c in noun.children)


def _counted(token: Word) -> bool:
    if token.dep_ in ("prep", "npadvmod") and any(t.lower_ in ("%", "percent", "cent") for t in token.subtree):
        return True
    nouns = [token, *(c for c in token.children if c.dep_ in ("pobj", "conj", "dobj"))]
    return any(
        c.dep_ in ("nummod", "quantmod") and _FIGURE.search(c.lower_)
        for noun in nouns
        for c in (noun, *noun.children)
    )


def _ranked(head: Word) -> bool:
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


def _is_state(clause: Clause, lexicon: FactualityLexicon) -> bool:
    head = clause.head
    if any(lemma(t) in ("be", "exist") and any(n.lower_ == "no" for n in negators(t, lexicon)) for t in clause.inner):
        # "There is no indication that …" tells of how things stand.
        return True
    if head.pos_ in ("NOUN", "PROPN") and not any(c.dep_ in ("nsubj", "cop", "relcl") for c in head.children):
        return lemma(head) in lexicon.words["states.nouns"]
    if head.pos_ in ("NOUN", "PROPN"):
        return lemma(head) not in _EVENT_NOUNS and not lemma(head).endswith(("ment", "tion", "ing", "sion", "al"))
    if lemma(head) in lexicon.words["states.checked"] and any(True for _ in negators(head, lexicon)):
        return True  # "could not be confirmed" tells of what is known
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
        return head.tag_ not in ("VBD", "VBN") or lemma(head) in lexicon.words["states.lasting"]
    return any(c.dep_ in ("nsubj",) and head.tag_ in ("JJ",) for c in head.children)

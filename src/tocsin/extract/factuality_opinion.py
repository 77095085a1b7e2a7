"""Opinions: claims that weigh or interpret rather than report."""

from __future__ import annotations

from tocsin.extract.draft import Draft
from tocsin.extract.factuality_lexicon import FactualityLexicon
from tocsin.extract.factuality_syntax import Clause, lemma, subject
from tocsin.extract.word import Word


def opined(draft: Draft, content: str, clause: Clause, lexicon: FactualityLexicon) -> bool:
    """Whether the cue tells that somebody judges: "thinks that", "in his view", "dismissed the talk as gossip"."""
    key = draft.cue_key.lower()
    if key in lexicon.words["opinion.thoughts"]:
        return clause.head.tag_ != "VBG" or any(c.dep_ == "aux" for c in clause.head.children)
    return key in lexicon.words["opinion.dismissals"] and " as " in content


def is_opinion(content: str, clause: Clause, lexicon: FactualityLexicon) -> bool:
    """Whether the claim's own words judge: "it was a farce", "the plan makes no sense"."""
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


def _evaluates(word: Word) -> bool:
    """Whether a predicate weighs its subject: "groundless", "untrue", "larger than admitted", "a precaution"."""
    if word.pos_ == "ADJ":
        compared = word.tag_ == "JJR" and any(c.dep_ == "prep" and c.lower_ == "than" for c in word.children)
        return compared or (len(word.lower_) > 6 and word.lower_.endswith(_WEIGHING))
    if word.dep_ != "attr" or word.pos_ != "NOUN" or word.ent_type_:
        return False
    bare = all(c.lower_ in ("a", "an") for c in word.children if c.dep_ == "det")
    return bare and word.lower_.endswith(_SUMMING) and not any(c.dep_ in ("nummod", "relcl") for c in word.children)


def _speaker_frame(token: Word) -> bool:
    agent = subject(token)
    return agent is None or agent.lower_ in ("i", "we", "it")


def _judged(noun: Word, lexicon: FactualityLexicon) -> bool:
    return any(c.dep_ == "amod" and lexicon.has("opinion.adjectives", c.lower_) for c in noun.children)

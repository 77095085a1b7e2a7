"""Certainty: certain, probable or possible, by modals, adverbs and the frames that stand over a claim."""

from __future__ import annotations

from spacy.tokens import Doc

from tocsin.extract.draft import Draft
from tocsin.extract.factuality_forecast import able, foreseen, hoped
from tocsin.extract.factuality_lexicon import FactualityLexicon
from tocsin.extract.factuality_syntax import (
    Clause,
    auxiliaries,
    cue_negated,
    is_hedge,
    is_perfect,
    lemma,
    negators,
    predicate_keys,
)
from tocsin.extract.parsed_text import text_of
from tocsin.extract.word import Word, words_within
from tocsin.model.claim import Certainty

_DEGREES: tuple[Certainty, ...] = ("possible", "probable")


def certainty_of(doc: Doc, draft: Draft, clause: Clause, lexicon: FactualityLexicon, reasons: list[str]) -> Certainty:
    degrees: list[Certainty] = []
    for token in (*clause.inner, clause.head):
        degrees += _own_hedges(token, clause, lexicon, reasons)
    for token in (*clause.inner, *_hedging_governors(clause, draft, lexicon)):
        degrees += _predicate_hedges(token, lexicon, reasons)
    degrees += _adverb_hedges(doc, clause, lexicon, reasons)
    degrees += _cue_hedges(doc, draft, lexicon, reasons)
    if draft.cue_stance == "denies" and cue_negated(doc, draft, lexicon):
        degrees.insert(0, "possible")
    if lemma(clause.head) == "be" and not clause.inner and foreseen(clause.head):
        degrees.append("probable")
    if hoped(clause):
        degrees.append("possible")
    if clause.head.pos_ == "NOUN" and _open_question(clause.head):
        degrees.append("possible")
    if "possible" in degrees and "probable" not in degrees[:1]:
        return "possible"
    return "probable" if degrees else "certain"


def _own_hedges(token: Word, clause: Clause, lexicon: FactualityLexicon, reasons: list[str]) -> list[Certainty]:
    """Modals, by the clause's own verb."""
    for auxiliary in auxiliaries(token):
        word = auxiliary.lower_
        if word == "must" and is_perfect(token):
            reasons.append("“must have”")
            return ["probable"]
        if word not in lexicon.words["certainty.possible_modals"]:
            continue
        negated = bool(negators(token, lexicon))
        if word in ("can", "could", "ca") and (negated or _ability(token, auxiliary)):
            if negated and predicate_keys(token) & {"rule out", "be ruled out", "exclude", "be excluded"}:
                reasons.append("cannot be ruled out")
                return ["possible"]
            continue
        reasons.append(f"“{auxiliary.text}”")
        return ["possible"]
    return []


def _open_question(noun: Word) -> bool:
    """ "Signals about whether …", "activity that could …": a noun that leaves its own clause open."""
    for token in noun.subtree:
        if token.lower_ == "whether" and token.dep_ == "mark":
            return True
    return any(
        a.lower_ in ("may", "might", "could") for c in noun.children if c.dep_ == "relcl" for a in auxiliaries(c)
    )


def _ability(token: Word, auxiliary: Word) -> bool:
    """ "Could still defend", "can see": an ability had, not a possibility."""
    if lemma(token) in ("see", "hear", "feel", "imagine", "understand", "say", "afford", "believe", "trust"):
        return True
    if able(token):
        return True
    return auxiliary.lower_ == "could" and any(
        c.lower_ in ("earlier", "still", "once", "formerly", "previously", "before", "then") for c in token.children
    )


def _hedging_governors(clause: Clause, draft: Draft, lexicon: FactualityLexicon) -> list[Word]:
    """Frames outside the content, as far as the cue: that one is judged by its own list."""
    kept = []
    for token in clause.outer:
        if draft.cue and draft.cue.start <= token.idx < draft.cue.end:
            break
        kept.append(token)
    return kept


def _predicate_hedges(token: Word, lexicon: FactualityLexicon, reasons: list[str]) -> list[Certainty]:
    keys = predicate_keys(token) | ({lemma(token)} if token.pos_ == "NOUN" else set())
    for degree in _DEGREES:
        listed = lexicon.words[f"certainty.{degree}_predicates"] | (
            lexicon.words[f"certainty.{degree}_nouns"] if _nominal(token) else frozenset()
        )
        if keys & {"seem", "appear"} and not is_hedge(token, lexicon):
            continue
        nouns = (
            {c.lemma_.lower() for c in token.children if c.dep_ in ("attr", "nsubj", "dobj")} if _be(token) else set()
        )
        hit = (keys & listed) or (nouns & lexicon.words[f"certainty.{degree}_nouns"])
        if hit:
            excluding = {"rule out", "exclude", "be ruled out", "be excluded"}
            nominal = not keys & listed
            if negators(token, lexicon) and not hit & excluding and (degree == "possible" or nominal):
                return []
            reasons.append(f"under “{min(hit)}”")
            return [degree]
    return []


def _nominal(token: Word) -> bool:
    return token.pos_ == "NOUN"


def _be(token: Word) -> bool:
    return lemma(token) in ("be", "exist", "remain")


def _adverb_hedges(doc: Doc, clause: Clause, lexicon: FactualityLexicon, reasons: list[str]) -> list[Certainty]:
    for token in (*clause.inner, clause.head):
        for child in token.children:
            words = child.lower_
            if child.dep_ not in ("advmod", "prep", "npadvmod", "intj", "acomp", "amod"):
                continue
            if child.dep_ != "acomp" and words in lexicon.words["certainty.possible_adverbs"]:
                reasons.append(f"“{child.text}”")
                return ["possible"]
            if child.dep_ != "acomp" and words in lexicon.words["certainty.probable_adverbs"]:
                reasons.append(f"“{child.text}”")
                return ["probable"]
    return _phrase_hedges(doc, clause, lexicon, reasons)


def _phrase_hedges(doc: Doc, clause: Clause, lexicon: FactualityLexicon, reasons: list[str]) -> list[Certainty]:
    """Phrases of several words ("as far as I know") before the verb, wherever the parser hangs them."""
    sentence = clause.head.sent
    before = text_of(doc)[max(sentence.start_char, clause.content.start - 60) : clause.head.idx]
    for degree in _DEGREES:
        phrase = lexicon.found(f"certainty.{degree}_adverbs", before)
        if " " in phrase:
            reasons.append(f"“{phrase}”")
            return [degree]
    return []


def _cue_hedges(doc: Doc, draft: Draft, lexicon: FactualityLexicon, reasons: list[str]) -> list[Certainty]:
    if draft.cue is None:
        return []
    keys = {draft.cue_key.lower()} | set(draft.cue.text(text_of(doc)).lower().split())
    for token in words_within(doc, draft.cue.start, draft.cue.end):
        keys.add(lemma(token))
    if keys & lexicon.words["certainty.certain_cues"]:
        return []
    for degree in _DEGREES:
        hit = keys & (lexicon.words[f"certainty.{degree}_predicates"] | lexicon.words[f"certainty.{degree}_nouns"])
        if hit:
            reasons.append(f"on a “{min(hit)}”")
            return [degree]
    return []

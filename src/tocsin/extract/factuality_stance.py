"""Stance: what the origin does with the claim: assert, deny, doubt, predict, order, request, warn, promise."""

from __future__ import annotations

from spacy.tokens import Doc

from tocsin.extract.draft import Draft
from tocsin.extract.factuality_forecast import is_forecast, named_so
from tocsin.extract.factuality_lexicon import FactualityLexicon
from tocsin.extract.factuality_syntax import (
    Clause,
    auxiliaries,
    cue_negated,
    is_perfect,
    lemma,
    negators,
    predicate_keys,
    subject,
)
from tocsin.extract.parsed_text import text_of
from tocsin.extract.word import words_of, words_within
from tocsin.model.claim import Stance


def stance_of(doc: Doc, draft: Draft, clause: Clause, lexicon: FactualityLexicon, reasons: list[str]) -> Stance:
    """What the cue does, and where it is neutral, what the content's own words do."""
    given = lexicon.cue_stances.get(draft.cue_key) or draft.cue_stance
    if given and cue_negated(doc, draft, lexicon):
        # "Does not believe that …", "would not confirm": no assertion; "has not ruled out" leaves it open.
        reasons.append("the cue itself is negated")
        return "asserts" if given == "denies" else "doubts"
    if given in ("denies", "doubts", "orders", "warns"):
        return given  # type: ignore[return-value]
    if given == "requests" and named_so(doc, draft):
        # "Called the step a precaution" asks nothing of anybody.
        return "asserts"
    if given in ("requests", "promises"):
        return given  # type: ignore[return-value]
    over = _judged_above(draft, clause, lexicon, reasons)
    if over:
        return over
    request = _request(draft, clause, lexicon)
    if request:
        reasons.append(request)
        return "requests"
    if any(lemma(t) == "doubt" and not negators(t, lexicon) for t in clause.outer):
        reasons.append("under “doubt”")
        return "doubts"
    if draft.chain and _promise(clause, draft, lexicon):
        reasons.append("the speaker's own will")
        return "promises"
    if is_forecast(draft, clause, lexicon):
        return "predicts"
    return "predicts" if given == "predicts" else "asserts"


def _judged_above(draft: Draft, clause: Clause, lexicon: FactualityLexicon, reasons: list[str]) -> Stance | None:
    """Frames outside the content, below the cue, that turn it down: "I don't think that …", "it is wrong that …"."""
    for token in clause.outer:
        if draft.cue is not None and draft.cue.start <= token.idx < draft.cue.end:
            return None
        keys = predicate_keys(token)
        negated = any(n.dep_ == "neg" for n in negators(token, lexicon))
        if negated and keys & lexicon.words["negation.beliefs"]:
            reasons.append(f"under “not {min(keys & lexicon.words['negation.beliefs'])}”")
            return "doubts"
        if not negated and keys & lexicon.words["negation.wrong"]:
            reasons.append(f"under “{min(keys & lexicon.words['negation.wrong'])}”")
            return "denies"
    return None


def _request(draft: Draft, clause: Clause, lexicon: FactualityLexicon) -> str:
    """ "Must" and the like in somebody's mouth, and imperatives."""
    head = clause.head
    bare = head.tag_ == "VB" and not any(c.tag_ in ("TO", "MD") for c in auxiliaries(head))
    independent = head.dep_ in ("ROOT", "ccomp", "parataxis", "conj") and not clause.inner
    if bare and independent and subject(head) is None:
        return "an imperative"
    if not draft.chain:
        return ""
    modal = next((a.lower_ for a in auxiliaries(head) if a.lower_ in lexicon.words["obligation.requests"]), "")
    agent = subject(head)
    if modal and not is_perfect(head) and agent is not None:
        return f"“{modal}” asked of “{agent.text}”"
    addressed = agent is not None and agent.lower_ in ("we", "you")
    if lemma(head) in ("have", "need") and addressed and any(c.dep_ == "xcomp" for c in head.children):
        return f"“{head.text} to” asked of “you”"
    return ""


def _promise(clause: Clause, draft: Draft, lexicon: FactualityLexicon) -> bool:
    head, agent = clause.head, subject(clause.head)
    if agent is None or clause.inner or draft.condition is not None:
        return False
    own = agent.lower_ in ("i", "we") if draft.quoted else agent.lower_ in ("it", "he", "she", "they", "i", "we")
    # A reported pronoun is the speaker only where it opens the content ("said it would respond").
    if (
        not own
        or agent.idx > draft.content.start + 12
        or (lemma(head) != "be" and lemma(head) in lexicon.words["stance.volition.unwilled"])
    ):
        return False
    if predicate_keys(head) & {"be ready", "be prepared", "be willing", "be committed"} and head.tag_ != "VBD":
        return True
    will = any(a.lower_ in ("will", "wo", "'ll", "’ll", "would", "shall") for a in auxiliaries(head))
    if will and lemma(head) != "be":
        return agent.lower_ in ("i", "we", "it") or (not draft.quoted and head.pos_ == "VERB" and _animate(clause))
    return False


def _animate(clause: Clause) -> bool:
    return not any(c.dep_ == "neg" for c in clause.head.children)


def is_rhetorical(doc: Doc, draft: Draft) -> bool:
    """A question whose answer is evident; also one that lost its mark ("what will stop them")."""
    tail = text_of(doc)[draft.content.end - 1 : draft.content.end + 3].split("\n")[0]
    first = words_within(doc, draft.content.start, draft.content.start + 1)[0]
    asks = first.lower_ in ("what", "who", "how", "why", "where", "which") and words_of(doc)[draft.root].dep_ in (
        "ROOT",
        "conj",
    )
    if "?" in tail:
        return asks or first.tag_ in ("WP", "WRB", "WDT", "MD", "VBZ", "VBP", "VBD")
    return asks and first.head.i == draft.root and first.dep_ == "nsubj"

"""Polarity: whether the content's own words affirm or deny."""

from __future__ import annotations

from tocsin.extract.factuality_lexicon import FactualityLexicon
from tocsin.extract.factuality_syntax import Clause, lemma, negators, predicate_keys
from tocsin.extract.word import Word, words_within
from tocsin.model.claim import Polarity

# Verbs that deny only what they take: "failed to arrive", but not "the engine failed".
_NEED_COMPLEMENT = ("fail", "neglect", "omit", "forget", "refrain", "abstain")


def polarity_of(clause: Clause, lexicon: FactualityLexicon, reasons: list[str]) -> Polarity:
    """Negations that reach the head of the clause, counted: two of them make an affirmation."""
    marks: list[str] = []
    for token in (*clause.inner, clause.head):
        marks += [negator.text for negator in negators(token, lexicon) if clause.inside(negator)]
        denying = predicate_keys(token) & lexicon.words["negation.predicates"]
        marks += sorted(key for key in denying if key not in _NEED_COMPLEMENT or _complemented(token))[:1]
    marks += _raised(clause, lexicon)
    marks += _nor(clause, marks)
    head = clause.head
    if head.pos_ in ("NOUN", "PROPN") and not clause.inner:
        marks += _nominal_negation(head, clause)
    if _has_yet_to(clause.head):
        marks.append("has yet to")
    if len(marks) % 2:
        reasons.append(f"negated by “{', '.join(marks)}”")
        return "-"
    if marks:
        reasons.append(f"negated twice: “{', '.join(marks)}”")
    return "+"


def _nor(clause: Clause, marks: list[str]) -> list[str]:
    """ "Nor is there any sign": the parser often hangs "nor" on the clause before."""
    doc, start = clause.head.doc, clause.content.start
    first = next(iter(words_within(doc, start, start + 1)), clause.head)
    before = first.nbor(-1) if first.i else first
    word = next((t.text for t in (first, before) if t.lower_ == "nor"), "")
    return [word] if word and word not in marks else []


def _complemented(token: Word) -> bool:
    return any(c.dep_ == "xcomp" or (c.dep_ == "prep" and c.lower_ == "from") for c in token.children)


def _raised(clause: Clause, lexicon: FactualityLexicon) -> list[str]:
    """Negation of an infinitive that is the point of the clause: "they will try not to fight"."""
    if not predicate_keys(clause.head) & lexicon.words["negation.raising"]:
        return []
    marks = []
    for child in clause.head.children:
        if child.dep_ == "xcomp" and clause.inside(child):
            marks += [n.text for n in negators(child, lexicon) if n.dep_ == "neg"]
    return marks


def _nominal_negation(noun: Word, clause: Clause) -> list[str]:
    marks = [c.text for c in noun.children if c.lower_ in ("no", "not", "neither") and clause.inside(c)]
    word = noun.lower_
    if word.startswith(("non-", "non‑", "absence", "lack")):
        marks.append(noun.text)
    elif noun.i >= 2 and noun.nbor(-2).lower_ == "non" and noun.nbor(-1).text in "-‑":
        marks.append("non")
    return marks[:1]


def _has_yet_to(token: Word) -> bool:
    chain = (token, token.head)
    return any(
        lemma(t) == "have"
        and any(c.lower_ == "yet" for c in t.children)
        and any(c.dep_ == "xcomp" for c in t.children)
        for t in chain
        if t.dep_ != "xcomp" or t.i == token.i
    )

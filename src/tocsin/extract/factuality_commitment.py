"""How far the writer commits to a claim's truth, from -3 (certainly not) to 3 (certainly so), 0 where left open.

The scale is FactBank's as UW and UDS-IH2 use it (Lee et al. 2015, doi:10.18653/v1/D15-1189; Rudinger et al. 2018,
doi:10.18653/v1/N18-1067). Beside the claim's own factuality it weighs the predicate that the clause depends on: an
implicative verb settles it ("managed to"), one of wanting or planning leaves it open (Karttunen 1971).
"""

from __future__ import annotations

from spacy.tokens import Doc

from tocsin.extract.draft import Draft
from tocsin.extract.factuality import Factuality
from tocsin.extract.factuality_lexicon import FactualityLexicon
from tocsin.extract.factuality_syntax import auxiliaries, lemma, negators, predicate_keys, subject
from tocsin.extract.word import Word, words_of

_DEGREE = {"certain": 3.0, "probable": 1.8, "possible": 0.6}


def commitment(doc: Doc, draft: Draft, facts: Factuality, lexicon: FactualityLexicon) -> float:
    """The writer's commitment to one claim, given its factuality."""
    token = words_of(doc)[draft.root]
    value = _DEGREE[facts.certainty] * (1.0 if facts.polarity == "+" else -1.0)
    own = predicate_keys(token) & lexicon.words["negation.predicates"]
    if own and facts.polarity == "-" and not negators(token, lexicon):
        # "Failed to overthrow": the clause denies its complement, but the failure itself is a fact.
        value = abs(value)
    if facts.kind in ("obligation", "intention") or facts.stance in ("requests", "orders"):
        value *= 0.3
    elif facts.kind == "forecast":
        value *= 0.5
    if _bidden(token) or (token.lower_ == "going" and any(c.dep_ == "xcomp" for c in token.children)):
        value *= 0.1
    return round(value * _governed(token, lexicon), 2)


def _bidden(token: Word) -> bool:
    """Whether a verb bids: "call them", "please let me know", and what is let."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    if token.dep_ == "ccomp" and token.head.lemma_ == "let":
        token = token.head
    bare = token.tag_ == "VB" and not any(c.dep_ in ("nsubj", "nsubjpass", "aux", "expl") for c in token.children)
    return bare and token.dep_ in ("ROOT", "parataxis", "dep")


def _governed(token: Word, lexicon: FactualityLexicon) -> float:
    """The factor that the predicates over a clause put on it; a negative one turns it round."""
    factor = 1.0
    for _ in range(4):
        head = token.head
        if head.i == token.i:
            break
        factor *= _step(token, head, lexicon)
        token = head
    return factor


def _step(token: Word, head: Word, lexicon: FactualityLexicon) -> float:
    infinitive = any(a.lower_ == "to" for a in auxiliaries(token))
    if token.dep_ == "advcl":
        if any(c.lower_ in ("if", "unless", "whether") for c in token.children if c.dep_ in ("mark", "advmod")):
            return 0.1
        return 0.2 if infinitive else 1.0
    if token.dep_ in ("acl", "relcl") and infinitive:
        return 0.15
    if (
        token.tag_ == "VBG"
        and token.dep_ in ("pcomp", "csubj", "acl")
        and head.lower_ not in ("by", "after", "since", "while")
    ):
        return 0.5
    if token.dep_ in ("ccomp", "pcomp") and any(c.lower_ in ("when", "where", "what") for c in token.children):
        return 0.7
    if token.dep_ in ("xcomp", "ccomp", "pcomp", "csubj") or (token.dep_ == "conj" and infinitive):
        return _complement_factor(token, head, lexicon, infinitive=infinitive)
    return 1.0


def _complement_factor(token: Word, head: Word, lexicon: FactualityLexicon, *, infinitive: bool) -> float:
    keys = predicate_keys(head)
    negated = bool(negators(head, lexicon))
    if keys & lexicon.words["commitment.implicative"]:
        return -1.0 if negated else 1.0
    if keys & lexicon.words["negation.predicates"]:
        return 1.0 if negated else -0.9
    if keys & lexicon.words["commitment.factive"]:
        return 1.0
    if keys & lexicon.words["commitment.open"]:
        return -0.2 if negated else 0.2
    if infinitive:
        return -0.3 if negated else 0.25
    if token.dep_ == "ccomp":
        if any(c.lower_ in ("whether", "if") for c in token.children if c.dep_ == "mark"):
            return 0.1
        agent = subject(head)
        own = agent is None or agent.lower_ in ("i", "we", "it")
        return (-0.5 if lemma(head) in ("think", "believe") else 0.3) if negated else 1.0 if own else 0.7
    return 1.0

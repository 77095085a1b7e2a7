"""Factuality of a claim: whose stance, which polarity, how certain, verified or not, and what kind of claim it is.

Rules over the parse with word lists as data. Certainty has the three degrees of FactBank (Saurí and Pustejovsky 2009,
doi:10.1007/s10579-009-9089-9); polarity is that of the content's own words.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from tocsin.extract.draft import Draft
from tocsin.extract.factuality_kind import hoped, is_forecast, kind_of
from tocsin.extract.factuality_lexicon import FactualityLexicon
from tocsin.extract.factuality_syntax import (
    Clause,
    auxiliaries,
    clause_of,
    is_hedge,
    lemma,
    negators,
    predicate_keys,
    subject,
)
from tocsin.extract.factuality_verification import verification_of
from tocsin.extract.parsed_text import text_of
from tocsin.model.claim import Certainty, ClaimKind, Polarity, Stance, Verification


@dataclass(frozen=True, slots=True)
class Factuality:
    """The five fields, and in words what each of the less obvious ones rests on."""

    stance: Stance
    polarity: Polarity
    certainty: Certainty
    verification: Verification
    kind: ClaimKind
    reasons: tuple[str, ...]


def factuality(doc: Doc, draft: Draft, lexicon: FactualityLexicon) -> Factuality:
    """Work out the factuality of one drafted claim."""
    clause = clause_of(doc, draft, lexicon)
    reasons: list[str] = []
    rhetorical = _rhetorical(doc, draft)
    polarity = "-" if rhetorical else _polarity(clause, lexicon, reasons)
    certainty = "possible" if rhetorical else _certainty(doc, draft, clause, lexicon, reasons)
    stance = _stance(doc, draft, clause, lexicon, reasons)
    if rhetorical:
        stance = "doubts"
        reasons.append("a question whose answer is evident")
    verification = verification_of(doc, draft, clause, lexicon, reasons)
    kind = "opinion" if rhetorical else kind_of(doc, draft, clause, stance, lexicon)
    return Factuality(stance, polarity, certainty, verification, kind, tuple(reasons))


def _rhetorical(doc: Doc, draft: Draft) -> bool:
    """A question whose answer is evident; also one that lost its mark ("what will stop them")."""
    tail = text_of(doc)[draft.content.end - 1 : draft.content.end + 3].split("\n")[0]
    first = _tokens(doc, draft.content.start, draft.content.start + 1)[0]
    asks = first.lower_ in ("what", "who", "how", "why", "where", "which") and doc[draft.root].dep_ in (
        "ROOT",
        "conj",
    )
    if "?" in tail:
        return asks or first.tag_ in ("WP", "WRB", "WDT", "MD", "VBZ", "VBP", "VBD")
    return asks and first.head.i == draft.root and first.dep_ == "nsubj"


# Polarity

# Verbs that deny only what they take: "failed to arrive", but not "the engine failed".
_NEED_COMPLEMENT = ("fail", "neglect", "omit", "forget", "refrain", "abstain")


def _polarity(clause: Clause, lexicon: FactualityLexicon, reasons: list[str]) -> Polarity:
    """Negations that reach the head of the clause, counted: two of them make an affirmation."""
    marks: list[str] = []
    for token in (*clause.inner, clause.head):
        marks += [negator.text for negator in negators(token, lexicon) if clause.inside(negator)]
        denying = predicate_keys(token) & lexicon.words["negation.predicates"]
        marks += sorted(key for key in denying if key not in _NEED_COMPLEMENT or _complemented(token))[:1]
    marks += _raised(clause, lexicon)
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


def _complemented(token: Token) -> bool:
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


def _nominal_negation(noun: Token, clause: Clause) -> list[str]:
    marks = [c.text for c in noun.children if c.lower_ in ("no", "not", "neither") and clause.inside(c)]
    word = noun.lower_
    if word.startswith(("non-", "non‑", "absence", "lack")):
        marks.append(noun.text)
    elif noun.i >= 2 and noun.doc[noun.i - 2].lower_ == "non" and noun.nbor(-1).text in "-‑":
        marks.append("non")
    return marks[:1]


def _has_yet_to(token: Token) -> bool:
    chain = (token, token.head)
    return any(
        lemma(t) == "have"
        and any(c.lower_ == "yet" for c in t.children)
        and any(c.dep_ == "xcomp" for c in t.children)
        for t in chain
        if t.dep_ != "xcomp" or t.i == token.i
    )


# Certainty


def _certainty(doc: Doc, draft: Draft, clause: Clause, lexicon: FactualityLexicon, reasons: list[str]) -> Certainty:
    degrees: list[Certainty] = []
    for token in (*clause.inner, clause.head):
        degrees += _own_hedges(token, clause, lexicon, reasons)
    for token in (*clause.inner, *_hedging_governors(clause, draft, lexicon)):
        degrees += _predicate_hedges(token, lexicon, reasons)
    degrees += _adverb_hedges(doc, clause, lexicon, reasons)
    degrees += _cue_hedges(doc, draft, lexicon, reasons)
    if hoped(clause):
        degrees.append("possible")
    if clause.head.pos_ == "NOUN" and _open_question(clause.head):
        degrees.append("possible")
    if "possible" in degrees and "probable" not in degrees[:1]:
        return "possible"
    return "probable" if degrees else "certain"


def _own_hedges(token: Token, clause: Clause, lexicon: FactualityLexicon, reasons: list[str]) -> list[Certainty]:
    """Modals, by the clause's own verb."""
    for auxiliary in auxiliaries(token):
        word = auxiliary.lower_
        if word == "must" and _perfect(token):
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


def _open_question(noun: Token) -> bool:
    """ "Signals about whether …", "activity that could …": a noun that leaves its own clause open."""
    for token in noun.subtree:
        if token.lower_ == "whether" and token.dep_ == "mark":
            return True
    return any(
        a.lower_ in ("may", "might", "could") for c in noun.children if c.dep_ == "relcl" for a in auxiliaries(c)
    )


def _perfect(token: Token) -> bool:
    return any(lemma(c) == "have" and c.tag_ == "VB" for c in token.children if c.dep_ == "aux")


def _ability(token: Token, auxiliary: Token) -> bool:
    """ "Could still defend", "can see": an ability had, not a possibility."""
    if lemma(token) in ("see", "hear", "feel", "imagine", "understand", "say", "afford", "believe", "trust"):
        return True
    past = auxiliary.lower_ == "could" and any(
        c.lower_ in ("earlier", "still", "once", "formerly", "previously", "before", "then") for c in token.children
    )
    return past


def _hedging_governors(clause: Clause, draft: Draft, lexicon: FactualityLexicon) -> list[Token]:
    """Frames outside the content. Other people's attitudes belong to the chain, so the cue is judged by its own list."""
    kept = []
    for token in clause.outer:
        if draft.cue and draft.cue.start <= token.idx < draft.cue.end:
            break
        kept.append(token)
    return kept


def _predicate_hedges(token: Token, lexicon: FactualityLexicon, reasons: list[str]) -> list[Certainty]:
    keys = predicate_keys(token) | ({lemma(token)} if token.pos_ == "NOUN" else set())
    for degree in ("possible", "probable"):
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
            return [degree]  # type: ignore[list-item]
    return []


def _nominal(token: Token) -> bool:
    return token.pos_ == "NOUN"


def _be(token: Token) -> bool:
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
    for degree in ("possible", "probable"):
        phrase = lexicon.found(f"certainty.{degree}_adverbs", before)
        if " " in phrase:
            reasons.append(f"“{phrase}”")
            return [degree]  # type: ignore[list-item]
    return []


def _cue_hedges(doc: Doc, draft: Draft, lexicon: FactualityLexicon, reasons: list[str]) -> list[Certainty]:
    if draft.cue is None:
        return []
    keys = {draft.cue_key.lower()} | {word for word in draft.cue.text(text_of(doc)).lower().split()}
    for token in _tokens(doc, draft.cue.start, draft.cue.end):
        keys.add(lemma(token))
    if keys & lexicon.words["certainty.certain_cues"]:
        return []
    for degree in ("possible", "probable"):
        hit = keys & (lexicon.words[f"certainty.{degree}_predicates"] | lexicon.words[f"certainty.{degree}_nouns"])
        if hit:
            reasons.append(f"on a “{min(hit)}”")
            return [degree]  # type: ignore[list-item]
    return []


def _tokens(doc: Doc, start: int, end: int) -> list[Token]:
    span = doc.char_span(start, end, alignment_mode="expand")
    return list(span) if span is not None else []


# Stance


def _stance(doc: Doc, draft: Draft, clause: Clause, lexicon: FactualityLexicon, reasons: list[str]) -> Stance:
    given = lexicon.cue_stances.get(draft.cue_key) or draft.cue_stance
    if given in ("denies", "doubts", "orders", "warns"):
        return given  # type: ignore[return-value]
    if given in ("requests", "promises"):
        return given  # type: ignore[return-value]
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


def _request(draft: Draft, clause: Clause, lexicon: FactualityLexicon) -> str:
    """ "Must" and the like in somebody's mouth, and imperatives."""
    head = clause.head
    if head.tag_ == "VB" and subject(head) is None and head.dep_ in ("ROOT", "ccomp", "parataxis", "conj"):
        if not any(c.tag_ in ("TO", "MD") for c in auxiliaries(head)) and not clause.inner:
            return "an imperative"
    if not draft.chain:
        return ""
    modal = next((a.lower_ for a in auxiliaries(head) if a.lower_ in lexicon.words["obligation.requests"]), "")
    agent = subject(head)
    if modal and not _perfect(head) and agent is not None:
        return f"“{modal}” asked of “{agent.text}”"
    if lemma(head) in ("have", "need") and agent is not None and agent.lower_ in ("we", "you"):
        if any(c.dep_ == "xcomp" for c in head.children):
            return f"“{head.text} to” asked of “{agent.text}”"
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

"""What the parse says about a clause: its auxiliaries, subject, tense, and the frames that stand over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from tocsin.extract.draft import Draft
from tocsin.extract.factuality_lexicon import FactualityLexicon
from tocsin.extract.word import Word, words_of, words_within
from tocsin.model.span import Span

AUXILIARIES = ("aux", "auxpass")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
CLAUSES = ("ccomp", "xcomp", "csubj", "csubjpass", "pcomp")
# Where a document keeps the keys of its predicates once worked out.
_KEYS = "tocsin.factuality.keys"
_FIRST_PERSON = ("i", "we")
_EXPLETIVES = ("it", "there", "this", "that")
# Feelings are hedges only over a full clause: "fear that …", not "fear to …".
_FEELINGS = ("fear", "hope", "threat", "dream", "concern", "worry", "wish")


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause that a claim is about. `head` is its verb (or noun); `inner` are frames within the content
    ("I hope …"), `outer` those that stand over it in the sentence ("it seems that …"), the nearest first."""

    head: Word
    inner: tuple[Word, ...]
    outer: tuple[Word, ...]
    content: Span

    def inside(self, token: Word) -> bool:
        """Whether a token lies within the claim's content."""
        return self.content.start <= token.idx < self.content.end


# Clitics whose lemma the parser leaves as written, curly apostrophes above all.
_CLITICS = {"s": "be", "re": "be", "m": "be", "ve": "have", "ll": "will"}


def lemma(token: Word) -> str:
    """The lemma in lower case; a clitic verb's is the full verb's."""
    if token.lower_[:1] in ("'", "’") and token.pos_ in ("AUX", "VERB"):
        return _CLITICS.get(token.lower_[1:], token.lemma_.lower())
    return token.lemma_.lower()


def clause_of(doc: Doc, draft: Draft, lexicon: FactualityLexicon) -> Clause:
    """Find the clause that carries the claim: through hedging frames inside, with those outside beside it."""
    root = words_of(doc)[draft.root]
    head, inner = _through_frames(root, draft.content, lexicon)
    return Clause(head, inner, tuple(_governors(root, draft.content)), draft.content)


def auxiliaries(token: Word) -> list[Word]:
    """The auxiliaries of a verb; a conjoined verb without its own takes those of the first one."""
    own = [child for child in token.children if child.dep_ in AUXILIARIES]
    if own or token.dep_ != "conj" or token.head.pos_ not in ("VERB", "AUX"):
        return own
    if subject(token, own_only=True) is not None or token.tag_ not in ("VB", "VBN", "VBG"):
        return own
    return [aux for aux in auxiliaries(token.head) if aux.i < token.i and aux.tag_ != "TO"]


def subject(token: Word, *, own_only: bool = False) -> Word | None:
    """The subject of a verb, or of the verb that it shares its subject with."""
    for child in token.children:
        if child.dep_ in SUBJECTS:
            return child
    if own_only or token.dep_ not in ("conj", "xcomp") or token.head.i == token.i:
        return None
    return subject(token.head)


def predicate_keys(token: Word) -> frozenset[str]:
    """The forms under which lexicons list a predicate: "fail", "rule out", "be likely", "be expected"."""
    kept = token.doc.user_data.setdefault(_KEYS, {})
    keys = kept.get(token.i)
    if keys is None:
        keys = kept[token.i] = frozenset(_keys(token))
    return frozenset(keys)


def _keys(token: Word) -> set[str]:
    verb = lemma(token)
    keys: set[str] = set()
    if token.pos_ in ("VERB", "AUX"):
        keys.add(verb)
    for child in token.children:
        if child.dep_ in ("prt", "prep", "acomp", "attr", "oprd", "advmod") and child.i > token.i:
            if child.dep_ == "prt" or (child.dep_ in ("prep", "advmod") and child.i <= token.i + 2):
                keys.add(f"{verb} {child.lower_}")
            if verb in ("be", "look", "remain", "become", "seem", "appear", "sound", "stay"):
                keys.add(f"be {child.lower_}")
                keys.add(f"be {child.lemma_.lower()}")
        elif child.dep_ == "dobj" and verb in ("have", "make"):
            keys.add(f"{verb} {child.lemma_.lower()}")
        elif child.dep_ == "xcomp" and verb in ("be", "have") and child.pos_ == "VERB":
            keys.add(f"{verb} to")
    if token.lower_ == "going" and any(child.dep_ == "xcomp" for child in token.children):
        keys.add("be going")
    if token.tag_ == "VBN" and any(child.dep_ == "auxpass" for child in token.children):
        keys.update({f"be {token.lower_}"} | {f"be {key.replace(verb, token.lower_, 1)}" for key in keys})
        keys.discard(verb)
    if token.pos_ in ("ADJ", "NOUN") and token.dep_ in ("acomp", "ROOT", "ccomp", "attr", "oprd", "amod"):
        keys.add(f"be {token.lower_}")
    return keys


def complement(token: Word) -> Word | None:
    """The clause that depends on a predicate, directly or through its adjective or noun."""
    for child in token.children:
        if child.dep_ in ("ccomp", "xcomp") and child.i > token.i and child.pos_ not in ("ADJ", "ADV", "PROPN"):
            return child
    for child in token.children:
        if child.dep_ in ("acomp", "attr", "oprd", "dobj", "xcomp", "ccomp") and child.i > token.i:
            for grandchild in child.children:
                if grandchild.dep_ in (*CLAUSES, "acl", "relcl") and grandchild.i > child.i:
                    return grandchild
                if grandchild.dep_ == "prep":
                    for deeper in grandchild.children:
                        if deeper.dep_ == "pcomp":
                            return deeper
    for child in token.children:
        # "It is likely that …": the extraposed clause is often made a subject or an adverbial clause.
        if child.dep_ in ("advcl", "csubj", "csubjpass", "nsubj") and child.i > token.i and child.pos_ == "VERB":
            return child
    return None


def is_hedge(token: Word, lexicon: FactualityLexicon) -> bool:
    """Whether a predicate is a frame around what is really claimed: "I hope", "it seems", "is likely to"."""
    keys = predicate_keys(token)
    listed = lexicon.words["certainty.possible_predicates"] | lexicon.words["certainty.probable_predicates"]
    if not keys & listed:
        return _nominal_hedge(token, lexicon)
    agent = subject(token)
    if keys & {"seem", "appear"}:
        infinitive = any(child.dep_ in ("xcomp", "oprd", "acomp") for child in token.children)
        return infinitive or (agent is not None and agent.lower_ in _EXPLETIVES)
    if any(key.startswith("be ") for key in keys & listed) or "tend" in keys:
        return True
    return agent is not None and agent.lower_ in (*_FIRST_PERSON, *_EXPLETIVES)


def _nominal_hedge(token: Word, lexicon: FactualityLexicon) -> bool:
    if lemma(token) not in ("be", "exist", "remain", "have") or complement(token) is None:
        return False
    nouns = lexicon.words["certainty.possible_nouns"] | lexicon.words["certainty.probable_nouns"] | {"doubt", "fact"}
    clause = complement(token)
    finite = clause is not None and subject(clause, own_only=True) is not None
    return any(
        c.lemma_.lower() in nouns and (finite or c.lemma_.lower() not in _FEELINGS)
        for c in token.children
        if c.dep_ in ("attr", "nsubj", "dobj") and c.i > token.i
    )


def _through_frames(root: Word, content: Span, lexicon: FactualityLexicon) -> tuple[Word, tuple[Word, ...]]:
    head, inner = root, []
    for _ in range(4):
        deeper = complement(head) if is_hedge(head, lexicon) else None
        if deeper is None or not content.start <= deeper.idx < content.end:
            break
        inner.append(head)
        head = deeper
    return head, tuple(inner)


def _governors(root: Word, content: Span) -> Iterator[Word]:
    """Predicates and nouns over a clause, the nearest first, up to the sentence's root or an adverbial border."""
    token = root
    for _ in range(12):
        head = token.head
        if head.i == token.i or token.dep_ in ("advcl", "relcl", "parataxis"):
            return
        outside = not content.start <= head.idx < content.end
        if outside and token.dep_ != "conj" and head.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
            yield head
        token = head


def negators(token: Word, lexicon: FactualityLexicon) -> list[Word]:
    """Words that negate a verb: adverbs of negation, and "no" or "nobody" as its subject, object or attribute."""
    found = []
    for child in token.children:
        if child.dep_ == "neg" or (child.dep_ == "advmod" and lexicon.has("negation.adverbs", child.lower_)):
            if not _not_only(child, lexicon):
                found.append(child)
        elif child.dep_ in (*SUBJECTS, "dobj", "attr", "acomp", "pobj", "npadvmod", "appos", "oprd", "dative"):
            found += _negative_noun(child, token, lexicon)
        elif child.dep_ == "prep" and lemma(token) == "be":
            # "Is in no danger", "is of no use".
            found += [n for c in child.children if c.dep_ == "pobj" for n in _negative_noun(c, token, lexicon)]
        elif _no_longer(child) or (child.dep_ == "cc" and child.lower_ == "nor" and child.i < token.i):
            found.append(child)
        elif child.dep_ in AUXILIARIES:
            found += [c for c in child.children if c.dep_ == "neg"]
        elif child.dep_ == "preconj" and child.lower_ == "neither":
            found.append(child)
    return found


def _no_longer(word: Word) -> bool:
    return word.lower_ == "longer" and any(c.lower_ == "no" for c in word.children)


def _not_only(negator: Word, lexicon: FactualityLexicon) -> bool:
    following = negator.nbor() if negator.i + 1 < len(negator.doc) else None
    return following is not None and following.lower_ in lexicon.words["negation.not_only"]


def _negative_noun(noun: Word, verb: Word, lexicon: FactualityLexicon) -> list[Word]:
    if noun.lower_ in lexicon.words["negation.pronouns"]:
        return [noun]
    if noun.lower_ == "one" and any(c.lower_ == "no" for c in noun.children):
        return [noun]
    for child in noun.children:
        if child.dep_ in ("det", "advmod", "neg", "amod", "preconj", "nummod"):
            small = child.lower_ in lexicon.words["negation.small"] and child.dep_ == "amod"
            if _bound(child):
                continue
            if child.lower_ in lexicon.words["negation.determiners"] or (small and noun.dep_ in SUBJECTS):
                return [] if _excepted(noun, verb, lexicon) else [child]
    if noun.lower_ in lexicon.words["negation.small"] and noun.dep_ in SUBJECTS:
        return [] if any(c.dep_ == "det" for c in noun.children) else [noun]
    return []


def _bound(word: Word) -> bool:
    """ "No more than 12,000", "no fewer than": the bound of a number denies nothing."""
    return word.i + 1 < len(word.doc) and word.nbor().lower_ in (
        "more",
        "less",
        "fewer",
        "later",
        "earlier",
        "longer",
    )


def _excepted(noun: Word, verb: Word, lexicon: FactualityLexicon) -> bool:
    if noun.lemma_.lower() in lexicon.words["negation.exceptions"]:
        return True
    tail = verb.doc[noun.i + 1 : min(noun.i + 6, noun.sent.end)].text.lower()
    return tail.startswith(("but ", "other than", "except", "longer")) or " other than" in tail


def is_perfect(token: Word) -> bool:
    """Whether an infinitive of the perfect follows a modal: "must have gone"."""
    return any(lemma(c) == "have" and c.tag_ == "VB" for c in token.children if c.dep_ == "aux")


def cue_negated(doc: Doc, draft: Draft, lexicon: FactualityLexicon) -> bool:
    """Whether the word that attributes the claim is itself negated: "does not believe that …"."""
    if draft.cue is None or not draft.chain:
        return False
    verbs = [t for t in words_within(doc, draft.cue.start, draft.cue.end) if t.pos_ in ("VERB", "AUX")]
    if not verbs:
        return False
    cue = verbs[0]
    if any(n.dep_ == "neg" or n.lower_ == "neither" for n in negators(cue, lexicon)):
        return True
    # "Refused to confirm", "was unable to say": the predicate over the cue takes it back.
    over = predicate_keys(cue.head) if cue.dep_ == "xcomp" else set()
    if cue.dep_ == "xcomp" and cue.head.pos_ == "ADJ":
        over |= {f"be {cue.head.lower_}"}
    taken_back = ("negation.predicates", "negation.refusals", "negation.wrong")
    return any(over & lexicon.words[name] for name in taken_back)

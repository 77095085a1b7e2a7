"""Holders: who holds what a verb or noun says, and through whom it reached the writer."""

from __future__ import annotations

from tocsin.extract.complements import takes_to
from tocsin.extract.lexicon import Lexicon
from tocsin.extract.parse import Parse

OURS = frozenset({"this", "our", "us", "my", "me"})
EMPTY_SUBJECTS = frozenset({"this", "that", "there", "these", "those", "what"})


def holder(parse: Parse, token: int, lexicon: Lexicon | None) -> int | None:
    """The noun that holds what the verb says: its subject, or the one it shares with the verb that governs it."""
    climbed = False
    for _ in range(8):
        subject = parse.subject(token)
        if subject is not None:
            # Of two the nearer: "the publication Spring writes".
            named = [c for c in parse.children[token] if parse.labels[c] == "nsubj" and subject < c < token]
            subject = named[-1] if named else subject
            empty = parse.labels[subject] not in ("nsubj", "nsubjpass") or (climbed and parse.lowers[subject] == "it")
            return None if empty else subject
        climbed = True
        label, head = parse.labels[token], parse.heads[token]
        if head == token:
            return None
        if label == "acl":
            return noun_holder(parse, head, lexicon, infinitive=takes_to(parse, token)) if lexicon else head
        if label in ("relcl",):
            return head
        if label == "xcomp":
            controlled = parse.child(head, "dobj", "dative")
            if controlled is not None and controlled < token and parse.lemmas[head] not in ("promise", "threaten"):
                return controlled
        if label == "pcomp":  # "was quoted as saying", "accused of lying", "by saying"
            head = parse.heads[head]
        elif label not in ("xcomp", "conj", "advcl", "ccomp", "parataxis", "dep", "acomp", "advmod"):
            return None
        token = head
    return None


def noun_holder(parse: Parse, noun: int, lexicon: Lexicon, *, infinitive: bool = False) -> int:
    """Who stands behind a noun that holds a statement: owner, author, or the subject that "issued" it; else itself.

    An infinitive after any noun ("a plan to attack") has the holder of the noun, too.
    """
    owner = parse.child(noun, "poss")
    if owner is not None:
        return owner
    if parse.lemmas[noun] not in lexicon.nouns and not infinitive:
        return noun
    for child in parse.children[noun]:
        if parse.labels[child] in ("prep", "agent") and parse.lowers[child] in ("by", "from"):
            author = parse.child(child, "pobj")
            if author is not None:
                return author
    current = noun
    for _ in range(3):  # "unleashed a series of tweets": the tweets are those of who unleashed them
        if parse.labels[current] not in ("dobj", "pobj"):
            break
        head = parse.heads[current]
        current = parse.heads[head] if parse.labels[current] == "pobj" else head
        if parse.parts[current] in ("VERB", "AUX"):
            active = parse.child(current, "auxpass") is None and parse.lemmas[current] in lexicon.lists["producing"]
            subject = holder(parse, current, None) if active else None
            return noun if subject is None or parse.lowers[subject] in EMPTY_SUBJECTS else subject
        owner = parse.child(current, "poss")
        if owner is not None:
            return owner
    return noun


def venue(parse: Parse, cue: int, lexicon: Lexicon) -> tuple[int, bool] | None:
    """Through whom something was said, of "in an interview with", "in a video posted by"; True where that is told of
    a publisher, False where it may be anybody who was spoken to."""
    for child in parse.children[cue]:
        if parse.labels[child] == "prep" and parse.lowers[child] in ("in", "during", "on", "at", "to"):
            noun = parse.child(child, "pobj")
            if noun is not None and parse.lemmas[noun].lower() in lexicon.lists["venues"]:
                published = bearer(parse, noun, lexicon)
                if published is not None:
                    return published, True
                found = _partner(parse, noun)
                if found is not None:
                    return found, False
    return None


def bearer(parse: Parse, noun: int, lexicon: Lexicon, *, own: bool = True) -> int | None:
    """Who published, released or obtained what the noun stands for; who quotes it, where it speaks by itself (`own`
    is then False). None for the writer's own outlet ("seen by this newspaper")."""
    verbs = lexicon.lists["publishing"] if own else lexicon.citing
    for child in parse.children[noun]:
        if parse.labels[child] == "acl" and parse.lemmas[child] in verbs:
            agent = parse.child(child, "agent")
            author = parse.child(agent, "pobj") if agent is not None else None
            if author is not None and parse.lowers[parse.left[author]] not in OURS:
                return author
    return None


def body_place(parse: Parse, verb: int, lexicon: Lexicon) -> int | None:
    """ "It was noted in the ministry", "informed in the General Staff": the body, where nobody else is named."""
    for child in parse.children[verb]:
        noun = parse.child(child, "pobj") if parse.lowers[child] in ("in", "at") else None
        if noun is not None and parse.lemmas[noun].lower() in lexicon.lists["bodies"]:
            return noun
    return None


def carried_in(parse: Parse, cue: int) -> list[int]:
    """Nouns in which a verb's words may have stood: "writes in the weekly Horizon", "said on Channel Five"."""
    nouns = []
    for child in parse.children[cue]:
        if parse.labels[child] == "prep" and parse.lowers[child] in ("in", "on"):
            noun = parse.child(child, "pobj")
            if noun is not None and parse.child(noun, "poss") is None:
                name = next((c for c in parse.children[noun] if parse.labels[c] == "appos"), noun)
                nouns += [noun] if name == noun else [name, noun]
    return nouns


def _partner(parse: Parse, noun: int) -> int | None:
    """With whom an interview was held, to whom a statement was made."""
    for child in parse.children[noun]:
        if parse.labels[child] == "prep" and parse.lowers[child] in ("with", "to", "on", "for", "in", "by"):
            inner = parse.child(child, "pobj")
            if (
                inner is not None
                and parse.parts[inner] in ("PROPN", "NOUN")
                and parse.doc[inner].ent_type_ not in ("DATE", "TIME")
            ):
                return inner
    return None


def speaks(parse: Parse, token: int, lexicon: Lexicon) -> bool:
    """Whether the noun of a label may be a speaker: a name in capitals, a person, a body or a study."""
    entity = parse.doc[token].ent_type_
    if entity in ("PERSON", "ORG", "NORP") or parse.words[token].isupper():
        return True
    return entity not in ("GPE", "LOC", "DATE", "EVENT") and parse.lemmas[token].lower() in lexicon.holders


def agentive(parse: Parse, token: int, lexicon: Lexicon) -> bool:
    """Whether the noun can hold a statement: a name, a person or body, a document."""
    if parse.parts[token] in ("PROPN", "PRON") or parse.doc[token].ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    return parse.lemmas[token].lower() in lexicon.holders or parse.lemmas[token] in lexicon.nouns

"""Complements: what a verb takes as the content of somebody's word, from the parse."""

from __future__ import annotations

from tocsin.extract.frame import Content
from tocsin.extract.lexicon import Cue, Lexicon
from tocsin.extract.parse import FINITE, Parse

WH = frozenset({"whether", "if", "what", "why", "how", "who", "when", "where", "which", "whom"})


FARTHEST_THAT = 16
ADDRESSED = frozenset({"on", "upon", "to", "with", "for"})


ADDRESSING = frozenset(
    {"tell", "remind", "assure", "inform", "warn", "notify", "reassure", "advise", "caution", "brief"}
)


def interrogative(parse: Parse, content: Content) -> bool:
    """An indirect question; not "that if …", nor a condition set in front."""
    word = parse.lowers[content.first]
    if word not in WH:
        return False
    token = content.first
    for _ in range(6):
        token = parse.heads[token]
        if token == content.root:
            return True
        if parse.parts[token] in ("VERB", "AUX"):
            return False
    return False


def contents_of(parse: Parse, token: int, cue: Cue, way: str) -> tuple[Content, ...]:
    if way == "preposition":
        return _prepositional(parse, token, cue) if cue.prepositions and "predicate" not in cue.takes else ()
    if way not in cue.takes:
        return ()
    return _WAYS[way](parse, token, cue)


def clause_of_verb(parse: Parse, token: int, cue: Cue) -> tuple[Content, ...]:
    after = [c for c in parse.children[token] if c > token]
    before = [c for c in parse.children[token] if c < token] if cue.level != "thought" else []
    for child in (*after, *before):
        label = parse.labels[child]
        if label == "ccomp" or (label == "xcomp" and parse.subject(child) is not None):
            shown = cue.level == "evidence" and parse.tags[child] == "VBG" and parse.subject(child) is not None
            if _finite(parse, child) or shown:
                return (Content(child, parse.left[child], parse.right[child]),)
    # "reminded members that …": the parser may hang the clause on whom it was told.
    told = parse.child(token, "dobj", "dative")
    for child in parse.children[told] if told is not None and cue.lemma in ADDRESSING else ():
        mark = parse.child(child, "mark")
        if parse.labels[child] in ("relcl", "acl") and mark is not None and parse.subject(child) is not None:
            return (Content(child, parse.left[child], parse.right[child]),)
    return ()


def _finite(parse: Parse, child: int) -> bool:
    """Whether a complement is a clause with a tense ("said it rained"), no infinitive ("let it rain")."""
    if parse.tags[child] in FINITE or parse.parts[child] not in ("VERB", "AUX"):
        return True
    auxiliaries = [c for c in parse.children[child] if parse.labels[c] in ("aux", "auxpass", "cop")]
    if auxiliaries:
        return not any(parse.tags[c] == "TO" for c in auxiliaries) or any(
            parse.lowers[c] in WH for c in parse.children[child]
        )
    return any(parse.labels[c] == "mark" or parse.lowers[c] in WH for c in parse.children[child]) or (
        parse.tags[child] in ("VBN", "VB") and parse.subject(child) is not None and child < parse.heads[child]
    )


def infinitive_of_verb(parse: Parse, token: int, cue: Cue) -> tuple[Content, ...]:
    for child in parse.children[token]:
        if parse.labels[child] in ("xcomp", "ccomp", "advcl") and child > token and takes_to(parse, child):
            if parse.labels[child] == "advcl" and cue.key not in ("demand", "order", "tell-to"):
                continue
            addressee = parse.child(token, "dobj", "dative")
            if addressee is None or addressee > child:
                addressee = _addressed(parse, token)
            if addressee is None and cue.key == "ask":  # "asked not to be named"
                return ()
            first = min(parse.left[child], parse.left[addressee]) if addressee is not None else parse.left[child]
            return (Content(child, max(first, token + 1), parse.right[child]),)
    for child in parse.children[token]:  # "called on the army to leave": the infinitive hangs on the noun
        if parse.labels[child] in ("dobj", "prep"):
            noun = child if parse.labels[child] == "dobj" else parse.child(child, "pobj")
            if noun is None or (parse.labels[child] == "prep" and parse.lowers[child] not in ADDRESSED):
                continue
            for modifier in parse.children[noun]:
                if parse.labels[modifier] in ("acl", "relcl") and takes_to(parse, modifier):
                    return (Content(modifier, parse.left[noun], parse.right[modifier]),)
    return ()


def that_clause(parse: Parse, token: int) -> Content | None:
    """The clause that "that" opens behind a verb, with only adjuncts between, wherever the parser hung it."""
    stop = parse.sentences[parse.sentence[token]][1] - 1
    for that in range(token + 1, min(token + FARTHEST_THAT, stop)):
        if parse.tags[that] in FINITE and that > token + 1:
            return None
        if (
            parse.lowers[that] != "that"
            or parse.labels[that - 1] == "cc"
            or parse.tags[that] == "DT"
            or parse.tags[that + 1] in (*FINITE, "RB")
        ):
            continue
        verb = next((i for i in range(that + 1, stop) if parse.tags[i] in FINITE), None)
        if verb is None:
            return None
        root = parse.heads[verb] if parse.labels[verb] in ("aux", "auxpass") else verb
        end = max(parse.right[root], verb)
        return Content(root, that + 1, min(end, stop))
    return None


def reported_in(parse: Parse, contents: tuple[Content, ...], lexicon: Lexicon) -> tuple[Content, ...]:
    """ "denied reports circulating abroad that S": S, where the object is a noun that holds a statement."""
    noun = contents[0].root
    if parse.lemmas[noun] not in lexicon.nouns:
        return contents
    inner = that_clause(parse, noun)
    return contents if inner is None else (inner,)


def takes_to(parse: Parse, verb: int) -> bool:
    return any(parse.lowers[c] == "to" and parse.labels[c] == "aux" for c in parse.children[verb])


def _addressed(parse: Parse, token: int) -> int | None:
    for child in parse.children[token]:
        if parse.labels[child] == "prep" and parse.lowers[child] in ADDRESSED:
            return parse.child(child, "pobj")
    return None


def _gerund(parse: Parse, token: int, cue: Cue) -> tuple[Content, ...]:
    for child in parse.children[token]:
        having = parse.child(child, "aux", "auxpass")
        doing = parse.tags[child] == "VBG" or (having is not None and parse.tags[having] == "VBG")
        if parse.labels[child] in ("xcomp", "ccomp") and doing and child > token:
            return (Content(child, parse.left[child], parse.right[child]),)
    for child in parse.children[token]:  # "ruled out sending": the parser takes the particle for a preposition
        inner = parse.child(child, "pcomp") if parse.lowers[child] in cue.rest else None
        if inner is not None and parse.tags[inner] == "VBG":
            return (Content(inner, parse.left[inner], parse.right[inner]),)
    return ()


def _predicate(parse: Parse, token: int, cue: Cue) -> tuple[Content, ...]:
    subject = parse.child(token, "dobj", "dative")
    if subject is not None and subject < token and parse.tags[subject] in ("WDT", "WP"):
        noun = parse.heads[token]  # "allegations which the army called baseless": the allegations
        related = parse.labels[token] == "relcl" and parse.left[noun] <= noun < subject
        return (Content(noun, parse.left[noun], _before_mark(parse, subject)),) if related else ()
    for child in parse.children[token]:
        if child <= token:
            continue
        label = parse.labels[child]
        small = label in ("ccomp", "xcomp") and not cue.prepositions
        if label == "oprd" or small or (label == "prep" and parse.lowers[child] in cue.prepositions):
            first = parse.left[child]
            if subject is not None and token < subject:
                first = min(first, parse.left[subject])
            last = parse.right[child] if subject is None else max(parse.right[child], parse.right[subject])
            root = subject if subject is not None else child
            return (Content(root, first, last),)
    if subject is not None and cue.prepositions:
        for child in parse.children[subject]:
            named = parse.labels[child] == "prep" and parse.lowers[child] in cue.prepositions
            doing = parse.child(child, "pcomp") is not None or parse.tags[min(child + 1, len(parse) - 1)] == "VBG"
            if named and (cue.prepositions != {"of"} or doing):
                return (Content(subject, parse.left[subject], parse.right[subject]),)
    if subject is not None and subject > token and _judged(parse, subject, cue):
        return (Content(subject, parse.left[subject], parse.right[subject]),)
    return ()


def _judged(parse: Parse, noun: int, cue: Cue) -> bool:
    """Whether the judgement hangs deeper in the object: "the talk of contracts as gossip", "the idea “absurd”"."""
    if "as" in cue.prepositions:
        return any(parse.lowers[i] == "as" and parse.labels[i] == "prep" for i in range(noun + 1, parse.right[noun]))
    after = [c for c in parse.children[noun] if c > noun and parse.labels[c] in ("amod", "appos", "acomp")]
    return any(parse.tags[c - 1] == "``" or parse.tags[c] == "JJ" for c in after)


def _before_mark(parse: Parse, token: int) -> int:
    return token - 2 if parse.words[token - 1] == "," else token - 1


def _prepositional(parse: Parse, token: int, cue: Cue) -> tuple[Content, ...]:
    for child in parse.children[token]:
        if parse.labels[child] in ("prep", "agent") and parse.lowers[child] in cue.prepositions and child > token:
            inner = parse.child(child, "pobj", "pcomp")
            if inner is not None:
                return (Content(inner, parse.left[inner], parse.right[child]),)
    return ()


def _object(parse: Parse, token: int, cue: Cue) -> tuple[Content, ...]:
    child = parse.child(token, "dobj")
    if parse.labels[token] == "amod" and parse.tags[token] == "VBD":  # a past tense is no adjective: the parser erred
        child = parse.heads[token]
    if child is None or child < token or parse.parts[child] == "PRON":
        return ()
    last = parse.right[child]
    for other in parse.children[token]:  # what stands right behind an object mostly belongs to it, whatever the parse
        if other > child and parse.labels[other] in ("prep", "acl") and parse.left[other] == last + 1:
            last = parse.right[other]
    return (Content(child, parse.left[child], last),)


_WAYS = {
    "clause": clause_of_verb,
    "infinitive": infinitive_of_verb,
    "gerund": _gerund,
    "predicate": _predicate,
    "object": _object,
}

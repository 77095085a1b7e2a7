"""Verbs that attribute: the frame that each opens, from the parse."""

from __future__ import annotations

from dataclasses import replace

from tocsin.extract.frame import Content, Frame
from tocsin.extract.lexicon import Cue, Lexicon
from tocsin.extract.parse import Parse

WH = frozenset({"whether", "if", "what", "why", "how", "who", "when", "where", "which", "whom"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})
EMPTY_SUBJECTS = frozenset({"this", "that", "there", "these", "those", "what"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECT_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "WP", "DT", "CD"})
ADDRESSED = frozenset({"on", "upon", "to", "with", "for"})
COMMAS = frozenset({",", "–", "—", "-", "--"})
ADDRESSING = frozenset(
    {"tell", "remind", "assure", "inform", "warn", "notify", "reassure", "advise", "caution", "brief"}
)
TOPICAL = frozenset({"about", "on", "over", "with", "to", "at"})
PRIORITY = ("clause", "infinitive", "predicate", "preposition", "gerund", "object")


def verb_frames(parse: Parse, lexicon: Lexicon) -> dict[int, Frame]:
    """Frames by the token index of their verb, for all verbs of the lexicon that have content in the parse."""
    frames = {}
    verbs = lexicon.verbs
    for token, lemma in enumerate(parse.lemmas):
        if (
            lemma in verbs
            and (parse.parts[token] in ("VERB", "AUX"))
            and parse.labels[token] not in ("aux", "auxpass")
        ):
            frame = verb_frame(parse, token, verbs[lemma], lexicon)
            if frame:
                frames[token] = frame
    return frames


def cues_at(parse: Parse, token: int, cues: tuple[Cue, ...]) -> list[tuple[Cue, int]]:
    """The entries that fit the verb with its particles, longest first, and the last token of each."""
    fitting = []
    longest = 0
    for cue in cues:
        if len(cue.rest) < longest:
            break
        last = _rest_at(parse, token, cue.rest)
        if last is not None:
            fitting.append((cue, last))
            longest = len(cue.rest)
    return sorted(fitting, key=_attitudes_last)


def _attitudes_last(pair: tuple[Cue, int]) -> bool:
    return pair[0].level == "attitude"


def _rest_at(parse: Parse, token: int, rest: tuple[str, ...]) -> int | None:
    if not rest:
        return token
    position = token
    for number, word in enumerate(rest):
        # The first word after the verb may stand behind an object or adverb ("turned the claim down").
        reach = 4 if number == 0 else 2
        for step in range(position + 1, min(position + 1 + reach, len(parse))):
            if parse.lowers[step] == word or parse.lemmas[step] == word:
                position = step
                break
        else:
            return None
    first = next(
        i for i in range(token + 1, position + 1) if parse.lowers[i] == rest[0] or parse.lemmas[i] == rest[0]
    )
    return position if parse.below(first, token) else None


def verb_frame(parse: Parse, token: int, cues: tuple[Cue, ...], lexicon: Lexicon) -> Frame | None:
    """The frame of one verb, or None where it takes no content here."""
    fitting = cues_at(parse, token, cues)
    if not fitting:
        return None
    passive = parse.child(token, "auxpass") is not None or (
        parse.tags[token] == "VBN" and parse.labels[token] in ("acl", "advcl", "amod")
    )
    if passive:
        return _passive(parse, token, fitting, lexicon)
    source = holder(parse, token, lexicon)
    beside = _beside(parse, token, fitting, source)
    if beside:
        return beside
    for way in PRIORITY:
        for cue, last in fitting:
            contents = _contents(parse, token, cue, way)
            if contents and _plausible(parse, source, cue, way, lexicon, contents):
                topic = way == "preposition" and parse.lowers[contents[0].first - 1] in TOPICAL
                question = way == "clause" and _interrogative(parse, contents[0])
                return _frame(parse, token, (token, last), cue, source, contents, question=question, topic=topic)
    return _aside(parse, token, fitting, source)


def _aside(parse: Parse, token: int, fitting: list[tuple[Cue, int]], source: int | None) -> Frame | None:
    """ "X, Y says" at the end or amid a sentence, where the parser found no complement: the rest is the content."""
    cue, last = fitting[0]
    if (
        source is None
        or cue.level != "speech"
        or not {"clause", "quote"} & cue.takes
        or not -1 < token - source <= 12
    ):
        return None
    first, (start, stop) = parse.left[source], parse.sentences[parse.sentence[token]]
    end = stop - 1
    while end > last and (not parse.words[end].strip() or parse.tags[end] in (".", "''")):
        end -= 1
    if first <= start or parse.words[first - 1] not in COMMAS or parse.labels[token] in ("relcl", "acl", "conj"):
        return None
    closes, amid = end - last <= 6, parse.words[min(last + 1, end)] == "," and first - start > 1
    if parse.child(token, "dobj") is not None or not (closes or amid):
        return None
    frame = _frame(parse, token, (token, last), cue, source, ())
    before = [t for t in range(start, first - 1) if not start <= parse.heads[t] < first - 1 or parse.heads[t] == t]
    verbs = [t for t in before if parse.parts[t] in ("VERB", "AUX")]
    if closes and before:
        return replace(frame, contents=(Content((verbs or before)[-1], start, first - 2),))
    return replace(frame, whole=True, extent=(first - 1, last)) if amid else None


def _beside(parse: Parse, token: int, fitting: list[tuple[Cue, int]], source: int | None) -> Frame | None:
    """ "as X said", or "X said" set beside its content with commas: the clause it stands in is the content."""
    label, head = parse.labels[token], parse.heads[token]
    if label not in ("advcl", "parataxis", "dep", "ccomp") or source is None or parse.child(token, "ccomp", "xcomp"):
        return None
    cue, last = next(((c, end) for c, end in fitting if "clause" in c.takes), fitting[0])
    if "clause" not in cue.takes or parse.child(token, "dobj") is not None:
        return None
    first = parse.left[token]
    if label == "advcl" and parse.lowers[first] != "as":
        return None
    if label in ("dep", "ccomp") and not (first > head and parse.words[first - 1] in COMMAS):
        return None
    frame = _frame(parse, token, (token, last), cue, source, ())
    return replace(frame, whole=True, extent=(first, parse.right[token]))


def _frame(
    parse: Parse,
    token: int,
    cue_tokens: tuple[int, int],
    cue: Cue,
    source: int | None,
    contents: tuple[Content, ...],
    *,
    question: bool = False,
    passive: bool = False,
    topic: bool = False,
) -> Frame:
    first, last = cue_tokens
    if last - first > 3:  # the particle stands behind the object: the verb alone is the cue
        last = first
    return Frame(
        head=token,
        cue=(first, last),
        key=cue.key,
        name=cue.name,
        stance=cue.stance,
        level=cue.level,
        holders=() if source is None else (source,),
        contents=contents,
        addressee=None if passive else _addressed_outlet(parse, token, cue),
        question=question,
        topic=topic,
        negated=negated(parse, token),
        passive=passive,
    )


def negated(parse: Parse, token: int) -> bool:
    """Whether the verb itself is negated."""
    return any(parse.labels[c] == "neg" or parse.lowers[c] in NEGATIONS for c in parse.children[token])


def _interrogative(parse: Parse, content: Content) -> bool:
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


def _contents(parse: Parse, token: int, cue: Cue, way: str) -> tuple[Content, ...]:
    if way == "preposition":
        return _prepositional(parse, token, cue) if cue.prepositions and "predicate" not in cue.takes else ()
    if way not in cue.takes:
        return ()
    return _WAYS[way](parse, token, cue)


def _clause(parse: Parse, token: int, cue: Cue) -> tuple[Content, ...]:
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
    """Whether a complement is a clause with a tense ("said it rained"), no infinitive or participle ("let it rain")."""
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


def _infinitive(parse: Parse, token: int, cue: Cue) -> tuple[Content, ...]:
    for child in parse.children[token]:
        if parse.labels[child] in ("xcomp", "ccomp", "advcl") and child > token and _to(parse, child):
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
                if parse.labels[modifier] in ("acl", "relcl") and _to(parse, modifier):
                    return (Content(modifier, parse.left[noun], parse.right[modifier]),)
    return ()


def _to(parse: Parse, verb: int) -> bool:
    return any(parse.lowers[c] == "to" and parse.labels[c] == "aux" for c in parse.children[verb])


def _addressed(parse: Parse, token: int) -> int | None:
    for child in parse.children[token]:
        if parse.labels[child] == "prep" and parse.lowers[child] in ADDRESSED:
            return parse.child(child, "pobj")
    return None


def _gerund(parse: Parse, token: int, cue: Cue) -> tuple[Content, ...]:
    for child in parse.children[token]:
        if parse.labels[child] in ("xcomp", "ccomp") and parse.tags[child] == "VBG" and child > token:
            return (Content(child, parse.left[child], parse.right[child]),)
    for child in parse.children[token]:  # "ruled out sending": the parser takes the particle for a preposition
        inner = parse.child(child, "pcomp") if parse.lowers[child] in cue.rest else None
        if inner is not None and parse.tags[inner] == "VBG":
            return (Content(inner, parse.left[inner], parse.right[inner]),)
    return ()


def _predicate(parse: Parse, token: int, cue: Cue) -> tuple[Content, ...]:
    subject = parse.child(token, "dobj", "dative")
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
    return ()


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
    "clause": _clause,
    "infinitive": _infinitive,
    "gerund": _gerund,
    "predicate": _predicate,
    "object": _object,
}


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
            return noun_holder(parse, head, lexicon, infinitive=_to(parse, token)) if lexicon else head
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
            active = parse.child(current, "auxpass") is None and parse.lemmas[current] in lexicon.producing
            subject = holder(parse, current, None) if active else None
            return noun if subject is None or parse.lowers[subject] in EMPTY_SUBJECTS else subject
        owner = parse.child(current, "poss")
        if owner is not None:
            return owner
    return noun


def _plausible(
    parse: Parse, source: int | None, cue: Cue, way: str, lexicon: Lexicon, contents: tuple[Content, ...]
) -> bool:
    """Whether somebody or some document can hold it: "this shows that" and "the facts suggest" attribute nothing."""
    if source is not None and (parse.lowers[source] in EMPTY_SUBJECTS or parse.lowers[source] in lexicon.framing):
        return False
    if cue.level == "evidence" or cue.key == "confirm":
        if source is None or parse.lowers[source] == "it":
            return False
        if way == "object" and cue.level == "evidence":
            noun = contents[0].root
            return parse.lemmas[noun] in lexicon.framing
    return True


def _addressed_outlet(parse: Parse, token: int, cue: Cue) -> int | None:
    """Whom it was told, where that is a name: an outlet that is told something stands between it and the writer."""
    if cue.lemma not in ("tell", "inform", "confirm", "say", "speak"):
        return None
    for child in parse.children[token]:
        label = parse.labels[child]
        if label in ("dobj", "dative") and child > token:
            noun = parse.child(child, "pobj") if parse.parts[child] == "ADP" else child
        elif label == "prep" and parse.lowers[child] == "to":
            noun = parse.child(child, "pobj")
        else:
            continue
        if noun is not None and parse.parts[noun] in ("PROPN", "PRON", "NOUN"):
            return noun
    return None


def _passive(parse: Parse, token: int, fitting: list[tuple[Cue, int]], lexicon: Lexicon) -> Frame | None:
    cue, last = fitting[0]
    agent = parse.child(token, "agent")
    author = parse.child(agent, "pobj") if agent is not None else None
    clause = _clause(parse, token, cue) or _infinitive(parse, token, cue)
    speech = [pair for pair in fitting if pair[0].level != "attitude"] or fitting
    cue, last = speech[0]
    subject = parse.child(token, "nsubjpass", "csubjpass")
    if author is None and clause:
        taker = subject is not None and cue.lemma in (
            "tell",
            "inform",
            "ask",
            "order",
            "urge",
            "remind",
            "warn",
            "assure",
        )
        if taker or (subject is not None and parse.lowers[subject] != "it"):
            return None if taker else _agentless(parse, token, cue, last, clause)
        return _agentless(parse, token, cue, last, clause)
    if author is None or negated(parse, token):
        return None
    if not clause and subject is not None:
        clause = (Content(subject, parse.left[subject], parse.right[subject]),)
    elif not clause and parse.labels[token] == "acl":
        noun = parse.heads[token]
        if parse.lemmas[noun] not in lexicon.nouns or parse.lemmas[noun].lower() in VENUES:
            return None
        clause = (Content(noun, parse.left[noun], parse.left[token] - 1),) if parse.left[noun] < token else ()
    mark = parse.child(token, "mark", "advmod", "prep")
    if parse.labels[token] == "advcl" and (mark is None or parse.lowers[mark] == "as") and subject is None:
        return _as(parse, token, cue, last, author, agent)
    if not clause:
        return None
    return _frame(parse, token, (token, last), cue, author, clause, passive=True)


def _as(parse: Parse, token: int, cue: Cue, last: int, author: int, agent: int | None) -> Frame:
    """ "as reported by X": the clause it stands in is the content."""
    first = token - 1 if token and parse.lowers[token - 1] == "as" else token
    cue_last = agent if agent is not None and agent == last + 1 else last
    frame = _frame(parse, token, (first, cue_last), cue, author, (), passive=True)
    return replace(frame, whole=True, extent=(parse.left[token], parse.right[token]))


VENUES = frozenset(
    """interview remarks remark comments comment statement speech address video post article column op-ed broadcast
    briefing message programme program podcast appearance report story letter essay editorial conversation""".split()
)
PUBLISHED = frozenset(
    """publish release broadcast air carry quote cite post share obtain see view review report print run issue
    distribute circulate relay stream upload transmit record film give conduct leak verify collect""".split()
)


def venue(parse: Parse, cue: int) -> tuple[int, bool] | None:
    """Through whom something was said, of "in an interview with", "in a video posted by"; True where that is told of
    a publisher, False where it may be anybody who was spoken to."""
    for child in parse.children[cue]:
        if parse.labels[child] == "prep" and parse.lowers[child] in ("in", "during", "on", "at", "to"):
            noun = parse.child(child, "pobj")
            if noun is not None and parse.lemmas[noun].lower() in VENUES:
                published = bearer(parse, noun)
                if published is not None:
                    return published, True
                found = _partner(parse, noun)
                if found is not None:
                    return found, False
    return None


def bearer(parse: Parse, noun: int) -> int | None:
    """Who published, released or obtained what the noun stands for."""
    for child in parse.children[noun]:
        if parse.labels[child] == "acl" and parse.lemmas[child] in PUBLISHED:
            agent = parse.child(child, "agent")
            if agent is not None and (author := parse.child(agent, "pobj")) is not None:
                return author
    return None


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


def _agentless(parse: Parse, token: int, cue: Cue, last: int, clause: tuple[Content, ...]) -> Frame:
    """ "is expected to", "it was reported that": nobody is named."""
    return _frame(parse, token, (token, last), cue, None, clause, passive=True)

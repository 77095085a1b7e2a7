"""Verbs that attribute: the frame that each opens, from the parse."""

from __future__ import annotations

from dataclasses import replace

from tocsin.extract.complements import (
    clause_of_verb,
    contents_of,
    infinitive_of_verb,
    interrogative,
    reported_in,
    that_clause,
)
from tocsin.extract.frame import Content, Frame
from tocsin.extract.holders import EMPTY_SUBJECTS, holder
from tocsin.extract.lexicon import Cue, Lexicon
from tocsin.extract.parse import FINITE, Parse

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})
COMMAS = frozenset({",", "–", "—", "-", "--"})
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
    if source is None and parse.tags[token] in FINITE and parse.parts[token - 1] == "PROPN" and token:
        source = token - 1  # a name right before it, wherever the parser hung the name
    about = _about(parse, token, fitting, source)
    if about:
        return about
    beside = _beside(parse, token, fitting, source)
    if beside:
        return beside
    for way in PRIORITY:
        for cue, last in fitting:
            contents = contents_of(parse, token, cue, way)
            if contents and _plausible(parse, source, cue, way, lexicon, contents):
                topic = way == "preposition" and parse.lowers[contents[0].first - 1] in TOPICAL
                question = way == "clause" and interrogative(parse, contents[0])
                contents = reported_in(parse, contents, lexicon) if way == "object" else contents
                return _frame(parse, token, (token, last), cue, source, contents, question=question, topic=topic)
    apart = _apart(parse, token, fitting, source)
    return apart or _aside(parse, token, fitting, source)


def _about(parse: Parse, token: int, fitting: list[tuple[Cue, int]], source: int | None) -> Frame | None:
    """ "About this informed X": the verb before its subject; the content is what the sentence before said."""
    cue, last = fitting[0]
    about, author = parse.child(token, "prep"), parse.child(token, "dobj", "nsubj")
    if about is None or about > token or parse.lowers[about] != "about" or author is None or author < token:
        return None
    this = parse.child(about, "pobj")
    if this is None or this > token or cue.level != "speech" or (source is not None and source < token):
        return None
    return _frame(parse, token, (token, last), cue, author, (Content(this, this, this),))


def _apart(parse: Parse, token: int, fitting: list[tuple[Cue, int]], source: int | None) -> Frame | None:
    """ "said before leaving the town that S": a clause that the parser hung on what stands between; "says yes"."""
    cue, last = next(((c, end) for c, end in fitting if c.level == "speech" and "clause" in c.takes), fitting[0])
    if source is None or cue.level != "speech" or "clause" not in cue.takes:
        return None
    that = that_clause(parse, token) if parse.child(token, "xcomp") is None else None
    if that is not None:
        return _frame(parse, token, (token, last), cue, source, (that,))
    said = parse.child(token, "dobj", "intj")
    told = parse.tags[token] in FINITE or parse.child(token, "aux") is None
    if parse.lemmas[token] != "say" or not told or said is None or said < token:
        return None
    if parse.parts[said] == "PRON" or parse.words[said - 1] in COMMAS or parse.tags[said] in ("WP", "WDT"):
        return None
    return _frame(parse, token, (token, last), cue, source, (Content(said, token + 1, parse.right[token]),))


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
        addressee=None if passive else addressed_outlet(parse, token, cue),
        question=question,
        topic=topic,
        negated=negated(parse, token),
        passive=passive,
    )


def negated(parse: Parse, token: int) -> bool:
    """Whether the verb itself is negated."""
    return any(parse.labels[c] == "neg" or parse.lowers[c] in NEGATIONS for c in parse.children[token])


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


def addressed_outlet(parse: Parse, token: int, cue: Cue) -> int | None:
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
    author = parse.child(agent, "pobj") if agent is not None else _outlet_place(parse, token)
    clause = clause_of_verb(parse, token, cue) or infinitive_of_verb(parse, token, cue)
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
        if parse.lemmas[noun] not in lexicon.nouns or parse.lemmas[noun].lower() in lexicon.lists["venues"]:
            return None
        clause = (Content(noun, parse.left[noun], parse.left[token] - 1),) if parse.left[noun] < token else ()
    mark = parse.child(token, "mark", "advmod", "prep")
    if parse.labels[token] == "advcl" and (mark is None or parse.lowers[mark] == "as") and subject is None:
        return _as(parse, token, cue, last, author, agent)
    if not clause:
        return None
    return _frame(parse, token, (token, last), cue, author, clause, passive=True)


def _outlet_place(parse: Parse, token: int) -> int | None:
    """ "it is alleged in foreign media that": the media."""
    for child in parse.children[token]:
        noun = parse.child(child, "pobj") if parse.lowers[child] == "in" else None
        if noun is not None and parse.lemmas[noun] in ("medium", "media", "press", "newspaper", "paper", "network"):
            return noun
    return None


def _as(parse: Parse, token: int, cue: Cue, last: int, author: int, agent: int | None) -> Frame:
    """ "as reported by X": the clause it stands in is the content."""
    first = token - 1 if token and parse.lowers[token - 1] == "as" else token
    cue_last = agent if agent is not None and agent == last + 1 else last
    frame = _frame(parse, token, (first, cue_last), cue, author, (), passive=True)
    return replace(frame, whole=True, extent=(parse.left[token], parse.right[token]))


def _agentless(parse: Parse, token: int, cue: Cue, last: int, clause: tuple[Content, ...]) -> Frame:
    """ "is expected to", "it was reported that": nobody is named."""
    return _frame(parse, token, (token, last), cue, None, clause, passive=True)

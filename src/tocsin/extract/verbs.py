"""Verbs that attribute: the frame that each opens, from the parse."""

from __future__ import annotations

from dataclasses import replace

from tocsin.extract.complements import contents_of, interrogative, reported_in
from tocsin.extract.frame import Content, Frame
from tocsin.extract.holders import EMPTY_SUBJECTS, body_place, holder
from tocsin.extract.lexicon import Cue, Lexicon
from tocsin.extract.parse import FINITE, Parse
from tocsin.extract.verb_asides import about_frame, apart_frame, aside_frame, beside_frame
from tocsin.extract.verb_framing import framed, negated
from tocsin.extract.verb_passives import passive_frame

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
                frames[token] = _heard_from(parse, frame)
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
    return position if parse.below(first, token) or parse.heads[token] == first else None


def verb_frame(parse: Parse, token: int, cues: tuple[Cue, ...], lexicon: Lexicon) -> Frame | None:
    """The frame of one verb, or None where it takes no content here."""
    fitting = cues_at(parse, token, cues)
    if not fitting:
        return None
    passive = parse.child(token, "auxpass") is not None or (
        parse.tags[token] == "VBN" and parse.labels[token] in ("acl", "advcl", "amod")
    )
    if passive:
        return passive_frame(parse, token, fitting, lexicon)
    source = holder(parse, token, lexicon)
    if source is None and parse.tags[token] in FINITE and parse.parts[token - 1] == "PROPN" and token:
        source = token - 1  # a name right before it, wherever the parser hung the name
    if source is None and fitting[0][0].level == "speech":
        source = body_place(parse, token, lexicon)
    about = about_frame(parse, token, fitting, source)
    if about:
        return about
    beside = beside_frame(parse, token, fitting, source)
    if beside:
        return beside
    for way in PRIORITY:
        for cue, last in fitting:
            contents = contents_of(parse, token, cue, way)
            if contents and _plausible(parse, source, cue, way, lexicon, contents):
                topic = way == "preposition" and parse.lowers[contents[0].first - 1] in TOPICAL
                question = way == "clause" and interrogative(parse, contents[0])
                contents = reported_in(parse, contents, lexicon) if way == "object" else contents
                frame = framed(parse, token, (token, last), cue, source, contents)
                return replace(frame, question=question, topic=topic)
    apart = apart_frame(parse, token, fitting, source)
    return apart or aside_frame(parse, token, fitting, source)


def _heard_from(parse: Parse, frame: Frame) -> Frame:
    """ "heard from two families that S": the families are the second link."""
    if parse.lemmas[frame.head] not in ("hear", "learn", "know", "understand") or len(frame.holders) != 1:
        return frame
    for child in parse.children[frame.head]:
        noun = parse.child(child, "pobj") if parse.lowers[child] == "from" and child < frame.head + 3 else None
        if noun is not None and parse.parts[noun] in ("NOUN", "PROPN"):
            return replace(frame, holders=(*frame.holders, noun))
    return frame


def _plausible(
    parse: Parse, source: int | None, cue: Cue, way: str, lexicon: Lexicon, contents: tuple[Content, ...]
) -> bool:
    """Whether somebody or some document can hold it: "this shows that" and "the facts suggest" attribute nothing."""
    if source is not None and (parse.lowers[source] in EMPTY_SUBJECTS or parse.lowers[source] in lexicon.framing):
        return False
    verb = parse.heads[contents[0].root]
    if cue.key == "expect" and way == "infinitive" and (source is None or parse.subject(verb) is None):
        return False  # "don't expect to win": an order
    if cue.lemma == "exclude" and not negated(parse, verb):
        return False
    if way == "object" and cue.key == "dismiss":
        return parse.lemmas[contents[0].root] in lexicon.nouns
    if cue.level == "evidence" or cue.key == "confirm":
        if source is None or parse.lowers[source] == "it":
            return False
        if way == "object" and cue.level == "evidence":
            noun = contents[0].root
            return parse.lemmas[noun] in lexicon.framing or parse.lemmas[source] in lexicon.lists["exhibits"]
    return True

"""Verbs in the passive: "reported by X", "it was reported that", "as reported by X"."""

from __future__ import annotations

from dataclasses import replace

from tocsin.extract.complements import clause_of_verb, infinitive_of_verb
from tocsin.extract.frame import Content, Frame
from tocsin.extract.holders import body_place
from tocsin.extract.lexicon import Cue, Lexicon
from tocsin.extract.parse import Parse
from tocsin.extract.verb_framing import framed, negated


def passive_frame(parse: Parse, token: int, fitting: list[tuple[Cue, int]], lexicon: Lexicon) -> Frame | None:
    """The frame of a verb in the passive: by its agent, by the outlet it stands in, or by nobody named."""
    cue, last = fitting[0]
    agent = parse.child(token, "agent")
    author = parse.child(agent, "pobj") if agent is not None else _outlet_place(parse, token)
    author = body_place(parse, token, lexicon) if author is None else author
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
    if author is None or negated(parse, token) or (cue.key == "ask" and not clause):  # "asked by reporters, he said"
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
    return _in_passive(framed(parse, token, (token, last), cue, author, clause))


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
    frame = _in_passive(framed(parse, token, (first, cue_last), cue, author, ()))
    return replace(frame, whole=True, extent=(parse.left[token], parse.right[token]))


def _agentless(parse: Parse, token: int, cue: Cue, last: int, clause: tuple[Content, ...]) -> Frame:
    """ "is expected to", "it was reported that": nobody is named."""
    return _in_passive(framed(parse, token, (token, last), cue, None, clause))


def _in_passive(frame: Frame) -> Frame:
    return replace(frame, passive=True, addressee=None)

"""Drafts of direct quotations: one a sentence, each with the chain of those who speak."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tocsin.extract.assembling import walk
from tocsin.extract.clauses import within
from tocsin.extract.draft import Draft
from tocsin.extract.frame import Content
from tocsin.extract.parse import Parse
from tocsin.extract.scene import Scene, Voice
from tocsin.extract.speech import Speech
from tocsin.extract.verb_framing import NEGATIONS
from tocsin.extract.voices import narrated, narrators_of, through
from tocsin.model.attribution import Attribution
from tocsin.model.source import Source


def speech_drafts(scene: Scene, speech: Speech, voice: Voice) -> Iterator[Draft]:
    """Drafts of a direct quotation: one a sentence, less its framing, with what it quotes in turn."""
    parse = scene.parse
    chain = voice.chain
    cue = parse.span(*speech.cue) if speech.cue is not None else None
    holders = list(speech.holders)
    holders = [*through(scene, speech.addressee, speech.cue_head), *holders]
    chain = (*chain, *(scene.link(holder, cue) for holder in holders))
    if not chain and not scene.broad:  # never the writer's own word
        mark = parse.span(speech.opening, speech.opening)
        chain = (Attribution(Source("unnamed speaker", "unnamed"), mark, None),)
    inner = replace(voice, chain=chain, cue=cue, key=speech.key, stance=speech.stance, quoted=True)
    narrators = narrators_of(scene, speech, chain)
    token = speech.first
    while token <= speech.last:
        end = min(parse.sentences[parse.sentence[token]][1] - 1, speech.last)
        if not scene.broad and _asks(parse, token, end) and not rhetorical(parse, token, end):
            token = end + 1
            continue
        told = narrated(scene, inner, narrators, token, end)
        told = replace(told, stance="doubts") if _asks(parse, token, end) else told
        yield from _quoted_sentence(scene, token, end, told)
        token = end + 1


def _asks(parse: Parse, first: int, last: int) -> bool:
    while last > first and not parse.words[last].strip():
        last -= 1
    return "?" in parse.words[last] or (last > first and parse.words[last - 1] == "?")


def rhetorical(parse: Parse, first: int, last: int) -> bool:
    """Whether a question has an evident answer: "Who hasn't …?", "Would a guilty man …?"; none that asks "you"."""
    opening = parse.lowers[first : min(first + 3, last)]
    if "you" in parse.lowers[first : min(first + 4, last)] or last - first < 3:
        return False
    return any(word in NEGATIONS for word in opening) or opening[0] == "would"


def _quoted_sentence(scene: Scene, first: int, last: int, voice: Voice) -> Iterator[Draft]:
    roots = within(scene.parse, first, last)
    if not roots:
        return
    verbs = [r for r in roots if scene.parse.parts[r] in ("VERB", "AUX")]
    root = (verbs or roots)[0]
    yield from walk(scene, Content(root, first, last), voice)

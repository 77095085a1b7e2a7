"""Assembling: frames and clauses become drafts, each with its chain from the writer to the origin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tocsin.extract.choosing import asserted, frame_of, raised, usable
from tocsin.extract.clauses import EMPTY, FIRST_PERSON, pieces, unframed, within
from tocsin.extract.clipping import around, clipped_to, governor, outside_phrases, without
from tocsin.extract.draft import Draft
from tocsin.extract.emitting import emit
from tocsin.extract.frame import Content, Frame
from tocsin.extract.relaying import relayed
from tocsin.extract.scene import Scene, Voice
from tocsin.extract.voices import spoken

DEEPEST = 6


def sentence_drafts(scene: Scene, first: int, last: int, voice: Voice) -> Iterator[Draft]:
    """Drafts of the writer's own words in a stretch of one sentence, quotations left out."""
    for root in within(scene.parse, first, last):
        left = max(scene.parse.left[root], first)
        right = min(scene.parse.right[root], last)
        yield from walk(scene, Content(root, left, right), voice)


def walk(scene: Scene, content: Content, voice: Voice) -> Iterator[Draft]:
    """Drafts of one stretch with one head, split at coordinations; a quotation's sentences are left whole."""
    if voice.depth > DEEPEST:
        return
    content, voice = outside_phrases(scene, content, voice)
    parts = relayed(scene, content, voice) if voice.quoted else pieces(scene.parse, content, scene.frames)
    carried: Voice | None = None
    for part in parts:
        if carried is not None and _goes_on(scene, part):
            yield from walk(scene, part, carried)
            continue
        frame = frame_of(scene, part, voice)
        if frame is not None and frame.holders and not frame.whole:
            carried = spoken(scene, frame, voice)
        yield from _clause(scene, part, voice)


def _goes_on(scene: Scene, part: Content) -> bool:
    """ "… said A, but that B": B is said as well, wherever the parser hangs it."""
    first = part.first
    while first < part.last and (scene.parse.labels[first] in ("cc", "punct")):
        first += 1
    return scene.parse.lowers[first] == "that" and scene.parse.labels[first] == "mark"


def _clause(scene: Scene, part: Content, voice: Voice) -> Iterator[Draft]:
    part, voice = outside_phrases(scene, part, voice)
    frame = frame_of(scene, part, voice)
    if frame is not None:
        if frame.whole:
            yield from _whole(scene, part, frame, voice)
            return
        fronted = (
            frame.holders
            and scene.parse.lowers[frame.holders[0]] in FIRST_PERSON
            and frame.holders[0] - part.first > 3
        )
        if fronted:
            yield from emit(scene, part, voice)
            return
        if frame.holders or not raised(scene.parse, frame):
            yield from attributed(scene, part, frame, voice)
            return
        voice = replace(voice, cue=scene.parse.span(*frame.cue), key=frame.name, stance=frame.stance)
    aside = _aside(scene, part, voice)
    if aside is not None:
        yield from _whole(scene, part, aside, voice)
        return
    inner = None if scene.broad and voice.chain else unframed(scene.parse, part, scene.lexicon)
    if inner is not None:
        yield from walk(scene, inner, replace(voice, depth=voice.depth + 1))
        return
    yield from emit(scene, part, voice)
    yield from embedded(scene, part.first, part.last, part.root, voice)


def _aside(scene: Scene, part: Content, voice: Voice) -> Frame | None:
    """The frame set between commas amid the clause, whose word the whole of it is: "It was, she writes, a farce"."""
    if voice.quoted:
        return None
    parse = scene.parse
    for token in range(part.first + 1, part.last):
        frame = scene.frames.get(token)
        if frame is None or not frame.whole or frame.extent is None or frame.passive or not usable(scene, frame):
            continue
        first, last = frame.extent
        amid = part.first < first and last < part.last and parse.lowers[first] == ","
        if amid and governor(parse, parse.heads[token]) == part.root:
            return frame
    return None


def attributed(scene: Scene, part: Content, frame: Frame, voice: Voice) -> Iterator[Draft]:
    """Drafts of what a frame takes as content, and of what stands around it in the part."""
    inner = spoken(scene, frame, voice)
    stretches = []
    for content in frame.contents:
        clipped = clipped_to(scene, content, part, frame)
        if clipped is not None:
            stretches.append(clipped)
            yield from walk(scene, clipped, inner)
    if not stretches:
        yield from emit(scene, part, voice)
        return
    taken = stretches[0]
    for first, last in ((part.first, taken.first - 1), (taken.last + 1, part.last)):
        if first <= last:
            yield from embedded(scene, first, last, frame.head, voice)


def _whole(scene: Scene, part: Content, frame: Frame, voice: Voice) -> Iterator[Draft]:
    assert frame.extent is not None
    yield from emit(scene, without(scene, part, *frame.extent), spoken(scene, frame, voice))


def embedded(scene: Scene, first: int, last: int, root: int, voice: Voice) -> Iterator[Draft]:
    """Attributions inside a clause that is no attribution itself: in relative clauses, after nouns, in adjuncts."""
    if scene.broad and voice.chain:
        return
    token = first
    while token <= last:
        frame = scene.frames.get(token)
        good = (
            frame is not None
            and token != root
            and not scene.inside[token]
            and usable(scene, frame)
            and asserted(scene, token, voice)
        )
        if (
            frame is None
            or not good
            or not (frame.holders or scene.broad)
            or (voice.quoted and not (_passed_on(scene, frame) or (voice.turn and frame.level == "speech")))
        ):
            token += 1
            continue
        inner = spoken(scene, frame, voice)
        if inner.chain == voice.chain and not scene.broad:
            token += 1
            continue
        if frame.whole:
            head = governor(scene.parse, scene.parse.heads[token])
            yield from emit(scene, around(scene, head, frame, first, last), inner)
            token += 1
            continue
        end = token
        for content in frame.contents:
            clipped = clipped_to(scene, content, Content(content.root, first, last), frame)
            if clipped is not None:
                yield from walk(scene, clipped, inner)
                end = max(end, clipped.last if clipped.first > token else token)
        token = end + 1


def _passed_on(scene: Scene, frame: Frame) -> bool:
    """Whether somebody who speaks directly passes on another's word: a clause that he was told or has read."""
    own = any(scene.parse.lowers[h] in FIRST_PERSON | EMPTY for h in frame.holders)
    return frame.level == "speech" and not own and not frame.whole and not frame.question

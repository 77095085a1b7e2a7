"""Clipping: a stretch of content less the words of the frame that stands in it."""

from __future__ import annotations

from dataclasses import replace

from tocsin.extract.clauses import trimmed
from tocsin.extract.frame import Content, Frame
from tocsin.extract.parse import Parse
from tocsin.extract.scene import Scene, Voice
from tocsin.extract.voices import spoken


def clipped_to(scene: Scene, content: Content, part: Content, frame: Frame) -> Content | None:
    """The content within the part, less the words of its frame; None where nothing is left."""
    first, last = max(content.first, part.first), min(content.last, part.last)
    parse = scene.parse
    if first <= frame.head <= last and frame.head < content.root and not _interrupting(parse, content, frame):
        first = max(frame.cue[1], frame.head) + 1
    if first > last:
        return None
    if not scene.inside[frame.head] and any(scene.inside[first : last + 1]):
        while first <= last and scene.inside[first]:
            first += 1
        while last >= first and scene.inside[last]:
            last -= 1
        if first > last or not first <= content.root <= last:
            return None
    return Content(content.root, first, last)


def _interrupting(parse: Parse, content: Content, frame: Frame) -> bool:
    """ "The exercises, he said, are offensive": content on both sides of the cue."""
    subject = parse.subject(content.root)
    return subject is not None and subject < frame.head < content.root


def outside_phrases(scene: Scene, part: Content, voice: Voice) -> tuple[Content, Voice]:
    """Take "according to X" and its like off the clause that it stands in."""
    for frame in scene.phrases:
        assert frame.extent is not None
        first, last = frame.extent
        if not (part.first <= frame.head <= part.last) or not _stands_in(scene.parse, frame, part.root):
            continue
        if any(link.cue == scene.parse.span(*frame.cue) for link in voice.chain):
            continue
        inner = spoken(scene, frame, voice)
        if inner.chain == voice.chain:
            continue
        voice = replace(inner, depth=voice.depth)
        part = without(scene, part, first, last)
    return part, voice


def _stands_in(parse: Parse, frame: Frame, root: int) -> bool:
    token = frame.head
    for _ in range(12):
        head = parse.heads[token]
        if token == root or head == root:
            return True
        if head == token or (
            parse.labels[token] in ("relcl", "ccomp", "conj", "acl") and parse.parts[token] in ("VERB", "AUX")
        ):
            return False
        token = head
    return False


def without(scene: Scene, part: Content, first: int, last: int) -> Content:
    """The part less a stretch at one of its edges; a stretch in the middle stays inside."""
    inner = trimmed(scene.parse, part, scene.lexicon) or part
    if first <= inner.first and last < part.last:
        return Content(part.root, last + 1, part.last)
    if last >= inner.last and first > part.first:
        return Content(part.root, part.first, first - 1)
    return part


def around(scene: Scene, head: int, frame: Frame, first: int, last: int) -> Content:
    """The clause of the head within a stretch, less the frame that stands in it."""
    left, right = max(scene.parse.left[head], first), min(scene.parse.right[head], last)
    assert frame.extent is not None
    return without(scene, Content(head, left, right), *frame.extent)


def governor(parse: Parse, token: int) -> int:
    """The verb whose clause the token stands in."""
    while parse.parts[token] not in ("VERB", "AUX") and parse.heads[token] != token:
        token = parse.heads[token]
    return token

"""Assembling: frames, speeches and clauses become drafts, each with its chain from the writer to the origin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tocsin.extract.choosing import asserted, frame_of, raised, usable
from tocsin.extract.clauses import EMPTY, FIRST_PERSON, pieces, trimmed, unframed, within
from tocsin.extract.draft import Draft
from tocsin.extract.frame import Content, Frame
from tocsin.extract.parse import Parse
from tocsin.extract.scene import Scene, Voice
from tocsin.extract.speech import Speech
from tocsin.extract.verbs import NEGATIONS
from tocsin.extract.voices import narrated, narrators_of, spoken, through
from tocsin.model.attribution import Attribution
from tocsin.model.source import Source
from tocsin.model.span import Span

FEWEST_WORDS = 2


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
    content, voice = _outside_phrases(scene, content, voice)
    parts = _relayed(scene, content, voice) if voice.quoted else pieces(scene.parse, content, scene.frames)
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


def _relayed(scene: Scene, content: Content, voice: Voice) -> list[Content]:
    """A quotation's sentence, split where somebody else comes to be spoken of, or is quoted, and at a semicolon."""
    if scene.broad:
        return [content]
    parse = scene.parse
    if voice.turn:
        return pieces(parse, content, scene.frames)
    for child in parse.children[content.root]:
        if parse.labels[child] not in ("conj", "ccomp", "parataxis") or not content.first <= child <= content.last:
            continue
        frame = scene.frames.get(child)
        others = [h for h in frame.holders if parse.lowers[h] not in FIRST_PERSON] if frame is not None else []
        passed_on = frame is not None and frame.level == "speech" and others and not frame.question
        if parse.labels[child] == "conj" and passed_on and child > content.root:
            left = parse.left[child]
            rest = Content(child, left, min(parse.right[child], content.last))
            return [Content(content.root, content.first, left - 1), rest]
        if _other_subject(parse, content.root, child):
            return pieces(parse, content, scene.frames)
    return [content]


def _other_subject(parse: Parse, root: int, child: int) -> bool:
    """Whether the clause at the child speaks of another than the clause at the root does."""
    subjects = parse.subject(root), parse.subject(child)
    if subjects[0] is None or subjects[1] is None or parse.lowers[subjects[1]] in ("it", "that", "this", "which"):
        return any(parse.words[i] == ";" for i in range(min(root, child), max(root, child)))
    return parse.lowers[subjects[0]] != parse.lowers[subjects[1]]


def _clause(scene: Scene, part: Content, voice: Voice) -> Iterator[Draft]:
    part, voice = _outside_phrases(scene, part, voice)
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
            yield from _emit(scene, part, voice)
            return
        if frame.holders or not raised(scene.parse, frame):
            yield from attributed(scene, part, frame, voice)
            return
        voice = replace(voice, cue=_span(scene.parse, frame.cue), key=frame.name, stance=frame.stance)
    inner = None if scene.broad and voice.chain else unframed(scene.parse, part, scene.lexicon)
    if inner is not None:
        yield from walk(scene, inner, replace(voice, depth=voice.depth + 1))
        return
    yield from _emit(scene, part, voice)
    yield from embedded(scene, part.first, part.last, part.root, voice)


def attributed(scene: Scene, part: Content, frame: Frame, voice: Voice) -> Iterator[Draft]:
    """Drafts of what a frame takes as content, and of what stands around it in the part."""
    inner = spoken(scene, frame, voice)
    stretches = []
    for content in frame.contents:
        clipped = _clip(scene, content, part, frame)
        if clipped is not None:
            stretches.append(clipped)
            yield from walk(scene, clipped, inner)
    if not stretches:
        yield from _emit(scene, part, voice)
        return
    taken = stretches[0]
    for first, last in ((part.first, taken.first - 1), (taken.last + 1, part.last)):
        if first <= last:
            yield from embedded(scene, first, last, frame.head, voice)


def _clip(scene: Scene, content: Content, part: Content, frame: Frame) -> Content | None:
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


def _outside_phrases(scene: Scene, part: Content, voice: Voice) -> tuple[Content, Voice]:
    """Take "according to X" and its like off the clause that it stands in."""
    for frame in scene.phrases:
        assert frame.extent is not None
        first, last = frame.extent
        if not (part.first <= frame.head <= part.last) or not _stands_in(scene.parse, frame, part.root):
            continue
        if any(link.cue == _span(scene.parse, frame.cue) for link in voice.chain):
            continue
        inner = spoken(scene, frame, voice)
        if inner.chain == voice.chain:
            continue
        voice = replace(inner, depth=voice.depth)
        part = _without(scene, part, first, last)
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


def _without(scene: Scene, part: Content, first: int, last: int) -> Content:
    """The part less a stretch at one of its edges; a stretch in the middle stays inside."""
    inner = trimmed(scene.parse, part, scene.lexicon) or part
    if first <= inner.first and last < part.last:
        return Content(part.root, last + 1, part.last)
    if last >= inner.last and first > part.first:
        return Content(part.root, part.first, first - 1)
    return part


def _whole(scene: Scene, part: Content, frame: Frame, voice: Voice) -> Iterator[Draft]:
    assert frame.extent is not None
    yield from _emit(scene, _without(scene, part, *frame.extent), spoken(scene, frame, voice))


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
            head = _governor(scene.parse, scene.parse.heads[token])
            yield from _emit(scene, _around(scene, head, frame, first, last), inner)
            token += 1
            continue
        end = token
        for content in frame.contents:
            clipped = _clip(scene, content, Content(content.root, first, last), frame)
            if clipped is not None:
                yield from walk(scene, clipped, inner)
                end = max(end, clipped.last if clipped.first > token else token)
        token = end + 1


def _passed_on(scene: Scene, frame: Frame) -> bool:
    """Whether somebody who speaks directly passes on another's word: a clause that he was told or has read."""
    own = any(scene.parse.lowers[h] in FIRST_PERSON | EMPTY for h in frame.holders)
    return frame.level == "speech" and not own and not frame.whole and not frame.question


def _around(scene: Scene, head: int, frame: Frame, first: int, last: int) -> Content:
    left, right = max(scene.parse.left[head], first), min(scene.parse.right[head], last)
    assert frame.extent is not None
    return _without(scene, Content(head, left, right), *frame.extent)


def _governor(parse: Parse, token: int) -> int:
    """The verb whose clause the token stands in."""
    while parse.parts[token] not in ("VERB", "AUX") and parse.heads[token] != token:
        token = parse.heads[token]
    return token


def _emit(scene: Scene, content: Content, voice: Voice) -> Iterator[Draft]:
    parse = scene.parse
    part = trimmed(parse, content, scene.lexicon)
    if part is None or part.last - part.first + 1 < (1 if voice.chain else FEWEST_WORDS):
        return
    first, last = parse.sentences[parse.sentence[part.root]]
    while last - 1 > first and not parse.words[last - 1].strip():
        last -= 1
    while first < last - 1 and not parse.words[first].strip():
        first += 1
    yield Draft(
        content=parse.span(part.first, part.last),
        sentence=parse.span(first, last - 1),
        root=part.root,
        chain=voice.chain,
        cue=voice.cue,
        cue_key=voice.key,
        cue_stance=voice.stance,
        condition=voice.condition or _condition(parse, part),
        quoted=voice.quoted,
        headline=voice.headline,
    )


def _condition(parse: Parse, part: Content) -> Span | None:
    """The clause of the part that sets its condition: "if …", "unless …", "should … be"."""
    for child in parse.children[part.root]:
        if parse.labels[child] != "advcl" or not part.first <= child <= part.last:
            continue
        mark, first = parse.child(child, "mark"), max(parse.left[child], part.first)
        inverted = parse.lowers[first] in ("should", "were", "had") and first < child
        if inverted or (mark is not None and parse.lowers[mark] in ("if", "unless")):
            return parse.span(first, min(parse.right[child], part.last))
    return None


def _span(parse: Parse, tokens: tuple[int, int]) -> Span:
    return parse.span(*tokens)


def speech_drafts(scene: Scene, speech: Speech, voice: Voice) -> Iterator[Draft]:
    """Drafts of a direct quotation: one a sentence, less its framing, with what it quotes in turn."""
    parse = scene.parse
    chain = voice.chain
    cue = _span(parse, speech.cue) if speech.cue is not None else None
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

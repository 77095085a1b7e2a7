"""Drafting: the drafts of a block of text, sentence by sentence, around its quotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tocsin.extract.assembling import attributed, embedded, sentence_drafts
from tocsin.extract.choosing import usable
from tocsin.extract.draft import Draft
from tocsin.extract.frame import Content, Frame
from tocsin.extract.holders import speaks
from tocsin.extract.layout import Paragraph, dateline_end, label_of
from tocsin.extract.parse import Parse
from tocsin.extract.scene import Linker, Scene, Voice
from tocsin.extract.source_types import SourceVocabulary
from tocsin.extract.speech import Speech
from tocsin.extract.speech_drafting import rhetorical, speech_drafts
from tocsin.extract.surface import colon_frame, headline_frame, opening_frame, tail_frame
from tocsin.extract.voices import turn_voice


def is_outlet(parse: Parse, link: Linker, vocabulary: SourceVocabulary, head: int) -> bool:
    """Whether the noun names an outlet, or is one ("the newspaper"); a reporter is none."""
    named = parse.parts[head] == "PROPN" or parse.lemmas[head].lower() in vocabulary.returns.get("outlet", ())
    return named and link(head, None).source.type == "media"


def without_quoting(frames: Mapping[int, Frame], spoken: Sequence[Speech], inside: bytearray) -> dict[int, Frame]:
    """Frames whose content is no direct quotation: those are made from the quotation itself."""
    used = {speech.cue_head for speech in spoken if speech.of is None}
    kept = {}
    for head, frame in frames.items():
        if head in used and all(inside[c.root] for c in frame.contents):
            continue
        contents = tuple(c for c in frame.contents if inside[c.root] == inside[head])
        if frame.contents and not contents:
            continue
        kept[head] = replace(frame, contents=contents)
    return kept


def block_drafts(scene: Scene, block: Paragraph) -> Iterator[Draft]:
    parse = scene.parse
    first, stop = parse.tokens_within(block.start, block.end)
    voice = Voice(headline=block.heading)
    filed = dateline_end(parse.text, block)
    if filed is not None:
        first, _ = parse.tokens_within(filed, block.end)
    labelled = label_of(parse.text, block)
    turn = scene.turns.get(block.start)
    if turn is not None:
        first, _ = parse.tokens_within(turn.body, block.end)
        voice = voice if turn.asks and not scene.broad else turn_voice(scene, turn)
    elif labelled is not None:
        voice, first = _labelled(scene, labelled, voice, first)
    for speech in scene.speeches:
        if first <= speech.opening < stop:
            yield from speech_drafts(scene, speech, voice)
    before: list[Draft] = []
    token = first
    while token < stop:
        end = min(parse.sentences[parse.sentence[token]][1], stop) - 1
        found = list(_sentence_drafts(scene, token, end, _handed_on(scene, token, before, voice)))
        found = [draft for old in found if (draft := _meant(parse, old, before)) is not None]
        yield from found
        before = found
        token = end + 1


def _labelled(scene: Scene, label: tuple[int, int], voice: Voice, first: int) -> tuple[Voice, int]:
    """The voice of "SMITH: …" and "Poll: …", and the first token behind the label; none where nobody is named."""
    parse = scene.parse
    start, stop = parse.tokens_within(*label)
    colon = next((i for i in range(stop - 1, start - 1, -1) if parse.words[i] == ":"), None)
    if colon is None or colon == start:
        return voice, first
    words = " ".join(parse.lowers[start:colon])
    head = colon - 1
    while head > start and parse.parts[head] not in ("NOUN", "PROPN", "PRON"):
        head -= 1
    while start <= parse.heads[head] < head and parse.labels[head] == "conj":  # "A and B: …": both
        head = parse.heads[head]
    capitals = voice.headline and all(parse.words[i].isupper() for i in range(start, colon))
    if capitals and parse.text.lower().count(words) < 2:  # "LONDON: …" is where it was filed, "PRESS: …" what it is
        return voice, stop
    if (
        words in scene.lexicon.lists["labels"]
        or parse.parts[head] not in ("NOUN", "PROPN")
        or not speaks(parse, head, scene.lexicon)
    ):
        return voice, first
    cue = parse.span(colon, colon)
    return replace(voice, chain=(scene.link(head, cue),), cue=cue, key=":", quoted=not voice.headline), stop


def _sentence_drafts(scene: Scene, token: int, end: int, voice: Voice) -> Iterator[Draft]:
    """Drafts of the writer's words in one sentence, around its quotations."""
    parse = scene.parse
    consumed = {speech.cue_head: speech for speech in scene.speeches}
    asked = parse.words[end] == "?" or parse.words[max(end - 1, 0)] == "?"
    for left, right in _gaps(scene, token, end):
        shown = None if scene.broad or asked else _shown(scene, left, right, headline=voice.headline)
        if shown is not None and not any(left <= c <= right for c in consumed if c is not None):
            yield from attributed(scene, Content(shown.contents[0].root, left, right), shown, voice)
            continue
        if any(c is not None and left <= c <= right for c in consumed):
            yield from embedded(scene, left, right, -1, voice)
        elif not asked or (voice.turn and rhetorical(scene.parse, left, right)):
            yield from sentence_drafts(scene, left, right, replace(voice, stance="doubts") if asked else voice)


def _shown(scene: Scene, left: int, right: int, *, headline: bool) -> Frame | None:
    """What word order shows at either end of a stretch, where a frame of the parse does not already say so."""
    parse, lexicon = scene.parse, scene.lexicon
    frame = tail_frame(parse, left, right, lexicon) or opening_frame(parse, left, right, lexicon)
    frame = frame or colon_frame(parse, left, right, lexicon)
    if frame is None and headline:
        frame = headline_frame(parse, left, right, lexicon)
    if frame is None:
        return None
    parsed = scene.frames.get(frame.head)
    if parsed is not None and parsed.holders and not parsed.whole and usable(scene, parsed):
        return None if parsed.contents and scene.parse.labels[frame.head] == "ROOT" else frame
    return frame


def _handed_on(scene: Scene, token: int, before: list[Draft], voice: Voice) -> Voice:
    """ "In particular, …" goes on with what the sentence before said on somebody's word."""
    parse = scene.parse
    chains = {draft.chain for draft in before}
    if len(chains) != 1 or not before[0].chain:
        return voice
    lowers = tuple(parse.lowers[token : token + 4])
    if not any(lowers[: len(words)] == words for words in scene.lexicon.elaborations):
        return voice
    last = before[-1]
    return replace(voice, chain=last.chain, cue=last.cue, key=last.cue_key, stance=last.cue_stance)


def _meant(parse: Parse, draft: Draft, before: list[Draft]) -> Draft | None:
    """ "This was confirmed by X": what the sentence before stated. A pronoun alone is no claim."""
    words = parse.text[draft.content.start : draft.content.end].lower()
    if words not in ("it", "this", "that", "they", "these", "so", "which", "what"):
        return draft
    person = draft.chain and draft.chain[-1].source.type != "document"
    if words in ("they", "which", "what", "these") or not before or not person:
        return None
    return replace(draft, content=before[-1].content, root=before[-1].root, sentence=before[-1].sentence)


def _gaps(scene: Scene, first: int, last: int) -> Iterator[tuple[int, int]]:
    start = None
    for token in range(first, last + 1):
        if scene.inside[token]:
            if start is not None:
                yield start, token - 1
            start = None
        elif start is None:
            start = token
    if start is not None:
        yield start, last


def once(drafts: list[Draft]) -> list[Draft]:
    seen = set()
    kept = []
    for draft in sorted(drafts, key=lambda d: (d.content.start, d.content.end)):
        key = (draft.content, tuple(link.mention for link in draft.chain))
        if key not in seen:
            seen.add(key)
            kept.append(draft)
    return kept

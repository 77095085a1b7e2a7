"""Emitting: one trimmed stretch becomes one draft, with the clause that sets its condition."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.extract.clauses import trimmed
from tocsin.extract.draft import Draft
from tocsin.extract.frame import Content
from tocsin.extract.parse import Parse
from tocsin.extract.scene import Scene, Voice
from tocsin.model.span import Span

FEWEST_WORDS = 2


def emit(scene: Scene, content: Content, voice: Voice) -> Iterator[Draft]:
    """The draft of a stretch as its voice tells it; none where too few words are left."""
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
        condition=voice.condition or condition_of(parse, part),
        quoted=voice.quoted,
        headline=voice.headline,
    )


def condition_of(parse: Parse, part: Content) -> Span | None:
    """The clause of the part that sets its condition: "if …", "unless …", "should … be"."""
    for child in parse.children[part.root]:
        if parse.labels[child] != "advcl" or not part.first <= child <= part.last:
            continue
        mark, first = parse.child(child, "mark"), max(parse.left[child], part.first)
        inverted = parse.lowers[first] in ("should", "were", "had") and first < child
        if inverted or (mark is not None and parse.lowers[mark] in ("if", "unless")):
            return parse.span(first, min(parse.right[child], part.last))
    return None

"""Relaying: where a quotation's sentence is split."""

from __future__ import annotations

from tocsin.extract.clauses import FIRST_PERSON, pieces
from tocsin.extract.frame import Content
from tocsin.extract.parse import Parse
from tocsin.extract.scene import Scene, Voice


def relayed(scene: Scene, content: Content, voice: Voice) -> list[Content]:
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

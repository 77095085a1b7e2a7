"""Framing: the frame that one verb opens, once its holder and content are known."""

from __future__ import annotations

from tocsin.extract.frame import Content, Frame
from tocsin.extract.lexicon import Cue
from tocsin.extract.parse import Parse

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})


def framed(
    parse: Parse,
    token: int,
    cue_tokens: tuple[int, int],
    cue: Cue,
    source: int | None,
    contents: tuple[Content, ...],
) -> Frame:
    """The frame of a verb in the active voice, and whom it was told; the caller marks a question or topic."""
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
        addressee=addressed_outlet(parse, token, cue),
        negated=negated(parse, token),
    )


def negated(parse: Parse, token: int) -> bool:
    """Whether the verb itself is negated."""
    return any(parse.labels[c] == "neg" or parse.lowers[c] in NEGATIONS for c in parse.children[token])


def addressed_outlet(parse: Parse, token: int, cue: Cue) -> int | None:
    """Whom it was told, where that is a name: an outlet that is told something stands between it and the writer."""
    told = cue.lemma in ("tell", "inform", "confirm", "say", "speak", "assure", "remind")
    for child in parse.children[token]:
        label = parse.labels[child]
        if label in ("dobj", "dative") and child > token and told:
            noun = parse.child(child, "pobj") if parse.parts[child] == "ADP" else child
        elif label == "prep" and parse.lowers[child] == "to" and cue.level == "speech":
            noun = parse.child(child, "pobj")
        else:
            continue
        if noun is not None and parse.parts[noun] in ("PROPN", "PRON", "NOUN"):
            return noun
    return None

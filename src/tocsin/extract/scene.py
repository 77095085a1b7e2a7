"""Scene and voice: what is known of a document while its drafts are made, and who speaks at a point of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tocsin.extract.frame import Frame
from tocsin.extract.lexicon import Lexicon
from tocsin.extract.parse import Parse
from tocsin.extract.speech import Speech
from tocsin.extract.turns import Turn
from tocsin.model.attribution import Attribution
from tocsin.model.span import Span

Linker = Callable[[int, Span | None], Attribution]


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is known of one document while its drafts are made. `inside` marks tokens of direct quotations;
    `link` makes the attribution for a source's head and a cue; `broad` takes in questions and attitudes too; `turns`
    are the labelled paragraphs of a transcript by their first character."""

    parse: Parse
    lexicon: Lexicon
    frames: Mapping[int, Frame]
    phrases: list[Frame]
    speeches: list[Speech]
    inside: bytearray
    link: Linker
    outlet: Callable[[int], bool]
    broad: bool
    turns: Mapping[int, Turn] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks at a point of the text, and by which cue."""

    chain: tuple[Attribution, ...] = ()
    cue: Span | None = None
    key: str = ""
    stance: str = ""
    quoted: bool = False
    headline: bool = False
    depth: int = 0
    condition: Span | None = None
    turn: bool = False  # words under a speaker's label, without quotation marks

"""Marks: what the rules say of each block, before neighbouring ones are joined."""

from __future__ import annotations

from dataclasses import dataclass, field

from tocsin.model.document import BoilerplateKind
from tocsin.read.blocks import Block


@dataclass(frozen=True, slots=True)
class Mark:
    """A block, or its first `end - start` characters, is of a kind, for a reason."""

    start: int
    end: int
    kind: BoilerplateKind
    reason: str


@dataclass(slots=True)
class Page:
    """The blocks of one text with the marks made so far: built up rule by rule inside `marking.mark` only."""

    found: tuple[Block, ...]
    length: int
    title: Block | None = None
    marks: dict[int, Mark] = field(default_factory=dict)

    def add(self, block: Block, kind: BoilerplateKind, reason: str) -> None:
        """Mark a whole block, unless it is marked already or is the headline."""
        if block is not self.title:
            self.marks.setdefault(block.index, Mark(block.start, block.end, kind, reason))

    def marked(self, index: int) -> bool:
        """Whether the whole block is marked (a marked prefix alone doesn't count)."""
        mark = self.marks.get(index)
        return mark is not None and mark.end == self.found[index].end

    def kind(self, index: int) -> BoilerplateKind | None:
        """The kind of a wholly marked block, or None, also past the text's ends."""
        return self.marks[index].kind if 0 <= index < len(self.found) and self.marked(index) else None

    def prose(self) -> list[Block]:
        """The unmarked blocks that look like running text."""
        return [block for block in self.found if block.prose and not self.marked(block.index)]

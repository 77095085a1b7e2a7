"""Span: half-open character offsets into one document's text."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.errors import GroundingError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open offsets, in code points, into the text of one document. Text is only ever read through it."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise GroundingError("a span must be non-empty and not negative", value=f"{self.start}-{self.end}")

    def text(self, document_text: str) -> str:
        """The exact words. Raises GroundingError where the span runs past the text."""
        if self.end > len(document_text):
            raise GroundingError(
                "a span runs past the end of its text",
                value=f"{self.start}-{self.end}",
                place=f"text of {len(document_text)} characters",
            )
        return document_text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start

"""Notice: something that a person should be told of an input that was read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """`location` is the input as the user named it, `words` what is to be said of it."""

    location: str
    words: str

    def __str__(self) -> str:
        return " ".join(f"{self.location}: {self.words}".split())

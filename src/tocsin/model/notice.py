"""Notice: something that a person should be told of an input that was read."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.model.encodable import encodable


@dataclass(frozen=True, slots=True)
class Notice:
    """`location` is the input as the user named it, `words` what is to be said of it."""

    location: str
    words: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "location", encodable(self.location))
        object.__setattr__(self, "words", encodable(self.words))

    def __str__(self) -> str:
        return " ".join(f"{self.location}: {self.words}".split())

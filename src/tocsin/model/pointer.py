"""Pointer: an article that a list, a sitemap or a feed names by its address, and does not hold."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.model.encodable import encodable


@dataclass(frozen=True, slots=True)
class Pointer:
    """`url` is the article's address, `location` the place that names it. `told` is what that place says of the
    article, by `published`, `seen`, `title` and `publisher`."""

    url: str
    location: str
    told: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "url", encodable(self.url))
        object.__setattr__(self, "location", encodable(self.location))
        object.__setattr__(self, "told", tuple((key, encodable(value)) for key, value in self.told))

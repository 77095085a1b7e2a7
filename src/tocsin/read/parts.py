"""Parts: what a file format itself tells, before the words are looked at."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.model.document import Publication


@dataclass(frozen=True, slots=True)
class Parts:
    """The text and the metadata of one input. None where the format does not tell."""

    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    publication: Publication | None = None
    notes: tuple[str, ...] = ()

"""Parts: what a file format itself tells, before the words are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tocsin.model.document import Publication


@dataclass(frozen=True, slots=True)
class Parts:
    """The text and the metadata of one input. None where the format does not tell.

    `out_by` is a day on which the article was seen, with the reason in words.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    publication: Publication | None = None
    notes: tuple[str, ...] = ()
    out_by: tuple[date, str] | None = None

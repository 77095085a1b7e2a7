"""TextIndex: what a database's full-text search must be able to do, whichever database it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal, Protocol

import sqlalchemy as sa

from tocsin.store.search_words import Term

Indexed = Literal["claims", "documents", "voices"]
INDEXED: tuple[Indexed, ...] = ("claims", "documents", "voices")


class TextIndex(Protocol):
    """Lines of words by number, for each kind of row."""

    def create(self, connection: sa.Connection) -> None:
        """Lay the index, empty; whatever was of it is dropped."""
        ...

    def put(self, connection: sa.Connection, what: Indexed, lines: Iterable[tuple[int, str]]) -> None:
        """Keep lines under numbers that have none yet."""
        ...

    def remove(self, connection: sa.Connection, what: Indexed, lines: Iterable[tuple[int, str]]) -> None:
        """Let go of lines, given as they were put."""
        ...

    def numbers(self, what: Indexed, terms: Sequence[Term]) -> sa.Select[Any]:
        """A query for the numbers of the lines that hold every term, in one column `number`."""
        ...

    def best_first(self, what: Indexed, terms: Sequence[Term]) -> sa.Select[Any]:
        """The same, with those that speak most of the terms first; slow for words that stand everywhere."""
        ...

    def size(self, connection: sa.Connection, what: Indexed) -> int:
        """How many lines there are."""
        ...

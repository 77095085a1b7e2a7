"""Full-text search in SQLite: FTS5 tables that keep no text of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from tocsin.store.search_words import SOUND, Term
from tocsin.store.text_index import INDEXED, Indexed

# SQLite's own tokenizer must leave the words as they are: they are ASCII, apart by blanks.
TOKENIZER = f"ascii tokenchars '{SOUND}'"
BATCH = 5_000


class Fts5Index:
    """A TextIndex. The lines can be searched, not read back: they are made anew from the nouns."""

    def create(self, connection: sa.Connection) -> None:
        for what in INDEXED:
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {what}_text")
            connection.exec_driver_sql(
                f"CREATE VIRTUAL TABLE {what}_text USING fts5(words, content='', tokenize=\"{TOKENIZER}\")"
            )

    def put(self, connection: sa.Connection, what: Indexed, lines: Iterable[tuple[int, str]]) -> None:
        statement = f"INSERT INTO {what}_text (rowid, words) VALUES (?, ?)"
        rows = list(lines)
        for start in range(0, len(rows), BATCH):
            connection.exec_driver_sql(statement, rows[start : start + BATCH])

    def remove(self, connection: sa.Connection, what: Indexed, lines: Iterable[tuple[int, str]]) -> None:
        # A table without text of its own must be told what it forgets.
        statement = f"INSERT INTO {what}_text ({what}_text, rowid, words) VALUES ('delete', ?, ?)"
        if rows := list(lines):
            connection.exec_driver_sql(statement, rows)

    def numbers(self, what: Indexed, terms: Sequence[Term]) -> sa.Select[Any]:
        return self._matching(what, terms).order_by(sa.desc(sa.literal_column("rowid")))

    def best_first(self, what: Indexed, terms: Sequence[Term]) -> sa.Select[Any]:
        return self._matching(what, terms).order_by(sa.literal_column("rank"))

    def size(self, connection: sa.Connection, what: Indexed) -> int:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {what}_text_docsize").scalar_one())

    def _matching(self, what: Indexed, terms: Sequence[Term]) -> sa.Select[Any]:
        table = sa.table(f"{what}_text")
        query = sa.select(sa.literal_column("rowid", sa.Integer).label("number")).select_from(table)
        return query.where(sa.literal_column(f"{what}_text").op("MATCH")(_written(terms)))


def _written(terms: Sequence[Term]) -> str:
    """The terms in FTS5's own language. They hold ASCII letters, digits and underscores alone, so quotes suffice."""
    return " AND ".join(_term(term) for term in terms)


def _term(term: Term) -> str:
    phrase = f'"{" ".join(term.words)}"' + ("*" if term.prefix else "")
    return f'({phrase} OR "{SOUND}{term.sound}")' if term.sound else phrase

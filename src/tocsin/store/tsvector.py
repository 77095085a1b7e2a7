"""Full-text search in PostgreSQL: tables of tsvector under GIN indexes, of our own words, not its parser's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from tocsin.store.search_words import SOUND, Term
from tocsin.store.text_index import INDEXED, Indexed

# A tsvector takes a megabyte; what stands further back in a text is not searched.
MOST_WORDS = 60_000
BATCH = 1_000


class TsvectorIndex:
    """A TextIndex."""

    def create(self, connection: sa.Connection) -> None:
        for what in INDEXED:
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {what}_text")
            connection.exec_driver_sql(
                f"CREATE TABLE {what}_text (number bigint PRIMARY KEY, words tsvector NOT NULL)"
            )
            connection.exec_driver_sql(f"CREATE INDEX {what}_text_words ON {what}_text USING gin (words)")

    def put(self, connection: sa.Connection, what: Indexed, lines: Iterable[tuple[int, str]]) -> None:
        statement = f"INSERT INTO {what}_text (number, words) VALUES (%s, %s::tsvector)"
        rows = [(number, _vector(line)) for number, line in lines]
        for start in range(0, len(rows), BATCH):
            connection.exec_driver_sql(statement, rows[start : start + BATCH])

    def remove(self, connection: sa.Connection, what: Indexed, lines: Iterable[tuple[int, str]]) -> None:
        numbers = [number for number, _ in lines]
        connection.exec_driver_sql(f"DELETE FROM {what}_text WHERE number = ANY(%s)", (numbers,))

    def numbers(self, what: Indexed, terms: Sequence[Term]) -> sa.Select[Any]:
        return self._matching(what, terms).order_by(sa.desc("number"))

    def best_first(self, what: Indexed, terms: Sequence[Term]) -> sa.Select[Any]:
        rank = sa.func.ts_rank_cd(sa.column("words"), _query(terms))
        return self._matching(what, terms).order_by(rank.desc(), sa.desc("number"))

    def size(self, connection: sa.Connection, what: Indexed) -> int:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {what}_text").scalar_one())

    def _matching(self, what: Indexed, terms: Sequence[Term]) -> sa.Select[Any]:
        table = sa.table(f"{what}_text", sa.column("number", sa.BigInteger), sa.column("words"))
        return sa.select(table.c.number).where(table.c.words.op("@@")(_query(terms)))


def _vector(line: str) -> str:
    """A line as PostgreSQL writes vectors: words with their places. All are ASCII letters, digits and underscores."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(line.split(" ")[:MOST_WORDS], start=1):
        places.setdefault(word, []).append(place)
    return " ".join(f"{word}:{','.join(map(str, at[:255]))}" for word, at in places.items() if word)


def _query(terms: Sequence[Term]) -> sa.ColumnElement[Any]:
    written = " & ".join(_term(term) for term in terms)
    return sa.literal_column(f"'{written}'::tsquery")


def _term(term: Term) -> str:
    *whole, last = term.words
    phrase = " <-> ".join((*whole, f"{last}:*" if term.prefix else last))
    return f"({phrase} | {SOUND}{term.sound})" if term.sound else f"({phrase})"

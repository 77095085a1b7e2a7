"""Making the full-text index anew from the nouns, a stretch of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sqlalchemy as sa

from tocsin.model import codec
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.store import schema
from tocsin.store.columns import document_line
from tocsin.store.document_rows import documents_after
from tocsin.store.search_words import claim_line, line_of
from tocsin.store.text_index import INDEXED, Indexed, TextIndex


def index_all(connection: sa.Connection, index: TextIndex, kinds: Sequence[Indexed] = INDEXED) -> None:
    """Put the lines of every row to be found into an index that has none of them."""
    if "voices" in kinds:
        names = connection.execute(sa.select(schema.VOICES.c.number, schema.VOICES.c.name)).all()
        index.put(connection, "voices", [(int(row[0]), line_of(row[1])) for row in names])
    for part in _documents(connection):
        if "documents" in kinds:
            index.put(connection, "documents", [(number, document_line(document)) for number, document in part])
        if "claims" in kinds:
            index.put(connection, "claims", _claim_lines(connection, {item.id: item.text for _, item in part}))


def unindexed(connection: sa.Connection, index: TextIndex) -> dict[Indexed, int]:
    """How many lines each part of the index has more or fewer than there are rows to be found; only those that do."""
    tables: tuple[tuple[Indexed, sa.Table, tuple[sa.ColumnElement[bool], ...]], ...] = (
        ("claims", schema.CLAIMS, (schema.CLAIMS.c.shown == 1,)),
        ("documents", schema.DOCUMENTS, ()),
        ("voices", schema.VOICES, ()),
    )
    found: dict[Indexed, int] = {}
    for what, table, conditions in tables:
        rows = connection.execute(sa.select(sa.func.count()).select_from(table).where(*conditions)).scalar_one()
        if difference := abs(int(rows) - index.size(connection, what)):
            found[what] = difference
    return found


def _documents(connection: sa.Connection) -> Iterator[list[tuple[int, Document]]]:
    last = 0
    while part := documents_after(connection, last):
        last = part[-1][0]
        yield part


def _claim_lines(connection: sa.Connection, texts: dict[str, str]) -> list[tuple[int, str]]:
    table = schema.CLAIMS
    query = sa.select(table.c.number, table.c.document_id, table.c.json)
    rows = connection.execute(query.where(table.c.document_id.in_(list(texts)), table.c.shown == 1))
    return [(int(row[0]), claim_line(codec.decode(row[2], Claim), texts[row[1]])) for row in rows]

"""What can be wrong with rows that are worked out from others, and making it right. Originals are never touched."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from tocsin.store import schema
from tocsin.store.indexing import index_all, unindexed
from tocsin.store.rows import touch
from tocsin.store.sql import SqlStore
from tocsin.store.text_index import INDEXED

CLAIMS, DOCUMENTS, EXTRACTIONS = schema.CLAIMS, schema.DOCUMENTS, schema.EXTRACTIONS


def derived_problems(store: SqlStore) -> tuple[str, ...]:
    """What does not fit among derived rows, each in one line; `repair` mends all of it."""
    with store.reading() as connection:
        return tuple(_problems(store, connection))


def repair(store: SqlStore) -> tuple[str, ...]:
    """Mend derived rows in one transaction; what was done, each in one line."""
    with store.writing() as connection:
        found = tuple(_problems(store, connection))
        if not found:
            return ()
        connection.execute(sa.delete(CLAIMS).where(_homeless()))
        connection.execute(sa.delete(EXTRACTIONS).where(_unfounded()))
        fits = sa.exists().where(DOCUMENTS.c.id == CLAIMS.c.document_id, DOCUMENTS.c.claims_key == CLAIMS.c.key)
        connection.execute(sa.update(CLAIMS).where(CLAIMS.c.shown == 1, ~fits).values(shown=0))
        connection.execute(sa.update(CLAIMS).where(CLAIMS.c.shown == 0, fits).values(shown=1))
        names = sa.select(CLAIMS.c.origin).where(CLAIMS.c.origin != "", _voiceless()).distinct()
        connection.execute(sa.insert(schema.VOICES).from_select(["name"], names))
        store.index.create(connection)
        index_all(connection, store.index)
        touch(connection)
    return found


def _problems(store: SqlStore, connection: sa.Connection) -> Iterator[str]:
    fits = sa.exists().where(DOCUMENTS.c.id == CLAIMS.c.document_id, DOCUMENTS.c.claims_key == CLAIMS.c.key)
    checks = (
        ("claims of no extraction", CLAIMS, (_homeless(),)),
        ("extractions of no document", EXTRACTIONS, (_unfounded(),)),
        ("claims in force that should not be", CLAIMS, (CLAIMS.c.shown == 1, ~fits)),
        ("claims not in force that should be", CLAIMS, (CLAIMS.c.shown == 0, fits)),
        ("claims whose origin cannot be looked up", CLAIMS, (CLAIMS.c.origin != "", _voiceless())),
    )
    for words, table, conditions in checks:
        query = sa.select(sa.func.count()).select_from(table).where(*conditions)
        if count := connection.execute(query).scalar_one():
            yield f"{count} {words}"
    inspector = sa.inspect(connection)
    if not all(inspector.has_table(f"{what}_text") for what in INDEXED):
        yield "the full-text index is missing"
        return
    lacking = unindexed(connection, store.index)
    yield from (f"{count} {what} too many or too few in the full-text index" for what, count in lacking.items())


def _homeless() -> sa.ColumnElement[bool]:
    of_it = (EXTRACTIONS.c.document_id == CLAIMS.c.document_id, EXTRACTIONS.c.key == CLAIMS.c.key)
    return ~sa.exists().where(*of_it) | ~sa.exists().where(DOCUMENTS.c.id == CLAIMS.c.document_id)


def _unfounded() -> sa.ColumnElement[bool]:
    return ~sa.exists().where(DOCUMENTS.c.id == EXTRACTIONS.c.document_id)


def _voiceless() -> sa.ColumnElement[bool]:
    return ~sa.exists().where(schema.VOICES.c.name == CLAIMS.c.origin)

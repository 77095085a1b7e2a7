"""Rows of claims: kept once for each extraction of a document, of which one is in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from tocsin.model import codec
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.store import schema
from tocsin.store.columns import claim_row, described
from tocsin.store.rows import all_of, insert_new, last_number, one, parted, touch
from tocsin.store.search_words import claim_line, line_of
from tocsin.store.text_index import TextIndex


def claims(connection: sa.Connection, document_id: str, key: str) -> tuple[Claim, ...] | None:
    """The claims of one extraction, in reading order, or None where there was none."""
    done, table = schema.EXTRACTIONS, schema.CLAIMS
    mark = sa.select(done.c.claims).where(done.c.document_id == document_id, done.c.key == key)
    if one(connection, mark) is None:
        return None
    query = sa.select(table.c.json).where(table.c.document_id == document_id, table.c.key == key)
    return tuple(codec.decode(text, Claim) for text in all_of(connection, query.order_by(table.c.position)))


def put_claims(
    connection: sa.Connection, index: TextIndex, document: Document, key: str, given: Sequence[Claim]
) -> None:
    """Keep the claims of an extraction, unless it is known, and put it in force."""
    mark = insert_new(connection, schema.EXTRACTIONS).values(document_id=document.id, key=key, claims=len(given))
    fresh = connection.execute(mark.returning(schema.EXTRACTIONS.c.key)).first() is not None
    if fresh and given:
        first = last_number(connection, schema.CLAIMS.c.number) + 1
        rows = [
            {"number": first + position, **claim_row(claim, key, position)} for position, claim in enumerate(given)
        ]
        connection.execute(sa.insert(schema.CLAIMS), rows)
        put_voices(connection, index, [str(row["origin"]) for row in rows])
    use_claims(connection, index, document, key)


def use_claims(connection: sa.Connection, index: TextIndex, document: Document, key: str) -> None:
    """Put an extraction of a document in force, and note what is known of the document now."""
    documents = schema.DOCUMENTS
    known = one(connection, sa.select(documents.c.claims_key).where(documents.c.id == document.id))
    if known != key:
        _show(connection, index, document, str(known), shown=False)
        _show(connection, index, document, key, shown=True)
    values = {"claims_key": key, **described(document)}
    connection.execute(sa.update(documents).where(documents.c.id == document.id).values(values))
    touch(connection)


def _show(connection: sa.Connection, index: TextIndex, document: Document, key: str, *, shown: bool) -> None:
    table = schema.CLAIMS
    of_it = (table.c.document_id == document.id, table.c.key == key, table.c.shown == int(not shown))
    rows = connection.execute(sa.select(table.c.number, table.c.json).where(*of_it)).all()
    if not rows:
        return
    connection.execute(sa.update(table).where(*of_it).values(shown=int(shown)))
    lines = [(int(row[0]), claim_line(codec.decode(row[1], Claim), document.text)) for row in rows]
    (index.put if shown else index.remove)(connection, "claims", lines)


def put_voices(connection: sa.Connection, index: TextIndex, names: Iterable[str]) -> None:
    """Keep the names of origins that are new."""
    table = schema.VOICES
    wanted = sorted({name for name in names if name})
    known: set[str] = set()
    for part in parted(wanted):
        known.update(connection.execute(sa.select(table.c.name).where(table.c.name.in_(part))).scalars())
    first = last_number(connection, table.c.number) + 1
    fresh = list(enumerate((name for name in wanted if name not in known), start=first))
    if fresh:
        connection.execute(sa.insert(table), [{"number": number, "name": name} for number, name in fresh])
        index.put(connection, "voices", [(number, line_of(name)) for number, name in fresh])


def in_force(connection: sa.Connection) -> dict[str, str]:
    """The key of the claims in force of each document, in order."""
    table = schema.DOCUMENTS
    rows = connection.execute(sa.select(table.c.id, table.c.claims_key).order_by(table.c.number))
    return {str(row[0]): str(row[1]) for row in rows}

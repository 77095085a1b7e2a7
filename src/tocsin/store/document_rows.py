"""Rows of documents and of their original bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from tocsin.model import codec
from tocsin.model.capture import Capture
from tocsin.model.document import Document
from tocsin.model.finding import DocumentFilter, Page
from tocsin.model.stamp import Stamp
from tocsin.store import schema
from tocsin.store.columns import days
from tocsin.store.record_rows import append
from tocsin.store.rows import count_up_to, insert_new, one
from tocsin.store.text_index import TextIndex
from tocsin.store.text_search import COUNTED, choose

AT_ONCE = 500


def documents(connection: sa.Connection) -> tuple[Document, ...]:
    """All documents, in order."""
    return _decoded(connection, sa.select(schema.DOCUMENTS.c.json).order_by("number"))


def documents_after(connection: sa.Connection, last: int) -> list[tuple[int, Document]]:
    """The next stretch of documents with their numbers, after the one of number `last`."""
    table = schema.DOCUMENTS
    query = sa.select(table.c.number, table.c.json).where(table.c.number > last).order_by(table.c.number)
    return [(int(row[0]), codec.decode(row[1], Document)) for row in connection.execute(query.limit(AT_ONCE))]


def document(connection: sa.Connection, document_id: str) -> Document | None:
    """One document by its id."""
    found = one(connection, sa.select(schema.DOCUMENTS.c.json).where(schema.DOCUMENTS.c.id == document_id))
    return codec.decode(found, Document) if found is not None else None


def capture(connection: sa.Connection, document_id: str) -> Capture | None:
    """The original bytes of a document."""
    documents, originals = schema.DOCUMENTS, schema.ORIGINALS
    query = (
        sa.select(documents.c.capture_json, originals.c.content)
        .join(originals, documents.c.capture_sha256 == originals.c.sha256)
        .where(documents.c.id == document_id)
    )
    row = connection.execute(query).first()
    return replace(codec.decode(row[0], Capture), content=row[1]) if row else None


def at_address(connection: sa.Connection, address: str) -> tuple[Document, ...]:
    """The documents of one page, oldest first."""
    table = schema.DOCUMENTS
    return _decoded(connection, sa.select(table.c.json).where(table.c.address == address).order_by(table.c.number))


def put_recapture(connection: sa.Connection, document_id: str, again: Capture, stamp: Stamp) -> bool:
    """Keep another capture of a document, and its line in the log; False where one of its bytes and time is there."""
    if again in captures(connection, document_id):
        return False
    connection.execute(insert_new(connection, schema.ORIGINALS).values(sha256=again.sha256, content=again.content))
    connection.execute(
        sa.insert(schema.RECAPTURES).values(
            document_id=document_id,
            capture_sha256=again.sha256,
            capture_json=codec.encode(replace(again, content=b"")).decode(),
        )
    )
    append(connection, "document", document_id, f"captured again: {again.name} sha256:{again.sha256}", stamp)
    return True


def captures(connection: sa.Connection, document_id: str) -> tuple[Capture, ...]:
    """All captures of a document, oldest first."""
    table, originals = schema.RECAPTURES, schema.ORIGINALS
    first = capture(connection, document_id)
    query = (
        sa.select(table.c.capture_json, originals.c.content)
        .join(originals, table.c.capture_sha256 == originals.c.sha256)
        .where(table.c.document_id == document_id)
        .order_by(table.c.number)
    )
    later = (replace(codec.decode(row[0], Capture), content=row[1]) for row in connection.execute(query))
    return (*((first,) if first else ()), *later)


def find_documents(
    connection: sa.Connection, index: TextIndex, wanted: DocumentFilter, offset: int, limit: int
) -> Page[Document]:
    """A page of the documents that fit, the newest in first; the best first where few hold the words."""
    table = schema.DOCUMENTS
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.publisher:
        conditions.append(table.c.publisher == wanted.publisher)
    if wanted.published:
        first, last = days(wanted.published)
        conditions += [table.c.published_start <= last, table.c.published_end >= first]
    if wanted.text.strip():
        search = choose(connection, index, "documents", wanted.text)
        if search is None:
            return Page((), 0)
        if not conditions:
            numbers = search.page(connection, offset, limit)
            return Page(_by_number(connection, numbers), min(search.total, COUNTED), search.total <= COUNTED)
        conditions.append(table.c.number.in_(search.numbers))
    query = sa.select(table.c.number).where(*conditions)
    total = count_up_to(connection, query, COUNTED)
    listed = connection.execute(query.order_by(table.c.number.desc()).offset(offset).limit(limit)).scalars()
    return Page(_by_number(connection, list(listed)), min(total, COUNTED), total <= COUNTED)


def _by_number(connection: sa.Connection, numbers: Sequence[int]) -> tuple[Document, ...]:
    table = schema.DOCUMENTS
    rows = connection.execute(sa.select(table.c.number, table.c.json).where(table.c.number.in_(numbers))).all()
    found = {row[0]: codec.decode(row[1], Document) for row in rows}
    return tuple(found[number] for number in numbers)


def _decoded(connection: sa.Connection, query: sa.Select[Any]) -> tuple[Document, ...]:
    return tuple(codec.decode(text, Document) for text in connection.execute(query).scalars())

"""Rows of documents that come in, many at a time: few statements for all of them, in the caller's transaction.

Whoever writes holds the writer's place, so that rows can be numbered here, without asking the database for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from tocsin.model import codec
from tocsin.model.incoming import Incoming
from tocsin.model.log_entry import LogEntry, sealed
from tocsin.model.stamp import Stamp
from tocsin.store import schema
from tocsin.store.claim_rows import put_claims, put_voices
from tocsin.store.columns import claim_row, described, document_line
from tocsin.store.record_rows import last_entry
from tocsin.store.rows import insert_new, last_number, parted, touch
from tocsin.store.search_words import claim_line
from tocsin.store.text_index import TextIndex


def put_incoming(
    connection: sa.Connection, index: TextIndex, incoming: Sequence[Incoming], stamp: Stamp
) -> tuple[bool, ...]:
    """Keep documents with their bytes, words, claims and lines in the log; of each, whether it was new."""
    fresh = _new_ones(connection, incoming)
    if fresh:
        _put_documents(connection, index, fresh)
        _put_claims(connection, index, [item for item in fresh if item.key])
        _log(connection, fresh, stamp)
        touch(connection)
    unused = {id(item) for item in fresh}
    for item in incoming:
        if id(item) not in unused and item.key:
            put_claims(connection, index, item.ruled or item.document, item.key, item.claims)
    return tuple(id(item) in unused for item in incoming)


def _new_ones(connection: sa.Connection, incoming: Sequence[Incoming]) -> list[Incoming]:
    """Those of documents that are not there, each once."""
    table = schema.DOCUMENTS
    known: set[str] = set()
    for part in parted([item.document.id for item in incoming]):
        known.update(connection.execute(sa.select(table.c.id).where(table.c.id.in_(part))).scalars())
    fresh = []
    for item in incoming:
        if item.document.id not in known:
            known.add(item.document.id)
            fresh.append(item)
    return fresh


def _put_documents(connection: sa.Connection, index: TextIndex, fresh: Sequence[Incoming]) -> None:
    originals = {item.capture.sha256: item.capture.content for item in fresh}
    connection.execute(
        insert_new(connection, schema.ORIGINALS),
        [{"sha256": digest, "content": content} for digest, content in originals.items()],
    )
    first = last_number(connection, schema.DOCUMENTS.c.number) + 1
    numbered = list(enumerate(fresh, start=first))
    rows = [
        {
            "number": number,
            "id": item.document.id,
            "name": item.document.name,
            "text_sha256": item.document.text_sha256,
            "capture_sha256": item.capture.sha256,
            "capture_json": codec.encode(replace(item.capture, content=b"")).decode(),
            "json": codec.encode(item.document).decode(),
            "claims_key": item.key,
            **described(item.ruled or item.document),
        }
        for number, item in numbered
    ]
    connection.execute(sa.insert(schema.DOCUMENTS), rows)
    index.put(connection, "documents", [(number, document_line(item.document)) for number, item in numbered])


def _put_claims(connection: sa.Connection, index: TextIndex, fresh: Sequence[Incoming]) -> None:
    """The claims of documents that are new, which are in force from the start."""
    marks = [{"document_id": item.document.id, "key": item.key, "claims": len(item.claims)} for item in fresh]
    if marks:
        connection.execute(sa.insert(schema.EXTRACTIONS), marks)
    number = last_number(connection, schema.CLAIMS.c.number)
    rows, lines = [], []
    for item in fresh:
        for position, claim in enumerate(item.claims):
            number += 1
            rows.append({**claim_row(claim, item.key, position), "number": number, "shown": 1})
            lines.append((number, claim_line(claim, item.document.text)))
    if rows:
        connection.execute(sa.insert(schema.CLAIMS), rows)
        index.put(connection, "claims", lines)
        put_voices(connection, index, [str(row["origin"]) for row in rows])


def _log(connection: sa.Connection, fresh: Sequence[Incoming], stamp: Stamp) -> None:
    number, previous = last_entry(connection)
    rows = []
    for item in fresh:
        number += 1
        detail = f"{item.document.name} sha256:{item.capture.sha256}"
        entry = sealed(LogEntry(number, "document", item.document.id, detail, stamp.who, stamp.at, previous))
        previous = entry.digest
        rows.append(codec.to_plain(entry))
    connection.execute(sa.insert(schema.LOG), rows)

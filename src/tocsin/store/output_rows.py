"""Rows of what stages worked out: outputs by key, and vectors of sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from tocsin.store import schema
from tocsin.store.rows import insert_new, one, parted


def output(connection: sa.Connection, kind: str, key: str) -> bytes | None:
    """What a stage gave for inputs of this key."""
    table = schema.OUTPUTS
    found: bytes | None = one(connection, sa.select(table.c.data).where(table.c.kind == kind, table.c.key == key))
    return found


def put_output(connection: sa.Connection, kind: str, key: str, data: bytes) -> None:
    """Keep what a stage gave; what is there stays."""
    connection.execute(insert_new(connection, schema.OUTPUTS).values(kind=kind, key=key, data=data))


def vectors(connection: sa.Connection, model: str, digests: Sequence[str]) -> dict[str, bytes]:
    """The vectors known of a model, by the sentence's digest."""
    table = schema.VECTORS
    found: dict[str, bytes] = {}
    for part in parted(digests):
        query = sa.select(table.c.sentence_sha256, table.c.data)
        rows = connection.execute(query.where(table.c.model == model, table.c.sentence_sha256.in_(part)))
        found.update((row[0], row[1]) for row in rows)
    return found


def put_vectors(connection: sa.Connection, model: str, given: Mapping[str, bytes]) -> None:
    """Keep vectors of a model; what is there stays."""
    rows = [{"model": model, "sentence_sha256": digest, "data": data} for digest, data in given.items()]
    connection.execute(insert_new(connection, schema.VECTORS), rows)

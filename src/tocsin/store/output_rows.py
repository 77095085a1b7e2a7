"""Rows of what runs left behind: outputs by key, vectors of sentences, refusals, and what following remembers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from tocsin.model import codec
from tocsin.model.refusal import KeptRefusal, Refusal
from tocsin.model.stamp import Stamp
from tocsin.store import schema
from tocsin.store.rows import all_of, insert_new, insert_over, one, parted


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


def put_refusals(connection: sa.Connection, given: Sequence[Refusal], stamp: Stamp) -> None:
    """Keep the newest word on each place that could not be read."""
    newest = {refusal.location or refusal.name: KeptRefusal(refusal, stamp.who, stamp.at) for refusal in given}
    rows = [
        {"location": location, "at": stamp.at.isoformat(), "json": codec.encode(kept).decode()}
        for location, kept in newest.items()
    ]
    if rows:
        connection.execute(insert_over(connection, schema.REFUSALS), rows)


def refusals(connection: sa.Connection) -> tuple[KeptRefusal, ...]:
    """What could not be read, by place."""
    texts = all_of(connection, sa.select(schema.REFUSALS.c.json).order_by(schema.REFUSALS.c.location))
    return tuple(codec.decode(text, KeptRefusal) for text in texts)


def remembered(connection: sa.Connection, key: str) -> bytes | None:
    """What was last remembered under a key."""
    found: bytes | None = one(connection, sa.select(schema.REMEMBERED.c.data).where(schema.REMEMBERED.c.key == key))
    return found


def remember(connection: sa.Connection, key: str, data: bytes) -> None:
    """Remember under a key, over what was there."""
    connection.execute(insert_over(connection, schema.REMEMBERED), {"key": key, "data": data})

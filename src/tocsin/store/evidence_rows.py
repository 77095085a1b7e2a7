"""Rows of evidence: what the claims of each document tell about a question."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from tocsin.model import codec
from tocsin.model.evidence import DocumentEvidence, Evidence
from tocsin.store import schema
from tocsin.store.rows import all_of, insert_over

EVIDENCE, DOCUMENTS = schema.EVIDENCE, schema.DOCUMENTS


def unmatched(connection: sa.Connection, key: str) -> tuple[str, ...]:
    """The documents whose claims in force were not looked at under a key, in order."""
    made = sa.exists().where(
        EVIDENCE.c.key == key,
        EVIDENCE.c.document_id == DOCUMENTS.c.id,
        EVIDENCE.c.made_from == DOCUMENTS.c.claims_key,
    )
    query = sa.select(DOCUMENTS.c.id).where(DOCUMENTS.c.claims_key != "", ~made).order_by(DOCUMENTS.c.number)
    return tuple(all_of(connection, query))


def put_evidence(connection: sa.Connection, key: str, given: Sequence[DocumentEvidence]) -> None:
    """Keep what documents tell, over what was there."""
    rows = [
        {
            "key": key,
            "document_id": item.document_id,
            "made_from": item.made_from,
            "relevant": sum(each.relevant for each in item.evidence),
            "json": codec.encode(item.evidence).decode(),
        }
        for item in given
    ]
    if rows:
        connection.execute(insert_over(connection, EVIDENCE), rows)


def bearing(connection: sa.Connection, key: str) -> tuple[DocumentEvidence, ...]:
    """What the documents tell that bear on the question, in the order in which they came."""
    query = (
        sa.select(EVIDENCE.c.document_id, EVIDENCE.c.made_from, EVIDENCE.c.json)
        .join(DOCUMENTS, DOCUMENTS.c.id == EVIDENCE.c.document_id)
        .where(EVIDENCE.c.key == key, EVIDENCE.c.relevant > sa.literal_column("0"))
        .order_by(DOCUMENTS.c.number)
    )
    return tuple(
        DocumentEvidence(str(row[0]), str(row[1]), codec.decode(row[2], tuple[Evidence, ...]))
        for row in connection.execute(query)
    )

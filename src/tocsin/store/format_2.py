"""From format 1 to 2: documents and claims can be searched, and the claims in force are marked.

The tables are written out here as they were in format 2, so that this step stays what it is when later formats come.
"""

from __future__ import annotations

import sqlalchemy as sa

from tocsin.model import codec
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.store.claim_rows import put_voices
from tocsin.store.columns import claim_row, described
from tocsin.store.fts5 import Fts5Index
from tocsin.store.indexing import index_all

DOCUMENT_COLUMNS = ("claims_key", "publisher", "address", "published_start", "published_end")
CLAIMS = """
CREATE TABLE claims (
    number INTEGER NOT NULL, document_id TEXT NOT NULL, "key" TEXT NOT NULL, position INTEGER NOT NULL,
    id TEXT NOT NULL, content_start INTEGER NOT NULL, content_end INTEGER NOT NULL, stance TEXT NOT NULL,
    kind TEXT NOT NULL, origin TEXT NOT NULL, side TEXT NOT NULL, long INTEGER NOT NULL, day_start TEXT NOT NULL,
    day_end TEXT NOT NULL, shown INTEGER NOT NULL, json TEXT NOT NULL,
    PRIMARY KEY (number),
    FOREIGN KEY(document_id, "key") REFERENCES extractions (document_id, "key"),
    UNIQUE (document_id, "key", position)
) STRICT
"""
TABLES = (
    "CREATE TABLE voices (number INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (number), UNIQUE (name)) STRICT",
    "CREATE TABLE counters (name TEXT NOT NULL, value INTEGER NOT NULL, PRIMARY KEY (name)) STRICT",
    "CREATE TABLE recaptures (number INTEGER NOT NULL, document_id TEXT NOT NULL, capture_sha256 TEXT NOT NULL, "
    "capture_json TEXT NOT NULL, PRIMARY KEY (number), FOREIGN KEY(document_id) REFERENCES documents (id), "
    "FOREIGN KEY(capture_sha256) REFERENCES originals (sha256)) STRICT",
    'CREATE TABLE refusals (location TEXT NOT NULL, "at" TEXT NOT NULL, json TEXT NOT NULL, '
    "PRIMARY KEY (location)) STRICT",
    'CREATE TABLE evidence ("key" TEXT NOT NULL, document_id TEXT NOT NULL, made_from TEXT NOT NULL, '
    'relevant INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY ("key", document_id)) STRICT',
    'CREATE TABLE remembered ("key" TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY ("key")) STRICT',
    'CREATE TABLE link_rows (kind TEXT NOT NULL, "key" TEXT NOT NULL, json TEXT NOT NULL, '
    'PRIMARY KEY (kind, "key")) STRICT, WITHOUT ROWID',
    "CREATE TABLE link_members (kind TEXT NOT NULL, grp TEXT NOT NULL, place TEXT NOT NULL, member TEXT NOT NULL, "
    "PRIMARY KEY (kind, grp, place, member)) STRICT, WITHOUT ROWID",
)
DAYS = "long, day_start, day_end"
INDEXES = (
    "CREATE INDEX documents_by_address ON documents (address)",
    "CREATE INDEX documents_by_publisher ON documents (publisher)",
    "CREATE INDEX documents_by_publication ON documents (published_start, published_end)",
    'CREATE INDEX evidence_that_bears ON evidence ("key") WHERE relevant > 0',
    "CREATE INDEX recaptures_by_document ON recaptures (document_id)",
    f"CREATE INDEX claims_by_origin ON claims (origin, {DAYS}) WHERE shown = 1",
    f"CREATE INDEX claims_by_day ON claims ({DAYS}, side, kind, stance) WHERE shown = 1",
)  # fmt: skip
AT_ONCE = 2_000


def to_format_2(connection: sa.Connection) -> None:
    """Lay the new tables and columns, and fill them from the nouns."""
    for name in DOCUMENT_COLUMNS:
        connection.exec_driver_sql(f"ALTER TABLE documents ADD COLUMN {name} TEXT NOT NULL DEFAULT ''")
    connection.exec_driver_sql("ALTER TABLE claims RENAME TO claims_1")
    for statement in (CLAIMS, *TABLES):
        connection.exec_driver_sql(statement)
    _fill_claims(connection)
    # Renaming takes the old table's indexes along; they go with it.
    connection.exec_driver_sql("DROP TABLE claims_1")
    for statement in INDEXES:
        connection.exec_driver_sql(statement)
    _describe_documents(connection)
    connection.exec_driver_sql(
        "UPDATE claims SET shown = 1 WHERE EXISTS (SELECT 1 FROM documents "
        "WHERE documents.id = claims.document_id AND documents.claims_key = claims.key)"
    )
    index = Fts5Index()
    index.create(connection)
    put_voices(connection, index, connection.exec_driver_sql("SELECT DISTINCT origin FROM claims").scalars())
    index_all(connection, index, ("claims", "documents"))


def _fill_claims(connection: sa.Connection) -> None:
    last = 0
    query = "SELECT rowid, key, position, json FROM claims_1 WHERE rowid > ? ORDER BY rowid LIMIT ?"
    while part := connection.exec_driver_sql(query, (last, AT_ONCE)).all():
        last = part[-1][0]
        rows = [claim_row(codec.decode(text, Claim), key, position) for _, key, position, text in part]
        names = list(rows[0])
        statement = f"INSERT INTO claims ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        connection.exec_driver_sql(statement, [tuple(row.values()) for row in rows])


def _describe_documents(connection: sa.Connection) -> None:
    """The newest extraction of each document is the one in force."""
    query = "SELECT document_id, key, max(rowid) FROM extractions GROUP BY document_id"
    newest = {row[0]: row[1] for row in connection.exec_driver_sql(query)}
    for number, name, text in connection.exec_driver_sql("SELECT number, id, json FROM documents").all():
        values = {"claims_key": newest.get(name, ""), **described(codec.decode(text, Document))}
        sets = ", ".join(f"{column} = ?" for column in values)
        connection.exec_driver_sql(f"UPDATE documents SET {sets} WHERE number = ?", (*values.values(), number))

"""The tables of a case file, format 1. Nouns are kept as JSON; columns beside it are what is searched by."""

from __future__ import annotations

import sqlalchemy as sa

# "tocs" in ASCII: marks the SQLite file as a case.
APPLICATION_ID = 0x746F6373
FORMAT = 1

METADATA = sa.MetaData()


def _table(name: str, *columns: sa.schema.SchemaItem) -> sa.Table:
    return sa.Table(name, METADATA, *columns, sqlite_strict=True)


def _text(name: str, *, key: bool = False, optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=key, nullable=optional)


ORIGINALS = _table("originals", _text("sha256", key=True), sa.Column("content", sa.LargeBinary, nullable=False))

DOCUMENTS = _table(
    "documents",
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    _text("name"),
    _text("text_sha256"),
    sa.Column("capture_sha256", sa.Text, sa.ForeignKey("originals.sha256"), nullable=False),
    _text("capture_json"),
    _text("json"),
    sa.Index("documents_by_text", "text_sha256"),
)

# One row for each time a document was extracted, so that "no claims found" differs from "never looked".
EXTRACTIONS = _table(
    "extractions",
    sa.Column("document_id", sa.Text, sa.ForeignKey("documents.id"), primary_key=True),
    _text("key", key=True),
    sa.Column("claims", sa.Integer, nullable=False),
)

CLAIMS = _table(
    "claims",
    _text("document_id", key=True),
    _text("key", key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    _text("id"),
    sa.Column("content_start", sa.Integer, nullable=False),
    sa.Column("content_end", sa.Integer, nullable=False),
    _text("stance"),
    _text("kind"),
    _text("origin", optional=True),
    _text("side", optional=True),
    _text("when_start", optional=True),
    _text("when_end", optional=True),
    _text("json"),
    sa.ForeignKeyConstraint(["document_id", "key"], ["extractions.document_id", "extractions.key"]),
    sa.Index("claims_by_id", "id"),
    sa.Index("claims_by_origin", "origin"),
    sa.Index("claims_by_when", "when_start", "when_end"),
)

OUTPUTS = _table(
    "outputs",
    _text("kind", key=True),
    _text("key", key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
)

# Vectors of sentences, so that a case that grows embeds only what is new. Rows of 4-byte floats.
VECTORS = _table(
    "vectors",
    _text("model", key=True),
    _text("sentence_sha256", key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
)

DECISIONS = _table(
    "decisions", sa.Column("id", sa.Integer, primary_key=True), _text("subject"), _text("target"), _text("json")
)

JUDGEMENTS = _table(
    "judgements",
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    _text("question_id"),
    _text("as_of"),
    _text("json"),
)

QUESTIONS = _table("questions", sa.Column("number", sa.Integer, primary_key=True), _text("id"), _text("json"))

LOG = _table(
    "log",
    sa.Column("number", sa.Integer, primary_key=True),
    _text("action"),
    _text("subject"),
    _text("detail"),
    _text("who"),
    _text("at"),
    _text("previous"),
    _text("digest"),
)

APPEND_ONLY = ("log", "decisions", "judgements", "questions")


def guards() -> tuple[str, ...]:
    """Triggers that refuse to change or remove what is append-only."""
    return tuple(
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for table in APPEND_ONLY
        for verb in ("update", "delete")
    )

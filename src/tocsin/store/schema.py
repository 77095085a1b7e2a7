"""The tables of a case, format 2, in any database. Nouns are kept as JSON, with columns for what is searched by."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

# "tocs" in ASCII: marks the SQLite file as a case.
APPLICATION_ID = 0x746F6373
FORMAT = 2

METADATA = sa.MetaData()
# Text is compared byte by byte and rows are numbered alike, whatever the database and its language.
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _table(name: str, *columns: sa.schema.SchemaItem, rowid: bool = True) -> sa.Table:
    return sa.Table(name, METADATA, *columns, sqlite_strict=True, sqlite_with_rowid=rowid)


def _shown_index(name: str, *columns: Any) -> None:
    shown = CLAIMS.c.shown == 1
    sa.Index(name, *columns, sqlite_where=shown, postgresql_where=shown)


def _text(name: str, *, key: bool = False, optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, TEXT, primary_key=key, nullable=optional)


ORIGINALS = _table("originals", _text("sha256", key=True), sa.Column("content", sa.LargeBinary, nullable=False))

DOCUMENTS = _table(
    "documents",
    sa.Column("number", NUMBER, primary_key=True),
    sa.Column("id", TEXT, nullable=False, unique=True),
    _text("name"),
    _text("text_sha256"),
    sa.Column("capture_sha256", TEXT, sa.ForeignKey("originals.sha256"), nullable=False),
    _text("capture_json"),
    _text("json"),
    # The key of the claims in force, empty before the first extraction.
    _text("claims_key"),
    _text("publisher"),
    _text("address"),
    _text("published_start"),
    _text("published_end"),
    sa.Index("documents_by_text", "text_sha256"),
    sa.Index("documents_by_address", "address"),
    sa.Index("documents_by_publisher", "publisher"),
    sa.Index("documents_by_publication", "published_start", "published_end"),
)

# Captures of a document after its first: the same words, met again.
RECAPTURES = _table(
    "recaptures",
    sa.Column("number", NUMBER, primary_key=True),
    sa.Column("document_id", TEXT, sa.ForeignKey("documents.id"), nullable=False),
    sa.Column("capture_sha256", TEXT, sa.ForeignKey("originals.sha256"), nullable=False),
    _text("capture_json"),
    sa.Index("recaptures_by_document", "document_id"),
)

# What could not be read, by where it lies: the newest word on each.
REFUSALS = _table("refusals", _text("location", key=True), _text("at"), _text("json"))

# One row for each time a document was extracted, so that "no claims found" differs from "never looked".
EXTRACTIONS = _table(
    "extractions",
    sa.Column("document_id", TEXT, sa.ForeignKey("documents.id"), primary_key=True),
    _text("key", key=True),
    sa.Column("claims", sa.Integer, nullable=False),
)

# `shown` marks the claims in force. `day_start` and `day_end` bound the time of what is claimed, else of its being
# said ("" where neither is known); `long` parts open and long stretches from the rest, so that few rows are walked.
CLAIMS = _table(
    "claims",
    sa.Column("number", NUMBER, primary_key=True),
    _text("document_id"),
    _text("key"),
    sa.Column("position", sa.Integer, nullable=False),
    _text("id"),
    sa.Column("content_start", sa.Integer, nullable=False),
    sa.Column("content_end", sa.Integer, nullable=False),
    _text("stance"),
    _text("kind"),
    _text("origin"),
    _text("side"),
    sa.Column("long", sa.Integer, nullable=False),
    _text("day_start"),
    _text("day_end"),
    sa.Column("shown", sa.Integer, nullable=False),
    _text("json"),
    sa.ForeignKeyConstraint(["document_id", "key"], ["extractions.document_id", "extractions.key"]),
    sa.UniqueConstraint("document_id", "key", "position"),
)
# Two indexes and no more: each one costs every claim of a large case the writing of a page of its own. The second
# holds all that claims are sorted out by, so that a search without words reads no claim that doesn't fit.
_DAYS = (CLAIMS.c.long, CLAIMS.c.day_start, CLAIMS.c.day_end)
_shown_index("claims_by_origin", CLAIMS.c.origin, *_DAYS)
_shown_index("claims_by_day", *_DAYS, CLAIMS.c.side, CLAIMS.c.kind, CLAIMS.c.stance)

# The names of origins, each once, so that a name is found under any spelling without walking the claims.
VOICES = _table(
    "voices",
    sa.Column("number", NUMBER, primary_key=True),
    sa.Column("name", TEXT, nullable=False, unique=True),
)

OUTPUTS = _table(
    "outputs",
    _text("kind", key=True),
    _text("key", key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
)

# What the claims of one document tell about a question, by the key of what made it; `relevant` counts those that bear
# on it, so that an answer looks only where something was found.
EVIDENCE = _table(
    "evidence",
    _text("key", key=True),
    _text("document_id", key=True),
    _text("made_from"),
    sa.Column("relevant", sa.Integer, nullable=False),
    _text("json"),
)
_bearing = EVIDENCE.c.relevant > 0
sa.Index("evidence_that_bears", EVIDENCE.c.key, sqlite_where=_bearing, postgresql_where=_bearing)

# Vectors of sentences, so that a case that grows embeds only what is new. Rows of 4-byte floats.
VECTORS = _table(
    "vectors",
    _text("model", key=True),
    _text("sentence_sha256", key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
)

DECISIONS = _table(
    "decisions", sa.Column("id", NUMBER, primary_key=True), _text("subject"), _text("target"), _text("json")
)

JUDGEMENTS = _table(
    "judgements",
    sa.Column("number", NUMBER, primary_key=True),
    sa.Column("key", TEXT, nullable=False, unique=True),
    _text("question_id"),
    _text("as_of"),
    _text("json"),
)

QUESTIONS = _table("questions", sa.Column("number", NUMBER, primary_key=True), _text("id"), _text("json"))

LOG = _table(
    "log",
    sa.Column("number", NUMBER, primary_key=True),
    _text("action"),
    _text("subject"),
    _text("detail"),
    _text("who"),
    _text("at"),
    _text("previous"),
    _text("digest"),
)

# What is worked out while inputs are followed and claims linked. It may be dropped and is then made anew.
REMEMBERED = _table("remembered", _text("key", key=True), sa.Column("data", sa.LargeBinary, nullable=False))

LINK_ROWS = _table("link_rows", _text("kind", key=True), _text("key", key=True), _text("json"), rowid=False)

# Members of groups in their order: the table is its own index.
LINK_MEMBERS = _table(
    "link_members",
    _text("kind", key=True),
    _text("grp", key=True),
    _text("place", key=True),
    _text("member", key=True),
    rowid=False,
)

# Counts that belong to the whole case: its revision, and its format where the database has no place for that.
COUNTERS = _table("counters", _text("name", key=True), sa.Column("value", NUMBER, nullable=False))

APPEND_ONLY = ("log", "decisions", "judgements", "questions")

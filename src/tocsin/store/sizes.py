"""How big a case is, table by table."""

from __future__ import annotations

import sqlalchemy as sa

from tocsin.model.finding import Counts
from tocsin.store import schema


def counts(connection: sa.Connection) -> Counts:
    """Rows by noun, and bytes on disk."""

    def rows(table: sa.Table, *conditions: sa.ColumnElement[bool]) -> int:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table).where(*conditions)).scalar_one())

    return Counts(
        documents=rows(schema.DOCUMENTS),
        claims=rows(schema.CLAIMS, schema.CLAIMS.c.shown == sa.literal_column("1")),
        voices=rows(schema.VOICES),
        decisions=rows(schema.DECISIONS),
        judgements=rows(schema.JUDGEMENTS),
        bytes=_bytes(connection),
    )


def _bytes(connection: sa.Connection) -> int:
    if connection.dialect.name == "sqlite":
        pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
        return pages * int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())
    sizes = "SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class WHERE relkind = 'r'"
    return int(connection.exec_driver_sql(f"{sizes} AND relnamespace = current_schema()::regnamespace").scalar_one())

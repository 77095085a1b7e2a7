"""The LinkIndex that lives in a case: rows by kind and key, and members of groups in order, on one connection."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from tocsin.model.tagged import decode_tagged, encode_tagged
from tocsin.store import schema
from tocsin.store.rows import parted


@dataclass(frozen=True)
class SqlLinkIndex:
    """See `model.ports.LinkIndex`. `classes` are those that rows may be made of, by name.

    One article asks thousands of times for a few rows, so statements are written out, not built anew each time.
    """

    connection: sa.Connection
    classes: Mapping[str, type[Any]]

    def get(self, kind: str, keys: Collection[str]) -> dict[str, Any]:
        """The rows that are there."""
        found: dict[str, Any] = {}
        for part in parted(list(keys)):
            marks = ", ".join("?" * len(part))
            rows = self._ask(f"SELECT key, json FROM link_rows WHERE kind = ? AND key IN ({marks})", kind, *part)
            found.update((row[0], decode_tagged(row[1], self.classes)) for row in rows)
        return {key: found[key] for key in keys if key in found}

    def put(self, kind: str, rows: Mapping[str, Any]) -> None:
        """Keep rows, over what was there."""
        statement = (
            "INSERT INTO link_rows (kind, key, json) VALUES (?, ?, ?) "
            "ON CONFLICT (kind, key) DO UPDATE SET json = excluded.json"
        )
        self._do(statement, [(kind, key, encode_tagged(row).decode()) for key, row in rows.items()])

    def drop(self, kind: str, keys: Collection[str]) -> None:
        """Forget rows."""
        self._do("DELETE FROM link_rows WHERE kind = ? AND key = ?", [(kind, key) for key in keys])

    def keys(self, kind: str) -> list[str]:
        """All keys of a kind, sorted."""
        return [row[0] for row in self._ask("SELECT key FROM link_rows WHERE kind = ? ORDER BY key", kind)]

    def enter(self, kind: str, entries: Iterable[tuple[str, str, str]]) -> None:
        """Make members of groups."""
        statement = "INSERT INTO link_members (kind, grp, place, member) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
        self._do(statement, [(kind, *entry) for entry in entries])

    def leave(self, kind: str, entries: Iterable[tuple[str, str, str]]) -> None:
        """Take members out of groups."""
        statement = "DELETE FROM link_members WHERE kind = ? AND grp = ? AND place = ? AND member = ?"
        self._do(statement, [(kind, *entry) for entry in entries])

    def around(self, kind: str, group: str, entry: tuple[str, str], count: int) -> tuple[list[str], list[str]]:
        """The members before and after a place, nearest first."""
        begin = "SELECT member FROM link_members WHERE kind = ? AND grp = ? AND (place, member)"
        before = self._ask(f"{begin} < (?, ?) ORDER BY place DESC, member DESC LIMIT ?", kind, group, *entry, count)
        after = self._ask(f"{begin} > (?, ?) ORDER BY place, member LIMIT ?", kind, group, *entry, count)
        return [row[0] for row in before], [row[0] for row in after]

    def members(self, kind: str, group: str) -> list[str]:
        """All members of a group in order."""
        statement = "SELECT member FROM link_members WHERE kind = ? AND grp = ? ORDER BY place, member"
        return [row[0] for row in self._ask(statement, kind, group)]

    def _ask(self, statement: str, *values: object) -> Sequence[Any]:
        return self._cursor.execute(self._written(statement), values).fetchall()  # type: ignore[no-any-return]

    def _do(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        if rows:
            self._cursor.executemany(self._written(statement), rows)

    @cached_property
    def _cursor(self) -> Any:
        # The driver's own, inside the transaction that the connection is in.
        return self.connection.connection.cursor()

    def _written(self, statement: str) -> str:
        return statement.replace("?", "%s") if self.connection.dialect.name == "postgresql" else statement


def clear(connection: sa.Connection) -> None:
    """Forget everything, to link anew."""
    connection.execute(sa.delete(schema.LINK_ROWS))
    connection.execute(sa.delete(schema.LINK_MEMBERS))

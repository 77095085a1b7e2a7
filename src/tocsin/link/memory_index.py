"""The LinkIndex that lives in memory: what linking from scratch uses, and the model of what a store must do."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Entry = tuple[str, str]


def _rows() -> defaultdict[str, dict[str, Any]]:
    return defaultdict(dict)


def _groups() -> defaultdict[tuple[str, str], list[Entry]]:
    return defaultdict(list)


@dataclass
class MemoryIndex:
    """A LinkIndex of dicts and sorted lists. See `model.ports.LinkIndex` for what each method promises."""

    rows: defaultdict[str, dict[str, Any]] = field(default_factory=_rows)
    groups: defaultdict[tuple[str, str], list[Entry]] = field(default_factory=_groups)

    def get(self, kind: str, keys: Collection[str]) -> dict[str, Any]:
        """The rows that are there; absent keys are left out."""
        held = self.rows[kind]
        return {key: held[key] for key in keys if key in held}

    def put(self, kind: str, rows: Mapping[str, Any]) -> None:
        """Keep rows, over what was there."""
        self.rows[kind].update(rows)

    def drop(self, kind: str, keys: Collection[str]) -> None:
        """Forget rows; absent keys are passed over."""
        for key in keys:
            self.rows[kind].pop(key, None)

    def keys(self, kind: str) -> list[str]:
        """All keys of a kind, sorted."""
        return sorted(self.rows[kind])

    def enter(self, kind: str, entries: Iterable[tuple[str, str, str]]) -> None:
        """Make members of groups; whoever is one already stays one."""
        for group, order, member in entries:
            held = self.groups[kind, group]
            entry = (order, member)
            at = bisect_left(held, entry)
            if at == len(held) or held[at] != entry:
                held.insert(at, entry)

    def leave(self, kind: str, entries: Iterable[tuple[str, str, str]]) -> None:
        """Take members out of groups; whoever is none is passed over."""
        for group, order, member in entries:
            held = self.groups[kind, group]
            entry = (order, member)
            at = bisect_left(held, entry)
            if at < len(held) and held[at] == entry:
                del held[at]

    def around(self, kind: str, group: str, entry: Entry, count: int) -> tuple[list[str], list[str]]:
        """The members before and after a place in the group's order, nearest first, at most `count` each."""
        held = self.groups.get((kind, group), [])
        at = bisect_left(held, entry)
        after = at + 1 if at < len(held) and held[at] == entry else at
        before = held[max(0, at - count) : at]
        return [member for _, member in reversed(before)], [m for _, m in held[after : after + count]]

    def members(self, kind: str, group: str) -> list[str]:
        """All members of a group in order."""
        return [member for _, member in self.groups.get((kind, group), ())]

"""Kept: what a view worked out for one way of asking, so that every page of a list comes from the same one."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from tocsin.report.desk.sight import Sight

Value = TypeVar("Value")
# Ways of asking that one sight keeps; a list of all claims of a large case takes some megabytes.
MOST_WAYS = 24


def kept(sight: Sight, way: Hashable, make: Callable[[], Value]) -> Value:
    """What `make` gives, worked out once for this way of asking as long as the sight is there."""
    table: dict[Hashable, Any] = sight.memo.setdefault("kept", {})
    if way in table:
        found: Value = table[way]
        return found
    made = make()
    if len(table) >= MOST_WAYS:
        table = sight.memo["kept"] = {}
    table[way] = made
    return made

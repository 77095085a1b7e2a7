"""Watching folders: files that are new or changed, once they have stopped growing."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tocsin.model import codec
from tocsin.store.interface import CaseStore

Marks = dict[str, tuple[int, int]]
"""Size and time of change (in nanoseconds) by path."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at the folders saw: the files whose state has settled and is new, and the state of all."""

    ready: tuple[str, ...]
    marks: Marks


def seen_before(store: CaseStore, folders: Sequence[str]) -> Marks:
    """The files that were read before, as the case remembers them."""
    found: Marks = {}
    for folder in folders:
        data = store.remembered(_key(folder))
        if data is not None:
            found.update(codec.decode(data, Marks))
    return found


def keep_seen(store: CaseStore, folders: Sequence[str], done: Marks) -> None:
    """Remember which files were read, by folder; those that are gone are forgotten."""
    for folder in folders:
        root = os.path.join(os.path.realpath(folder), "")  # noqa: PTH118  (a prefix, not a path)
        marks = {path: mark for path, mark in done.items() if os.path.realpath(path).startswith(root)}
        store.remember(_key(folder), codec.encode(marks))


def look(folders: Sequence[str], last: Mapping[str, tuple[int, int]], done: Mapping[str, tuple[int, int]]) -> Look:
    """Look once. A file is ready when it is as it was at the last look, and not as it was when it was read."""
    marks: Marks = {}
    for folder in folders:
        for root, names, files in os.walk(folder):
            names[:] = sorted(name for name in names if not name.startswith("."))
            for name in sorted(files):
                path = str(Path(root) / name)
                mark = _mark(path)
                if (
                    mark is not None
                    and not name.startswith(".")
                    and not name.endswith((".part", ".tmp", ".crdownload"))
                ):
                    marks[path] = mark
    ready = tuple(path for path, mark in marks.items() if last.get(path) == mark and done.get(path) != mark)
    return Look(ready, marks)


def _mark(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116  (many files at every look)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _key(folder: str) -> str:
    return f"watch:{os.path.realpath(folder)}"

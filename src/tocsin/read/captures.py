"""Captures: files, folders, globs, standard input and JSONL records, each as its original bytes."""

from __future__ import annotations

import glob
import io
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from tocsin.model.capture import Capture, capture
from tocsin.model.refusal import Refusal
from tocsin.model.settings import ReadSettings
from tocsin.read.records import is_records, records

STDIN = "-"
ADDRESSES = ("http://", "https://")
RECORD_SUFFIXES = (".jsonl", ".ndjson", ".jsonlines")
# A case that lies among its reports, and what SQLite lays beside it while it is open.
_CASES = (".tocsin", ".tocsin-wal", ".tocsin-shm", ".tocsin-journal")
_GLOB_SIGNS = frozenset("*?[")


def captures(
    paths: Sequence[str], *, captured_at: datetime | None, settings: ReadSettings
) -> Iterator[Capture | Refusal]:
    """One Capture for each file or record, in the order given; folders recursively, by sorted path.

    What cannot be read gives one Refusal, and the rest goes on. A file named twice is given once. Hidden files in
    folders (their names begin with a dot) and cases are passed over. `captured_at` is the caller's clock.
    """
    for place in places(paths):
        if isinstance(place, Refusal):
            yield place
        elif place == STDIN:
            yield from from_stdin(captured_at, settings)
        elif place.startswith(ADDRESSES):
            yield not_fetched(place)
        else:
            yield from from_file(place, captured_at, settings)


def places(paths: Sequence[str]) -> Iterator[str | Refusal]:
    """The files and addresses that arguments mean, each once, and "-" for standard input."""
    seen: set[str] = set()
    for path in paths:
        if path == STDIN:
            yield path
            continue
        for found in _expand(path):
            identity = found if isinstance(found, Refusal) or found.startswith(ADDRESSES) else os.path.realpath(found)
            if isinstance(identity, Refusal):
                yield identity
            elif identity not in seen:
                seen.add(identity)
                yield str(found)


def not_fetched(url: str) -> Refusal:
    """What is said of an address where fetching is off."""
    remedy = "turn fetching on with --fetch, or save the page and give the file"
    return Refusal(url, url, "addresses are not fetched", remedy)


def _expand(path: str) -> Iterator[str | Refusal]:
    """The files that one argument means."""
    if path.startswith(ADDRESSES):
        yield path
    elif "://" in path and not os.path.lexists(path):
        yield Refusal(
            path, path, "only http and https addresses are known", "save what it leads to, and give the file"
        )
    elif Path(path).is_dir():
        yield from _folder(path)
    elif os.path.lexists(path):
        yield path
    elif _GLOB_SIGNS & set(path):
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207  (Path.glob takes no absolute patterns)
        if not matches:
            yield Refusal(Path(path).name, path, "no file matches this pattern", "check the pattern")
        for match in matches:
            yield from _folder(match) if Path(match).is_dir() else iter((match,))
    else:
        yield Refusal(Path(path).name or path, path, "no such file or folder", "check the path")


def _folder(path: str) -> Iterator[str | Refusal]:
    failures: list[OSError] = []
    files = [
        str(Path(root) / name)
        for root, folders, names in os.walk(path, onerror=failures.append)
        if not folders.sort() and not _prune(folders)
        for name in names
        if not name.startswith(".") and not name.endswith(_CASES)
    ]
    for failure in failures:
        place = str(failure.filename or path)
        yield Refusal(
            Path(place).name, place, f"the folder cannot be read: {failure.strerror}", "check its permissions"
        )
    if not files and not failures:
        yield Refusal(Path(path).name or path, path, "no files in this folder", "check the path")
    yield from sorted(files)


def _prune(folders: list[str]) -> bool:
    """Drop hidden folders in place, as os.walk asks for it."""
    folders[:] = [name for name in folders if not name.startswith(".")]
    return False


def from_file(path: str, captured_at: datetime | None, settings: ReadSettings) -> Iterator[Capture | Refusal]:
    """The capture of a file, or those of its records."""
    name = Path(path).name
    try:
        with Path(path).open("rb") as stream:
            if name.lower().endswith(RECORD_SUFFIXES):
                yield from records(stream, path, captured_at, settings)
                return
            content = stream.read(settings.maximum_bytes + 1)
    except OSError as error:
        yield Refusal(
            name, path, f"cannot be read: {error.strerror or error}", "check that it exists and may be read"
        )
        return
    yield _whole(name, content, path, captured_at, settings)


def from_stdin(captured_at: datetime | None, settings: ReadSettings) -> Iterator[Capture | Refusal]:
    """The capture of what comes on standard input, or those of its records."""
    yield from _from_stream(sys.stdin.buffer, captured_at, settings)


def _from_stream(
    stream: BinaryIO, captured_at: datetime | None, settings: ReadSettings
) -> Iterator[Capture | Refusal]:
    buffered = io.BufferedReader(stream) if isinstance(stream, io.RawIOBase) else stream
    head = buffered.peek(1 << 16) if isinstance(buffered, io.BufferedReader) else b""
    if is_records(head):
        yield from records(buffered, "stdin", captured_at, settings)
        return
    content = buffered.read(settings.maximum_bytes + 1)
    if not head and is_records(content):
        yield from records(io.BytesIO(content), "stdin", captured_at, settings)
        return
    found = _whole("stdin", content, "stdin", captured_at, settings)
    if isinstance(found, Capture):
        found = capture("stdin", content, "stdin", "stdin", captured_at)
    yield found


def _whole(
    name: str, content: bytes, path: str, captured_at: datetime | None, settings: ReadSettings
) -> Capture | Refusal:
    if len(content) > settings.maximum_bytes:
        limit = settings.maximum_bytes / 1e6
        return Refusal(name, path, f"larger than {limit:g} MB", "split it, or give the article alone")
    if not content:
        return Refusal(name, path, "empty", "give the article's text")
    return capture(name, content, "file", path, captured_at)

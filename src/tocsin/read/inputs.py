"""Inputs: whatever the user names, as captures one by one: files, folders, containers, addresses, standard input.

Articles that a container only names are fetched where a fetcher is given; else it is said that they are not.
"""

from __future__ import annotations

import io
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tocsin.model.capture import Capture, capture
from tocsin.model.encodable import encodable
from tocsin.model.notice import Notice
from tocsin.model.page import Page
from tocsin.model.pointer import Pointer
from tocsin.model.ports import PageFetcher
from tocsin.model.refusal import Refusal
from tocsin.model.settings import ReadSettings
from tocsin.read.captures import ADDRESSES, RECORD_SUFFIXES, STDIN, from_file, from_stdin, not_fetched, places
from tocsin.read.confined.messages import Item, Opening
from tocsin.read.containers.kinds import HEAD_BYTES, container_kind
from tocsin.read.containers.row import text_or_html
from tocsin.read.containers.streams import page_name
from tocsin.read.limited import LimitedReader
from tocsin.read.records import is_records
from tocsin.read.web.conditional import UNCHANGED
from tocsin.read.web.gathering import capture_of, gather

Input = Capture | Refusal | Notice
_DEEPEST = 3
_FIRST_LINE = 20_000


def nothing_known(url: str) -> bool:
    """No page is passed over."""
    return False


@dataclass(frozen=True)
class Intake:
    """What reading inputs needs besides their names.

    `captured_at` is the caller's clock. `columns` maps columns of tables. Without a `fetcher` nothing is fetched.
    `known` tells of an address whether its page need not be fetched again.
    """

    captured_at: datetime | None
    settings: ReadSettings
    reader: LimitedReader
    columns: tuple[tuple[str, str], ...] = ()
    fetcher: PageFetcher | None = None
    hosts_at_once: int = 4
    known: Callable[[str], bool] = nothing_known


def inputs(paths: Sequence[str], intake: Intake) -> Iterator[Input]:
    """Every input, in the order given; what is fetched comes in the order of the answers."""
    addresses: list[Pointer] = []
    for place in places(paths):
        if isinstance(place, Refusal):
            yield place
        elif place == STDIN:
            yield from _from_stdin(intake)
        elif place.startswith(ADDRESSES):
            addresses.append(Pointer(place, place))
        else:
            yield from _from_path(place, intake)
    if intake.fetcher is None:
        yield from (not_fetched(pointer.url) for pointer in addresses)
    else:
        yield from _fetched(addresses, intake, intake.fetcher, 0)


def opening_of(path: str, intake: Intake) -> Opening | None:
    """How a file is opened that holds or names many articles; None for one that is read whole. Raises OSError."""
    with Path(path).open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    name = Path(path).name
    if name.lower().endswith(RECORD_SUFFIXES) and not (intake.columns or _other_fields(head)):
        return None
    if container_kind(head, name) is None:
        return None
    return Opening(name, path, path, intake.captured_at, intake.columns)


def _from_path(path: str, intake: Intake) -> Iterator[Input]:
    try:
        opening = opening_of(path, intake)
    except OSError:
        opening = None  # said by the reader of single files
    if opening is not None and encodable(path) != path:
        yield Refusal(opening.name, path, "its name is not text that can be written", "give the file another name")
    elif opening is None:
        yield from from_file(path, intake.captured_at, intake.settings)
    else:
        yield from _followed(intake.reader.open(opening), opening.location, intake, 0)


def _from_stdin(intake: Intake) -> Iterator[Input]:
    """One article, records, or a container, which is laid in a file first; a table where columns are mapped."""
    stream = sys.stdin.buffer
    head = stream.peek(HEAD_BYTES) if isinstance(stream, io.BufferedReader) else b""
    name = "stdin.csv" if intake.columns else "stdin"
    kind = container_kind(head, name)
    if kind is None or (kind == "delimited" and is_records(head)):
        yield from from_stdin(intake.captured_at, intake.settings)
        return
    with tempfile.NamedTemporaryFile(prefix="tocsin-", suffix=".part") as file:
        shutil.copyfileobj(stream, file)
        file.flush()
        opening = Opening(name, "stdin", file.name, intake.captured_at, intake.columns)
        yield from _followed(intake.reader.open(opening), "stdin", intake, 0)


def _other_fields(head: bytes) -> bool:
    """Whether the first record calls its text by another name than records do."""
    line = head.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0]
    if len(line) > _FIRST_LINE:
        return b'"text"' not in line and b'"html"' not in line
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and "text" not in row and "html" not in row and len(row) > 1


def _followed(items: Iterable[Item], place: str, intake: Intake, depth: int) -> Iterator[Input]:
    """The items of a container, and after them what they point to."""
    pointers: dict[str, Pointer] = {}
    for item in items:
        if isinstance(item, Pointer):
            pointers.setdefault(item.url, item)
        else:
            yield item
    if not pointers:
        return
    if intake.fetcher is None:
        yield from _unfetched(tuple(pointers.values()), place, intake)
        return
    wanted = [pointer for pointer in pointers.values() if not intake.known(pointer.url)]
    if len(wanted) < len(pointers):
        there = len(pointers) - len(wanted)
        some = "1 article is" if there == 1 else f"{there} articles are"
        yield Notice(place, f"{some} there already or left alone, and not fetched again")
    yield from _fetched(wanted, intake, intake.fetcher, depth)


def _fetched(pointers: Sequence[Pointer], intake: Intake, fetcher: PageFetcher, depth: int) -> Iterator[Input]:
    for pointer, answer in gather(pointers, fetcher, intake.hosts_at_once):
        if isinstance(answer, Refusal):
            yield answer
            yield from _summaries((pointer,), intake)
        elif answer.status == UNCHANGED:
            yield Notice(pointer.url, "unchanged since it was last fetched")
        elif container_kind(answer.content[:HEAD_BYTES], page_name(answer.url)) is not None:
            yield from _nested(pointer, answer, intake, depth)
        else:
            yield capture_of(pointer, answer)


def _nested(pointer: Pointer, page: Page, intake: Intake, depth: int) -> Iterator[Input]:
    """A fetched page that is itself a feed, a sitemap or another container."""
    if depth >= _DEEPEST:
        remedy = "give the innermost list itself"
        yield Refusal(page_name(page.url), page.url, "lists within lists within lists", remedy)
        return
    with tempfile.NamedTemporaryFile(prefix="tocsin-", suffix=".part") as file:
        file.write(page.content)
        file.flush()
        name = Path(page_name(page.url)).name
        opening = Opening(name, page.url, file.name, page.at, intake.columns)
        items = intake.reader.open(opening)
        within = [replace(item, headers=page.headers) if isinstance(item, Capture) else item for item in items]
    yield from _followed(within, page.url, intake, depth + 1)


def _unfetched(pointers: Sequence[Pointer], place: str, intake: Intake) -> Iterator[Input]:
    """Summaries where there are any; for all else one line that says what to do."""
    summaries = list(_summaries(pointers, intake))
    if summaries:
        some = "1 entry holds" if len(summaries) == 1 else f"{len(summaries)} entries hold"
        words = f"{some} only a summary, which is read; --fetch would read the whole page"
        yield Notice(place, words)
        yield from summaries
    left = len(pointers) - len(summaries)
    if left:
        some = "1 article" if left == 1 else f"{left} articles"
        remedy = "turn fetching on with --fetch, or save the pages and give the files"
        yield Refusal(Path(place).name, place, f"names {some} by address, and addresses are not fetched", remedy)


def _summaries(pointers: Iterable[Pointer], intake: Intake) -> Iterator[Capture]:
    for pointer in pointers:
        told = dict(pointer.told)
        summary = told.pop("summary", "")
        if len(summary.strip()) < intake.settings.minimum_characters:
            continue
        name = page_name(pointer.url)
        fields = {"id": name, **text_or_html(summary), **told, "url": pointer.url, "partial": True}
        content = json.dumps(fields, ensure_ascii=False).encode("utf-8", "surrogatepass")
        made = capture(name, content, "record", pointer.location, intake.captured_at)
        yield replace(made, url=pointer.url, how=f"the summary in {pointer.location}")

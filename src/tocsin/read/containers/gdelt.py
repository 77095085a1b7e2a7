"""GDELT's files of articles: the Global Knowledge Graph, events and mentions (tab-separated, without column names).

Formats: the GDELT Project's codebooks, "GKG 2.1", "Event 2.0" and "Event Mentions 2.0". The article lists of its DOC
interface have column names or are JSON, and are read as tables. All of them name articles and hold none.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import IO

from tocsin.errors import ReadError
from tocsin.model.pointer import Pointer
from tocsin.model.settings import ReadSettings
from tocsin.read.confined.messages import Item, Opening
from tocsin.read.containers.streams import lines_of, unpacked

# By the number of columns: which hold the address, the time seen and the outlet's name; -1 for none.
_LAYOUTS = {27: (4, 1, 3), 61: (60, 59, -1), 58: (57, 56, -1), 16: (5, 2, 4), 14: (5, 2, 4)}
_LONGEST_LINE = 2_000_000
_DAY_AND_TIME = "%Y%m%d%H%M%S"


def gdelt_items(opening: Opening, settings: ReadSettings) -> Iterator[Item | None]:
    """A pointer for each article, each address once, with the time at which GDELT saw it. Raises ReadError."""
    seen: set[str] = set()
    known = False
    with _lines_in(opening) as stream:
        for number, line in enumerate(lines_of(stream, _LONGEST_LINE), start=1):
            cells = (line or b"").decode("utf-8", "replace").rstrip("\r\n").split("\t")
            layout = _LAYOUTS.get(len(cells))
            address = cells[layout[0]].strip() if layout else ""
            if not address.startswith(("http://", "https://")) or address in seen or layout is None:
                yield None
                continue
            known = True
            seen.add(address)
            yield Pointer(address, f"{opening.location}:{number}", _told(cells, layout))
    if not known:
        remedy = "give a GKG, events or mentions file, or a DOC article list as CSV or JSON"
        raise ReadError("not a GDELT file of articles", place=opening.location, remedy=remedy)


def _told(cells: list[str], layout: tuple[int, int, int]) -> tuple[tuple[str, str], ...]:
    told = []
    try:
        seen = datetime.strptime(cells[layout[1]][:14], _DAY_AND_TIME)
        told.append(("seen", seen.isoformat(sep=" ")))
    except ValueError:
        pass
    if layout[2] >= 0 and cells[layout[2]].strip():
        told.append(("publisher", cells[layout[2]].strip()))
    return tuple(told)


@contextmanager
def _lines_in(opening: Opening) -> Iterator[IO[bytes]]:
    """The file, or the one file in a zip as GDELT publishes them."""
    if not zipfile.is_zipfile(opening.path):
        with unpacked(opening.path) as stream:
            yield stream
        return
    with zipfile.ZipFile(opening.path) as archive, archive.open(archive.infolist()[0]) as member:
        yield io.BufferedReader(member)  # type: ignore[type-var]

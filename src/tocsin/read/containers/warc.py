"""WARC: the pages of a web archive, among them CC-NEWS and what browsers and crawlers save (ISO 28500).

Responses and resources that are HTML, PDF or plain text are given, with the server's headers, the address and the
time of capture that the archive tells. Pictures, scripts and failed requests are counted and passed over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from tocsin.model.capture import Capture, capture
from tocsin.model.notice import Notice
from tocsin.model.refusal import Refusal
from tocsin.model.settings import ReadSettings
from tocsin.read.confined.messages import Item, Opening
from tocsin.read.containers.streams import page_name

_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
_KEPT = ("response", "resource", "conversion")
_DECODABLE = ("", "identity", "gzip", "x-gzip", "deflate", "br")


def warc_items(opening: Opening, settings: ReadSettings) -> Iterator[Item | None]:
    """The pages of a WARC file, compressed or not, in its order."""
    with Path(opening.path).open("rb") as stream:
        yield from pages_of(stream, opening, settings, None)


def pages_of(
    stream: IO[bytes], opening: Opening, settings: ReadSettings, wanted: frozenset[str] | None
) -> Iterator[Item | None]:
    """The pages of an open WARC: those of the addresses wanted, or all. A notice at the end counts the rest."""
    from warcio.archiveiterator import ArchiveIterator

    passed: Counter[str] = Counter()
    for record in ArchiveIterator(stream, arc2warc=True, check_digests=True):
        why = _passed_over(record, wanted)
        if why:
            passed[why] += 1
            yield None
        else:
            yield _page(record, opening, settings)
    if passed:
        told = ", ".join(f"{why} ({count})" for why, count in passed.most_common())
        yield Notice(opening.location, f"passed over in the archive: {told}")


def _passed_over(record: Any, wanted: frozenset[str] | None) -> str:
    """Why a record holds no page, or nothing."""
    kind = str(record.rec_type)
    if kind == "revisit":
        return "pages unchanged since an earlier capture"
    if kind not in _KEPT:
        return "records about requests and the archive itself"
    media = _media_type(record)
    if media not in _PAGES or _address(record).startswith("dns:"):
        return "pictures, scripts and other files"
    if wanted is not None and _address(record) not in wanted:
        return "frames and files within pages"
    status = _status(record)
    return "" if status in ("", "200") else f"answers with status {status}"


def _page(record: Any, opening: Opening, settings: ReadSettings) -> Capture | Refusal:
    address = _address(record)
    name = page_name(address) or opening.name
    place = f"{opening.location} {address}"
    coding = ((record.http_headers and record.http_headers.get_header("content-encoding")) or "").lower()
    if coding not in _DECODABLE:
        return Refusal(name, place, f"packed as {coding[:20]}, which is not read", "save the page and give the file")
    content = _read_up_to(record.content_stream(), settings.maximum_bytes + 1)
    if len(content) > settings.maximum_bytes:
        reason = f"larger than {settings.maximum_bytes / 1e6:g} MB"
        return Refusal(name, place, reason, "save the article's text and give that")
    if not content.strip():
        return Refusal(name, place, "empty", "nothing to be done: the archive holds no content for it")
    made = capture(name, content, "archive", place, _date(record) or opening.captured_at)
    headers = tuple((str(key), str(value)) for key, value in (record.http_headers or _NoHeaders()).headers)
    return replace(made, url=address, headers=headers, how=_how(record, opening))


class _NoHeaders:
    headers: tuple[tuple[str, str], ...] = ()


def _read_up_to(stream: Any, limit: int) -> bytes:
    """At most `limit` bytes, unpacked piece by piece, so that a page that unpacks without end is cut short."""
    pieces: list[bytes] = []
    size = 0
    while size < limit and (piece := stream.read(min(1 << 16, limit - size))):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def _how(record: Any, opening: Opening) -> str:
    identity = record.rec_headers.get_header("WARC-Record-ID") or "without id"
    words = f"record {identity} of {opening.name}, transfer and content encoding undone"
    checker = record.digest_checker
    if checker is not None and checker.passed is False:
        words += "; its digest in the archive does not fit its content"
    return words


def _address(record: Any) -> str:
    return str(record.rec_headers.get_header("WARC-Target-URI") or "").strip().strip("<>")


def _media_type(record: Any) -> str:
    told = record.http_headers.get_header("content-type") if record.http_headers else None
    told = told or (record.rec_headers.get_header("Content-Type") if not record.http_headers else "")
    return str(told or "").partition(";")[0].strip().lower()


def _status(record: Any) -> str:
    return str(record.http_headers.get_statuscode() or "") if record.http_headers else ""


def _date(record: Any) -> datetime | None:
    told = str(record.rec_headers.get_header("WARC-Date") or "")
    try:
        found = datetime.fromisoformat(told.replace("Z", "+00:00"))
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)

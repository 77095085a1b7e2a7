"""What of a noun stands in columns beside it, to be searched by."""

from __future__ import annotations

from tocsin.model import codec
from tocsin.model.address import address_key
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.interval import Interval
from tocsin.store.search_words import line_of

# Bounds of an interval that is open on a side, as they sort among ISO dates.
FIRST, LAST = "0000-00-00", "9999-99-99"
# Stretches of more days are kept apart, so that a search by day walks only so far back.
LONG_DAYS = 62


def described(document: Document) -> dict[str, object]:
    """The columns that a document is searched by, which a ruling may change."""
    first, last = days(document.publication.interval)
    return {
        "publisher": document.publisher or "",
        "address": address_key(document.url),
        "published_start": first,
        "published_end": last,
    }


def document_line(document: Document) -> str:
    """What a document is found by: its text, title, publisher and name."""
    return line_of(document.text, (document.title or "", document.publisher or "", document.name))


def claim_row(claim: Claim, key: str, position: int) -> dict[str, object]:
    """A claim as a row that is not yet in force."""
    when = claim.when or claim.said
    first, last = days(when) if when else ("", "")
    origin = claim.origin
    return {
        "document_id": claim.document_id,
        "key": key,
        "position": position,
        "id": claim.id,
        "content_start": claim.content.start,
        "content_end": claim.content.end,
        "stance": claim.stance,
        "kind": claim.kind,
        "origin": origin.name if origin else "",
        "side": origin.side if origin else "",
        "long": int(when is not None and is_long(when)),
        "day_start": first,
        "day_end": last,
        "shown": 0,
        "json": codec.encode(claim).decode(),
    }


def days(interval: Interval) -> tuple[str, str]:
    """An interval's bounds as they are compared in rows."""
    return (str(interval.start) if interval.start else FIRST, str(interval.end) if interval.end else LAST)


def is_long(interval: Interval) -> bool:
    """Whether an interval is open, or longer than two months."""
    return interval.days is None or interval.days > LONG_DAYS

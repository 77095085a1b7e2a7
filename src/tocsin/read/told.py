"""What was told of an article beside its bytes: by the list or feed that named it, or by when it was captured."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tocsin.model.capture import Capture
from tocsin.model.document import Publication
from tocsin.model.encodable import encodable
from tocsin.model.interval import Interval
from tocsin.read.parts import Parts
from tocsin.read.record_text import given_date

_CAPTURED_ON_THE_WEB = ("url", "archive")


def completed(parts: Parts, capture: Capture) -> Parts:
    """The parts, with what the bytes themselves do not tell filled in from what was told of them."""
    told = dict(capture.told)
    publication, notes = parts.publication, list(parts.notes)
    if publication is None and told.get("published"):
        interval = given_date(told["published"])
        if interval is None:
            notes.append(f"the date “{told['published'][:40]}” that the list tells is not understood")
        else:
            publication = Publication(interval, "metadata", f"the list that names it says “{told['published'][:40]}”")
    text = encodable(parts.text)
    if text != parts.text:
        notes.append("signs that are no characters are shown as “\N{REPLACEMENT CHARACTER}”")
    return replace(
        parts,
        text=text,
        title=_words(parts.title or told.get("title")),
        publisher=_words(parts.publisher or told.get("publisher")),
        url=_words(parts.url or capture.url),
        publication=publication,
        out_by=parts.out_by or _seen(told) or _captured(capture),
        notes=tuple(map(encodable, notes)),
    )


def bounded(publication: Publication, out_by: tuple[date, str] | None) -> Publication:
    """The publication with its open end closed by a day on which the article was seen."""
    if out_by is None or publication.interval.end is not None:
        return publication
    day, reason = out_by
    start = publication.interval.start
    if start is not None and start > day:
        return publication
    words = f"{publication.reason}; {reason}" if publication.reason else reason
    return Publication(Interval(start, day), "metadata", words)


def _words(text: str | None) -> str | None:
    return encodable(text) if text else None


def _seen(told: dict[str, str]) -> tuple[date, str] | None:
    interval = given_date(told["seen"]) if told.get("seen") else None
    if interval is None or interval.end is None:
        return None
    return interval.end, f"it was out by {interval.end}, when the list saw it"


def _captured(capture: Capture) -> tuple[date, str] | None:
    if capture.method not in _CAPTURED_ON_THE_WEB or not capture.url or capture.captured_at is None:
        return None
    day = capture.captured_at.date()
    return day, f"it was out by {day}, when it was captured"

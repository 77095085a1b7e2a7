"""A JSONL record's text with the metadata that it carries."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from tocsin.errors import InputError
from tocsin.model.document import Publication
from tocsin.model.interval import Interval, of_day, parse
from tocsin.read.date_words import parse_words
from tocsin.read.parts import Parts
from tocsin.read.publication import ASKING
from tocsin.read.records import parse_record

_MOMENT = re.compile(
    r"(?P<year>(?:19|20|21)\d\d)(?P<sign>-?)(?P<month>\d\d)(?P=sign)(?P<day>\d\d)"
    r"(?:[T ]?\d\d(?::?\d\d){0,2}(?:[.,]\d{1,9})?(?:\s?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?)?"
)
_SECONDS = re.compile(r"1\d{9}(?:\d{3})?")


def read_record(content: bytes, place: str = "") -> Parts:
    """The record's text exactly as given, or the paragraphs of its HTML. A date that is none is noted, and the text
    itself is asked instead."""
    record = parse_record(content, place)
    if record.marked_up:
        from tocsin.read.html_fragment import fragment_text

        text = fragment_text(record.text, place)
    else:
        text = record.text
    notes = [f"the record's {key} is not a string and was passed over" for key in record.ignored]
    published = None
    if record.published:
        interval = given_date(record.published)
        if interval is None:
            notes.append(f"the record's date “{record.published[:40]}” is not understood{ASKING}")
        else:
            published = Publication(interval, "metadata", f"the record says “{record.published[:40]}”")
    if record.partial:
        notes.append("only the summary that the feed holds; the whole page was not fetched")
    seen = given_date(record.seen) if record.seen and published is None else None
    return Parts(
        text=text,
        title=record.title,
        publisher=record.publisher,
        url=record.url,
        publication=published,
        notes=tuple(notes),
        out_by=(seen.end, f"it was out by {seen.end}, when it was seen") if seen and seen.end else None,
    )


def given_date(text: str) -> Interval | None:
    """A metadata string as an interval: as `Interval.iso` writes it, a moment as programs write it (20310502T081500Z,
    2031-05-02 08:15, seconds since 1970), or any plain way of writing a date."""
    moment = _MOMENT.fullmatch(text.strip())
    try:
        if moment:
            return of_day(date(int(moment["year"]), int(moment["month"]), int(moment["day"])))
        if _SECONDS.fullmatch(text.strip()):
            return of_day(datetime.fromtimestamp(int(text.strip()[:10]), UTC).date())
        return parse(text)
    except (InputError, ValueError, OverflowError):
        return parse_words(text)

"""A JSONL record's text with the metadata that it carries."""

from __future__ import annotations

from tocsin.errors import InputError
from tocsin.model.document import Publication
from tocsin.model.interval import Interval, parse
from tocsin.read.date_words import parse_words
from tocsin.read.parts import Parts
from tocsin.read.publication import ASKING
from tocsin.read.records import parse_record


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
    """A metadata string as an interval: as `Interval.iso` writes it, or any plain way of writing a date."""
    try:
        return parse(text)
    except InputError:
        return parse_words(text)

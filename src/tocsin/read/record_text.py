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
    """The record's text exactly as given. A date that is none is noted, and the text itself is asked instead."""
    record = parse_record(content, place)
    notes = [f"the record's {key} is not a string and was passed over" for key in record.ignored]
    published = None
    if record.published:
        interval = given_date(record.published)
        if interval is None:
            notes.append(f"the record's date “{record.published[:40]}” is not understood{ASKING}")
        else:
            published = Publication(interval, "metadata", f"the record says “{record.published[:40]}”")
    return Parts(
        text=record.text,
        title=record.title,
        publisher=record.publisher,
        url=record.url,
        publication=published,
        notes=tuple(notes),
    )


def given_date(text: str) -> Interval | None:
    """A metadata string as an interval: as `Interval.iso` writes it, or any plain way of writing a date."""
    try:
        return parse(text)
    except InputError:
        return parse_words(text)

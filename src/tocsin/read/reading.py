"""Reading: one Capture to one Document, or a ReadError that says why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from tocsin.errors import ReadError
from tocsin.model.capture import Capture
from tocsin.model.document import Boilerplate, Document, document_id, text_digest
from tocsin.model.refusal import Refusal
from tocsin.model.settings import ReadSettings
from tocsin.model.span import Span
from tocsin.read.blocks import Block, blocks
from tocsin.read.boilerplate.marking import mark
from tocsin.read.formats import read_parts
from tocsin.read.language import check_language
from tocsin.read.parts import Parts
from tocsin.read.publication import publication
from tocsin.read.publisher import agency, publisher
from tocsin.read.suitability import check_length, check_prose, check_shape
from tocsin.read.told import bounded, completed

_EDGE_BLOCKS = 12


def read(capture: Capture, settings: ReadSettings) -> Document:
    """The document that a capture holds.

    Raises ReadError, and nothing else, for everything that cannot be used: not text, not an article, not English.
    """
    place = capture.location or capture.name
    if len(capture.content) > settings.maximum_bytes:
        limit = settings.maximum_bytes / 1e6
        raise ReadError(f"larger than {limit:g} MB", place=place, remedy="split it, or give the article alone")
    parts = completed(read_parts(capture, settings, place), capture)
    check_length(parts.text, settings.minimum_characters, place)
    found = blocks(parts.text)
    check_shape(parts.text, found, place)
    language, foreign = check_language(found, settings.languages, place)
    check_prose(found, place)
    return _document(capture, parts, found, language, foreign)


def refusal_of(error: ReadError, capture: Capture) -> Refusal:
    """The one line that tells the user why a capture was not read."""
    reason = f"{error.message} ({error.value})" if error.value else error.message
    return Refusal(capture.name, capture.location or capture.name, reason, error.remedy)


def note_clashes(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents, with a note on each whose name another, different one bears too."""
    by_name: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        by_name[document.name].add(document.id)
    return tuple(
        replace(document, notes=(*document.notes, _clash(document, len(by_name[document.name]) - 1)))
        if len(by_name[document.name]) > 1
        else document
        for document in documents
    )


def _clash(document: Document, others: int) -> str:
    which = "another document has" if others == 1 else f"{others} other documents have"
    return f"{which} the name {document.name} too; this one's id is {document.id}"


def _unmarked(found: tuple[Block, ...], spans: tuple[Boilerplate, ...]) -> list[Block]:
    """The blocks that no boilerplate span holds; both run in reading order."""
    kept: list[Block] = []
    number = 0
    for block in found:
        while number < len(spans) and spans[number].span.end <= block.start:
            number += 1
        if number == len(spans) or not (
            spans[number].span.start <= block.start and block.end <= spans[number].span.end
        ):
            kept.append(block)
    return kept


def _name(capture: Capture) -> str:
    """A file's stem; records, messages and pages of the web keep their names whole."""
    if capture.method in ("record", "mail", "url") or capture.url:
        return capture.name
    return PurePath(capture.name).stem or capture.name


def _document(
    capture: Capture, parts: Parts, found: tuple[Block, ...], language: str, foreign: tuple[str, ...]
) -> Document:
    spans, title_block = mark(parts.text, found, parts.title)
    own = _unmarked(found, spans)
    published, notes = (
        (parts.publication, ())
        if parts.publication
        else publication(found, own, title_block.index if title_block else None)
    )
    texts = [block.text for block in found]
    edges = [block.text for block in (*found[:_EDGE_BLOCKS], *found[-_EDGE_BLOCKS:])]
    title_span = Span(title_block.start, title_block.end) if title_block else None
    return Document(
        id=document_id(capture.sha256, capture.name),
        name=_name(capture),
        capture_sha256=capture.sha256,
        text=parts.text,
        text_sha256=text_digest(parts.text),
        publication=bounded(published, parts.out_by),
        title=parts.title or (parts.text[title_block.start : title_block.end] if title_block else None),
        title_span=title_span,
        publisher=parts.publisher or publisher(edges, texts) or agency(texts[:_EDGE_BLOCKS]),
        url=parts.url,
        language=language,
        boilerplate=spans,
        notes=(*parts.notes, *foreign, *notes),
    )

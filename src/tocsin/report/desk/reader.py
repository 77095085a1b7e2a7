"""The reader: one article as it is shown, with every claim's words in their places."""

from __future__ import annotations

from typing import Any

from tocsin.errors import GroundingError
from tocsin.model.capture import Capture
from tocsin.model.document import Document
from tocsin.model.span import Span
from tocsin.report.desk.claims import claim_object
from tocsin.report.desk.decisions import decision_row
from tocsin.report.desk.documents import document_row
from tocsin.report.desk.shown import Shown, shown
from tocsin.report.desk.sight import Row, Sight

MOST_REUSED = 20


def shown_text(sight: Sight, document: Document) -> Shown:
    """The document's text as it is shown."""
    return shown(document.text, sight.masker.masks(document.text, document.id))


def reader(sight: Sight, document: Document, capture: Capture | None) -> Row:
    """Everything on one article. Every span has its place in the text delivered (`from`, `to`)."""
    text = shown_text(sight, document)
    desk = sight.desk
    order, at = sight.reading_order, sight.place_in_order[document.id]
    return {
        "document": {**document_row(sight, document), **_more(sight, document, capture)},
        "text": text.text,
        "text_key": text.key,
        "offsets": "utf-16",
        "masks": [{**_span(text, Span(mask.start, mask.end)), "label": mask.label} for mask in text.masks],
        "title_span": placed(text, {"start": document.title_span.start, "end": document.title_span.end})
        if document.title_span
        else None,
        "boilerplate": [
            {**_span(text, mark.span), "kind": mark.kind, "reason": mark.reason} for mark in document.boilerplate
        ],
        "claims": [placed(text, claim_object(sight, claim)) for claim in desk.of_document.get(document.id, ())],
        "rejected": [
            placed(text, {**claim_object(sight, claim), "state": "rejected"})
            for claim in desk.rejected.get(document.id, ())
        ],
        "decisions": [
            decision_row(sight, each)
            for each in desk.corpus.decisions
            if each.subject == "document" and each.target == document.id
        ],
        "previous": order[at - 1] if at else None,
        "next": order[at + 1] if at + 1 < len(order) else None,
        "reuse": _reuse(sight, document, text),
    }


def placed(text: Shown, row: Any) -> Any:
    """The row with `from` and `to` beside every `start` and `end` in it."""
    if isinstance(row, list):
        return [placed(text, each) for each in row]
    if not isinstance(row, dict):
        return row
    made = {name: placed(text, value) for name, value in row.items()}
    if isinstance(row.get("start"), int) and isinstance(row.get("end"), int):
        made |= _span(text, Span(row["start"], row["end"]))
    return made


def captured(sight: Sight, document: Document, capture: Capture) -> str:
    """The bytes as they came, decoded and masked, to be shown as plain text. Raises GroundingError where they are
    not text."""
    if b"\0" in capture.content[:4096] or capture.content[:5] in (b"%PDF-", b"PK\x03\x04"):
        raise GroundingError("these bytes are not text", value=capture.name, remedy="open the original file")
    from tocsin.read.decoding import decode

    return sight.mask(decode(capture.content).text, document.id)


def _more(sight: Sight, document: Document, capture: Capture | None) -> Row:
    publication = document.publication
    at = capture.captured_at if capture else None
    return {
        "notes": [sight.mask(note, document.id) for note in document.notes],
        "publication": {
            "interval": None if publication.interval.iso() == "../.." else publication.interval.iso(),
            "basis": publication.basis,
            "reason": sight.mask(publication.reason, document.id),
        },
        "location": sight.masker.label(capture.location) if capture else "",
        "captured_at": at.isoformat() if at else None,
        "method": capture.method if capture else None,
        "bytes": len(capture.content) if capture else None,
    }


def _span(text: Shown, span: Span) -> Row:
    start, end = text.place(span)
    return {"start": span.start, "end": span.end, "from": start, "to": end}


def _reuse(sight: Sight, document: Document, text: Shown) -> list[Row]:
    found: list[Row] = []
    for reuse in sight.desk.linkage.reuse:
        if document.id not in (reuse.a, reuse.b):
            continue
        other, spans = (reuse.b, reuse.spans_a) if reuse.a == document.id else (reuse.a, reuse.spans_b)
        if other in sight.desk.documents:
            name = sight.masker.label(sight.desk.documents[other].name)
            shares = [_span(text, span) for span in spans]
            found.append({"document_id": other, "name": name, "share": round(reuse.share, 3), "spans": shares})
    return sorted(found, key=lambda row: (-row["share"], row["document_id"]))[:MOST_REUSED]

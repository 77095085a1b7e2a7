"""Whether a case is what it says it is: original bytes, texts, spans, the log."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from tocsin.model.document import Document, text_digest
from tocsin.model.log_entry import first_break
from tocsin.store.interface import CaseStore


def problems(store: CaseStore) -> tuple[str, ...]:
    """Everything found wrong, each in one line with its place; empty where the case is sound."""
    return (
        *_log_problems(store),
        *(line for document in store.each_document() for line in _document_problems(store, document)),
    )


def _log_problems(store: CaseStore) -> Iterator[str]:
    log = store.log()
    broken = first_break(log)
    if broken is not None:
        yield f"log: entry {broken} does not follow from those before it; it or an earlier one was changed"
    logged = [entry.detail for entry in log if entry.action == "decision"]
    if len(logged) != len(store.decisions()):
        yield f"log: {len(logged)} rulings are logged, but {len(store.decisions())} are kept"
    known = set(store.in_force())
    for entry in log:
        if entry.action == "document" and entry.subject not in known:
            yield f"log: entry {entry.number} tells of a document that is not there ({entry.detail})"
    unlogged = known - {entry.subject for entry in log if entry.action == "document"}
    yield from (f"document {name}: the log does not tell how it came" for name in sorted(unlogged))


def _document_problems(store: CaseStore, document: Document) -> Iterator[str]:
    place = f"document {document.name} ({document.id})"
    capture = store.capture(document.id)
    if capture is None:
        yield f"{place}: its original bytes are missing"
    elif hashlib.sha256(capture.content).hexdigest() != document.capture_sha256:
        yield f"{place}: its original bytes were changed"
    if text_digest(document.text) != document.text_sha256:
        yield f"{place}: its text was changed"
    if any(mark.span.end > len(document.text) for mark in document.boilerplate):
        yield f"{place}: a boilerplate span runs past its text"

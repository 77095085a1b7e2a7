"""`tocsin documents` and `tocsin versions`: what a case holds, what it refused, and how a page changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import options
from tocsin.cli.clock import stamp_now
from tocsin.cli.output import Row, write_rows
from tocsin.errors import InputError

if TYPE_CHECKING:
    from tocsin.model.capture import Capture
    from tocsin.model.document import Document
    from tocsin.store.interface import CaseStore

Refused = Annotated[bool, typer.Option("--refused", help="List what could not be read instead, and why.")]
DocumentName = Annotated[
    str, typer.Argument(metavar="DOCUMENT", help="A document's name, id or address.", show_default=False)
]


def documents(
    case: options.CasePath,
    refused: Refused = False,
    reveal: options.Reveal = False,
    format: options.Rows = None,
    output: options.Output = None,
) -> None:
    """List the documents of a case with their dates, how they are known and what the reader should know of each.

    \b
    Examples:
        tocsin documents ruritania.tocsin
        tocsin documents ruritania.tocsin --refused
    """
    from tocsin.cli.rows import kept_rows
    from tocsin.registry.stores import open_case

    store = open_case(case)
    try:
        listed = _refused_rows(store) if refused else _document_rows(store)
        if reveal:
            store.record("reveal", "documents", "names of private persons shown", stamp_now())
        rows = kept_rows(store, listed, reveal)
    finally:
        store.close()
    write_rows(rows, format, output, f"{'Refused in' if refused else 'Documents of'} {case}")


def versions(
    case: options.CasePath,
    document: DocumentName,
    reveal: options.Reveal = False,
    format: options.Rows = None,
    output: options.Output = None,
) -> None:
    """Show every capture of a page: when and how it was got, its digest, and the passages that came and went.

    \b
    Examples:
        tocsin versions ruritania.tocsin news.example/2031/bridge
    """
    from tocsin.cli.rows import kept_rows
    from tocsin.registry.stores import open_case

    store = open_case(case)
    try:
        if reveal:
            store.record("reveal", "versions", "names of private persons shown", stamp_now())
        rows = kept_rows(store, _version_rows(store, _found(store, document)), reveal)
    finally:
        store.close()
    write_rows(rows, format, output, f"Versions of {document}")


def _document_rows(store: CaseStore) -> Iterator[Row]:
    for each in store.documents():
        yield {
            "id": each.id,
            "name": each.name,
            "title": each.title,
            "publisher": each.publisher,
            "published": each.publication.interval.iso(),
            "basis": each.publication.basis,
            "url": each.url,
            "supersedes": each.supersedes,
            "notes": list(each.notes),
        }


def _refused_rows(store: CaseStore) -> Iterator[Row]:
    for kept in store.refusals():
        refusal = kept.refusal
        yield {
            "name": refusal.name,
            "location": refusal.location,
            "reason": refusal.reason,
            "remedy": refusal.remedy,
            "who": kept.who,
            "at": kept.at.isoformat(),
        }


def _found(store: CaseStore, named: str) -> tuple[Document, ...]:
    """The versions of the page that a name, id or address means, oldest first. Raises InputError."""
    from tocsin.model.address import address_key

    document = store.document(named) or next((each for each in store.documents() if each.name == named), None)
    address = address_key(document.url if document else named)
    found = store.at_address(address) if address else ()
    if not found and document is None:
        remedy = "see tocsin documents CASE for names, ids and addresses"
        raise InputError("no such document in the case", value=named, place=store.location, remedy=remedy)
    return found or ((document,) if document else ())


def _version_rows(store: CaseStore, found: tuple[Document, ...]) -> Iterator[Row]:
    """All captures in the order of their times; below a version's first, what changed since the version before."""
    from tocsin.pipeline.versions import changes

    captures = [(capture, document) for document in found for capture in store.captures(document.id)]
    previous: Document | None = None
    for capture, document in sorted(captures, key=lambda entry: _time(entry[0])):
        changed = previous is not None and previous.text_sha256 != document.text_sha256
        what = "changed" if changed else "first" if previous is None else "same text"
        yield _capture_row(capture, document, what)
        if changed and previous is not None:
            for change in changes(previous.text, document.text):
                yield {"document": document.id, "what": change.kind, "text": change.text}
        previous = document


def _time(capture: Capture) -> str:
    return capture.captured_at.isoformat() if capture.captured_at else ""


def _capture_row(capture: Capture, document: Document, what: str) -> Row:
    return {
        "document": document.id,
        "what": what,
        "captured": capture.captured_at.isoformat() if capture.captured_at else None,
        "how": capture.how or f"{capture.method}: {capture.location}",
        "bytes": len(capture.content),
        "sha256": capture.sha256,
        "text": None,
    }

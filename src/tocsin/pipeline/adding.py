"""Filling a case: bytes to documents to claims, each document kept whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tocsin.engine.interface import Engine
from tocsin.errors import ReadError
from tocsin.model.capture import Capture
from tocsin.model.decision import Decision
from tocsin.model.document import Document
from tocsin.model.refusal import Refusal
from tocsin.model.settings import Settings
from tocsin.model.stamp import Stamp
from tocsin.pipeline.extracting import Job, extract, extraction_key
from tocsin.pipeline.rulings import effective, on_document
from tocsin.read.dates import DateHints
from tocsin.registry.extraction import Extraction
from tocsin.store.interface import CaseStore

OnDocument = Callable[[Document], None]


@dataclass
class Added:
    """What one filling did: documents that were new, those that were there, inputs refused, claims found, and
    how many were dropped because their words do not stand in the text."""

    new: list[Document] = field(default_factory=list)
    known: list[Document] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    claims: int = 0
    dropped: int = 0


@dataclass(frozen=True)
class Filling:
    """What filling a case needs besides the paths."""

    store: CaseStore
    extraction: Extraction
    engine: Engine
    stamp: Stamp
    settings: Settings
    dates: DateHints = DateHints()  # noqa: RUF009  (frozen, without state)


def add(filling: Filling, paths: Sequence[str], on_document: OnDocument | None = None) -> Added:
    """Read paths into the case and extract their claims. `on_document` is called as each is done.

    Each document goes in with its bytes and claims in one transaction, in the order of the inputs, so that a run
    cut short anywhere leaves a whole case, which the next run completes.
    """
    added = Added()
    jobs = _jobs(filling, read_inputs(paths, filling.stamp, filling.settings), added)
    for job, found, refusal in extract(filling.extraction, filling.engine, jobs, filling.settings.engine):
        assert job.capture is not None
        if refusal is not None:
            added.refused.append(refusal)
            fresh = filling.store.add(job.capture, job.stored, filling.stamp)
        else:
            fresh = filling.store.add_read(job.capture, job.stored, job.key, found.claims, filling.stamp)
            added.claims += len(found.claims)
            added.dropped += found.dropped
        (added.new if fresh else added.known).append(job.stored)
        if on_document is not None:
            on_document(job.document)
    return added


def read_inputs(
    paths: Sequence[str], stamp: Stamp, settings: Settings
) -> Iterator[tuple[Capture, Document] | Refusal]:
    """Every input as a document with its bytes, or as a refusal."""
    from tocsin.read.captures import captures
    from tocsin.read.reading import read

    for capture in captures(paths, captured_at=stamp.at, settings=settings.read):
        if isinstance(capture, Refusal):
            yield capture
            continue
        try:
            yield capture, read(capture, settings.read)
        except ReadError as error:
            value = f" ({error.value})" if error.value else ""
            yield Refusal(capture.name, capture.location, f"{error.message}{value}", error.remedy)


def date_known(filling: Filling) -> list[Document]:
    """Record the dates given for documents that are in the case already; the documents whose date that changed."""
    return [document for document in filling.store.documents() if _rule_date(filling, document)]


def _jobs(filling: Filling, inputs: Iterable[tuple[Capture, Document] | Refusal], added: Added) -> Iterator[Job]:
    """The inputs that have work left; the others are counted at once."""
    decisions = effective(filling.store.decisions())
    for item in inputs:
        if isinstance(item, Refusal):
            added.refused.append(item)
            continue
        capture, document = item
        if _rule_date(filling, document):
            decisions = effective(filling.store.decisions())
        ruled = on_document(document, decisions)
        if ruled is None:
            added.known.append(document)
            continue
        key = extraction_key(ruled, filling.extraction.version)
        if filling.store.claims(document.id, key) is not None:
            added.known.append(document)
        else:
            yield Job(ruled, document, key, capture)


def _rule_date(filling: Filling, document: Document) -> bool:
    """Keep the date that the user gave for a document as a ruling, unless it is in force already."""
    hint = filling.dates.find(document)
    if hint is None:
        return False
    ruled = on_document(document, effective(filling.store.decisions())) or document
    if ruled.publication.basis == "user" and ruled.publication.interval == hint.interval:
        return False
    who, at = filling.stamp.who, filling.stamp.at
    value = hint.interval.iso()
    filling.store.decide(Decision(0, "document", document.id, "set", "published", value, who, hint.reason, at))
    return True

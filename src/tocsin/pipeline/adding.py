"""Filling a case: bytes to documents to claims, each document kept whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tocsin.engine.interface import Engine
from tocsin.model.address import address_key
from tocsin.model.capture import Capture
from tocsin.model.decision import Decision
from tocsin.model.document import Document
from tocsin.model.incoming import Incoming
from tocsin.model.notice import Notice
from tocsin.model.refusal import Refusal
from tocsin.model.settings import Settings
from tocsin.model.stamp import Stamp
from tocsin.pipeline.extracting import Extracted, Job, extract, extraction_key
from tocsin.pipeline.reading import Sources, read_inputs
from tocsin.pipeline.rulings import effective, on_document
from tocsin.pipeline.versions import placed
from tocsin.read.dates import DateHints
from tocsin.registry.extraction import Extraction
from tocsin.store.interface import CaseStore

OnDocument = Callable[[Document], None]
OnTheWay = dict[str, list[tuple[Document, Capture]]]
"""What was read in this run and may not be kept yet, by address, oldest first."""
_MOST_ON_THE_WAY = 1000  # more than batches in flight hold


@dataclass
class Added:
    """What one filling did: documents that were new, those that were there, inputs refused, claims found, how many
    were dropped because their words do not stand in the text, which of the new ones are versions of others, further
    captures of texts that were new in this run, and what is to be said of the inputs."""

    new: list[Document] = field(default_factory=list)
    known: list[Document] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    claims: int = 0
    dropped: int = 0
    versions: list[Document] = field(default_factory=list)
    recaptured: list[tuple[str, Capture]] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)


@dataclass(frozen=True)
class Filling:
    """What filling a case needs besides the paths."""

    store: CaseStore
    extraction: Extraction
    engine: Engine
    stamp: Stamp
    settings: Settings
    dates: DateHints = DateHints()  # noqa: RUF009  (frozen, without state)
    sources: Sources = Sources()  # noqa: RUF009  (frozen, without state)


def add(filling: Filling, paths: Sequence[str], on_document: OnDocument | None = None) -> Added:
    """Read paths into the case and extract their claims. `on_document` is called as each is done.

    Each document goes in with its bytes and claims in one transaction, a batch at a time and in the order of the
    inputs, so that a run cut short anywhere leaves a whole case, which the next run completes.
    """
    added = Added()
    jobs = _jobs(filling, read_inputs(paths, filling.stamp, filling.settings, filling.sources), added)
    waiting: list[Extracted] = []
    for extracted in extract(filling.extraction, filling.engine, jobs, filling.settings.engine):
        waiting.append(extracted)
        if len(waiting) >= filling.settings.engine.batch_documents:
            _keep(filling, waiting, added, on_document)
            waiting = []
    _keep(filling, waiting, added, on_document)
    for document_id, capture in added.recaptured:
        filling.store.recapture(document_id, capture, filling.stamp)
    filling.store.refuse(added.refused, filling.stamp)
    return added


def _keep(filling: Filling, extracted: Sequence[Extracted], added: Added, on_document: OnDocument | None) -> None:
    """Put what is ready into the case, in one transaction, and count it."""
    incoming = []
    for job, found, refusal in extracted:
        assert job.capture is not None
        ruled = job.document if job.document != job.stored else None
        if refusal is None:
            incoming.append(Incoming(job.capture, job.stored, job.key, found.claims, ruled))
            added.claims += len(found.claims)
            added.dropped += found.dropped
        else:
            incoming.append(Incoming(job.capture, job.stored))
            added.refused.append(refusal)
    for item, fresh in zip(incoming, filling.store.add_all(incoming, filling.stamp), strict=True):
        (added.new if fresh else added.known).append(item.document)
        if on_document is not None:
            on_document(item.document)


def date_known(filling: Filling) -> list[Document]:
    """Record the dates given for documents that are in the case already; the documents whose date that changed."""
    return [document for document in filling.store.documents() if _rule_date(filling, document)]


def _jobs(
    filling: Filling, inputs: Iterable[tuple[Capture, Document] | Refusal | Notice], added: Added
) -> Iterator[Job]:
    """The inputs that have work left; the others are counted at once."""
    decisions = effective(filling.store.decisions())
    on_the_way: OnTheWay = {}
    for item in inputs:
        if isinstance(item, Refusal):
            added.refused.append(item)
            continue
        if isinstance(item, Notice):
            added.notices.append(item)
            continue
        capture, read = item
        document = _place(filling, capture, read, on_the_way, added)
        if document is None:
            continue
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


def _place(
    filling: Filling, capture: Capture, document: Document, on_the_way: OnTheWay, added: Added
) -> Document | None:
    """The document as it stands among the versions of its page; None where this very text is on its way already."""
    address = address_key(document.url)
    if not address:
        return document
    kept = filling.store.at_address(address)
    ids = {each.id for each in kept}
    new = [entry for entry in on_the_way.get(address, ()) if entry[0].id not in ids]
    latest = new[-1][1] if new else filling.store.captures(kept[-1].id)[-1] if kept else None
    found = placed(capture, document, [*kept, *(each for each, _ in new)], latest)
    if found.placement in ("new", "version"):
        on_the_way.setdefault(address, []).append((found.document, replace(capture, content=b"")))
        if len(on_the_way) > _MOST_ON_THE_WAY:
            on_the_way.pop(next(iter(on_the_way)))
        if found.placement == "version":
            added.versions.append(found.document)
        return found.document
    # Bytes that came from the web again, at another time or changed around the text, are evidence of their own.
    again = found.placement == "unchanged" or capture.method in ("url", "archive")
    if found.document.id not in ids:
        added.known.append(found.document)
        if found.placement == "unchanged":
            added.recaptured.append((found.document.id, capture))
        return None
    if again:
        filling.store.recapture(found.document.id, capture, filling.stamp)
    return found.document


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

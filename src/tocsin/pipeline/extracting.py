"""Documents to claims, through an engine, nothing done twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tocsin.engine.interface import Engine
from tocsin.model import codec
from tocsin.model.capture import Capture
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.findings import Findings
from tocsin.model.refusal import Refusal
from tocsin.model.settings import EngineSettings
from tocsin.model.span import Span
from tocsin.registry.extraction import Extraction
from tocsin.store.interface import CaseStore

FAILED = "its claims could not be extracted"


@dataclass(frozen=True)
class Job:
    """One document to extract: as ruled, as read, and the key of its claims. `capture` only where it is new."""

    document: Document
    stored: Document
    key: str
    capture: Capture | None = None


Extracted = tuple[Job, Findings, Refusal | None]


def extraction_key(document: Document, version: str) -> str:
    """The key of a document's claims: they depend on all that is known of it, and on the extractor."""
    return codec.digest(document, version)


def extract(
    extraction: Extraction, engine: Engine, jobs: Iterable[Job], settings: EngineSettings
) -> Iterator[Extracted]:
    """Each job with its findings, or with a refusal that says what went wrong, in order.

    Where a batch fails, its documents are tried one by one, so that one bad text costs only itself.
    """
    sent: list[tuple[Job, ...]] = []

    def batches() -> Iterator[tuple[Document, ...]]:
        for batch in _grouped(jobs, settings):
            sent.append(batch)
            yield tuple(job.document for job in batch)

    for outcome in engine.map(extraction, batches()):
        batch, sent[outcome.index] = sent[outcome.index], ()
        if outcome.result is not None:
            yield from (
                (job, grounded(job.document, found), None) for job, found in zip(batch, outcome.result, strict=True)
            )
        elif len(batch) == 1:
            job = batch[0]
            reason = f"{FAILED}: {outcome.failure}"
            yield (
                job,
                Findings(),
                Refusal(job.document.name, job.document.name, reason, "the document is kept without claims"),
            )
        else:
            yield from extract(extraction, engine, batch, replace(settings, batch_documents=1))


def ensure_claims(
    store: CaseStore,
    documents: Sequence[tuple[Document, Document]],
    extraction: Extraction,
    engine: Engine,
    settings: EngineSettings,
) -> tuple[Findings, tuple[Refusal, ...]]:
    """The claims of all documents, given as (ruled, stored), in order; what is missing is extracted and kept."""
    jobs = [Job(ruled, stored, extraction_key(ruled, extraction.version)) for ruled, stored in documents]
    known = {job.stored.id: store.claims(job.stored.id, job.key) for job in jobs}
    in_force = store.in_force()
    for job in jobs:
        if known[job.stored.id] is not None and in_force.get(job.stored.id) != job.key:
            store.use_claims(job.document, job.key)
    refusals, dropped = [], 0
    for job, found, refusal in extract(
        extraction, engine, (job for job in jobs if known[job.stored.id] is None), settings
    ):
        if refusal is None:
            store.put_claims(job.stored.id, job.key, found.claims)
            if job.document != job.stored:
                store.use_claims(job.document, job.key)
        else:
            refusals.append(refusal)
        known[job.stored.id] = found.claims
        dropped += found.dropped
    claims = tuple(claim for job in jobs for claim in known[job.stored.id] or ())
    return Findings(claims, dropped), tuple(refusals)


def grounded(document: Document, found: Findings) -> Findings:
    """The claims whose every span lies within the document; whatever extractor made them, the rest is dropped."""
    length = len(document.text)
    kept = tuple(claim for claim in found.claims if all(span.end <= length for span in _spans(claim)))
    return Findings(kept, found.dropped + len(found.claims) - len(kept))


def _spans(claim: Claim) -> Iterator[Span]:
    yield claim.content
    yield claim.sentence
    for optional in (claim.cue, claim.condition):
        if optional is not None:
            yield optional
    for link in claim.chain:
        yield link.mention
        if link.cue is not None:
            yield link.cue
    yield from (number.span for number in claim.numbers)
    yield from (mention.span for mention in claim.participants)
    yield from (place.span for place in claim.places)


def _grouped(jobs: Iterable[Job], settings: EngineSettings) -> Iterator[tuple[Job, ...]]:
    batch: list[Job] = []
    characters = 0
    for job in jobs:
        batch.append(job)
        characters += len(job.document.text)
        if len(batch) >= settings.batch_documents or characters >= settings.batch_characters:
            yield tuple(batch)
            batch, characters = [], 0
    if batch:
        yield tuple(batch)

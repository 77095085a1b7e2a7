"""CaseStore: what a place that keeps a case must be able to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, Protocol

from tocsin.model.capture import Capture
from tocsin.model.claim import Claim
from tocsin.model.decision import Decision
from tocsin.model.document import Document
from tocsin.model.evidence import DocumentEvidence
from tocsin.model.finding import ClaimFilter, ClaimGrouping, Counts, DocumentFilter, Page, Voice
from tocsin.model.incoming import Incoming
from tocsin.model.judgement import Judgement
from tocsin.model.log_entry import Action, LogEntry
from tocsin.model.question import Question
from tocsin.model.refusal import KeptRefusal, Refusal
from tocsin.model.stamp import Stamp

OutputKind = Literal["linkage", "evidence", "judgement", "template", "answer", "learned", "draft"]


class CaseStore(Protocol):
    """One case: its question, its documents with their original bytes, what was worked out, and who ruled what.

    Every method that changes something does so in one transaction: it happens wholly or not at all, whenever the
    process ends. There is one writer at a time. All methods raise CaseError where the case cannot be used.
    """

    @property
    def location(self) -> str:
        """Where the case lies, for messages."""
        ...

    def question(self) -> Question | None:
        """The question asked last, or None before the first."""
        ...

    def set_question(self, question: Question, stamp: Stamp) -> None:
        """Ask; earlier questions stay in the log."""
        ...

    def add(self, capture: Capture, document: Document, stamp: Stamp) -> bool:
        """Keep a document with its original bytes. False, and nothing changed, where it is there already."""
        ...

    def add_read(
        self, capture: Capture, document: Document, key: str, claims: tuple[Claim, ...], stamp: Stamp
    ) -> bool:
        """Keep a document, its bytes and its claims in one transaction. False where the document was there."""
        ...

    def add_all(self, incoming: Sequence[Incoming], stamp: Stamp) -> tuple[bool, ...]:
        """Keep several documents in one transaction, each with what it brings; of each, whether it was new."""
        ...

    def documents(self) -> tuple[Document, ...]:
        """All documents, in the order in which they came."""
        ...

    def each_document(self) -> Iterator[Document]:
        """All documents, in order, a stretch held at a time."""
        ...

    def capture(self, document_id: str) -> Capture | None:
        """The original bytes that a document was read from."""
        ...

    def at_address(self, key: str) -> tuple[Document, ...]:
        """The documents of one page, by `model.address.address_key`, oldest first."""
        ...

    def recapture(self, document_id: str, capture: Capture, stamp: Stamp) -> bool:
        """Keep another capture of a document whose text did not change. False where it is there already."""
        ...

    def captures(self, document_id: str) -> tuple[Capture, ...]:
        """All captures of a document, oldest first."""
        ...

    def claims(self, document_id: str, key: str) -> tuple[Claim, ...] | None:
        """The claims extracted under a key, in reading order; None where that was never done."""
        ...

    def put_claims(self, document_id: str, key: str, claims: tuple[Claim, ...]) -> None:
        """Keep the claims of a known document under a key, and put them in force; what is there under it stays."""
        ...

    def in_force(self) -> dict[str, str]:
        """The key of the claims in force of each document, "" where it was never extracted; in order."""
        ...

    def use_claims(self, document: Document, key: str) -> None:
        """Put kept claims in force: those that are looked at below. `document` is as ruled."""
        ...

    def document(self, document_id: str) -> Document | None:
        """One document as it was read."""
        ...

    def claim(self, claim_id: str) -> Claim | None:
        """One claim in force, as it was extracted."""
        ...

    def find_documents(self, wanted: DocumentFilter, offset: int = 0, limit: int = 50) -> Page[Document]:
        """A page of the documents that fit: newest in first, or the best first where few hold the words."""
        ...

    def find_claims(self, wanted: ClaimFilter, offset: int = 0, limit: int = 50) -> Page[Claim]:
        """A page of the claims in force that fit: latest day first, or the best first where only words are given."""
        ...

    def claim_counts(self, wanted: ClaimFilter, by: ClaimGrouping) -> dict[str, int]:
        """How many claims in force fit, by kind, stance, side, source ("" is the writers' own voice) or month."""
        ...

    def voices(self, text: str = "", offset: int = 0, limit: int = 50) -> Page[Voice]:
        """The origins of claims in force, those with the most claims first; `text` is a name under any spelling."""
        ...

    def counts(self) -> Counts:
        """How big the case is."""
        ...

    def revision(self) -> int:
        """A number that grows with every change on which an answer may rest."""
        ...

    def output(self, kind: OutputKind, key: str) -> bytes | None:
        """What a stage gave for inputs of this key, or None."""
        ...

    def put_output(self, kind: OutputKind, key: str, data: bytes) -> None:
        """Keep what a stage gave; what is there under that key stays."""
        ...

    def unmatched(self, key: str) -> tuple[str, ...]:
        """The documents whose claims in force have no evidence under a key yet, in order."""
        ...

    def put_evidence(self, key: str, given: Sequence[DocumentEvidence]) -> None:
        """Keep what documents tell about a question, over what was there of them."""
        ...

    def bearing(self, key: str) -> tuple[DocumentEvidence, ...]:
        """What those documents tell that have a claim that bears on the question, in order."""
        ...

    def vectors(self, model: str, digests: Sequence[str]) -> dict[str, bytes]:
        """The sentence vectors known of a model, by the sentence's digest; unknown ones are left out."""
        ...

    def put_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        """Keep sentence vectors of a model; what is there stays."""
        ...

    def refuse(self, refusals: Sequence[Refusal], stamp: Stamp) -> None:
        """Note what could not be read; the newest word on each place counts."""
        ...

    def refusals(self) -> tuple[KeptRefusal, ...]:
        """What could not be read, by place."""
        ...

    def remember(self, key: str, data: bytes) -> None:
        """Remember something that may change and may be lost, over what was there."""
        ...

    def remembered(self, key: str) -> bytes | None:
        """What was last remembered under a key, or None."""
        ...

    def decide(self, decision: Decision) -> Decision:
        """Append a ruling; it comes back with its id, 1 for the first."""
        ...

    def decisions(self) -> tuple[Decision, ...]:
        """All rulings, in order, undone ones included."""
        ...

    def issue(self, judgement: Judgement, stamp: Stamp) -> bool:
        """Freeze a judgement. False, and nothing changed, where one of its key was issued before."""
        ...

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements issued, in order."""
        ...

    def record(self, action: Action, subject: str, detail: str, stamp: Stamp) -> LogEntry:
        """Append to the log what leaves no other trace, such as names being revealed."""
        ...

    def log(self) -> tuple[LogEntry, ...]:
        """The custody log, in order."""
        ...

    def close(self) -> None:
        """Let go of the case. No method may be called afterwards."""
        ...

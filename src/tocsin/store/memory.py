"""A case kept in memory, for runs on plain files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tocsin.errors import CaseError
from tocsin.model import codec
from tocsin.model.address import address_key
from tocsin.model.capture import Capture
from tocsin.model.claim import Claim
from tocsin.model.decision import Decision
from tocsin.model.document import Document
from tocsin.model.evidence import DocumentEvidence
from tocsin.model.finding import ClaimFilter, ClaimGrouping, Counts, DocumentFilter, Page, Voice
from tocsin.model.incoming import Incoming
from tocsin.model.judgement import Judgement
from tocsin.model.log_entry import Action, LogEntry, sealed
from tocsin.model.question import Question
from tocsin.model.refusal import KeptRefusal, Refusal
from tocsin.model.stamp import Stamp
from tocsin.store import memory_finding as finding
from tocsin.store.interface import OutputKind


class MemoryStore:
    """A CaseStore that is gone when the process ends."""

    def __init__(self) -> None:
        self._question: Question | None = None
        self._captures: dict[str, tuple[Capture, ...]] = {}
        self._refusals: dict[str, KeptRefusal] = {}
        self._remembered: dict[str, bytes] = {}
        self._documents: dict[str, Document] = {}
        self._claims: dict[tuple[str, str], tuple[Claim, ...]] = {}
        self._outputs: dict[tuple[str, str], bytes] = {}
        self._vectors: dict[tuple[str, str], bytes] = {}
        self._decisions: list[Decision] = []
        self._judgements: dict[str, Judgement] = {}
        self._log: list[LogEntry] = []
        self._keys: dict[str, str] = {}
        self._evidence: dict[tuple[str, str], DocumentEvidence] = {}
        self._ruled: dict[str, Document] = {}
        self._revision = 0

    @property
    def location(self) -> str:
        return "memory"

    def question(self) -> Question | None:
        return self._question

    def set_question(self, question: Question, stamp: Stamp) -> None:
        self._question = question
        self._revision += 1
        self.record("question", question.id, codec.encode(question).decode(), stamp)

    def add(self, capture: Capture, document: Document, stamp: Stamp) -> bool:
        if document.id in self._documents:
            return False
        self._captures[document.id] = (capture,)
        self._documents[document.id] = document
        self._keys[document.id] = ""
        self._revision += 1
        self.record("document", document.id, f"{document.name} sha256:{capture.sha256}", stamp)
        return True

    def add_read(
        self, capture: Capture, document: Document, key: str, claims: tuple[Claim, ...], stamp: Stamp
    ) -> bool:
        fresh = self.add(capture, document, stamp)
        self.put_claims(document.id, key, claims)
        return fresh

    def add_all(self, incoming: Sequence[Incoming], stamp: Stamp) -> tuple[bool, ...]:
        fresh = []
        for item in incoming:
            fresh.append(self.add(item.capture, item.document, stamp))
            if item.key:
                self.put_claims(item.document.id, item.key, item.claims)
                self.use_claims(item.ruled or item.document, item.key)
        return tuple(fresh)

    def documents(self) -> tuple[Document, ...]:
        return tuple(self._documents.values())

    def each_document(self) -> Iterator[Document]:
        return iter(self.documents())

    def capture(self, document_id: str) -> Capture | None:
        return next(iter(self._captures.get(document_id, ())), None)

    def captures(self, document_id: str) -> tuple[Capture, ...]:
        return self._captures.get(document_id, ())

    def recapture(self, document_id: str, capture: Capture, stamp: Stamp) -> bool:
        if capture in self._captures[document_id]:
            return False
        self._captures[document_id] += (capture,)
        detail = f"captured again: {capture.name} sha256:{capture.sha256}"
        self.record("document", document_id, detail, stamp)
        return True

    def at_address(self, key: str) -> tuple[Document, ...]:
        return tuple(document for document in self.documents() if address_key(document.url) == key)

    def claims(self, document_id: str, key: str) -> tuple[Claim, ...] | None:
        return self._claims.get((document_id, key))

    def put_claims(self, document_id: str, key: str, claims: tuple[Claim, ...]) -> None:
        if document_id not in self._documents:
            raise CaseError("no such document in the case", value=document_id, place=self.location)
        self._claims.setdefault((document_id, key), claims)
        self.use_claims(self._documents[document_id], key)

    def in_force(self) -> dict[str, str]:
        return dict(self._keys)

    def use_claims(self, document: Document, key: str) -> None:
        self._keys[document.id] = key
        self._ruled[document.id] = document
        self._revision += 1

    def document(self, document_id: str) -> Document | None:
        return self._documents.get(document_id)

    def claim(self, claim_id: str) -> Claim | None:
        return next((claim for claim in self._shown() if claim.id == claim_id), None)

    def find_documents(self, wanted: DocumentFilter, offset: int = 0, limit: int = 50) -> Page[Document]:
        return finding.documents_found(self.documents(), self._ruled, wanted, offset, limit)

    def find_claims(self, wanted: ClaimFilter, offset: int = 0, limit: int = 50) -> Page[Claim]:
        found = finding.claims_found(self.documents(), self._shown(), wanted)
        return Page(tuple(found[offset : offset + limit]), len(found))

    def claim_counts(self, wanted: ClaimFilter, by: ClaimGrouping) -> dict[str, int]:
        return finding.grouped(finding.claims_found(self.documents(), self._shown(), wanted), by)

    def voices(self, text: str = "", offset: int = 0, limit: int = 50) -> Page[Voice]:
        return finding.voices_found(self._shown(), text, offset, limit)

    def counts(self) -> Counts:
        claims = self._shown()
        names = {claim.origin.name for claim in claims if claim.origin}
        return Counts(
            len(self._documents), len(claims), len(names), len(self._decisions), len(self._judgements), bytes=0
        )

    def revision(self) -> int:
        return self._revision

    def _shown(self) -> list[Claim]:
        return [claim for name, key in self._keys.items() for claim in self._claims.get((name, key), ())]

    def output(self, kind: OutputKind, key: str) -> bytes | None:
        return self._outputs.get((kind, key))

    def put_output(self, kind: OutputKind, key: str, data: bytes) -> None:
        self._outputs.setdefault((kind, key), data)

    def unmatched(self, key: str) -> tuple[str, ...]:
        made = {name: item.made_from for (under, name), item in self._evidence.items() if under == key}
        return tuple(name for name, force in self._keys.items() if force and made.get(name) != force)

    def put_evidence(self, key: str, given: Sequence[DocumentEvidence]) -> None:
        self._evidence.update({(key, item.document_id): item for item in given})

    def bearing(self, key: str) -> tuple[DocumentEvidence, ...]:
        held = (self._evidence.get((key, name)) for name in self._keys)
        return tuple(item for item in held if item and any(each.relevant for each in item.evidence))

    def vectors(self, model: str, digests: Sequence[str]) -> dict[str, bytes]:
        return {digest: self._vectors[model, digest] for digest in digests if (model, digest) in self._vectors}

    def put_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        for digest, vector in vectors.items():
            self._vectors.setdefault((model, digest), vector)

    def refuse(self, refusals: Sequence[Refusal], stamp: Stamp) -> None:
        for refusal in refusals:
            self._refusals[refusal.location or refusal.name] = KeptRefusal(refusal, stamp.who, stamp.at)

    def refusals(self) -> tuple[KeptRefusal, ...]:
        return tuple(self._refusals[location] for location in sorted(self._refusals))

    def remember(self, key: str, data: bytes) -> None:
        self._remembered[key] = data

    def remembered(self, key: str) -> bytes | None:
        return self._remembered.get(key)

    def decide(self, decision: Decision) -> Decision:
        numbered = replace(decision, id=len(self._decisions) + 1)
        self._decisions.append(numbered)
        self._revision += 1
        stamp = Stamp(numbered.author, numbered.decided_at)
        self.record("decision", numbered.target, codec.encode(numbered).decode(), stamp)
        return numbered

    def decisions(self) -> tuple[Decision, ...]:
        return tuple(self._decisions)

    def issue(self, judgement: Judgement, stamp: Stamp) -> bool:
        if judgement.key in self._judgements:
            return False
        self._judgements[judgement.key] = judgement
        self.record("judgement", judgement.key, f"{judgement.as_of} {judgement.estimate.probability:.4f}", stamp)
        return True

    def judgements(self) -> tuple[Judgement, ...]:
        return tuple(self._judgements.values())

    def record(self, action: Action, subject: str, detail: str, stamp: Stamp) -> LogEntry:
        previous = self._log[-1].digest if self._log else ""
        entry = sealed(LogEntry(len(self._log) + 1, action, subject, detail, stamp.who, stamp.at, previous))
        self._log.append(entry)
        return entry

    def log(self) -> tuple[LogEntry, ...]:
        return tuple(self._log)

    def close(self) -> None:
        """Nothing is held."""

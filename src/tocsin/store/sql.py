"""A case kept in a database, through SQLAlchemy Core. What differs between databases is in the classes below this."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import sqlalchemy as sa

from tocsin.errors import CaseError
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
from tocsin.store import claim_rows, claim_search, document_rows, evidence_rows, output_rows, record_rows, sizes
from tocsin.store.incoming_rows import put_incoming
from tocsin.store.interface import OutputKind
from tocsin.store.rows import counter
from tocsin.store.text_index import TextIndex


class SqlStore:
    """A CaseStore over tables of `schema`. A class below this says how to read, to write, and where it lies."""

    def __init__(self, engine: sa.Engine, index: TextIndex) -> None:
        self._engine = engine
        self._index = index
        self._turn = threading.local()

    @property
    def index(self) -> TextIndex:
        """The full-text index."""
        return self._index

    @property
    def location(self) -> str:
        raise NotImplementedError

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection to ask; within `writing` that one, which sees what was written."""
        held = self._held()
        if held is not None:
            yield held
            return
        with self._connected() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A connection that holds the writer's place; all that is done with it happens wholly or not at all.

        Within another `writing` of the same thread it is a part of that.
        """
        held = self._held()
        if held is not None:
            yield held
            return
        with self._begun() as connection:
            self._turn.connection = connection
            try:
                yield connection
            finally:
                self._turn.connection = None

    def _held(self) -> sa.Connection | None:
        held: sa.Connection | None = getattr(self._turn, "connection", None)
        return held

    @contextmanager
    def _connected(self) -> Iterator[sa.Connection]:
        raise NotImplementedError
        yield

    @contextmanager
    def _begun(self) -> Iterator[sa.Connection]:
        raise NotImplementedError
        yield

    @contextmanager
    def snapshot(self) -> Iterator[sa.Connection]:
        """A connection that sees the case as of one moment, whoever writes meanwhile."""
        raise NotImplementedError
        yield

    def question(self) -> Question | None:
        with self.reading() as connection:
            return record_rows.question(connection)

    def set_question(self, question: Question, stamp: Stamp) -> None:
        with self.writing() as connection:
            record_rows.put_question(connection, question, stamp)

    def add(self, capture: Capture, document: Document, stamp: Stamp) -> bool:
        return self.add_all([Incoming(capture, document)], stamp)[0]

    def add_read(
        self, capture: Capture, document: Document, key: str, claims: tuple[Claim, ...], stamp: Stamp
    ) -> bool:
        return self.add_all([Incoming(capture, document, key, claims)], stamp)[0]

    def add_all(self, incoming: Sequence[Incoming], stamp: Stamp) -> tuple[bool, ...]:
        with self.writing() as connection:
            return put_incoming(connection, self._index, incoming, stamp)

    def documents(self) -> tuple[Document, ...]:
        with self.reading() as connection:
            return document_rows.documents(connection)

    def each_document(self) -> Iterator[Document]:
        last = 0
        while True:
            with self.reading() as connection:
                part = document_rows.documents_after(connection, last)
            if not part:
                return
            last = part[-1][0]
            yield from (document for _, document in part)

    def document(self, document_id: str) -> Document | None:
        with self.reading() as connection:
            return document_rows.document(connection, document_id)

    def find_documents(self, wanted: DocumentFilter, offset: int = 0, limit: int = 50) -> Page[Document]:
        with self.reading() as connection:
            return document_rows.find_documents(connection, self._index, wanted, offset, limit)

    def capture(self, document_id: str) -> Capture | None:
        with self.reading() as connection:
            return document_rows.capture(connection, document_id)

    def at_address(self, key: str) -> tuple[Document, ...]:
        with self.reading() as connection:
            return document_rows.at_address(connection, key)

    def recapture(self, document_id: str, capture: Capture, stamp: Stamp) -> bool:
        with self.writing() as connection:
            return document_rows.put_recapture(connection, document_id, capture, stamp)

    def captures(self, document_id: str) -> tuple[Capture, ...]:
        with self.reading() as connection:
            return document_rows.captures(connection, document_id)

    def claims(self, document_id: str, key: str) -> tuple[Claim, ...] | None:
        with self.reading() as connection:
            return claim_rows.claims(connection, document_id, key)

    def put_claims(self, document_id: str, key: str, claims: tuple[Claim, ...]) -> None:
        with self.writing() as connection:
            document = document_rows.document(connection, document_id)
            if document is None:
                raise CaseError("no such document in the case", value=document_id, place=self.location)
            claim_rows.put_claims(connection, self._index, document, key, claims)

    def in_force(self) -> dict[str, str]:
        with self.reading() as connection:
            return claim_rows.in_force(connection)

    def use_claims(self, document: Document, key: str) -> None:
        with self.writing() as connection:
            claim_rows.use_claims(connection, self._index, document, key)

    def claim(self, claim_id: str) -> Claim | None:
        with self.reading() as connection:
            return claim_search.claim(connection, claim_id)

    def find_claims(self, wanted: ClaimFilter, offset: int = 0, limit: int = 50) -> Page[Claim]:
        with self.reading() as connection:
            return claim_search.find_claims(connection, self._index, wanted, offset, limit)

    def claim_counts(self, wanted: ClaimFilter, by: ClaimGrouping) -> dict[str, int]:
        with self.reading() as connection:
            return claim_search.claim_counts(connection, self._index, wanted, by)

    def voices(self, text: str = "", offset: int = 0, limit: int = 50) -> Page[Voice]:
        with self.reading() as connection:
            return claim_search.voices(connection, self._index, text, offset, limit)

    def counts(self) -> Counts:
        with self.reading() as connection:
            return sizes.counts(connection)

    def revision(self) -> int:
        with self.reading() as connection:
            return counter(connection, "revision")

    def output(self, kind: OutputKind, key: str) -> bytes | None:
        with self.reading() as connection:
            return output_rows.output(connection, kind, key)

    def put_output(self, kind: OutputKind, key: str, data: bytes) -> None:
        with self.writing() as connection:
            output_rows.put_output(connection, kind, key, data)

    def unmatched(self, key: str) -> tuple[str, ...]:
        with self.reading() as connection:
            return evidence_rows.unmatched(connection, key)

    def put_evidence(self, key: str, given: Sequence[DocumentEvidence]) -> None:
        with self.writing() as connection:
            evidence_rows.put_evidence(connection, key, given)

    def bearing(self, key: str) -> tuple[DocumentEvidence, ...]:
        with self.reading() as connection:
            return evidence_rows.bearing(connection, key)

    def vectors(self, model: str, digests: Sequence[str]) -> dict[str, bytes]:
        with self.reading() as connection:
            return output_rows.vectors(connection, model, digests)

    def put_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        if vectors:
            with self.writing() as connection:
                output_rows.put_vectors(connection, model, vectors)

    def refuse(self, refusals: Sequence[Refusal], stamp: Stamp) -> None:
        with self.writing() as connection:
            output_rows.put_refusals(connection, refusals, stamp)

    def refusals(self) -> tuple[KeptRefusal, ...]:
        with self.reading() as connection:
            return output_rows.refusals(connection)

    def remember(self, key: str, data: bytes) -> None:
        with self.writing() as connection:
            output_rows.remember(connection, key, data)

    def remembered(self, key: str) -> bytes | None:
        with self.reading() as connection:
            return output_rows.remembered(connection, key)

    def decide(self, decision: Decision) -> Decision:
        with self.writing() as connection:
            return record_rows.put_decision(connection, decision)

    def decisions(self) -> tuple[Decision, ...]:
        with self.reading() as connection:
            return record_rows.decisions(connection)

    def issue(self, judgement: Judgement, stamp: Stamp) -> bool:
        with self.writing() as connection:
            return record_rows.put_judgement(connection, judgement, stamp)

    def judgements(self) -> tuple[Judgement, ...]:
        with self.reading() as connection:
            return record_rows.judgements(connection)

    def record(self, action: Action, subject: str, detail: str, stamp: Stamp) -> LogEntry:
        with self.writing() as connection:
            return record_rows.append(connection, action, subject, detail, stamp)

    def log(self) -> tuple[LogEntry, ...]:
        with self.reading() as connection:
            return record_rows.log(connection)

    def damage(self) -> tuple[str, ...]:
        """What the database's own check finds wrong; empty where it is sound."""
        raise NotImplementedError

    def close(self) -> None:
        self._engine.dispose()

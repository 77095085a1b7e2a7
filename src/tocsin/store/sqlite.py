"""A case kept in one SQLite file (WAL mode), through SQLAlchemy Core."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from tocsin.errors import CaseError
from tocsin.model import codec
from tocsin.model.capture import Capture
from tocsin.model.claim import Claim
from tocsin.model.decision import Decision
from tocsin.model.document import Document
from tocsin.model.judgement import Judgement
from tocsin.model.log_entry import Action, LogEntry, sealed
from tocsin.model.question import Question
from tocsin.model.stamp import Stamp
from tocsin.store import schema
from tocsin.store.interface import OutputKind
from tocsin.store.opening import connect, explained, immediate

PATIENCE_SECONDS = 10.0
# SQLite takes a limited number of values in one statement, 999 in old versions.
ASKED_AT_ONCE = 500


class SqliteStore:
    """A CaseStore in one file. Make it with `create_case` or `open_case`."""

    def __init__(self, engine: sa.Engine, path: Path) -> None:
        self._engine = engine
        self._path = path

    @property
    def location(self) -> str:
        return str(self._path)

    def question(self) -> Question | None:
        table = schema.QUESTIONS
        found = self._one(sa.select(table.c.json).order_by(table.c.number.desc()).limit(1))
        return codec.decode(found, Question) if found is not None else None

    def set_question(self, question: Question, stamp: Stamp) -> None:
        text = codec.encode(question).decode()
        with self._writing() as connection:
            connection.execute(sa.insert(schema.QUESTIONS).values(id=question.id, json=text))
            _append(connection, "question", question.id, text, stamp)

    def add(self, capture: Capture, document: Document, stamp: Stamp) -> bool:
        with self._writing() as connection:
            return _add(connection, capture, document, stamp)

    def add_read(
        self, capture: Capture, document: Document, key: str, claims: tuple[Claim, ...], stamp: Stamp
    ) -> bool:
        with self._writing() as connection:
            fresh = _add(connection, capture, document, stamp)
            _put_claims(connection, document.id, key, claims)
        return fresh

    def documents(self) -> tuple[Document, ...]:
        table = schema.DOCUMENTS
        return tuple(codec.decode(text, Document) for text in self._all(sa.select(table.c.json).order_by("number")))

    def capture(self, document_id: str) -> Capture | None:
        documents, originals = schema.DOCUMENTS, schema.ORIGINALS
        query = (
            sa.select(documents.c.capture_json, originals.c.content)
            .join(originals, documents.c.capture_sha256 == originals.c.sha256)
            .where(documents.c.id == document_id)
        )
        with self._reading() as connection:
            row = connection.execute(query).first()
        return replace(codec.decode(row[0], Capture), content=row[1]) if row else None

    def claims(self, document_id: str, key: str) -> tuple[Claim, ...] | None:
        done, claims = schema.EXTRACTIONS, schema.CLAIMS
        mark = sa.select(done.c.claims).where(done.c.document_id == document_id, done.c.key == key)
        query = sa.select(claims.c.json).where(claims.c.document_id == document_id, claims.c.key == key)
        if self._one(mark) is None:
            return None
        return tuple(codec.decode(text, Claim) for text in self._all(query.order_by(claims.c.position)))

    def put_claims(self, document_id: str, key: str, claims: tuple[Claim, ...]) -> None:
        if self._one(sa.select(schema.DOCUMENTS.c.id).where(schema.DOCUMENTS.c.id == document_id)) is None:
            raise CaseError("no such document in the case", value=document_id, place=self.location)
        with self._writing() as connection:
            _put_claims(connection, document_id, key, claims)

    def output(self, kind: OutputKind, key: str) -> bytes | None:
        table = schema.OUTPUTS
        found: bytes | None = self._one(sa.select(table.c.data).where(table.c.kind == kind, table.c.key == key))
        return found

    def put_output(self, kind: OutputKind, key: str, data: bytes) -> None:
        with self._writing() as connection:
            connection.execute(insert(schema.OUTPUTS).values(kind=kind, key=key, data=data).on_conflict_do_nothing())

    def vectors(self, model: str, digests: Sequence[str]) -> dict[str, bytes]:
        table = schema.VECTORS
        found: dict[str, bytes] = {}
        with self._reading() as connection:
            for start in range(0, len(digests), ASKED_AT_ONCE):
                part = digests[start : start + ASKED_AT_ONCE]
                query = sa.select(table.c.sentence_sha256, table.c.data)
                rows = connection.execute(query.where(table.c.model == model, table.c.sentence_sha256.in_(part)))
                found.update((row[0], row[1]) for row in rows)
        return found

    def put_vectors(self, model: str, vectors: Mapping[str, bytes]) -> None:
        rows = [{"model": model, "sentence_sha256": digest, "data": data} for digest, data in vectors.items()]
        if rows:
            with self._writing() as connection:
                connection.execute(insert(schema.VECTORS).on_conflict_do_nothing(), rows)

    def decide(self, decision: Decision) -> Decision:
        table = schema.DECISIONS
        with self._writing() as connection:
            last = connection.execute(sa.select(sa.func.max(table.c.id))).scalar() or 0
            numbered = replace(decision, id=last + 1)
            text = codec.encode(numbered).decode()
            connection.execute(
                sa.insert(table).values(id=numbered.id, subject=numbered.subject, target=numbered.target, json=text)
            )
            _append(connection, "decision", numbered.target, text, Stamp(numbered.author, numbered.decided_at))
        return numbered

    def decisions(self) -> tuple[Decision, ...]:
        table = schema.DECISIONS
        return tuple(codec.decode(text, Decision) for text in self._all(sa.select(table.c.json).order_by("id")))

    def issue(self, judgement: Judgement, stamp: Stamp) -> bool:
        table = schema.JUDGEMENTS
        row = {
            "key": judgement.key,
            "question_id": judgement.question_id,
            "as_of": str(judgement.as_of),
            "json": codec.encode(judgement).decode(),
        }
        with self._writing() as connection:
            if connection.execute(sa.select(table.c.key).where(table.c.key == judgement.key)).first():
                return False
            connection.execute(sa.insert(table).values(row))
            detail = f"{judgement.as_of} {judgement.estimate.probability:.4f}"
            _append(connection, "judgement", judgement.key, detail, stamp)
        return True

    def judgements(self) -> tuple[Judgement, ...]:
        table = schema.JUDGEMENTS
        return tuple(codec.decode(text, Judgement) for text in self._all(sa.select(table.c.json).order_by("number")))

    def record(self, action: Action, subject: str, detail: str, stamp: Stamp) -> LogEntry:
        with self._writing() as connection:
            return _append(connection, action, subject, detail, stamp)

    def log(self) -> tuple[LogEntry, ...]:
        with self._reading() as connection:
            rows = connection.execute(sa.select(schema.LOG).order_by(schema.LOG.c.number)).mappings().all()
        return tuple(codec.convert({str(name): value for name, value in row.items()}, LogEntry) for row in rows)

    def close(self) -> None:
        self._engine.dispose()

    def damage(self) -> tuple[str, ...]:
        """What SQLite's own check of the file finds wrong; empty where it is sound."""
        with self._reading() as connection:
            rows = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return tuple(row for row in rows if row != "ok") + tuple(f"dangling row in {row[0]}" for row in broken)

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with explained(self._path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with self._reading() as connection, immediate(connection):
            yield connection

    def _one(self, query: sa.Select[Any]) -> Any:
        with self._reading() as connection:
            return connection.execute(query).scalar()

    def _all(self, query: sa.Select[Any]) -> list[Any]:
        with self._reading() as connection:
            return list(connection.execute(query).scalars())


def create_case(path: Path, patience: float = PATIENCE_SECONDS) -> SqliteStore:
    """Make a new case file. Raises CaseError where that is not possible or there is one."""
    return SqliteStore(connect(path, new=True, patience=patience), path)


def open_case(path: Path, patience: float = PATIENCE_SECONDS) -> SqliteStore:
    """Open a case file, bringing it to the newest format. Raises CaseError where it cannot be used."""
    return SqliteStore(connect(path, new=False, patience=patience), path)


def _add(connection: sa.Connection, capture: Capture, document: Document, stamp: Stamp) -> bool:
    table = schema.DOCUMENTS
    if connection.execute(sa.select(table.c.id).where(table.c.id == document.id)).first():
        return False
    connection.execute(
        insert(schema.ORIGINALS).values(sha256=capture.sha256, content=capture.content).on_conflict_do_nothing()
    )
    connection.execute(
        sa.insert(table).values(
            id=document.id,
            name=document.name,
            text_sha256=document.text_sha256,
            capture_sha256=capture.sha256,
            capture_json=codec.encode(replace(capture, content=b"")).decode(),
            json=codec.encode(document).decode(),
        )
    )
    _append(connection, "document", document.id, f"{document.name} sha256:{capture.sha256}", stamp)
    return True


def _put_claims(connection: sa.Connection, document_id: str, key: str, claims: tuple[Claim, ...]) -> None:
    mark = insert(schema.EXTRACTIONS).values(document_id=document_id, key=key, claims=len(claims))
    if not connection.execute(mark.on_conflict_do_nothing()).rowcount:
        return
    if claims:
        rows = [_row(claim, key, position) for position, claim in enumerate(claims)]
        connection.execute(sa.insert(schema.CLAIMS), rows)


def _row(claim: Claim, key: str, position: int) -> dict[str, object]:
    when = claim.when
    return {
        "document_id": claim.document_id,
        "key": key,
        "position": position,
        "id": claim.id,
        "content_start": claim.content.start,
        "content_end": claim.content.end,
        "stance": claim.stance,
        "kind": claim.kind,
        "origin": claim.origin.name if claim.origin else None,
        "side": claim.origin.side if claim.origin else None,
        "when_start": str(when.start) if when and when.start else None,
        "when_end": str(when.end) if when and when.end else None,
        "json": codec.encode(claim).decode(),
    }


def _append(connection: sa.Connection, action: Action, subject: str, detail: str, stamp: Stamp) -> LogEntry:
    table = schema.LOG
    last = connection.execute(
        sa.select(table.c.number, table.c.digest).order_by(table.c.number.desc()).limit(1)
    ).first()
    number, previous = (last[0] + 1, last[1]) if last else (1, "")
    entry = sealed(LogEntry(number, action, subject, detail, stamp.who, stamp.at, previous))
    connection.execute(sa.insert(table).values(codec.to_plain(entry)))
    return entry

"""Rows of what stands on record: questions, rulings, judgements and the log. All are appended, none is changed."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from tocsin.model import codec
from tocsin.model.decision import Decision
from tocsin.model.judgement import Judgement
from tocsin.model.log_entry import Action, LogEntry, sealed
from tocsin.model.question import Question
from tocsin.model.stamp import Stamp
from tocsin.store import schema
from tocsin.store.rows import all_of, one, touch


def question(connection: sa.Connection) -> Question | None:
    """The question asked last."""
    table = schema.QUESTIONS
    found = one(connection, sa.select(table.c.json).order_by(table.c.number.desc()).limit(1))
    return codec.decode(found, Question) if found is not None else None


def put_question(connection: sa.Connection, asked: Question, stamp: Stamp) -> None:
    """Append a question and its line in the log."""
    text = codec.encode(asked).decode()
    connection.execute(sa.insert(schema.QUESTIONS).values(id=asked.id, json=text))
    append(connection, "question", asked.id, text, stamp)
    touch(connection)


def put_decision(connection: sa.Connection, decision: Decision) -> Decision:
    """Append a ruling under the next number, and its line in the log."""
    table = schema.DECISIONS
    numbered = replace(decision, id=(one(connection, sa.select(sa.func.max(table.c.id))) or 0) + 1)
    text = codec.encode(numbered).decode()
    connection.execute(
        sa.insert(table).values(id=numbered.id, subject=numbered.subject, target=numbered.target, json=text)
    )
    append(connection, "decision", numbered.target, text, Stamp(numbered.author, numbered.decided_at))
    touch(connection)
    return numbered


def decisions(connection: sa.Connection) -> tuple[Decision, ...]:
    """All rulings, in order."""
    texts = all_of(connection, sa.select(schema.DECISIONS.c.json).order_by("id"))
    return tuple(codec.decode(text, Decision) for text in texts)


def put_judgement(connection: sa.Connection, judgement: Judgement, stamp: Stamp) -> bool:
    """Append a judgement and its line in the log; False where one of its key is there."""
    table = schema.JUDGEMENTS
    if one(connection, sa.select(table.c.key).where(table.c.key == judgement.key)) is not None:
        return False
    text = codec.encode(judgement).decode()
    connection.execute(
        sa.insert(table).values(
            key=judgement.key, question_id=judgement.question_id, as_of=str(judgement.as_of), json=text
        )
    )
    detail = f"{judgement.as_of} {judgement.estimate.probability:.4f}"
    append(connection, "judgement", judgement.key, detail, stamp)
    return True


def judgements(connection: sa.Connection) -> tuple[Judgement, ...]:
    """All judgements, in order."""
    texts = all_of(connection, sa.select(schema.JUDGEMENTS.c.json).order_by("number"))
    return tuple(codec.decode(text, Judgement) for text in texts)


def append(connection: sa.Connection, action: Action, subject: str, detail: str, stamp: Stamp) -> LogEntry:
    """Append a line to the log, sealed by the one before it."""
    last, previous = last_entry(connection)
    entry = sealed(LogEntry(last + 1, action, subject, detail, stamp.who, stamp.at, previous))
    connection.execute(sa.insert(schema.LOG).values(codec.to_plain(entry)))
    return entry


def last_entry(connection: sa.Connection) -> tuple[int, str]:
    """Number and digest of the log's last entry."""
    table = schema.LOG
    query = sa.select(table.c.number, table.c.digest).order_by(table.c.number.desc()).limit(1)
    last = connection.execute(query).first()
    return (int(last[0]), str(last[1])) if last else (0, "")


def log(connection: sa.Connection) -> tuple[LogEntry, ...]:
    """The custody log, in order."""
    rows = connection.execute(sa.select(schema.LOG).order_by(schema.LOG.c.number)).mappings().all()
    return tuple(codec.convert({str(name): value for name, value in row.items()}, LogEntry) for row in rows)

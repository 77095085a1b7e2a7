"""A case that may only be read: on a medium, in a folder or of an owner that takes no writing.

It is copied into memory, so that what a run works out has a place until the run ends. What would have to stand in the
case's record (a question, a document, a ruling, a note in the log) is refused.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from tocsin.errors import CaseError
from tocsin.model.capture import Capture
from tocsin.model.decision import Decision
from tocsin.model.document import Document
from tocsin.model.incoming import Incoming
from tocsin.model.judgement import Judgement
from tocsin.model.log_entry import Action, LogEntry
from tocsin.model.question import Question
from tocsin.model.stamp import Stamp
from tocsin.store.opening import copied
from tocsin.store.sqlite import SqliteStore


class ReadOnlyStore(SqliteStore):
    """A CaseStore over a copy in memory that refuses to change the record. An answer is not kept."""

    def set_question(self, question: Question, stamp: Stamp) -> None:
        self._refuse()

    def add_all(self, incoming: Sequence[Incoming], stamp: Stamp) -> tuple[bool, ...]:
        self._refuse()

    def recapture(self, document_id: str, capture: Capture, stamp: Stamp) -> bool:
        self._refuse()

    def decide(self, decision: Decision) -> Decision:
        self._refuse()

    def record(self, action: Action, subject: str, detail: str, stamp: Stamp) -> LogEntry:
        self._refuse()

    def use_claims(self, document: Document, key: str) -> None:
        """Nothing: what is looked at stays as it lies there."""

    def issue(self, judgement: Judgement, stamp: Stamp) -> bool:
        return False

    def _refuse(self) -> NoReturn:
        raise CaseError(
            "the case can only be read, and this would have to stand in its record",
            place=self.location,
            remedy="copy it to a folder where you may write",
        )


def writable(path: Path) -> bool:
    """Whether a case file and its folder, where SQLite keeps its journal, take writing. A missing file does."""
    return not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def open_read_only(path: Path) -> ReadOnlyStore:
    """Open a case that is only read. Raises CaseError where it cannot be used."""
    return ReadOnlyStore(copied(path), path)

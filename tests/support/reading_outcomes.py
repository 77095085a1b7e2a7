"""What reading a file came to, for tests and benchmarks that only ask whether it went well or was told clearly."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from tocsin.model.capture import Capture
from tocsin.model.document import Document
from tocsin.model.notice import Notice
from tocsin.model.refusal import Refusal
from tocsin.read.inputs import Intake, inputs
from tocsin.read.limited import LimitedReader

NOW = datetime(2031, 5, 9, tzinfo=UTC)


def outcomes(path: Path, reader: LimitedReader, columns: tuple[tuple[str, str], ...] = ()) -> Counter[str]:
    """How many documents, refusals and notices a file gave. Raises AssertionError for a line that is not clear."""
    found: Counter[str] = Counter()
    for item in inputs([str(path)], Intake(NOW, reader._settings, reader, columns)):
        outcome = reader.read(item) if isinstance(item, Capture) else item
        if isinstance(outcome, Document):
            found["documents"] += 1
            for mark in outcome.boilerplate:
                assert 0 <= mark.span.start <= mark.span.end <= len(outcome.text)
        elif isinstance(outcome, Notice):
            found["notices"] += 1
            check_line(str(outcome), path)
        else:
            found["refusals"] += 1
            found[f"refused: {_kind(outcome)}"] += 1
            check_line(str(outcome), path)
            assert outcome.reason, outcome
            assert outcome.remedy, outcome
    return found


def check_line(line: str, path: Path) -> None:
    """A clear line names the input, is one line, and is not endless."""
    assert str(path) in line, line
    assert "\n" not in line, line
    assert "\r" not in line, line
    assert len(line) < 1_000, line


def _kind(refusal: Refusal) -> str:
    for words in ("took more than", "broke down", "no usable answer"):
        if words in refusal.reason:
            return words
    return "told"

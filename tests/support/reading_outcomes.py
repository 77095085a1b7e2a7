"""What reading a file came to, for tests and benchmarks that only ask whether it went well or was told clearly."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tocsin.model import codec
from tocsin.model.capture import Capture
from tocsin.model.document import Document
from tocsin.model.notice import Notice
from tocsin.model.ports import PageFetcher
from tocsin.model.refusal import Refusal
from tocsin.model.settings import ReadSettings
from tocsin.read.inputs import Input, Intake, inputs
from tocsin.read.limited import LimitedReader

NOW = datetime(2031, 5, 9, 12, 0, tzinfo=UTC)
HERE = ReadSettings(maximum_bytes=1_000_000, parse_apart=False)


def outcomes(path: Path, reader: LimitedReader, columns: tuple[tuple[str, str], ...] = ()) -> Counter[str]:
    """How many documents, refusals and notices a file gave. Raises AssertionError for a line that is not clear."""
    found: Counter[str] = Counter()
    for item in inputs([str(path)], Intake(NOW, reader._settings, reader, columns)):
        outcome = reader.read(item) if isinstance(item, Capture) else item
        codec.encode(outcome)  # a case must be able to keep it
        if isinstance(item, Capture):
            codec.encode(replace(item, content=b""))
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


def read_all(path: Path, fetcher: PageFetcher | None = None, **more: Any) -> tuple[list[Document], list[Input]]:
    """The documents read from a file in this process, and all that came before reading."""
    with LimitedReader(HERE) as reader:
        found = list(inputs([str(path)], Intake(NOW, HERE, reader, fetcher=fetcher, **more)))
        read = [reader.read(one) for one in found if isinstance(one, Capture)]
    assert all(isinstance(one, Document) for one in read), [str(one) for one in read]
    return [one for one in read if isinstance(one, Document)], found


def lines(found: list[Input]) -> str:
    """All that is not a capture, as it is told."""
    return "\n".join(str(one) for one in found if not isinstance(one, Capture))


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

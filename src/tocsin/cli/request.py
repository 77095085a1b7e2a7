"""What the command line asks for, as given. Cheap to import, so that `--help` is quick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tocsin.cli.options import BriefFormat, Extractor, TableFormat


@dataclass(frozen=True)
class QuestionOptions:
    """What the command line says of the question; empty where it says nothing."""

    file: Path | None = None
    actor: str = ""
    target: str = ""
    patron: str = ""
    deadline: str = ""
    template: str = ""
    criterion: str = ""
    prior: str = ""


@dataclass(frozen=True)
class Request:
    """The options that commands share (see `tocsin.cli.options`), by the names of their fields here.

    Empty means not given. A command has only some of them.
    """

    asked: str = ""
    words: Sequence[str] | None = None
    case: Path | None = None
    as_of: str = ""
    dates: Path | None = None
    date: Sequence[str] | None = None
    actor: str = ""
    target: str = ""
    patron: str = ""
    deadline: str = ""
    template: str = ""
    criterion: str = ""
    prior: str = ""
    question_file: Path | None = None
    claims: Path | None = None
    freeze: bool = False
    reveal: bool = False
    doubtful: bool = False
    learned: bool = False
    rows: TableFormat | None = None
    brief_format: BriefFormat | None = None
    output: Path | None = None
    workers: int | None = None
    extractor: Extractor | None = None
    settings: Path | None = None
    author: str = ""
    about: str = ""
    since: str = ""
    until: str = ""
    step: str = "7d"
    hindsight: bool = False

    @property
    def question(self) -> QuestionOptions:
        """What is said of the question."""
        return QuestionOptions(
            self.question_file,
            self.actor,
            self.target,
            self.patron,
            self.deadline,
            self.template,
            self.criterion,
            self.prior,
        )

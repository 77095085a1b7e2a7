"""What the command line asks for, as given. Cheap to import, so that `--help` is quick."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class QuestionOptions:
    """What the command line says of the question, as given; empty where it says nothing."""

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
    """What a command is about and how it is to work. `question_needed` is False where there may be none."""

    words: tuple[str, ...] = ()
    as_of: str = ""
    dates: Path | None = None
    date: tuple[str, ...] = ()
    question: QuestionOptions = field(default_factory=QuestionOptions)
    claims: Path | None = None
    settings: Path | None = None
    workers: int | None = None
    author: str = ""
    question_needed: bool = True

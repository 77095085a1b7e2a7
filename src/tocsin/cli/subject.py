"""What a command is about: the demo, a case, or files with or without a question; told apart by the words given."""

from __future__ import annotations

import glob
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tocsin.cli.question import Demo, demo
from tocsin.errors import OptionError
from tocsin.registry.stores import is_case


@dataclass(frozen=True)
class CaseFile:
    """A case."""

    path: Path


@dataclass(frozen=True)
class Files:
    """Inputs to read, and the question on them ("" if none was asked)."""

    question: str
    paths: tuple[str, ...]


@dataclass(frozen=True)
class Entered:
    """A file of structured claims, which brings its own documents, and the question on it ("" if none was asked)."""

    question: str
    path: Path


Subject = Demo | CaseFile | Files | Entered


def entered(words: Sequence[str], path: Path) -> Entered:
    """A file of structured claims with the question that the words ask. It takes no other input."""
    inputs = [word for word in words if is_case(word) or _is_input(word)]
    if inputs or len(words) > 1:
        raise OptionError(
            "a file of structured claims stands alone",
            value=" ".join(inputs or words)[:80],
            place=f"--claims {path}",
            remedy="give the question alone; claims with spans into documents need the documents",
        )
    return Entered(words[0] if words else "", path)


def subject_of(words: Sequence[str], question_elsewhere: bool) -> Subject:
    """Tell what the words mean. `question_elsewhere` is True where an option holds the question.

    The first word is the question if it is neither a file, a folder, a pattern that matches, nor "-".
    """
    if not words and not question_elsewhere:
        return demo()
    if any(is_case(word) for word in words):
        if len(words) > 1:
            raise OptionError(
                "a case stands alone", value=" ".join(words)[:80], remedy="add files with: tocsin add CASE PATH…"
            )
        return CaseFile(Path(words[0]))
    question, paths = "", tuple(words)
    if paths and not question_elsewhere and not _is_input(paths[0]):
        question, paths = paths[0], paths[1:]
        if " " not in question.strip():
            raise OptionError("no such file, folder or case", value=question, remedy="check the path")
    if not paths:
        raise OptionError(
            "there is nothing to read", value=question[:80], remedy="name files or folders after the question"
        )
    return Files(question, paths)


def _is_input(word: str) -> bool:
    if word == "-" or os.path.lexists(word) or word.startswith(("http://", "https://")):
        return True
    return bool(glob.glob(word))  # noqa: PTH207  (Path.glob takes no absolute patterns)

"""What the exit codes mean. Documented in docs/cli.md, which is generated from here."""

from __future__ import annotations

from tocsin.errors import CaseError, EngineError, InputError, ModelError, TocsinError, VocabularyError

DONE = 0
SOME_REFUSED = 1
BAD_INPUT = 2
BAD_CASE = 3
BAD_INSTALLATION = 4
CHECK_FAILED = 5
FAULT = 70
INTERRUPTED = 130

MEANINGS = {
    DONE: "done",
    SOME_REFUSED: "done, but some inputs were refused (each is named on standard error)",
    BAD_INPUT: "the command line, a question, a file or a setting cannot be used; nothing was done",
    BAD_CASE: "the case cannot be used: missing, damaged, locked, of a newer format, or no case",
    BAD_INSTALLATION: "a language model, its weights or a data file is missing or not the expected one",
    CHECK_FAILED: "a check found problems (`doctor`, `log`, `template check`)",
    FAULT: "a fault in Tocsin; TOCSIN_TRACEBACK=1 shows where",
    INTERRUPTED: "interrupted",
}


def code_of(error: TocsinError) -> int:
    """The exit code of an error."""
    if isinstance(error, CaseError):
        return BAD_CASE
    if isinstance(error, InputError):
        return BAD_INPUT
    if isinstance(error, (ModelError, VocabularyError)):
        return BAD_INSTALLATION
    assert isinstance(error, TocsinError)
    return BAD_INPUT if isinstance(error, EngineError) else FAULT

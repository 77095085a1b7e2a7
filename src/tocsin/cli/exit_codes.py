"""What the exit codes mean. Documented in docs/cli.md, which is generated from here."""

from __future__ import annotations

from tocsin.errors import CaseError, GroundingError, InputError, ModelError, TocsinError, VocabularyError

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

# Spans handed in that do not hold their words are the user's; those of an extractor are dropped before.
CODES: tuple[tuple[type[TocsinError], int], ...] = (
    (CaseError, BAD_CASE),
    (InputError, BAD_INPUT),
    (GroundingError, BAD_INPUT),
    (ModelError, BAD_INSTALLATION),
    (VocabularyError, BAD_INSTALLATION),
)


def code_of(error: TocsinError) -> int:
    """The exit code of an error."""
    for kind, code in CODES:
        if isinstance(error, kind):
            return code
    return FAULT

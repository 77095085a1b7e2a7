"""Everything that Tocsin raises on purpose.

    TocsinError
    ├── InputError          what the user gave cannot be used
    │   ├── ReadError       a file or record cannot be read as an article
    │   │   └── FetchError  a page cannot or must not be fetched
    │   ├── QuestionError   the question, its roles or its deadline cannot be understood
    │   └── OptionError     an option, a settings file or a dates file is wrong
    ├── VocabularyError     a data file (lexicon, template, gazetteer) is malformed
    ├── GroundingError      a span does not hold the words that it is said to hold
    ├── CaseError           a case cannot be opened, is damaged, or is of a newer format
    ├── EngineError         a worker was lost too often on the same batch
    └── ModelError          a language model or its weights are absent or not the expected ones

Each error names the value, the place and the remedy, in that order where it can.
"""

from __future__ import annotations


class TocsinError(Exception):
    """Base of all errors raised on purpose.

    `value` is what was wrong, `place` where it stands, `remedy` what the user can do about it.
    """

    def __init__(self, message: str, *, value: str = "", place: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.value = value
        self.place = place
        self.remedy = remedy

    def __str__(self) -> str:
        parts = [f"{self.place}: {self.message}" if self.place else self.message]
        if self.value:
            parts.append(f"({self.value})")
        if self.remedy:
            parts.append(f"— {self.remedy}")
        return " ".join(parts)

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword-only fields are lost by Exception's own pickling, and workers send errors home pickled.
        return (_rebuild, (type(self), self.message, self.value, self.place, self.remedy))


def _rebuild(kind: type[TocsinError], message: str, value: str, place: str, remedy: str) -> TocsinError:
    return kind(message, value=value, place=place, remedy=remedy)


class InputError(TocsinError):
    """What the user gave cannot be used."""


class ReadError(InputError):
    """A file or record cannot be read as an article."""


class FetchError(ReadError):
    """A page cannot or must not be fetched."""


class QuestionError(InputError):
    """The question, its roles or its deadline cannot be understood."""


class OptionError(InputError):
    """An option, a settings file or a dates file is wrong."""


class VocabularyError(TocsinError):
    """A data file (lexicon, template, gazetteer) is malformed."""


class GroundingError(TocsinError):
    """A span does not hold the words that it is said to hold."""


class CaseError(TocsinError):
    """A case cannot be opened, is damaged, or is of a newer format."""


class EngineError(TocsinError):
    """A worker was lost too often on the same batch."""


class ModelError(TocsinError):
    """A language model or its weights are absent or not the expected ones."""

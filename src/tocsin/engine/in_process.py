"""An engine that works in the calling process, one batch after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tocsin.engine.interface import Batch, Outcome, Result
from tocsin.errors import EngineError, TocsinError


class InProcess:
    """The engine for small inputs, and for debugging."""

    def map(self, function: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[Outcome[Result]]:
        for index, batch in enumerate(batches):
            yield attempt(function, index, batch)

    def close(self) -> None:
        """Nothing is held."""


def attempt(function: Callable[[Batch], Result], index: int, batch: Batch) -> Outcome[Result]:
    """Run the function on one batch; what it raises becomes a failure, unless it is Tocsin's own error."""
    try:
        return Outcome(index, function(batch))
    except TocsinError:
        raise
    except Exception as error:
        return Outcome(
            index, None, EngineError("the work on a batch failed", value=f"{type(error).__name__}: {error}")
        )

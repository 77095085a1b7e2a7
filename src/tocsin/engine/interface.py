"""Engine: runs one plain function over many batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from tocsin.errors import EngineError

Batch = TypeVar("Batch")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """What became of one batch: its result, or why there is none. `index` counts batches from 0."""

    index: int
    result: Result | None
    failure: EngineError | None = None


class Engine(Protocol):
    """Maps a function over batches. Function, batches and results must be picklable, the function importable.

    Outcomes come in the order of the batches, each as soon as it and all before it are done. A batch on which the
    function raises is reported as a failure and the rest goes on; errors of Tocsin's own (a missing model, a
    malformed lexicon) would befall every batch and are raised. Batches are taken only as fast as they are worked
    off, so an endless iterator is fine.
    """

    def map(self, function: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[Outcome[Result]]: ...

    def close(self) -> None:
        """Let workers go. The engine may not be used afterwards."""
        ...

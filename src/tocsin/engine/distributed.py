"""An engine that hands batches to Daft: on this machine's processes, or on the nodes of a Ray cluster.

Batches go out in rounds, and each worker keeps its result as a shard at once, in a folder that all of them share. A
round whose worker is lost is run again without what is done; when that happens again, its batches run one by one, so
that the one that kills is known and set aside.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tocsin import errors
from tocsin.engine.in_process import attempt
from tocsin.engine.interface import Batch, Outcome, Result
from tocsin.engine.shards import Shards, packed
from tocsin.errors import EngineError, TocsinError
from tocsin.model.tagged import decode_tagged, encode_tagged

INSTALL = "install it with: pip install 'tocsin[scale]'"
# Batches in a round for each worker: enough to keep all busy, few enough to be held at once.
ROUND = 64


@dataclass(frozen=True)
class Distributed:
    """`workers` processes, here, or all over the cluster at `address` ("" is this machine)."""

    shards: Shards
    classes: Mapping[str, type[Any]]
    workers: int
    address: str = ""
    poison_limit: int = 2

    def map(self, function: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[Outcome[Result]]:
        """Outcomes in the order of the batches, a round at a time."""
        numbered = enumerate(batches)
        while part := list(itertools.islice(numbered, ROUND * max(1, self.workers))):
            payloads = {index: encode_tagged(batch) for index, batch in part}
            names = {index: self.shards.name(_identity(function) + payload) for index, payload in payloads.items()}
            waiting = [index for index in payloads if self.shards.find(names[index]) is None]
            given_up = self._run(function, waiting, payloads, names)
            for index, _ in part:
                result = self.shards.find(names[index])
                if result is not None:
                    yield self.shards.outcome(index, result)
                else:
                    yield Outcome(index, None, given_up[index])

    def close(self) -> None:
        """Nothing is held between rounds."""

    def _run(
        self,
        function: Callable[[Batch], Result],
        waiting: Sequence[int],
        payloads: Mapping[int, bytes],
        names: Mapping[int, str],
    ) -> dict[int, EngineError]:
        """Work off batches and keep their shards; those that lose a worker every time, with what to say of them."""
        for _ in range(2):
            left = [index for index in waiting if self.shards.find(names[index]) is None]
            if not left or self._round(function, left, payloads, names):
                break
        given_up: dict[int, EngineError] = {}
        for index in waiting:
            losses = 0
            while self.shards.find(names[index]) is None and losses < self.poison_limit:
                losses += not self._round(function, [index], payloads, names)
            if self.shards.find(names[index]) is None:
                words = "a worker was lost on the same batch every time"
                given_up[index] = EngineError(words, value=f"{losses} times")
        return given_up

    def _round(
        self,
        function: Callable[[Batch], Result],
        indices: Sequence[int],
        payloads: Mapping[int, bytes],
        names: Mapping[int, str],
    ) -> bool:
        """One query over some batches, each result kept as it comes; False where a worker was lost."""
        daft = _daft(self.address)
        work = _worker(daft, function, self.classes, self.shards, self.workers)
        frame = daft.from_pydict(
            {"name": [names[index] for index in indices], "payload": [payloads[index] for index in indices]}
        )
        try:
            said = frame.select(work.run(frame["name"], frame["payload"]).alias("raised")).to_pydict()["raised"]
        except RuntimeError:
            return False
        for each in said:
            if each:
                kind, words = decode_tagged(each, self.classes)
                raise getattr(errors, kind)(**words)
        return True


def _identity(function: Any) -> bytes:
    """What tells the work of one function from another's: its version, else its name."""
    named = getattr(function, "version", "") or f"{function.__module__}.{getattr(function, '__qualname__', '')}"
    return f"{named}\0".encode()


def _worker(
    daft: Any, function: Callable[[Any], Any], classes: Mapping[str, type[Any]], shards: Shards, workers: int
) -> Any:
    """The function as a worker of Daft: a process of its own that takes bytes and keeps shards."""

    @daft.cls(use_process=True, max_concurrency=max(1, workers))
    class Worker:
        @daft.method.batch(return_dtype=daft.DataType.binary(), batch_size=1)  # type: ignore[untyped-decorator]
        def run(self, name: Any, payload: Any) -> list[bytes]:
            pairs = zip(name.to_pylist(), payload.to_pylist(), strict=True)
            return [_worked(function, each, decode_tagged(batch, classes), shards) for each, batch in pairs]

    return Worker()


def _worked(function: Callable[[Any], Any], name: str, batch: Any, shards: Shards) -> bytes:
    """Work off one batch and keep its shard; what would befall every batch is given back."""
    try:
        shards.keep(name, packed(attempt(function, 0, batch)))
    except TocsinError as error:
        words = {name: getattr(error, name) for name in ("message", "value", "place", "remedy")}
        return encode_tagged((type(error).__name__, words))
    return b""


def _daft(address: str) -> Any:
    """The package, with its runner set: its own is this machine. Raises EngineError where it is not installed."""
    os.environ.setdefault("DO_NOT_TRACK", "1")
    try:
        import daft
    except ImportError as error:
        raise EngineError("work on many machines needs Daft", remedy=INSTALL) from error
    if address:
        daft.set_runner_ray(address, noop_if_initialized=True)
    return daft

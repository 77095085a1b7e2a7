"""An engine over local worker processes, which outlives the loss of any of them.

Workers are spawned, not forked: models hold threads. When a worker is killed (out of memory, a crash in native code,
an operator), the executor breaks and every batch in flight is lost with it. The executor is then rebuilt and each of
those batches is run again by itself, so that it is known which one kills; after `poison_limit` losses a batch is set
aside and reported, and the rest goes on.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Any

from tocsin.engine.in_process import attempt
from tocsin.engine.interface import Batch, Outcome, Result
from tocsin.errors import EngineError


@dataclass
class _Work:
    """One batch on its way. `alone` is set once it was in flight when a worker was lost."""

    index: int
    batch: Any
    future: Future[Any] | None = None
    losses: int = 0
    alone: bool = False


class Processes:
    """`workers` processes, at least 1. A batch that loses `poison_limit` of them is given up, the last loss alone."""

    def __init__(self, workers: int, poison_limit: int = 2) -> None:
        self._workers = max(1, workers)
        self._poison_limit = max(1, poison_limit)
        self._pool: ProcessPoolExecutor | None = None

    def map(self, function: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[Outcome[Result]]:
        waiting = enumerate(batches)
        line: deque[_Work] = deque()
        while True:
            # A suspect must not share the pool with others, or the next loss could not be laid at its door.
            if not any(work.alone for work in line):
                self._fill(function, waiting, line)
            if not line:
                return
            work = line[0]
            try:
                if work.future is None:
                    self._submit(function, work)
                assert work.future is not None
                outcome = work.future.result()
            except BrokenProcessPool:
                if (given_up := self._after_loss(line)) is not None:
                    yield given_up
                continue
            line.popleft()
            yield outcome

    def close(self) -> None:
        """Let the workers finish what they hold, and end them."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _fill(
        self, function: Callable[[Batch], Result], waiting: Iterator[tuple[int, Batch]], line: deque[_Work]
    ) -> None:
        """Keep twice as many batches in flight as there are workers."""
        while len(line) < 2 * self._workers:
            following = next(waiting, None)
            if following is None:
                return
            line.append(work := _Work(*following))
            try:
                self._submit(function, work)
            except BrokenProcessPool:
                return  # found again, with the others in flight, when its result is asked for

    def _submit(self, function: Callable[[Batch], Result], work: _Work) -> None:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._workers, mp_context=context, initializer=_settle)
        work.future = self._pool.submit(attempt, function, work.index, work.batch)

    def _after_loss(self, line: deque[_Work]) -> Outcome[Any] | None:
        """Put the pieces in order after a worker was lost; the first batch's failure if it is given up."""
        self.close()
        first = line[0]
        convicted = first.alone
        for work in [first] if convicted else [work for work in line if not _kept(work)]:
            work.losses += 1
            work.alone, work.future = True, None
        if not convicted or first.losses < self._poison_limit:
            return None
        line.popleft()
        return Outcome(
            first.index,
            None,
            EngineError("a worker was lost on the same batch every time", value=f"{first.losses} times"),
        )


def _kept(work: _Work) -> bool:
    """Whether the batch was done before the worker was lost."""
    return work.future is not None and work.future.done() and work.future.exception() is None


def _settle() -> None:
    """Make a worker leave interrupts to the parent, and end when the parent is gone, however that came about."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)

"""A child process that parses foreign formats, as its parent sees it: asked, waited for, and ended when it hangs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Literal

import msgspec

from tocsin.model.settings import ReadSettings
from tocsin.read.confined.messages import SKIPPING, Reply, Request, decode, encode

Fault = Literal["time", "memory", "crash", "nonsense"]

_START_SECONDS = 60.0
_WALL_PER_CPU_SECOND = 10
_LARGEST_REPLY = 400_000_000
# Only what Python needs to start: a parser has no use for keys and addresses that lie in the environment.
_PASSED_ON = (
    "PATH",
    "LANG",
    "LC_ALL",
    "TZ",
    "PYTHONPATH",
    "PYTHONHOME",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "HOME",
    "COVERAGE_PROCESS_START",
)
# Each thread of a numeric library reserves address space, which the limit counts.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class LostChildError(Exception):
    """The child gave no answer and is gone. `fault` says how it ended, as far as that can be seen."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass
class _Running:
    process: subprocess.Popen[bytes]
    requests: Connection
    replies: Connection
    served: int = 0


class Child:
    """At most one process at a time, started when it is first asked. Not for several threads at once."""

    def __init__(self, settings: ReadSettings) -> None:
        self._settings = settings
        self._running: _Running | None = None
        self._languages = False

    @property
    def served(self) -> int:
        """How many requests the process that now runs has answered; 0 for a fresh one or none."""
        return self._running.served if self._running is not None else 0

    @property
    def process_id(self) -> int | None:
        """The id of the process that now runs, or None."""
        return self._running.process.pid if self._running is not None else None

    def ask(self, request: Request) -> Reply:
        """The answer. Raises LostChildError where the child ended, or was ended for taking too long or too much."""
        running = self._running or self._start()
        allowed = self._settings.parse_seconds * (SKIPPING if request.skip else 1)
        patience = float(allowed * _WALL_PER_CPU_SECOND)
        try:
            running.requests.send_bytes(encode(request))
            if not running.replies.poll(patience):
                raise LostChildError("time")
            reply = decode(running.replies.recv_bytes(_LARGEST_REPLY), Reply)
        except LostChildError:
            self.close()
            raise
        except (EOFError, OSError) as error:
            raise LostChildError(self._end_of(running)) from error
        except msgspec.MsgspecError as error:
            self.close()
            raise LostChildError("nonsense") from error
        if reply.foreign and not self._languages:
            # Most runs are all English and are spared the second that the model takes.
            self._languages = True
            self.close()
            return self.ask(request)
        if reply.exhausted:
            # What a process that ran out of memory still holds is not known: the next one starts afresh.
            self.close()
            raise LostChildError("memory")
        running.served += 1
        return reply

    def close(self) -> None:
        """End the process at once, if there is one. It holds nothing that could be lost."""
        running, self._running = self._running, None
        if running is not None:
            running.requests.close()
            running.process.kill()
            running.process.wait()
            running.replies.close()

    def _start(self) -> _Running:
        child_in, parent_out = os.pipe()
        parent_in, child_out = os.pipe()
        limits = (self._settings.parse_megabytes * 1_000_000, self._settings.parse_seconds, int(self._languages))
        command = [sys.executable, "-m", "tocsin.read.confined.worker", *map(str, (child_in, child_out, *limits))]
        try:
            process = subprocess.Popen(
                command,
                pass_fds=(child_in, child_out),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**{name: os.environ[name] for name in _PASSED_ON if name in os.environ}, **_ONE_THREAD},
            )
        finally:
            os.close(child_in)
            os.close(child_out)
        running = _Running(process, Connection(parent_out, readable=False), Connection(parent_in, writable=False))
        self._running = running
        try:
            ready = running.replies.poll(_START_SECONDS) and running.replies.recv_bytes(16) == b"ready"
        except (EOFError, OSError):
            ready = False
        if not ready:
            self.close()
            raise LostChildError("crash")
        return running

    def _end_of(self, running: _Running) -> Fault:
        """How a process ended that closed its pipe."""
        try:
            code = running.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            code = 0
        self.close()
        if code == -getattr(signal, "SIGXCPU", 0):
            return "time"
        return "memory" if code == -getattr(signal, "SIGKILL", 0) else "crash"

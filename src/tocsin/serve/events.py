"""Events: what happens at the desk, told at once to every page that listens."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from typing import Any

import msgspec

from tocsin.serve.refusals import refused

HEARTBEAT_SECONDS = 15.0
MOST_LISTENERS = 64
MOST_WAITING = 200


class Events:
    """Told from any thread, heard in the server's loop. A page that does not listen fast enough misses the oldest."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._queues: dict[asyncio.Queue[bytes], asyncio.AbstractEventLoop] = {}

    def tell(self, name: str, data: Any) -> None:
        """Tell an event to all who listen."""
        text = b"event: " + name.encode() + b"\ndata: " + msgspec.json.encode(data) + b"\n\n"
        with self._lock:
            listeners = list(self._queues.items())
        for queue, loop in listeners:
            try:
                loop.call_soon_threadsafe(_put, queue, text)
            except RuntimeError:  # the loop has ended, and its page with it
                self._forget(queue)

    async def listen(self, first: Any) -> AsyncIterator[bytes]:
        """The events from now on, as server-sent events, with a comment where nothing happens for long. Raises
        Refused where too many listen already."""
        queue: asyncio.Queue[bytes] = asyncio.Queue(MOST_WAITING)
        with self._lock:
            if len(self._queues) >= MOST_LISTENERS:
                raise refused(429, "too-many", "too many pages listen", remedy="close some")
            self._queues[queue] = asyncio.get_running_loop()
        return self._stream(queue, first)

    async def _stream(self, queue: asyncio.Queue[bytes], first: Any) -> AsyncIterator[bytes]:
        try:
            yield b"event: state\ndata: " + msgspec.json.encode(first) + b"\n\n"
            while True:
                try:
                    yield await asyncio.wait_for(queue.get(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield b": still here\n\n"
        finally:
            self._forget(queue)

    def _forget(self, queue: asyncio.Queue[bytes]) -> None:
        with self._lock:
            self._queues.pop(queue, None)


def _put(queue: asyncio.Queue[bytes], text: bytes) -> None:
    if queue.full():
        queue.get_nowait()
    queue.put_nowait(text)

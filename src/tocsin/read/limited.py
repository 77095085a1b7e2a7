"""Reading with limits: foreign formats in a confined child process, plain text and records here.

One child is kept warm for captures and one for containers, so that a million pages cost one start of each.
When one is lost to a file, that file alone is refused, and the next one gets a new child.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from types import TracebackType
from typing import Self

from tocsin.errors import ReadError
from tocsin.model.capture import Capture
from tocsin.model.document import Document
from tocsin.model.refusal import Refusal
from tocsin.model.settings import ReadSettings
from tocsin.read.confined.child import Child, Fault, LostChildError
from tocsin.read.confined.messages import Item, Opening, Request, unpack
from tocsin.read.reading import read, refusal_of
from tocsin.read.sniffing import kind_of

_REMEDY = "give the article's text, or leave the file out"
_MOST_LOSSES = 4


class LimitedReader:
    """Reads captures and opens containers. May be used from several threads: captures are read one at a time.

    Close it, or use it in a `with` statement. Where `settings.parse_apart` is off, or the system has no such
    processes (Windows), everything is read in this process.
    """

    def __init__(self, settings: ReadSettings) -> None:
        self._settings = settings
        self._child = Child(settings)
        self._lock = threading.Lock()
        self._idle: list[Child] = []
        self._closed = False

    def read(self, capture: Capture) -> Document | Refusal:
        """The document that a capture holds, or why it cannot be used. Raises nothing for a bad input."""
        try:
            if not self._foreign(capture):
                return read(capture, self._settings)
        except ReadError as error:
            return refusal_of(error, capture)
        with self._lock:
            return self._apart(capture)

    def open(self, opening: Opening) -> Iterator[Item]:
        """The items of a container, in order. What costs the child its life is passed over and told."""
        if not self._apart_possible:
            from tocsin.read.containers.opening import items_of

            yield from (item for item in items_of(opening, self._settings) if item is not None)
            return
        with self._lock:
            child = self._idle.pop() if self._idle else Child(self._settings)
        try:
            yield from self._items(child, opening)
        finally:
            with self._lock:
                # A container left half read is forgotten when the next one is opened.
                self._idle.append(child)
                closed = self._closed
            if closed:
                child.close()

    def close(self) -> None:
        """End the child processes."""
        with self._lock:
            self._closed = True
            for child in (self._child, *self._idle):
                child.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _apart_possible(self) -> bool:
        return self._settings.parse_apart and sys.platform != "win32"

    def _foreign(self, capture: Capture) -> bool:
        """Whether a library for a foreign format would see these bytes. Raises ReadError for what nothing reads."""
        if not self._apart_possible or len(capture.content) > self._settings.maximum_bytes:
            return False
        if capture.method in ("record", "mail"):
            return capture.method == "mail" or b'"html"' in capture.content
        if capture.content.startswith(b"PK"):
            return True
        return kind_of(capture.content, capture.name, capture.location or capture.name) != "text"

    def _apart(self, capture: Capture) -> Document | Refusal:
        request = Request(self._settings, capture)
        while True:
            fresh = self._child.served == 0
            try:
                reply = self._child.ask(request)
            except LostChildError as loss:
                # A process that has read others may have been full of them: the file is blamed in a fresh one only.
                if fresh or loss.fault == "time":
                    return _refusal(capture.name, capture.location or capture.name, loss.fault, self._settings)
                continue
            found = reply.document or reply.refusal
            return found or _refusal(capture.name, capture.location or capture.name, "nonsense", self._settings)

    def _items(self, child: Child, opening: Opening) -> Iterator[Item]:
        """After a loss items are asked for singly, so that the one that kills is known and only it is passed over."""
        done = losses = 0
        singly = False
        request = Request(self._settings, opening=opening)
        while True:
            try:
                reply = child.ask(request)
            except LostChildError as loss:
                if singly:
                    losses += 1
                    where = f"{opening.location}, item {done + 1}"
                    yield _refusal(opening.name, where, loss.fault, self._settings, rest=losses == _MOST_LOSSES)
                    if losses == _MOST_LOSSES:
                        return
                    done += 1
                singly = True
                request = Request(self._settings, opening=opening, skip=done, at_once=1)
                continue
            for packed in reply.items:
                item = unpack(packed)
                if item is not None:
                    yield item
            done += reply.steps
            if reply.finished:
                return
            request = Request(self._settings, at_once=1 if singly else Request.at_once)


def _refusal(name: str, location: str, fault: Fault, settings: ReadSettings, *, rest: bool = False) -> Refusal:
    reasons: dict[Fault, str] = {
        "time": f"parsing it took more than {settings.parse_seconds} seconds",
        "memory": f"parsing it took more than {settings.parse_megabytes} MB of memory",
        "crash": "the parser broke down on it",
        "nonsense": "the parser gave no usable answer",
    }
    reason = f"{reasons[fault]}, and the rest of the file is left out" if rest else reasons[fault]
    return Refusal(name, location, reason, _REMEDY)

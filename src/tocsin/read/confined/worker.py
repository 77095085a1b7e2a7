"""The child process: confined first, then it reads what it is sent, one request after the other."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from itertools import islice
from multiprocessing.connection import Connection

from tocsin.errors import ModelError, ReadError
from tocsin.read.confined.limits import allow_seconds, confine
from tocsin.read.confined.messages import SKIPPING, Item, Opening, Reply, Request, decode, encode, pack

_BYTES_AT_ONCE = 4_000_000
_SECONDS_AT_ONCE = 1.0


def serve(requests: Connection, replies: Connection, memory_bytes: int, seconds: int, languages: bool) -> None:
    """Answer until the parent closes its end. `languages` loads the model that names languages other than English."""
    _warm(languages)
    confine(memory_bytes)
    replies.send_bytes(b"ready")
    items: Iterator[Item | None] = iter(())
    while True:
        try:
            data = requests.recv_bytes()
        except EOFError:
            return
        try:
            request = decode(data, Request)
            # Passing over what was given before may mean unpacking much of a large archive again.
            allow_seconds(seconds * SKIPPING if request.skip else seconds)
            if request.capture is not None:
                reply = _read(request)
            else:
                if request.opening is not None:
                    items = _opened(request, request.opening)
                reply = _next(items, request.at_once)
        except MemoryError:
            items = iter(())
            reply = Reply(exhausted=True)
        replies.send_bytes(encode(reply))


def _warm(languages: bool) -> None:
    """Load what nearly every file needs while files may still be opened freely and time is not counted."""
    import tocsin.read.reading  # noqa: F401

    if languages:
        from tocsin.read.language import load_languages

        load_languages()


def _read(request: Request) -> Reply:
    from tocsin.read.reading import read, refusal_of

    assert request.capture is not None
    try:
        return Reply(document=read(request.capture, request.settings))
    except ReadError as error:
        return Reply(refusal=refusal_of(error, request.capture))
    except ModelError:
        return Reply(foreign=True)


def _opened(request: Request, opening: Opening) -> Iterator[Item | None]:
    from tocsin.read.containers.opening import items_of

    return islice(items_of(opening, request.settings), request.skip, None)


def _next(items: Iterator[Item | None], at_once: int) -> Reply:
    """Some items: few enough that their bytes stay small, and soon, so that the parent sees life."""
    found: list[Item] = []
    size = steps = 0
    started = time.process_time()
    for item in items:
        steps += 1
        if item is not None:
            found.append(item)
            size += len(getattr(item, "content", b"")) + 200
        if len(found) >= at_once or size >= _BYTES_AT_ONCE or time.process_time() - started > _SECONDS_AT_ONCE:
            return Reply(items=tuple(map(pack, found)), steps=steps)
    return Reply(items=tuple(map(pack, found)), steps=steps, finished=True)


def main() -> None:
    """Run as `python -m tocsin.read.confined.worker IN OUT MEMORY SECONDS LANGUAGES`, with open descriptors first."""
    incoming, outgoing, memory_bytes, seconds, languages = (int(argument) for argument in sys.argv[1:6])
    requests = Connection(incoming, writable=False)
    replies = Connection(outgoing, readable=False)
    serve(requests, replies, memory_bytes, seconds, bool(languages))


if __name__ == "__main__":
    main()

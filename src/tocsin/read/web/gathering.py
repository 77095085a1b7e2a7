"""Gathering the pages that pointers name: one queue a host, several hosts at once, in the order of the answers."""

from __future__ import annotations

import queue
import threading
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tocsin.errors import FetchError
from tocsin.model.capture import Capture, capture
from tocsin.model.page import Page
from tocsin.model.pointer import Pointer
from tocsin.model.ports import PageFetcher
from tocsin.model.refusal import Refusal
from tocsin.read.containers.streams import page_name
from tocsin.read.web.addresses import target_of
from tocsin.read.web.conditional import UNCHANGED

Gathered = tuple[Pointer, Page | Refusal]
_AHEAD = 16


def gather(pointers: Iterable[Pointer], fetcher: PageFetcher, hosts_at_once: int) -> Iterator[Gathered]:
    """Each pointer with its page, or with why there is none. Ends its threads when it is closed."""
    queues: dict[str, deque[Pointer]] = defaultdict(deque)
    for pointer in pointers:
        try:
            queues[target_of(pointer.url).host].append(pointer)
        except FetchError as error:
            yield pointer, refusal(pointer, error)
    waiting: queue.SimpleQueue[deque[Pointer]] = queue.SimpleQueue()
    for one in queues.values():
        waiting.put(one)
    total = sum(map(len, queues.values()))
    answers: queue.Queue[Gathered] = queue.Queue(_AHEAD)
    ended = threading.Event()
    for _ in range(min(hosts_at_once, len(queues))):
        threading.Thread(target=_work, args=(waiting, answers, fetcher, ended), daemon=True).start()
    try:
        for _ in range(total):
            yield answers.get()
    finally:
        ended.set()


def _work(
    waiting: queue.SimpleQueue[deque[Pointer]],
    answers: queue.Queue[Gathered],
    fetcher: PageFetcher,
    ended: threading.Event,
) -> None:
    """Take one host's queue after the other. A thread's fault must not leave the reader waiting."""
    while not ended.is_set():
        try:
            pointers = waiting.get_nowait()
        except queue.Empty:
            return
        for pointer in pointers:
            if ended.is_set():
                return
            _put(answers, (pointer, fetched(pointer, fetcher)), ended)


def _put(answers: queue.Queue[Gathered], answer: Gathered, ended: threading.Event) -> None:
    while not ended.is_set():
        try:
            answers.put(answer, timeout=0.5)
            return
        except queue.Full:
            continue


def fetched(pointer: Pointer, fetcher: PageFetcher) -> Page | Refusal:
    """The page, or why it cannot be had; an answer that is neither a page nor "unchanged" is a refusal too."""
    try:
        page = fetcher.fetch(pointer.url)
    except FetchError as error:
        return refusal(pointer, error)
    except Exception as error:
        what = " ".join(f"{type(error).__name__}: {error}".split())[:120]
        return refusal(pointer, FetchError("the page cannot be fetched", value=what, remedy="save it by hand"))
    if page.status not in (200, UNCHANGED):
        remedy = "check the address" if page.status in (404, 410) else "try again later, or save the page by hand"
        return refusal(pointer, FetchError(f"the server answered with status {page.status}", remedy=remedy))
    return page


def capture_of(pointer: Pointer, page: Page) -> Capture:
    """The capture of a fetched page."""
    made = capture(page_name(page.url), page.content, "url", pointer.url, page.at)
    by = f", by way of {' → '.join(page.via)}" if page.via else ""
    named = f"; named in {pointer.location}" if pointer.location not in ("", pointer.url) else ""
    how = f"fetched from {page.url} at {page.peer}{by}{named}; transfer and content encoding undone"
    return replace(made, url=page.url, headers=page.headers, how=how, told=pointer.told)


def refusal(pointer: Pointer, error: FetchError) -> Refusal:
    """Why a page was not fetched."""
    reason = f"{error.message} ({error.value})" if error.value else error.message
    where = pointer.url if pointer.location in ("", pointer.url) else f"{pointer.location} {pointer.url}"
    return Refusal(page_name(pointer.url), where, reason, error.remedy)

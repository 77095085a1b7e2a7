"""Politeness: robots.txt is obeyed, a host is asked one thing at a time with pauses, and a busy one left alone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime

from tocsin.errors import FetchError
from tocsin.model.capture import Headers
from tocsin.model.page import Page
from tocsin.model.ports import PageFetcher
from tocsin.model.settings import FetchSettings
from tocsin.read.web.addresses import target_of
from tocsin.read.web.robots import Robots, robots_of

_BUSY = (429, 503)
_LONGEST_WAIT = 120.0
_BACK_OFF = 30.0
_ROBOTS_HOLD = 86_400.0
_CLOSED_HOLD = 300.0


@dataclass
class _Host:
    """What is known of one host: its rules, when it may be asked again, and who is asking it."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    robots: dict[str, tuple[Robots, float]] = field(default_factory=dict)
    """By origin, with the moment at which they were read."""
    free_at: float = 0.0
    failures: int = 0


@dataclass(frozen=True)
class Clock:
    """Seconds that only grow, and a way to wait."""

    now: Callable[[], float]
    sleep: Callable[[float], None]


class PoliteFetcher:
    """Fetches through another fetcher, one request a host at a time. May be used from several threads."""

    def __init__(self, fetcher: PageFetcher, settings: FetchSettings, clock: Clock) -> None:
        self._fetcher = fetcher
        self._settings = settings
        self._clock = clock
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._left = settings.maximum_pages

    def fetch(self, url: str, headers: Headers = ()) -> Page:
        """The page, when it is the host's turn. Raises FetchError, also where the site asks to be left alone."""
        self._count(url)
        target = target_of(url)
        with self._lock:
            host = self._hosts.setdefault(target.host, _Host())
        with host.lock:
            if self._settings.robots:
                self._check_robots(host, target.origin, url)
            page = self._asked(host, url, headers)
            if page.status in _BUSY:
                wait = retry_after(page, _BACK_OFF)
                if wait > _LONGEST_WAIT:
                    host.free_at = self._clock.now() + wait
                    raise FetchError(f"the site asks to come back in {wait:.0f} seconds", place=url, remedy="do so")
                host.free_at = max(host.free_at, self._clock.now() + wait)
                page = self._asked(host, url, headers)
        return page

    def renew(self) -> None:
        """Begin a new run: as many pages as at the start may be fetched again."""
        with self._lock:
            self._left = self._settings.maximum_pages

    def _count(self, url: str) -> None:
        with self._lock:
            self._left -= 1
            if self._left < 0:
                most = self._settings.maximum_pages
                remedy = "run again for the rest, or raise maximum_pages under [fetch]"
                raise FetchError(f"more than {most} pages in one run", place=url, remedy=remedy)

    def _check_robots(self, host: _Host, origin: str, url: str) -> None:
        robots, read_at = host.robots.get(origin, (None, 0.0))
        if robots is None or self._clock.now() - read_at > (_CLOSED_HOLD if robots.closed else _ROBOTS_HOLD):
            robots = robots_of(origin, self._fetcher)
            host.robots[origin] = robots, self._clock.now()
            host.free_at = self._clock.now() + self._pause(host)
        robots.check(url, self._settings.agent)

    def _asked(self, host: _Host, url: str, headers: Headers) -> Page:
        """One request in its turn. A host that failed several times in a row is asked ever more seldom."""
        self._clock.sleep(max(0.0, min(host.free_at - self._clock.now(), _LONGEST_WAIT)))
        try:
            page = self._fetcher.fetch(url, headers)
        except FetchError:
            host.failures += 1
            host.free_at = self._clock.now() + min(self._pause(host) * 2**host.failures, _LONGEST_WAIT)
            raise
        host.failures = 0
        host.free_at = self._clock.now() + self._pause(host)
        return page

    def _pause(self, host: _Host) -> float:
        asked = (robots.pause(self._settings.agent) for robots, _ in host.robots.values())
        return max(self._settings.pause_seconds, *asked, 0.0)


def retry_after(page: Page, otherwise: float) -> float:
    """The seconds after which a server asks to be asked again."""
    told = page.header("retry-after").strip()
    if told.isdecimal():
        return float(told[:6])
    try:
        at = parsedate_to_datetime(told)
    except (ValueError, TypeError, IndexError):
        return otherwise
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - page.at.astimezone(UTC)).total_seconds())

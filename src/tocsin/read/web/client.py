"""The client that fetches pages: it connects only to addresses that it has checked, and trusts no server.

A host's name is looked up once, every address found is checked, and the connection goes to one of those very
addresses, so that a second look-up cannot lead elsewhere (DNS rebinding). Each redirect is a new address and goes
through all of it again. Proxies named in the environment are not used: they would look names up themselves.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from typing import Any
from urllib.parse import urljoin

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from tocsin.errors import FetchError
from tocsin.model.capture import Headers
from tocsin.model.page import Page
from tocsin.model.settings import FetchSettings
from tocsin.read.web.addresses import Target, refused_address, target_of
from tocsin.read.web.body import body_of

Resolver = Callable[[str, int], Sequence[str]]
_REDIRECTS = (301, 302, 303, 307, 308)
_GIVEN_UP = "try again later, or save the page and give the file"
_MOST_SECONDS_SILENT = 15.0


def look_up(host: str, port: int) -> tuple[str, ...]:
    """The IP addresses of a host, as the system finds them. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True)
class GuardedClient:
    """Fetches one page at a time; may be used from several threads. `now` is the clock that dates what is fetched.

    `permitted` names addresses (IP and port) that are taken though they are not of the public internet. It is for
    tests against a server on this machine: no command, setting or variable fills it.
    """

    settings: FetchSettings
    now: Callable[[], datetime]
    resolve: Resolver = look_up
    permitted: frozenset[tuple[str, int]] = frozenset()

    def fetch(self, url: str, headers: Headers = ()) -> Page:
        """The page, after redirects. Raises FetchError for everything that does not end in an answer.

        `headers` are sent besides the client's own, to the first address and none that it redirects to.
        """
        via: list[str] = []
        here = url
        while True:
            response = self._answer(here, headers if not via else ())
            location = response.header("location")
            if response.status not in _REDIRECTS or not location:
                return Page(
                    here, response.status, response.headers, response.content, response.at, tuple(via), response.peer
                )
            via.append(here)
            if len(via) > self.settings.redirects:
                raise FetchError(f"more than {self.settings.redirects} redirects", place=url, remedy=_GIVEN_UP)
            here = urljoin(here, location).partition("#")[0]

    def _answer(self, url: str, headers: Headers) -> Page:
        target = target_of(url)
        peer = self._checked(target, url)
        connection = _connection(target, peer, min(_MOST_SECONDS_SILENT, self.settings.seconds))
        # A server that sends a byte now and then never lets a read time out: the whole exchange is timed.
        expired = threading.Event()
        watch = threading.Timer(self.settings.seconds, _cut, (connection, expired))
        watch.daemon = True
        watch.start()
        try:
            connection.request(
                "GET",
                target.path,
                headers=self._headers(headers),
                preload_content=False,
                decode_content=False,
                enforce_content_length=False,
            )
            # The answer holds the socket on its own: it is closed as well.
            with closing(connection.getresponse()) as response:
                content = b"" if response.status in (*_REDIRECTS, 304) else body_of(response, self._limit, url)
            if expired.is_set():
                raise TimeoutError  # what was cut off may look like a short answer
        except (FetchError, OSError, HTTPException, HTTPError, ValueError) as error:
            raise self._failure(error, url, expired.is_set()) from error
        finally:
            watch.cancel()
            connection.close()
        received = tuple((str(name), str(value)) for name, value in response.headers.items())
        return Page(url, response.status, received, content, self.now(), (), peer)

    @property
    def _limit(self) -> int:
        return self.settings.maximum_bytes

    def _headers(self, more: Headers) -> dict[str, str]:
        contact = f" ({self.settings.contact})" if self.settings.contact else ""
        return {
            "User-Agent": f"{self.settings.agent}{contact}",
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **dict(more),
        }

    def _checked(self, target: Target, url: str) -> str:
        """One of the host's addresses. Raises FetchError where any of them is not to be asked."""
        try:
            found = tuple(self.resolve(target.host, target.port))
        except (OSError, UnicodeError) as error:
            value = f"{target.host}: {error}"[:120]
            raise FetchError("the host was not found", value=value, place=url, remedy="check the address") from error
        if not found:
            raise FetchError("the host has no address", value=target.host, place=url, remedy="check the address")
        for address in found:
            why = refused_address(address)
            if why and (address, target.port) not in self.permitted:
                named = "" if target.host == address else f"{target.host} is "
                value = f"{named}{address}, {why}"
                remedy = "only pages of the public internet are fetched; save it and give the file"
                raise FetchError("an address that is not fetched", value=value, place=url, remedy=remedy)
        return found[0]

    def _failure(self, error: Exception, url: str, timed_out: bool) -> FetchError:
        if timed_out:
            return FetchError(f"no whole answer within {self.settings.seconds} seconds", place=url, remedy=_GIVEN_UP)
        if isinstance(error, FetchError):
            return error
        if isinstance(error, TimeoutError) or "timed out" in str(error):
            return FetchError("the server fell silent", place=url, remedy=_GIVEN_UP)
        if isinstance(error, ssl.SSLError) or "certificate" in str(error).lower():
            remedy = "check the address; a page that cannot prove its name is not read"
            return FetchError(
                "the server's certificate is not good", value=str(error)[:120], place=url, remedy=remedy
            )
        what = " ".join(f"{type(error).__name__}: {error}".split())[:120]
        return FetchError("the server's answer cannot be used", value=what, place=url, remedy=_GIVEN_UP)


class _Pinned(HTTPConnection):
    """A connection whose host is asked for by name and reached at an address given."""

    peer: str = ""

    def _new_conn(self) -> socket.socket:
        return socket.create_connection((self.peer, self.port), self.timeout)


class _PinnedTls(HTTPSConnection):
    """The same with TLS: the certificate must bear the host's name."""

    peer: str = ""

    def _new_conn(self) -> socket.socket:
        return socket.create_connection((self.peer, self.port), self.timeout)


def _connection(target: Target, peer: str, seconds: float) -> _Pinned | _PinnedTls:
    connection: _Pinned | _PinnedTls
    if target.scheme == "https":
        connection = _PinnedTls(target.host, target.port, timeout=seconds, ssl_context=ssl.create_default_context())
    else:
        connection = _Pinned(target.host, target.port, timeout=seconds)
    connection.peer = peer
    return connection


def _cut(connection: Any, expired: threading.Event) -> None:
    """End a connection under whoever waits on it, who is told that it was cut."""
    expired.set()
    sock = getattr(connection, "sock", None)
    if sock is not None:
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

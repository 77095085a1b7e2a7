"""Fetching: what is fetched, from where it never is, and what hostile servers get out of it: one clear line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import hostile_server
import pytest

from tocsin.errors import FetchError
from tocsin.model.pointer import Pointer
from tocsin.model.refusal import Refusal
from tocsin.model.settings import FetchSettings
from tocsin.read.web.addresses import refused_address, target_of
from tocsin.read.web.client import GuardedClient
from tocsin.read.web.gathering import gather
from tocsin.read.web.polite import Clock, PoliteFetcher

NOW = datetime(2031, 5, 2, 12, 0, tzinfo=UTC)
SETTINGS = FetchSettings(enabled=True, seconds=1, maximum_bytes=2_000_000, pause_seconds=2.0)


PAGE = hostile_server.PAGE


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    with hostile_server.serving() as running:
        yield running


class Names:
    """A resolver of names that answers differently the second time where it is told to."""

    def __init__(self, **later: str) -> None:
        self.asked: list[str] = []
        self.later = later

    def __call__(self, host: str, port: int) -> tuple[str, ...]:
        self.asked.append(host)
        if host.endswith(".example"):
            again = self.asked.count(host) > 1
            return (self.later["second"],) if again and "second" in self.later else ("127.0.0.1",)
        return (host.strip("[]"),)


def client(server: Any, names: Names | None = None) -> GuardedClient:
    return GuardedClient(SETTINGS, lambda: NOW, names or Names(), frozenset({("127.0.0.1", server.port)}))


PUBLIC = ("93.184.215.14", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1")
NOT_PUBLIC = (
    *("0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.9.9.9", "169.254.169.254"),
    *("172.16.0.1", "172.31.255.255", "192.168.1.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1"),
    *("203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16"),
    *("::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:0:10.0.0.1", "fe80::1"),
    *("fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1", "2001::1", "100::1"),
    *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "3fff::1"),
    *("not an address", "", "1.2.3", "0x7f000001"),
)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert refused_address(address) == ""


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_that_are_never_asked(address: str) -> None:
    assert refused_address(address)
    names = lambda host, port: (address,)  # noqa: E731
    with pytest.raises(FetchError, match=r"an address that is not fetched"):
        GuardedClient(SETTINGS, lambda: NOW, names).fetch("https://news.example/")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://news.example/a",
        "file:///etc/passwd",
        "gopher://news.example/",
        "//news.example/a",
        "https://",
        "https://user:word@news.example/",
        "https://news.example:22/",
        "https://news.example:99999/",
        "https://news.example/a b",
        "https://news.example/\r\nHost: other.example",
        "https://[::1/",
        "https://news.example/" + "a" * 5000,
        "https://a%00b.example/",
        "",
    ],
)
def test_what_is_no_address_of_a_page(url: str) -> None:
    with pytest.raises(FetchError):
        target_of(url)


@pytest.mark.parametrize(
    "host", ["localhost", "127.1", "2130706433", "0x7f.1", "017700000001", "[::1]", "[::ffff:7f00:1]"]
)
def test_this_machine_under_other_names(host: str) -> None:
    with pytest.raises(FetchError):
        GuardedClient(SETTINGS, lambda: NOW).fetch(f"http://{host}:8080/")


def test_one_bad_address_among_good_ones_is_enough() -> None:
    with pytest.raises(FetchError, match="is not fetched"):
        GuardedClient(SETTINGS, lambda: NOW, lambda host, port: ("8.8.8.8", "10.0.0.1")).fetch("http://news.example/")


def test_loopback_is_not_fetched_unless_permitted(server: Any) -> None:
    with pytest.raises(FetchError, match="this machine"):
        replace(client(server), permitted=frozenset()).fetch(server.url("/page"))


@pytest.mark.parametrize("path", ["/page", "/packed", "/to-page", "/chunks"])
def test_pages(server: Any, path: str) -> None:
    page = client(server).fetch(server.url(path))
    assert (page.status, page.content, page.at, page.peer) == (200, PAGE, NOW, "127.0.0.1")
    assert page.url == server.url("/page" if path == "/to-page" else path)
    assert len(page.via) == (path == "/to-page")


def test_what_a_server_is_told(server: Any) -> None:
    client(server).fetch(server.url("/to-page"), (("If-None-Match", '"v1"'),))
    first, second = server.requests[-2:]
    assert f"Host: news.example:{server.port}" in first
    assert "User-Agent: Tocsin/" in first
    assert "If-None-Match" in first
    assert "If-None-Match" not in second
    assert "Cookie" not in first


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/to-metadata", "169.254.169.254, the local link"),
        ("/to-loopback", "this machine"),
        ("/to-mapped", "a private network"),
        ("/to-file", "only http and https"),
        ("/round", "more than 5 redirects"),
        ("/bomb", "larger than 2 MB"),
        ("/bomb-deflated", "larger than 2 MB"),
        ("/half-packed", "ended before its end"),
        ("/not-packed", "packing is damaged"),
        ("/other-packing", "not asked for"),
        ("/huge", "larger than 2 MB"),
        ("/told-huge", "larger than 2 MB"),
        ("/too-short", "ended before its end"),
        ("/two-lengths", "contradicts itself|unmatching"),
        ("/negative", "contradicts itself"),
        ("/endless-headers", "cannot be used"),
        ("/long-header", "cannot be used"),
        ("/endless-continue", "cannot be used|within 1 seconds|silent"),
        ("/slow-header", "within 1 seconds"),
        ("/slow-body", "within 1 seconds"),
        ("/silent", "within 1 seconds|silent"),
        ("/no-http", "cannot be used"),
        ("/nothing", "cannot be used"),
        ("/broken-chunks", "cannot be used|ended before"),
    ],
)
def test_hostile_answers(server: Any, path: str, words: str) -> None:
    with pytest.raises(FetchError, match=words) as caught:
        client(server).fetch(server.url(path))
    line = str(caught.value)
    assert "\n" not in line
    assert "http" in line


def test_a_name_that_leads_elsewhere_the_second_time_does_not_lead_there(server: Any) -> None:
    names = Names(second="10.0.0.1")
    page = client(server, names).fetch(server.url("/page", "rebound.example"))
    assert page.content == PAGE
    assert names.asked == ["rebound.example"]
    with pytest.raises(FetchError, match="private network"):
        client(server, names).fetch(server.url("/page", "rebound.example"))


def test_a_redirect_is_looked_up_anew(server: Any) -> None:
    names = Names(second="192.168.0.1")
    names("rebound.example", 80)
    with pytest.raises(FetchError, match="private network"):
        client(server, names).fetch(server.url("/to-rebound"))


class Ticks:
    """A clock that goes on only where somebody waits."""

    def __init__(self) -> None:
        self.at = 0.0
        self.waits: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.at += seconds
        self.waits.append(seconds)

    def clock(self) -> Clock:
        return Clock(lambda: self.at, self.sleep)


def test_robots_and_pauses(server: Any) -> None:
    ticks = Ticks()
    polite = PoliteFetcher(client(server), SETTINGS, ticks.clock())
    before = len(server.requests)
    with pytest.raises(FetchError, match=r"robots\.txt asks"):
        polite.fetch(server.url("/private"))
    for _ in range(3):
        assert polite.fetch(server.url("/page")).content == PAGE
    assert [request.split(" ")[1] for request in server.requests[before:]] == ["/robots.txt", *["/page"] * 3]
    assert [wait for wait in ticks.waits if wait] == [2.0, 2.0, 2.0]
    free = PoliteFetcher(client(server), replace(SETTINGS, robots=False), ticks.clock())
    assert free.fetch(server.url("/private")).status == 200


def test_a_busy_server_is_waited_for_and_a_closed_one_left_alone(server: Any) -> None:
    ticks = Ticks()
    polite = PoliteFetcher(client(server), SETTINGS, ticks.clock())
    assert polite.fetch(server.url("/busy")).status == 429
    assert 3.0 in ticks.waits
    with pytest.raises(FetchError, match="come back in 9000 seconds"):
        polite.fetch(server.url("/closed"))


def test_a_host_that_fails_is_asked_ever_more_seldom(server: Any) -> None:
    ticks = Ticks()
    polite = PoliteFetcher(client(server), SETTINGS, ticks.clock())
    for _ in range(4):
        with pytest.raises(FetchError):
            polite.fetch(server.url("/nothing"))
    assert [wait for wait in ticks.waits if wait] == [2.0, 4.0, 8.0, 16.0]


def test_no_more_pages_than_allowed(server: Any) -> None:
    polite = PoliteFetcher(client(server), replace(SETTINGS, maximum_pages=1), Ticks().clock())
    polite.fetch(server.url("/page"))
    with pytest.raises(FetchError, match="more than 1 pages"):
        polite.fetch(server.url("/page"))


def test_gathering_from_several_hosts(server: Any) -> None:
    polite = PoliteFetcher(client(server), SETTINGS, Ticks().clock())
    urls = [server.url(path, f"{host}.example") for host in "abc" for path in ("/page", "/missing", "/to-page")]
    pointers = [Pointer(url, "list.txt") for url in (*urls, "ftp://a.example/x")]
    found = dict(gather(pointers, polite, 2))
    assert set(found) == set(pointers)
    refused = {pointer.url: answer for pointer, answer in found.items() if isinstance(answer, Refusal)}
    assert len(refused) == 4
    assert all("status 404" in str(answer) for url, answer in refused.items() if url.endswith("/missing"))

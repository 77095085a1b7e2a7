"""Conditional requests: a server is told what is there already, and sends only what has changed (RFC 9110, 13)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tocsin.model.capture import Headers
from tocsin.model.page import Page
from tocsin.model.ports import PageFetcher

UNCHANGED = 304


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of its last answer, as it wants to hear it again."""

    etag: str = ""
    modified: str = ""

    def headers(self) -> Headers:
        """The headers that ask for the page only if it has changed."""
        both = (("If-None-Match", self.etag), ("If-Modified-Since", self.modified))
        return tuple((name, value) for name, value in both if value)


def validators_in(headers: Headers) -> Validators:
    """The validators among the headers of an answer."""
    by_name = {name.lower(): value for name, value in reversed(headers)}
    return Validators(by_name.get("etag", ""), by_name.get("last-modified", ""))


@dataclass(frozen=True)
class ConditionalFetcher:
    """Fetches through another fetcher, with the validators that `known` finds. `pages` collects what was answered."""

    fetcher: PageFetcher
    known: Callable[[str], Validators]
    pages: dict[str, Page] = field(default_factory=dict)

    def fetch(self, url: str, headers: Headers = ()) -> Page:
        """The page; one that has not changed has status 304 and no content. Raises FetchError."""
        page = self.fetcher.fetch(url, (*headers, *self.known(url).headers()))
        self.pages[url] = Page(page.url, page.status, page.headers, b"", page.at, page.via, page.peer)
        return page

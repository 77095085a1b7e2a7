"""Whether a site's robots.txt lets a page be fetched, and how long it asks to wait (RFC 9309, by Protego)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tocsin.errors import FetchError
from tocsin.model.ports import PageFetcher

_LONGEST = 500_000
_LONGEST_PAUSE = 60.0


@dataclass(frozen=True)
class Robots:
    """One site's rules. `rules` None means that there are none; `closed` that nothing may be fetched for now."""

    rules: Any = None
    closed: FetchError | None = None

    def check(self, url: str, agent: str) -> None:
        """Raises FetchError where a page is not to be fetched."""
        if self.closed is not None:
            raise FetchError(self.closed.message, value=self.closed.value, place=url, remedy=self.closed.remedy)
        if self.rules is not None and not self.rules.can_fetch(url, agent):
            remedy = "save the page by hand where that is allowed"
            raise FetchError("the site's robots.txt asks programs to leave this page alone", place=url, remedy=remedy)

    def pause(self, agent: str) -> float:
        """The seconds between two requests that the site asks for, a minute at most."""
        asked = self.rules.crawl_delay(agent) if self.rules is not None else None
        return min(float(asked), _LONGEST_PAUSE) if asked else 0.0


def robots_of(origin: str, fetcher: PageFetcher) -> Robots:
    """The rules of the site at `origin`. No file means no rules; a site that cannot answer is left alone for now."""
    from protego import Protego

    try:
        page = fetcher.fetch(f"{origin}/robots.txt")
    except FetchError as error:
        return Robots(closed=error)
    if page.status == 429 or page.status >= 500:
        value = f"status {page.status}"
        return Robots(closed=FetchError("the site's robots.txt cannot be had", value=value, remedy="try again later"))
    if page.status != 200:
        return Robots()
    return Robots(Protego.parse(page.content[:_LONGEST].decode("utf-8", "replace")))

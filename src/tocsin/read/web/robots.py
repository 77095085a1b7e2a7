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
    closed: str = ""

    def refusal(self, url: str, agent: str) -> str:
        """Why a page is not to be fetched, or ""."""
        if self.closed:
            return self.closed
        if self.rules is not None and not self.rules.can_fetch(url, agent):
            return "the site's robots.txt asks programs to leave this page alone"
        return ""

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
        return Robots(closed=f"the site's robots.txt could not be fetched: {error.message}")
    if page.status == 429 or page.status >= 500:
        return Robots(closed=f"the site's robots.txt could not be fetched: status {page.status}")
    if page.status != 200:
        return Robots()
    return Robots(Protego.parse(page.content[:_LONGEST].decode("utf-8", "replace")))

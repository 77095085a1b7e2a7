"""The client that fetches pages, made where the user turned fetching on, and how long things are waited for."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tocsin.errors import OptionError
from tocsin.model.ports import PageFetcher
from tocsin.model.settings import FetchSettings

_DURATION = re.compile(r"(\d{1,6})\s*(s|m|h|d)")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def build_fetcher(settings: FetchSettings, asked: bool | None = None) -> PageFetcher | None:
    """A guarded, polite fetcher; None where neither the settings nor the command line (`asked`) turn fetching on."""
    if not (settings.enabled if asked is None else asked):
        return None
    from tocsin.read.web.client import GuardedClient
    from tocsin.read.web.polite import Clock, PoliteFetcher

    client = GuardedClient(replace(settings, enabled=True), utc_now)
    return PoliteFetcher(client, settings, Clock(time.monotonic, time.sleep))


def utc_now() -> datetime:
    """Now, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def duration(text: str, option: str) -> timedelta:
    """A stretch of time such as 30s, 15m, 6h or 2d. Raises OptionError."""
    match = _DURATION.fullmatch(text.strip().lower())
    if match is None or not int(match[1]):
        raise OptionError("not a stretch of time", value=text, place=option, remedy="write 30s, 15m, 6h or 2d")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})

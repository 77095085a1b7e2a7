"""`tocsin follow`: keep a case fresh from feeds."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import options
from tocsin.cli.exit_codes import SOME_REFUSED
from tocsin.cli.output import clean, say
from tocsin.errors import OptionError

if TYPE_CHECKING:
    from datetime import datetime

    from tocsin.pipeline.adding import Added, Filling
    from tocsin.pipeline.following import Feed, Following

Feeds = Annotated[
    list[str], typer.Argument(metavar="FEED…", help="Addresses of feeds, sitemaps or pages.", show_default=False)
]
Every = Annotated[str, typer.Option(metavar="TIME", help="How often each is looked at: 15m, 6h, 1d.")]
Again = Annotated[
    str,
    typer.Option(
        metavar="TIME",
        help="Fetch pages that are still listed again after this time; what changed becomes a version.",
        show_default=False,
    ),
]
Once = Annotated[bool, typer.Option("--once", help="Look at each that is due once, and end.")]
_LONGEST_NAP = 60.0


def follow(
    case: options.CasePath,
    feeds: Feeds,
    every: Every = "30m",
    again: Again = "",
    once: Once = False,
    extractor: options.ExtractorName = None,
    settings: options.SettingsFile = None,
    author: options.Author = "",
) -> None:
    """Look at feeds again and again, and add the articles that are new. Ends with Ctrl-C, or after one round.

    To follow is to fetch: naming feeds here turns fetching on for them and the pages that they list. robots.txt is
    obeyed, each host is asked one thing at a time with pauses, unchanged feeds and pages are not sent again, and one
    that fails is asked ever more seldom. A case remembers all that between runs.

    \b
    Examples:
        tocsin follow ruritania.tocsin https://news.example/rss https://other.example/atom.xml
        tocsin follow ruritania.tocsin https://news.example/rss --once --again 6h
    """
    from tocsin.cli.fetching import build_fetcher, duration
    from tocsin.cli.filling import Given, filling_of
    from tocsin.pipeline.following import Following

    for feed in feeds:
        if not feed.startswith(("http://", "https://")):
            raise OptionError("not the address of a feed", value=feed, place="FEED", remedy="write https://…")
    interval, after = duration(every, "--every"), duration(again, "--again") if again else None
    with filling_of(Given(case, settings, None, extractor.value if extractor else None, author)) as filling:
        fetcher = build_fetcher(filling.settings.fetch, True)
        assert fetcher is not None
        failed = _rounds(filling, tuple(dict.fromkeys(feeds)), Following(fetcher, interval, after), once)
    if once and failed:
        raise typer.Exit(SOME_REFUSED)


def _rounds(filling: Filling, feeds: tuple[str, ...], following: Following, once: bool) -> bool:
    """Look until it is ended. Whether a feed could not be had at the last look."""
    from tocsin.cli.fetching import utc_now
    from tocsin.pipeline.following import due, remembered_feed

    followed = {feed: remembered_feed(filling.store, feed) for feed in feeds}
    try:
        while True:
            for each in tuple(followed.values()) if once else due(followed.values(), utc_now()):
                followed[each.url] = _round(filling, each, following, utc_now())
            if once:
                break
            _nap(followed, utc_now())
    except KeyboardInterrupt:
        say("stopped; what was added is kept")
    return any(each.failures for each in followed.values())


def _round(filling: Filling, feed: Feed, following: Following, now: datetime) -> Feed:
    from tocsin.cli.filling import report_refusals, summary
    from tocsin.pipeline.following import look, renew

    renew(following)
    stamp = replace(filling.stamp, at=now)
    after, added = look(replace(filling, stamp=stamp), feed, following)
    report_refusals(added.refused)
    say(clean(f"{now:%H:%M} {feed.url}: {summary(added)}{_unchanged(added)}; next at {after.due:%H:%M} UTC"))
    return after


def _unchanged(added: Added) -> str:
    same = any("unchanged" in notice.words for notice in added.notices)
    return ", the feed is unchanged" if same and not added.new else ""


def _nap(followed: dict[str, Feed], now: datetime) -> None:
    waits = [(feed.due - now).total_seconds() for feed in followed.values() if feed.due is not None]
    time.sleep(max(1.0, min([*waits, _LONGEST_NAP])))

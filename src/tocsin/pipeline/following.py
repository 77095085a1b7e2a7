"""Following feeds: looked at when they are due, fetched only where they changed, new articles added to a case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tocsin.model import codec
from tocsin.model.address import address_key
from tocsin.model.ports import PageFetcher
from tocsin.model.refusal import Refusal
from tocsin.pipeline.adding import Added, Filling, OnDocument, add
from tocsin.pipeline.reading import Sources
from tocsin.read.web.conditional import UNCHANGED, ConditionalFetcher, Validators, validators_in
from tocsin.store.interface import CaseStore

_LONGEST_BACK_OFF = timedelta(days=1)
_TRIES = 3
_MOST_LEFT_ALONE = 5_000


@dataclass(frozen=True, slots=True)
class Feed:
    """What is remembered of a feed. `left_alone` are pages that it names and that were refused or failed, with the
    number of tries; after `_TRIES` they are not asked for again."""

    url: str
    validators: Validators = field(default_factory=Validators)
    due: datetime | None = None
    failures: int = 0
    left_alone: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Following:
    """How feeds are followed: how often each is looked at, and after how long a page still listed is fetched again to
    see whether it has changed (None: never)."""

    fetcher: PageFetcher
    every: timedelta
    again: timedelta | None = None


def remembered_feed(store: CaseStore, url: str) -> Feed:
    """What the case remembers of a feed."""
    data = store.remembered(_key(url))
    return codec.decode(data, Feed) if data is not None else Feed(url)


def due(feeds: Iterable[Feed], now: datetime) -> tuple[Feed, ...]:
    """The feeds whose time has come."""
    return tuple(feed for feed in feeds if feed.due is None or feed.due <= now)


def look(
    filling: Filling, feed: Feed, following: Following, on_document: OnDocument | None = None
) -> tuple[Feed, Added]:
    """Look at one feed now, by the filling's stamp, and add what is new. What is remembered of it is kept at once."""
    store, now = filling.store, filling.stamp.at
    left = dict(feed.left_alone)

    def known(url: str) -> bool:
        key = address_key(url)
        if left.get(key, 0) >= _TRIES:
            return True
        kept = store.at_address(key)
        return bool(kept) and (following.again is None or _fresh(store, kept[-1].id, now - following.again))

    def validators(url: str) -> Validators:
        if url == feed.url:
            return feed.validators
        kept = store.at_address(address_key(url))
        return validators_in(store.captures(kept[-1].id)[-1].headers) if kept else Validators()

    fetcher = ConditionalFetcher(following.fetcher, validators)
    sources = Sources(filling.sources.columns, fetcher, known)
    added = add(replace(filling, sources=sources), (feed.url,), on_document)
    after = _after(feed, fetcher, following, now)
    after = replace(after, left_alone=_left_alone(left, added.refused))
    store.remember(_key(feed.url), codec.encode(after))
    return after, added


def renew(following: Following) -> None:
    """Begin a new round: the limit of pages is one round's."""
    begin = getattr(following.fetcher, "renew", None)
    if begin is not None:
        begin()


def _after(feed: Feed, fetcher: ConditionalFetcher, following: Following, now: datetime) -> Feed:
    page = fetcher.pages.get(feed.url)
    if page is None or page.status not in (200, UNCHANGED):
        failures = feed.failures + 1
        wait = min(following.every * 2**failures, max(_LONGEST_BACK_OFF, following.every))
        return replace(feed, due=now + wait, failures=failures)
    new = validators_in(page.headers)
    kept = feed.validators if page.status == UNCHANGED and new == Validators() else new
    return replace(feed, validators=kept, due=now + following.every, failures=0)


def _left_alone(before: dict[str, int], refused: Sequence[Refusal]) -> tuple[tuple[str, int], ...]:
    """Pages that could be fetched and not be used are left alone at once, those that could not after some tries."""
    counts = dict(before)
    for refusal in refused:
        where, _, url = refusal.location.rpartition(" ")
        if url.startswith(("http://", "https://")):
            key = address_key(url)
            counts[key] = counts.get(key, 0) + 1 if where else _TRIES
    return tuple(counts.items())[-_MOST_LEFT_ALONE:]


def _fresh(store: CaseStore, document_id: str, since: datetime) -> bool:
    captured = store.captures(document_id)[-1].captured_at
    return captured is not None and captured > since


def _key(url: str) -> str:
    return f"follow:{url}"

"""Following feeds and watching folders: only what is new, asked for politely, remembered between runs."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import made_files as made
from plain_extraction import PlainExtraction

from tocsin.engine.in_process import InProcess
from tocsin.errors import FetchError
from tocsin.model.page import Page
from tocsin.model.settings import ReadSettings, Settings
from tocsin.model.stamp import Stamp
from tocsin.pipeline.adding import Added, Filling
from tocsin.pipeline.following import Feed, Following, due, look, remembered_feed
from tocsin.pipeline.watching import keep_seen, seen_before
from tocsin.pipeline.watching import look as look_at_folders
from tocsin.store.memory import MemoryStore

FEED = "https://malva.example/rss"
START = datetime(2031, 5, 2, 9, 30, tzinfo=UTC)


class Site:
    """A site that knows conditional requests, and notes what it is asked for."""

    def __init__(self) -> None:
        self.pages = {FEED: made.rss(), made.OTHER: made.page("Bridge closed after cracks are found")}
        self.asked: list[str] = []
        self.down = False
        self.at = START

    def fetch(self, url: str, headers: tuple[tuple[str, str], ...] = ()) -> Page:
        self.asked.append(url)
        if self.down:
            raise FetchError("the host was not found", place=url, remedy="check the address")
        content = self.pages.get(url)
        if content is None:
            return Page(url, 404, (), b"", self.at)
        tag = f'"{hash(content)}"'
        if dict(headers).get("If-None-Match") == tag:
            return Page(url, 304, (), b"", self.at)
        return Page(url, 200, (("ETag", tag),), content, self.at, (), "93.184.215.14")


class Desk:
    """A case that follows one feed, with a clock."""

    def __init__(self, again: timedelta | None = None) -> None:
        self.site, self.store, self.at = Site(), MemoryStore(), START
        self.following = Following(self.site, timedelta(minutes=30), again)

    def round(self, later: timedelta = timedelta(hours=1)) -> tuple[Feed, Added]:
        self.at += later
        self.site.at = self.at
        settings = Settings(read=ReadSettings(parse_apart=False))
        filling = Filling(self.store, PlainExtraction(), InProcess(), Stamp("Ada", self.at), settings)
        self.site.asked.clear()
        return look(filling, remembered_feed(self.store, FEED), self.following)


def test_new_articles_are_added_and_an_unchanged_feed_costs_one_request() -> None:
    desk = Desk()
    feed, added = desk.round()
    assert len(added.new) == 2
    assert set(desk.site.asked) == {FEED, made.OTHER, "https://malva.example/short"}
    assert feed.due == desk.at + timedelta(minutes=30)
    _, added = desk.round()
    assert (desk.site.asked, len(added.new)) == ([FEED], 0)
    assert any("unchanged" in notice.words for notice in added.notices)


def test_only_what_a_changed_feed_has_more_is_fetched() -> None:
    desk = Desk()
    desk.round()
    third = "https://malva.example/third"
    entry = f"<item><title>Third</title><link>{third}</link></item></channel>"
    desk.site.pages[FEED] = made.rss().replace(b"</channel>", entry.encode())
    desk.site.pages[third] = made.page("Third report from the road")
    _, added = desk.round()
    assert [document.url for document in added.new] == [third]
    assert made.OTHER not in desk.site.asked


def test_pages_that_fail_are_left_alone_after_three_tries() -> None:
    desk = Desk()
    for number in range(5):
        desk.site.pages[FEED] = made.rss().replace(b"Malva Post", b"Malva Post %d" % number)
        desk.round()
        assert ("https://malva.example/short" in desk.site.asked) == (number < 3)


def test_pages_still_listed_are_fetched_again_where_that_is_wanted() -> None:
    desk = Desk(again=timedelta(hours=2))
    desk.round()
    desk.site.pages[made.OTHER] = made.page("Bridge closed after cracks are found", body=made.BODY[:2])
    desk.site.pages[FEED] = made.rss() + b" "
    _, added = desk.round(timedelta(hours=3))
    assert [document.url for document in added.versions] == [made.OTHER]
    desk.site.pages[FEED] = made.rss() + b"  "
    _, added = desk.round(timedelta(minutes=5))
    assert made.OTHER not in desk.site.asked


def test_a_feed_that_fails_is_asked_ever_more_seldom() -> None:
    desk = Desk()
    desk.site.down = True
    waits = []
    for _ in range(8):
        feed, added = desk.round()
        assert feed.due is not None
        assert "the host was not found" in str(added.refused[0])
        waits.append((feed.due - desk.at) / timedelta(minutes=30))
    assert waits == [2, 4, 8, 16, 32, 48, 48, 48]
    desk.site.down = False
    feed, added = desk.round()
    assert (feed.failures, len(added.new)) == (0, 2)


def test_feeds_are_due_when_their_time_has_come() -> None:
    feeds = (Feed("a"), Feed("b", due=START), Feed("c", due=START + timedelta(seconds=1)))
    assert [feed.url for feed in due(feeds, START)] == ["a", "b"]


def test_a_watched_folder(tmp_path: Path) -> None:
    inside = tmp_path / "in" / "deep"
    inside.mkdir(parents=True)
    for name in ("a.txt", ".hidden", "b.txt.part"):
        (inside / name).write_text("x")
    names = [str(tmp_path / "in")]
    first = look_at_folders(names, {}, {})
    assert first.ready == ()
    path = str(inside / "a.txt")
    second = look_at_folders(names, first.marks, {})
    assert second.ready == (path,)
    (inside / "a.txt").write_text("still growing")
    assert look_at_folders(names, second.marks, {}).ready == ()
    done = {path: look_at_folders(names, {}, {}).marks[path]}
    assert look_at_folders(names, done, done).ready == ()
    store = MemoryStore()
    keep_seen(store, names, done)
    assert seen_before(store, names) == done
    assert seen_before(store, [str(tmp_path)]) == {}
    os.utime(path, (1, 1))
    marks = look_at_folders(names, {}, done).marks
    assert look_at_folders(names, marks, done).ready == (path,)

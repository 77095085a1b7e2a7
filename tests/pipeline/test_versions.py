"""Pages captured again: versions with what changed, further captures of the same words, and what is no version."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import made_files as made
import pytest
from plain_extraction import PlainExtraction

from tocsin.engine.in_process import InProcess
from tocsin.model.capture import Capture
from tocsin.model.page import Page
from tocsin.model.settings import ReadSettings, Settings
from tocsin.model.stamp import Stamp
from tocsin.pipeline.adding import Added, Filling, add
from tocsin.pipeline.reading import Sources
from tocsin.pipeline.versions import changes, told
from tocsin.store.interface import CaseStore
from tocsin.store.memory import MemoryStore
from tocsin.store.sqlite import create_case

START = datetime(2031, 5, 2, 9, 30, tzinfo=UTC)
MORE = (*made.BODY[:2], "Late in the evening two lorries were let through with food, a driver said by telephone.")
SETTINGS = Settings(read=ReadSettings(parse_apart=False))


class Site:
    """A fetcher over pages that change."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {made.URL: made.page()}
        self.at = START

    def fetch(self, url: str, headers: tuple[tuple[str, str], ...] = ()) -> Page:
        content = self.pages.get(url.replace("http:", "https:").partition("?")[0], b"")
        return Page(url, 200 if content else 404, (("Last-Modified", "x"),), content, self.at, (), "93.184.215.14")


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CaseStore]:
    opened: CaseStore = MemoryStore() if request.param == "memory" else create_case(tmp_path / "case.tocsin")
    yield opened
    opened.close()


def take(store: CaseStore, site: Site, *urls: str) -> Added:
    """Fetch and add, an hour after the time before."""
    site.at += timedelta(hours=1)
    stamp = Stamp("Ada", site.at)
    return add(Filling(store, PlainExtraction(), InProcess(), stamp, SETTINGS, sources=Sources(fetcher=site)), urls)


def test_the_same_page_again_is_kept_as_a_capture_and_adds_no_document(store: CaseStore) -> None:
    site = Site()
    first = take(store, site, made.URL)
    same = take(store, site, made.URL)
    site.pages[made.URL] = made.page().replace(b"Contact", b"Contact us")
    around = take(store, site, made.URL.replace("https://", "http://") + "?utm_source=feed")
    assert ([len(each.new) for each in (first, same, around)], len(store.documents())) == ([1, 0, 0], 1)
    captures = store.captures(store.documents()[0].id)
    assert [capture.captured_at for capture in captures] == [START + timedelta(hours=n) for n in (1, 2, 3)]
    assert b"Contact us" in captures[2].content
    assert captures[0].headers == (("Last-Modified", "x"),)
    assert "fetched from" in captures[0].how


def test_changed_words_are_a_version(store: CaseStore) -> None:
    site = Site()
    take(store, site, made.URL)
    site.at += timedelta(days=3)
    site.pages[made.URL] = made.page(body=MORE)
    added = take(store, site, made.URL)
    first, second = store.documents()
    assert (second.supersedes, first.supersedes) == (first.id, None)
    assert [document.id for document in added.versions] == [second.id]
    assert any("1 passage added, 1 passage removed" in note for note in second.notes)
    assert first.publication.interval.iso() == "2031-05-02"
    assert second.publication.interval.end == date(2031, 5, 5)
    assert "in this form seen on 2031-05-05" in second.publication.reason
    assert take(store, site, made.URL).versions == []
    assert len(store.documents()) == 2
    site.pages[made.URL] = made.page()
    take(store, site, made.URL)
    assert len(store.documents()) == 2
    assert len(store.captures(first.id)) == 2


def test_versions_within_one_archive(store: CaseStore, tmp_path: Path) -> None:
    records = (
        made.warc_record(made.URL, made.page(), date="2031-05-03T10:00:00Z"),
        made.warc_record(made.URL, made.page(body=MORE), date="2031-05-03T20:00:00Z"),
        made.warc_record(made.URL, made.page(body=MORE).replace(b"Home", b"Start"), date="2031-05-04T10:00:00Z"),
    )
    (tmp_path / "a.warc").write_bytes(b"".join(records))
    filling = Filling(store, PlainExtraction(), InProcess(), Stamp("Ada", START), SETTINGS)
    added = add(filling, [str(tmp_path / "a.warc")])
    first, second = store.documents()
    assert (len(added.new), len(added.versions), second.supersedes) == (2, 1, first.id)
    assert len(store.captures(second.id)) == 2
    before = store.log()
    assert len(add(filling, [str(tmp_path / "a.warc")]).new) == 0
    assert store.log() == before


def test_what_was_captured_before_supersedes_nothing(store: CaseStore, tmp_path: Path) -> None:
    site = Site()
    site.pages[made.URL] = made.page(body=MORE)
    take(store, site, made.URL)
    (tmp_path / "a.warc").write_bytes(made.warc_record(made.URL, made.page(), date="2031-04-01T10:00:00Z"))
    filling = Filling(store, PlainExtraction(), InProcess(), Stamp("Ada", START), SETTINGS)
    (older,) = add(filling, [str(tmp_path / "a.warc")]).new
    assert older.supersedes is None
    assert any("an earlier version" in note for note in older.notes)


def test_rows_that_share_an_address_and_no_words_are_no_versions(store: CaseStore, tmp_path: Path) -> None:
    rows = [
        {"id": "a", "text": made.TEXT, "url": "https://malva.example/"},
        {"id": "b", "text": "The harbour of Lenn was opened to ferries again. " * 4, "url": "https://malva.example/"},
        {"id": "c", "text": made.TEXT + "\n\n" + MORE[2], "url": "https://malva.example/"},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    filling = Filling(store, PlainExtraction(), InProcess(), Stamp("Ada", START), SETTINGS)
    add(filling, [str(tmp_path / "a.jsonl")])
    a, b, _ = store.documents()
    assert (a.supersedes, b.supersedes) == (None, None)


def test_refusals_stay_in_the_case(store: CaseStore, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    filling = Filling(store, PlainExtraction(), InProcess(), Stamp("Ada", START), SETTINGS)
    for _ in range(2):
        add(filling, [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    kept = store.refusals()
    assert [(each.refusal.name, each.refusal.reason, each.who) for each in kept] == [
        ("a.txt", "empty", "Ada"),
        ("b.txt", "no such file or folder", "Ada"),
    ]


def test_changes_name_the_passages_that_came_and_went() -> None:
    found = changes("One.\n\nTwo.\nThree.", "One.\nTwo,  changed.\n\nThree.\nFour.")
    assert [(change.kind, change.text) for change in found] == [
        ("removed", "Two."),
        ("added", "Two, changed."),
        ("added", "Four."),
    ]
    assert told(found) == "2 passages added, 1 passage removed"
    assert told(changes("A b.", "A  b.")) == "only spaces and line breaks changed"


def test_a_capture_without_a_time_is_not_before_anything() -> None:
    from tocsin.pipeline.versions import placed
    from tocsin.read.reading import read

    def one(body: tuple[str, ...]) -> Capture:
        from tocsin.model.capture import capture

        return replace(capture("p", made.page(body=body), "url", made.URL, None), url=made.URL)

    first, second = one(made.BODY), one(MORE)
    old, new = read(first, ReadSettings()), read(second, ReadSettings())
    found = placed(second, new, [old], first)
    assert (found.placement, found.document.supersedes) == ("version", old.id)

"""Files that hold or name many articles: what comes out of each kind, and what is told of the rest."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import made_files as made
import pytest
from reading_outcomes import HERE as SETTINGS
from reading_outcomes import NOW, lines, read_all

from tocsin.model.capture import Capture
from tocsin.model.notice import Notice
from tocsin.model.page import Page
from tocsin.model.settings import ReadSettings
from tocsin.read.containers.kinds import container_kind
from tocsin.read.inputs import Intake, inputs
from tocsin.read.limited import LimitedReader


class Pages:
    """A fetcher that has some pages and counts what it was asked for."""

    def __init__(self, **pages: bytes) -> None:
        self.pages = {made.URL: made.page(), made.OTHER: made.page("Bridge closed after cracks are found"), **pages}
        self.asked: list[str] = []

    def fetch(self, url: str, headers: tuple[tuple[str, str], ...] = ()) -> Page:
        self.asked.append(url)
        content = self.pages.get(url)
        return Page(url, 200 if content else 404, (("ETag", '"1"'),), content or b"", NOW, (), "93.184.215.14")


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.warc", made.warc(), "warc"),
        ("a.warc.gz", made.warc(packed=True), "warc"),
        ("any", made.warc(packed=True), "warc"),
        ("a.wacz", made.wacz(), "zip"),
        ("a.docx", b"PK\x03\x04" + b"x" * 50, None),
        ("a.xml", made.rss(), "feed"),
        ("a", made.atom(), "feed"),
        ("a.xml", made.sitemap(), "sitemap"),
        ("a.xml.gz", gzip.compress(made.sitemap()), "sitemap"),
        ("a.txt", b"https://a.example/x\n# more\nhttp://b.example/y\n", "urls"),
        ("a.txt", b"https://a.example/x is where it stands.\n", None),
        ("a.eml", made.mail(), "mail"),
        ("a", made.mail(), "mail"),
        ("a.mbox", made.mbox(), "mbox"),
        ("a.txt", b"From the north came snow.\nThe road: closed.\n", None),
        ("a.txt", b"Date: 2 May 2031\n\nThe road was closed on Tuesday because of snow.", None),
        ("a.csv", made.table(), "delimited"),
        ("a.parquet", b"PAR1....", "parquet"),
        ("20310502081500.gkg.csv", made.gkg(), "gdelt"),
        ("a.json", made.article_list(), "json"),
        ("a.jsonl", b'{"text": "x"}', "jsonl"),
        ("a.html", made.page(), None),
        ("a.txt", made.TEXT.encode(), None),
    ],
)
def test_kinds(name: str, content: bytes, kind: str | None) -> None:
    assert container_kind(content, name) == kind


@pytest.mark.parametrize(("name", "packed"), [("a.warc", False), ("a.warc.gz", True)])
def test_web_archives(put: Callable[[str, bytes], Path], name: str, packed: bool) -> None:
    documents, found = read_all(put(name, made.warc(packed)))
    assert [document.url for document in documents] == [made.URL, made.OTHER]
    first = found[0]
    assert isinstance(first, Capture)
    assert (first.content, first.captured_at) == (made.page(), datetime(2031, 5, 3, 10, 0, tzinfo=UTC))
    assert (first.method, first.url, dict(first.headers)["X-Server"]) == ("archive", made.URL, "old")
    assert "urn:uuid:" in first.how
    assert "answers with status 404 (1)" in lines(found)
    assert "pages unchanged since an earlier capture (1)" in lines(found)


def test_an_undated_page_was_out_by_its_capture(put: Callable[[str, bytes], Path]) -> None:
    undated = made.page().replace(b"<meta property='article:published_time' content='2031-05-02T08:00:00Z'>", b"")
    (document,), _ = read_all(put("a.warc", made.warc_record("https://malva.example/road", undated)))
    assert document.publication.interval.end == date(2031, 5, 3)
    assert "when it was captured" in document.publication.reason


def test_wacz(put: Callable[[str, bytes], Path]) -> None:
    documents, found = read_all(put("a.wacz", made.wacz()))
    assert [document.url for document in documents] == [made.URL]
    assert "frames and files within pages" in lines(found)
    assert "it was changed" in lines(read_all(put("b.wacz", made.wacz(true_digest=False)))[1])
    documents, found = read_all(put("c.wacz", made.wacz(listed=())))
    assert len(documents) == 2
    assert "no list of its pages" in lines(found)
    documents, found = read_all(put("d.wacz", made.wacz(name="../../archive/data.warc.gz")))
    assert not documents
    assert "leads out of the archive" in lines(found)


@pytest.mark.parametrize("content", [made.rss(), made.atom()], ids=["rss", "atom"])
def test_feeds_without_fetching(put: Callable[[str, bytes], Path], content: bytes) -> None:
    documents, found = read_all(put("feed.xml", content))
    first = documents[0]
    assert (first.title, first.publisher, first.url) == (made.HEAD, "Malva Post", made.URL)
    assert (first.publication.interval.iso(), first.publication.basis) == ("2031-05-02", "metadata")
    assert "<p>" not in first.text
    assert first.text.startswith(made.BODY[0] + "\n\n" + made.BODY[1])
    if len(documents) > 1:
        assert "only the summary" in documents[1].notes[0]
        assert "1 entry holds only a summary" in lines(found)
        assert "names 1 article by address, and addresses are not fetched" in lines(found)


def test_feeds_with_fetching(put: Callable[[str, bytes], Path]) -> None:
    pages = Pages()
    documents, found = read_all(put("feed.xml", made.rss()), pages)
    assert sorted(pages.asked) == [made.OTHER, "https://malva.example/short"]
    assert [document.url for document in documents] == [made.URL, made.OTHER]
    fetched = found[1]
    assert isinstance(fetched, Capture)
    assert (fetched.method, fetched.headers, fetched.captured_at) == ("url", (("ETag", '"1"'),), NOW)
    assert "93.184.215.14" in fetched.how
    assert "status 404" in lines(found)


def test_a_summary_stands_in_for_a_page_that_cannot_be_fetched(put: Callable[[str, bytes], Path]) -> None:
    pages = Pages()
    del pages.pages[made.OTHER]
    documents, _ = read_all(put("feed.xml", made.rss()), pages)
    assert "only the summary" in documents[1].notes[0]


def test_pages_known_are_not_fetched(put: Callable[[str, bytes], Path]) -> None:
    pages = Pages()
    _, found = read_all(put("s.xml", made.sitemap()), pages, known=lambda url: url == made.URL)
    assert pages.asked == [made.OTHER]
    assert "1 article is there already" in lines(found)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("s.xml", made.sitemap()),
        ("s.xml.gz", gzip.compress(made.sitemap())),
        ("list.txt", f"# ours\n{made.URL}\n\n{made.OTHER}\n{made.URL}\n".encode()),
        ("x.gkg.csv", made.gkg()),
    ],
)
def test_lists_of_addresses(put: Callable[[str, bytes], Path], name: str, content: bytes) -> None:
    path = put(name, content)
    documents, found = read_all(path)
    assert not documents
    assert "names 2 articles by address" in lines(found)
    documents, _ = read_all(path, Pages())
    assert sorted(str(document.url) for document in documents) == [made.OTHER, made.URL]


def test_sitemaps_of_sitemaps_and_no_further_than_that(put: Callable[[str, bytes], Path]) -> None:
    index = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{}</loc></sitemap></sitemapindex>'
    inner, itself = "https://malva.example/s1.xml", "https://malva.example/s2.xml"
    pages = Pages(**{inner: made.sitemap(), itself: index.format(itself).encode()})
    documents, _ = read_all(put("a.xml", index.format(inner).encode()), pages)
    assert len(documents) == 2
    _, found = read_all(put("b.xml", index.format(itself).encode()), pages)
    assert "lists within lists" in lines(found)


def test_what_a_list_tells_of_an_article(put: Callable[[str, bytes], Path]) -> None:
    bare = (
        b"<html><body><article>"
        + b"".join(b"<p>" + each.encode() + b"</p>" for each in made.BODY)
        + b"</article></body></html>"
    )
    (first, _), _ = read_all(put("s.xml", made.sitemap()), Pages(**{made.URL: bare}))
    assert (first.title, first.publisher, first.publication.interval.iso()) == (made.HEAD, "Malva Post", "2031-05-02")
    (seen,), _ = read_all(put("a.json", made.article_list()), Pages(**{made.URL: bare}))
    assert (seen.title, seen.publication.interval.iso()) == (made.HEAD, "../2031-05-02")


def test_mail(put: Callable[[str, bytes], Path]) -> None:
    (document,), found = read_all(put("a.eml", made.mail(attachment=True)))
    assert (document.title, document.publisher) == (made.HEAD, "Malva Post")
    assert document.publication.interval.iso() == "2031-05-02"
    assert document.notes == ("attachments not read: note.pdf",)
    assert document.text.strip() == "\n\n".join(made.BODY)
    (first,) = found
    assert isinstance(first, Capture)
    assert first.content.startswith(b"From: Malva Post")
    documents, found = read_all(put("b.mbox", made.mbox()))
    assert [document.name for document in documents] == ["b:1", "b:2"]
    assert all(made.BODY[2] in document.text for document in documents)
    kept = next(one for one in found if isinstance(one, Capture))
    assert kept.content.rstrip() == made.mail().rstrip()


def test_zip_files_of_articles(put: Callable[[str, bytes], Path]) -> None:
    members = {
        "a/x.html": made.page(),
        "y.txt": made.TEXT.encode(),
        "../z.txt": b"out" * 200,
        "in.zip": made.zipped({"q": b""}),
    }
    documents, found = read_all(put("a.zip", made.zipped({**members, "__MACOSX/._y.txt": b"x", ".DS_Store": b"y"})))
    assert [document.name for document in documents] == ["x", "y"]
    assert "leads out of the archive" in lines(found)
    assert "archive or table within an archive" in lines(found)


def test_records_stay_records(put: Callable[[str, bytes], Path]) -> None:
    documents, found = read_all(put("a.jsonl", json.dumps({"id": "a", "text": made.TEXT}).encode()))
    assert documents[0].text == made.TEXT
    assert not any(isinstance(one, Notice) for one in found)


def test_containers_open_in_a_child_as_they_do_here(put: Callable[[str, bytes], Path]) -> None:
    paths = [
        str(put("a.warc.gz", made.warc(packed=True))),
        str(put("b.csv", made.table())),
        str(put("c.eml", made.mail())),
    ]
    apart = ReadSettings()
    with LimitedReader(apart) as reader, LimitedReader(SETTINGS) as here:
        assert list(inputs(paths, Intake(NOW, apart, reader))) == list(inputs(paths, Intake(NOW, apart, here)))
        assert len(reader._idle) == 1

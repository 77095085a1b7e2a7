"""HTML: text, headline, publisher and date from pages of different layouts."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tocsin.errors import ReadError
from tocsin.model.capture import capture
from tocsin.model.document import Document
from tocsin.model.settings import ReadSettings
from tocsin.read.reading import read


def _load(name: str) -> ModuleType:
    path = Path(__file__).parent / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


layouts = _load("html_layouts")


def _read(page: str, name: str = "page.html") -> Document:
    return read(capture(name, page.encode("utf-8"), "file", name, None), ReadSettings())


def _prose(document: Document) -> str:
    """The text without what is marked."""
    kept = list(document.text)
    for found in document.boilerplate:
        kept[found.span.start : found.span.end] = " " * len(found.span)
    return "".join(kept)


@pytest.mark.parametrize("layout", layouts.LAYOUTS, ids=[layout.name for layout in layouts.LAYOUTS])
def test_layouts(layout: object) -> None:
    document = _read(layout.page)  # type: ignore[attr-defined]
    prose = _prose(document)
    for paragraph in layouts.PARAGRAPHS:
        assert paragraph in prose
    for words in layouts.FURNITURE:
        assert words not in prose
    assert document.title == layouts.TITLE
    assert document.title_span is not None
    assert document.title_span.text(document.text) == layouts.TITLE
    assert document.publisher == layout.publisher  # type: ignore[attr-defined]
    assert document.publication.interval.iso() == layout.day  # type: ignore[attr-defined]
    assert document.publication.basis == layout.basis  # type: ignore[attr-defined]


def test_paragraphs_are_apart() -> None:
    document = _read(layouts.LAYOUTS[0].page)
    assert "\n\n".join(layouts.PARAGRAPHS) in document.text


def test_change_after_publication_is_noted() -> None:
    document = _read(layouts.LAYOUTS[1].page)
    assert any("changed on 2023-09-25" in note for note in document.notes)


def test_entities_encoded_twice() -> None:
    page = layouts.LAYOUTS[1].page.replace(f'"headline":"{layouts.TITLE}"', '"headline":"Council&#8217;s question"')
    assert _read(page).title == "Council’s question"


def test_only_the_day_of_the_change() -> None:
    head = "<head><meta property='article:modified_time' content='2023-09-25'></head>"
    page = f"<html>{head}<body><article>{layouts.BODY}</article></body></html>"
    publication = _read(page).publication
    assert publication.interval.iso() == "../2023-09-25"
    assert "by then" in publication.reason


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("windows-1252", "cp1252"), ("iso-8859-1", "cp1252"), ("utf-8", "utf-8"), ("nonsense", "utf-8")],
)
def test_declared_charsets(charset: str, encoding: str) -> None:
    page = f"<html><head><meta charset='{charset}'></head><body><article>{layouts.BODY}</article></body></html>"
    document = read(capture("p.html", page.encode(encoding), "file", "p.html", None), ReadSettings())
    assert "“Nobody told us anything,”" in document.text


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html>" + "<div>" * 60_000 + "x" + "</div>" * 60_000,
        "<html><body>" + "<b>" * 20_000 + "word",
        "<html>" + "<p>a" * 210_000,
        "<html><head><title>A page</title></head><body><script>var a = 1;</script></body></html>",
        "<html><body><ul>" + "<li><a href='/x'>Short link</a></li>" * 200 + "</ul></body></html>",
    ],
    ids=["empty", "deep", "deep inline", "many", "script", "links"],
)
def test_pages_without_an_article(page: str) -> None:
    with pytest.raises(ReadError) as raised:
        _read(page)
    assert raised.value.place == "page.html"
    assert raised.value.remedy

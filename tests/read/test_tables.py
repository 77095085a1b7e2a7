"""Tables of articles: every kind of file gives the same rows, and the choice of columns is said."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import made_files as made
import pytest
from reading_outcomes import lines, read_all

from tocsin.errors import ReadError
from tocsin.model.capture import Capture
from tocsin.model.refusal import Refusal
from tocsin.read.containers.columns import choose, parse_columns

TABLES: tuple[tuple[str, bytes], ...] = (
    ("a.csv", made.table()),
    ("a.tsv", made.table("\t")),
    ("semicolons.csv", made.table(";", "cp1252")),
    ("marked.csv", b"\xef\xbb\xbf" + made.table()),
    ("wide.csv", made.table(encoding="utf-16")),
    ("a.csv.gz", gzip.compress(made.table())),
    ("a.xlsx", made.workbook()),
    ("a.json", json.dumps({"articles": made.ROWS}).encode()),
    ("a.jsonl", "\n".join(json.dumps(row) for row in made.ROWS).encode()),
)


@pytest.mark.parametrize(("name", "content"), TABLES, ids=[name for name, _ in TABLES])
def test_tables(put: Callable[[str, bytes], Path], name: str, content: bytes) -> None:
    _check_table(put(name, content))


def test_parquet(put: Callable[[str, bytes], Path], tmp_path: Path) -> None:
    _check_table(put("a.parquet", made.parquet(tmp_path)))


def _check_table(path: Path) -> None:
    (first, second), found = read_all(path)
    assert first.text == "\n\n".join(made.BODY)
    assert (first.title, first.publisher, first.url) == (made.HEAD, "Malva Post", made.URL)
    assert (first.publication.interval.iso(), second.publication.interval.iso()) == ("2031-05-02", "2031-05-01")
    assert "text=body, title=headline, published=date, publisher=outlet, url=link" in lines(found)
    assert "not read: n" in lines(found)
    captured = next(one for one in found if isinstance(one, Capture))
    assert json.loads(captured.content)["row"] == {"n": "7"}
    assert captured.how.startswith("row ")


def test_columns_as_mapped(put: Callable[[str, bytes], Path]) -> None:
    table = b"a,b,c\n" + b"".join(f'"{made.TEXT}",2031-05-0{day},x{day}\n'.encode() for day in (1, 2))
    path = put("a.csv", table)
    documents, found = read_all(path, columns=parse_columns("published=b, id=C"))
    assert [(each.name, each.publication.interval.iso()) for each in documents] == [
        ("x1", "2031-05-01"),
        ("x2", "2031-05-02"),
    ]
    assert "the text by its length" in lines(found)
    _, found = read_all(path, columns=parse_columns("text=body"))
    assert "the table has no such column (body; its columns: a, b, c)" in lines(found)
    assert [type(one) for one in found] == [Refusal]


@pytest.mark.parametrize("option", ["", "text", "text=", "words=body", "text=a,,"])
def test_what_is_no_mapping_of_columns(option: str) -> None:
    with pytest.raises(ReadError, match="--columns"):
        parse_columns(option)


def test_columns_by_their_names() -> None:
    names = ["Article ID", "Full Text", "Pub Date", "Source Name", "Link", "notes"]
    chosen = choose(names, (), [], "t")
    assert dict(chosen.by_field) == {
        "text": "Full Text",
        "published": "Pub Date",
        "publisher": "Source Name",
        "url": "Link",
        "id": "Article ID",
    }
    assert chosen.unused == ("notes",)


def test_rows_that_cannot_be_used_are_told_one_by_one(put: Callable[[str, bytes], Path]) -> None:
    table = f'id,text,url\n1,"{made.TEXT}",\n2,,\n3,,{made.OTHER}\n\n4,"{made.TEXT}",u,extra\n'.encode()
    documents, found = read_all(put("a.csv", table))
    assert [document.name for document in documents] == ["1", "4"]
    assert "a.csv:3: the row has no text" in lines(found)
    assert "names 1 article by address" in lines(found)


def test_html_in_a_column(put: Callable[[str, bytes], Path]) -> None:
    marked = "".join(f"<p>{each}<br>&amp; more</p>" for each in made.BODY)
    (document,), _ = read_all(put("a.json", json.dumps([{"id": "x", "body": marked}]).encode()))
    assert document.text.split("\n\n")[:2] == [made.BODY[0], "& more"]

"""Captures: every input gives a Capture or one clear Refusal, and the rest goes on."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tocsin.errors import ReadError
from tocsin.model.capture import Capture
from tocsin.model.document import Document
from tocsin.model.refusal import Refusal
from tocsin.model.settings import ReadSettings
from tocsin.read.captures import captures
from tocsin.read.reading import note_clashes, read, refusal_of

ARTICLE = (
    "Guards close the northern road\n\n"
    "The border guard closed the northern road on Tuesday because of snow, its spokesman Arvid Lennart said.\n\n"
    "Drivers were told to wait in the town of Malva. About 40 lorries stood there in the evening.\n"
)
NOW = datetime(2024, 1, 2, tzinfo=UTC)
SETTINGS = ReadSettings(maximum_bytes=200_000)


def _all(*paths: str | Path) -> list[Capture | Refusal]:
    return list(captures([str(path) for path in paths], captured_at=NOW, settings=SETTINGS))


def _outcome(path: Path) -> Document | Refusal:
    """What a run would show for one file."""
    (found,) = _all(path)
    if isinstance(found, Refusal):
        return found
    try:
        return read(found, SETTINGS)
    except ReadError as error:
        return refusal_of(error, found)


def test_folders_are_walked_in_order_and_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/c/y.txt", ".hidden", ".git/config"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    found = _all(tmp_path, tmp_path / "b.txt")
    assert [Path(one.location).relative_to(tmp_path).as_posix() for one in found] == ["a/c/y.txt", "a/z.txt", "b.txt"]
    assert all(isinstance(one, Capture) and one.captured_at == NOW for one in found)


def test_globs(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt", "three.md"):
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    assert [one.name for one in _all(tmp_path / "*.txt")] == ["one.txt", "two.txt"]
    (refused,) = _all(tmp_path / "*.pdf")
    assert isinstance(refused, Refusal)
    assert "no file matches" in refused.reason


def test_a_file_with_glob_signs_in_its_name(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text(ARTICLE, encoding="utf-8")
    assert [one.name for one in _all(tmp_path / "a[1].txt")] == ["a[1].txt"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Fake:
        buffer = io.BufferedReader(io.BytesIO(ARTICLE.encode()))

    monkeypatch.setattr("sys.stdin", Fake())
    (found,) = _all("-")
    assert isinstance(found, Capture)
    assert (found.method, found.content.decode()) == ("stdin", ARTICLE)
    assert read(found, SETTINGS).name == "stdin"


def test_standard_input_of_records(monkeypatch: pytest.MonkeyPatch) -> None:
    class Fake:
        buffer = io.BytesIO((json.dumps({"id": "a", "text": ARTICLE}) + "\n").encode() * 2)

    monkeypatch.setattr("sys.stdin", Fake())
    assert [(one.name, one.location) for one in _all("-")] == [("a", "stdin:1"), ("a", "stdin:2")]


def test_same_bytes_and_names(tmp_path: Path) -> None:
    for name in ("a/x.txt", "b/x.txt", "b/y.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b/x.md").write_text(ARTICLE + "\n", encoding="utf-8")
    documents = {one.location: read(one, SETTINGS) for one in _all(tmp_path) if isinstance(one, Capture)}
    a, clash, b, y = (documents[str(tmp_path / name)] for name in ("a/x.txt", "b/x.md", "b/x.txt", "b/y.txt"))
    assert a.id == b.id
    assert y.id != a.id
    assert y.text_sha256 == a.text_sha256
    noted = note_clashes([a, clash, y])
    assert [bool(document.notes) for document in noted] == [True, True, False]
    assert clash.name == a.name == "x"


def test_text_is_the_decoded_file_exactly(tmp_path: Path) -> None:
    raw = " date 2021-05-04 " + ARTICLE.replace("\n", "\r\n") + "\t \r"
    (tmp_path / "x.txt").write_bytes(raw.encode("utf-8"))
    document = _outcome(tmp_path / "x.txt")
    assert isinstance(document, Document)
    assert document.text == raw


def _zip(names: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return stream.getvalue()


NUMBERS = "day,tanks,planes\n" + "".join(f"2022-03-{d:02},{d * 7},{d}\n" for d in range(1, 30))
CODE = "import os\n\n\ndef walk(path):\n    for name in os.listdir(path):\n        print(name)\n    return None\n" * 4
LISTING = "\n".join(f"Minister number {i} visits a town in the north" for i in "abcdefghijklm")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \r\n\t\n", "empty"),
        ("nul.txt", b"\x00" * 500, "empty"),
        ("short.txt", b"The road is closed.", "too short"),
        ("junk.txt", bytes(range(256)) * 20, "binary"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n" + b"\x00\x01" * 200, "PNG image"),
        ("film.mp4", b"\x00\x00\x00\x18ftypmp42" + b"\x00\x01" * 200, "film"),
        ("old.doc", b"\xd0\xcf\x11\xe0" + b"\x00\x01" * 200, "old Office file"),
        ("page.rtf", b"{\\rtf1 " + ARTICLE.encode(), "RTF"),
        ("big.txt", b"a" * 200_001, "larger than 0.2 MB"),
        ("data.csv", NUMBERS.encode(), "a table"),
        ("code.py", CODE.encode(), "program code"),
        ("list.txt", LISTING.encode(), "a list"),
        ("numbers.txt", b"12.5 88.1 3,500 -17 40% " * 40, "numbers"),
        ("data.json", b'{"a": [1, 2, 3], "b": "some words for the test"}' * 3, "JSON"),
        ("feed.xml", b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "feed"),
        ("broken.docx", b"PK\x03\x04 this is no archive" * 10, "damaged zip or DOCX"),
        ("other.zip", _zip({"a.txt": ARTICLE}), "zip archive"),
        ("table.xlsx", _zip({"xl/workbook.xml": "<x/>"}), "spreadsheet"),
        ("half.docx", _zip({"word/document.xml": "<w:document"}), "damaged DOCX"),
        ("broken.pdf", b"%PDF-1.7\nnothing of use here", "damaged PDF"),
        (
            "russian.txt",
            ("Дорога закрыта из-за снега, сообщил представитель пограничной службы во вторник. " * 3).encode(),
            "Russian",
        ),
        ("wide.txt", b"\xff\xfe" + b"\xd8" * 201, "marked as utf-16"),
    ],
)
def test_refusals(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    refusal = _outcome(tmp_path / name)
    assert isinstance(refusal, Refusal)
    assert reason in refusal.reason
    assert refusal.location == str(tmp_path / name)
    assert refusal.remedy
    assert "\n" not in str(refusal)


def test_missing_and_addresses(tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    reasons = [
        one.reason
        for one in _all(tmp_path / "none.txt", tmp_path / "void", "https://a.example/x")
        if isinstance(one, Refusal)
    ]
    assert str(_all("ftp://a.example/x")[0]).startswith("ftp://a.example/x: only http and https")
    assert reasons == ["no such file or folder", "no files in this folder", "addresses are not fetched"]


def test_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(ARTICLE, encoding="utf-8")
    assert [type(one).__name__ for one in _all(tmp_path / "gone", tmp_path)] == ["Refusal", "Refusal", "Capture"]


def test_records(tmp_path: Path) -> None:
    lines = [
        json.dumps(
            {
                "id": "a1",
                "text": ARTICLE,
                "published": "2022-03-05",
                "publisher": "Malva Post",
                "title": "T",
                "url": "u",
            }
        ),
        json.dumps({"text": ARTICLE}),
        "",
        "{not json",
        json.dumps(["a", "list"]),
        json.dumps({"id": "b", "text": ""}),
        json.dumps({"id": 7, "text": ARTICLE, "published": "soon", "publisher": 5}),
        json.dumps({"id": "c", "text": 5}),
        "[" * 100_000,
        json.dumps({"id": "long", "text": "x" * 200_001}),
        json.dumps({"id": "d", "text": ARTICLE, "published": "Wed, 16 Feb 2022 14:05 GMT"}),
    ]
    path = tmp_path / "docs.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = _all(path)
    assert [one.name for one in found if isinstance(one, Capture)] == ["a1", "docs:2", "7", "d"]
    refused = [one for one in found if isinstance(one, Refusal)]
    assert [one.location.rsplit(":", 1)[1] for one in refused] == ["4", "5", "6", "8", "9", "10"]
    first, second, third, last = (read(one, SETTINGS) for one in found if isinstance(one, Capture))
    assert (first.publisher, first.title, first.url, first.name) == ("Malva Post", "T", "u", "a1")
    assert (first.publication.basis, first.publication.interval.iso()) == ("metadata", "2022-03-05")
    assert first.text == second.text == ARTICLE
    assert len([note for note in third.notes if "not understood" in note or "not a string" in note]) == 2
    assert last.publication.interval.iso() == "2022-02-16"

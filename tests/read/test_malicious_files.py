"""Malformed and malicious files, made here: each is told in one clear line or read safely, and none is followed."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import made_files as made
import pytest
from mutations import mutated
from reading_outcomes import check_line, outcomes

from tocsin.model import codec
from tocsin.model.capture import Capture
from tocsin.model.document import Document
from tocsin.model.refusal import Refusal
from tocsin.model.settings import ReadSettings
from tocsin.read.inputs import Intake, inputs
from tocsin.read.limited import LimitedReader

SETTINGS = ReadSettings(maximum_bytes=5_000_000, parse_seconds=5, parse_megabytes=600)
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY out SYSTEM "file://{path}">]>'
SECRET = "The secret that stands in a file beside it and must not be read by anybody at all."


@pytest.fixture(scope="module")
def reader() -> Iterator[LimitedReader]:
    with LimitedReader(SETTINGS) as opened:
        yield opened


def _zip_bomb() -> bytes:
    """40 members of 120 MB of zeros, in a file of a few hundred kilobytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            with archive.open(f"{number}.txt", "w") as member:
                for _ in range(40):
                    member.write(bytes(1_000_000))
    return stream.getvalue()


def _packed_zeros(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()


def _docx_with(document: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(made.docx())) as source:
        members = {name: source.read(name) for name in source.namelist()}
    return made.zipped({**members, "word/document.xml": document.encode()})


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _word(doctype: str, words: str) -> bytes:
    paragraphs = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" * 3
    return _docx_with(f"<?xml version='1.0'?>{doctype}<w:document {WORD}><w:body>{paragraphs}</w:body></w:document>")


def _encrypted_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(made.pdf())))
    writer.encrypt("word", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _looping_pdf() -> bytes:
    """Pages that are their own parents."""
    return made.pdf().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")


def _huge_page_warc() -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + _packed_zeros(60)
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {made.OTHER}\r\nContent-Length: {len(body)}\r\n"
    record = (head + "Content-Type: application/http; msgtype=response\r\n\r\n").encode() + body + b"\r\n\r\n"
    return record + made.warc_record(made.URL, made.page())


def _nested_mail() -> bytes:
    head = b"From: a@b.example\r\nDate: x\r\nSubject: y\r\nMIME-Version: 1.0\r\n"
    inner = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n"
    return head + b"".join(inner % (number, number) for number in range(3000)) + b"Content-Type: text/plain\r\n\r\nx"


FILES: tuple[tuple[str, Callable[[], bytes], str], ...] = (
    ("bomb.zip", _zip_bomb, "larger than 5 MB"),
    ("quoted.zip", lambda: made.zipped({"../../../../tmp/evil.txt": made.TEXT.encode()}), "leads out of the archive"),
    ("root.zip", lambda: made.zipped({"/etc/evil.txt": made.TEXT.encode()}), "leads out of the archive"),
    ("drive.zip", lambda: made.zipped({"c:\\evil.txt": made.TEXT.encode()}), "leads out of the archive"),
    ("many.zip", lambda: made.zipped({f"{n}.txt": b"" for n in range(20_001)}), "too many files"),
    ("cut.zip", lambda: made.zipped({"a.txt": made.TEXT.encode()})[:-30], "damaged zip"),
    (
        "bomb.csv.gz",
        lambda: gzip.compress(b"text,id\n") + _packed_zeros(60),
        "binary",
    ),
    (
        "bomb.xml.gz",
        lambda: gzip.compress(made.rss()[:400]) + _packed_zeros(120),
        "too large|damaged|without entries",
    ),
    ("laughs.xml", lambda: (LAUGHS + "<rss><channel><item><title>&a11;</title></item></channel></rss>").encode(), ""),
    ("laughs.docx", lambda: _word(LAUGHS.replace("DOCTYPE x", "DOCTYPE w:document"), "&a11;"), "damaged|short|deep"),
    (
        "laughs.map.xml",
        lambda: made.sitemap().replace(b"?>", b"?>" + LAUGHS.encode(), 1).replace(b"/road<", b"/&a11;<"),
        "",
    ),
    ("deep.html", lambda: b"<html><body>" + b"<div>" * 100_000 + made.TEXT.encode(), "nested too deeply"),
    ("wide.html", lambda: b"<html><body>" + b"<i>" * 300_000, "too many elements"),
    ("deep.json", lambda: b'{"articles":' * 50_000, "damaged"),
    ("deep.jsonl", lambda: b'{"text":' * 50_000 + b"\n", "cannot be parsed|not JSON"),
    ("deep.xml", lambda: b"<rss><channel>" + b"<item>" * 50_000, ""),
    ("deep.map.xml", lambda: b"<urlset><url>" + b"<loc>" * 50_000 + b"https://a.example/", ""),
    ("deep.eml", _nested_mail, "without text|deep|damaged|many parts"),
    ("encrypted.pdf", _encrypted_pdf, "encrypted PDF"),
    ("looping.pdf", _looping_pdf, "damaged|deep|scan|took more|broke"),
    ("cut.pdf", lambda: made.pdf()[:300], "damaged|scan"),
    ("scan.pdf", lambda: made.pdf_of(b"q 500 0 0 700 0 0 cm /Im0 Do Q"), "no text layer: a scan"),
    ("text.pdf", lambda: b"%PDF-1.7\n" + made.TEXT.encode(), "damaged PDF"),
    ("page.warc", _huge_page_warc, "larger than 5 MB"),
    ("cut.warc.gz", lambda: made.warc(packed=True)[:-200], "damaged|passed over"),
    ("length.warc", lambda: made.warc().replace(b"Content-Length: ", b"Content-Length: 9", 3), ""),
    ("charset.html", lambda: made.page().replace(b"utf-8", b"utf-16"), ""),
    ("charset.eml", lambda: made.mail().replace(b"utf-8", b"no-such-charset"), ""),
    ("surrogates.txt", lambda: made.TEXT.encode() + b"\xed\xa0\x80\xed\xb0\x80" * 50, ""),
    ("surrogates.jsonl", lambda: json.dumps({"id": "a", "text": made.TEXT + "\ud800"}).encode(), ""),
    ("control.csv", lambda: b"text,id\n" + b'"\x1b[2J\x00\x07' + made.TEXT.encode() + b'",1\n', ""),
    (
        "names.json",
        lambda: json.dumps([{"text": made.TEXT, "id": "../../x\n\x1b[31m", "url": "javascript:alert(1)"}]).encode(),
        "",
    ),
    (
        "addresses.txt",
        lambda: b"https://b.example/\nhttps://a.example/" + b"a" * 100_000,
        "too long to be an address",
    ),
    ("one-line.csv", lambda: b"text\n" + b"word " * 1_200_000, "not a table|larger|field"),
    (
        "workbook.xlsx",
        lambda: made.zipped({"xl/workbook.xml": b"<x/>", "[Content_Types].xml": LAUGHS.encode()}),
        "damaged",
    ),
    ("empty.parquet", lambda: b"PAR1" + b"\x00" * 100 + b"PAR1", "damaged Parquet"),
)


@pytest.mark.parametrize(("name", "make", "words"), FILES, ids=[name for name, _, _ in FILES])
def test_malicious_files(
    tmp_path: Path, reader: LimitedReader, name: str, make: Callable[[], bytes], words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    said: list[str] = []
    for item in inputs([str(path)], Intake(None, SETTINGS, reader)):
        outcome = reader.read(item) if isinstance(item, Capture) else item
        if not isinstance(outcome, Document):
            said.append(str(outcome))
            check_line(said[-1], path)
        else:
            assert "lollol" not in outcome.text
    if words:
        assert any(re.search(words, line) for line in said), said
    assert [each.name for each in tmp_path.iterdir()] == [name]
    assert not Path("/tmp/evil.txt").exists()


OUTSIDERS: tuple[tuple[str, Callable[[str], bytes]], ...] = (
    ("a.docx", lambda doctype: _word(doctype.replace("DOCTYPE x", "DOCTYPE w:document"), f"{made.BODY[0]} &out;")),
    ("a.xml", lambda doctype: made.rss().replace(b"?>", b"?>" + doctype.encode(), 1).replace(b"Short", b"&out;" * 3)),
    (
        "map.xml",
        lambda doctype: made.sitemap().replace(b"?>", b"?>" + doctype.encode(), 1).replace(b"/road<", b"/&out;<"),
    ),
    ("a.html", lambda doctype: doctype.encode() + made.page().replace(b"Contact", b"&out;")),
)


@pytest.mark.parametrize(("name", "make"), OUTSIDERS, ids=[name for name, _ in OUTSIDERS])
def test_entities_that_point_outside_are_not_followed(
    tmp_path: Path, reader: LimitedReader, name: str, make: Callable[[str], bytes]
) -> None:
    (tmp_path / "secret").write_text(SECRET)
    path = tmp_path / name
    path.write_bytes(make(OUTSIDE.format(path=tmp_path / "secret")))
    for item in inputs([str(path)], Intake(None, SETTINGS, reader)):
        outcome = reader.read(item) if isinstance(item, Capture) else item
        assert "secret that stands" not in str(outcome)


HALF = "\ud800"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "a.jsonl",
            json.dumps({"id": HALF, "text": made.TEXT + HALF, "title": HALF, "url": "https://a/" + HALF}).encode(),
        ),
        ("b.jsonl", json.dumps({"id": "b", "text": HALF}).encode()),
        ("a.json", json.dumps([{HALF: "x", "text": made.TEXT, "link": HALF, "date": HALF}]).encode()),
        ("list.json", json.dumps({"articles": [{"url": made.URL + HALF, "title": HALF}]}).encode()),
        ("a.html", made.page().replace(b"Tuesday", b"&#xD800;&#0;")),
        (os.fsdecode(b"\xff\xfe.txt"), made.TEXT.encode()),
        (os.fsdecode(b"\xff.csv"), made.table()),
    ],
)
def test_halves_of_signs_can_be_kept(tmp_path: Path, reader: LimitedReader, name: str, content: bytes) -> None:
    """What cannot be written must not reach a case, in whatever field it comes."""
    path = tmp_path / name
    path.write_bytes(content)
    for item in inputs([str(path)], Intake(None, SETTINGS, reader)):
        outcome = reader.read(item) if isinstance(item, Capture) else item
        codec.encode(outcome)
        if isinstance(item, Capture):
            codec.encode(replace(item, content=b""))
        if isinstance(outcome, Document):
            assert outcome.text.encode()


def test_a_line_of_a_gigabyte_is_never_held_whole(tmp_path: Path, reader: LimitedReader) -> None:
    """The files have holes, so that they take no room; what stands after the long line is still read."""
    for name, first in (
        ("long.jsonl", b'{"text": "'),
        ("long.txt", b"word"),
        ("long.mbox", b"From a b\n"),
        ("long.csv", b"text\n"),
    ):
        path = tmp_path / name
        with path.open("wb") as file:
            file.write(first)
            file.seek(1_000_000_000)
            file.write(b"\n" + json.dumps({"id": "after", "text": made.TEXT}).encode() + b"\n")
        if path.stat().st_blocks * 512 > 10_000_000:
            pytest.skip("this file system makes no files with holes")
        found = list(inputs([str(path)], Intake(None, SETTINGS, reader)))
        refused = [one for one in found if isinstance(one, Refusal)]
        assert refused, name
        assert any(words in str(refused[0]) for words in ("larger than", "took more", "binary"))
        if name == "long.jsonl":
            assert [one.name for one in found if isinstance(one, Capture)] == ["after"]
        os.unlink(path)  # noqa: PTH108


def test_mutated_inputs_of_every_kind(tmp_path: Path) -> None:
    """A small run of benchmarks/fuzz_readers.py, with another seed."""
    seeds = made.every_kind(tmp_path)
    names = list(seeds)
    with LimitedReader(ReadSettings(parse_seconds=5)) as small:
        for number in range(220):
            name = names[number % len(names)]
            path = tmp_path / name
            path.write_bytes(mutated(random.Random(f"test:{number}"), seeds[name]))
            assert sum(outcomes(path, small).values()) > 0
            path.unlink()

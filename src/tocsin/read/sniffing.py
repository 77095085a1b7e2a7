"""What kind of file the bytes are, from the bytes themselves first and from the name second."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import PurePath
from typing import Literal

from tocsin.errors import ReadError

Kind = Literal["text", "html", "pdf", "docx"]

# Kinds that are known but not read: first bytes, what it is, what to do. The longest mark first where two agree.
_UNREADABLE = (
    (b"\x89PNG", "a PNG image", "give the article's text"),
    (b"\xff\xd8\xff", "a JPEG image", "give the article's text"),
    (b"GIF8", "a GIF image", "give the article's text"),
    (b"BM", "a bitmap image", "give the article's text"),
    (b"II*\x00", "a TIFF image", "give the article's text"),
    (b"MM\x00*", "a TIFF image", "give the article's text"),
    (b"RIFF", "an image, sound or film", "give the article's text"),
    (b"OggS", "sound or film", "give a transcript"),
    (b"ID3", "sound", "give a transcript"),
    (b"fLaC", "sound", "give a transcript"),
    (b"\x1aE\xdf\xa3", "a film", "give a transcript"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "save it as DOCX, PDF or text"),
    (b"{\\rtf", "an RTF file", "save it as DOCX, PDF or text"),
    (b"\x7fELF", "a program", "give an article"),
    (b"MZ\x90", "a program", "give an article"),
    (b"\xca\xfe\xba\xbe", "a program", "give an article"),
    (b"SQLite format 3", "an SQLite file", "give articles, or open a case with its own command"),
    (b"%!PS", "a PostScript file", "save it as PDF"),
    (b"WARC/", "a web archive within another input", "give it as a file of its own"),
    (b"PAR1", "a Parquet file within another input", "give it as a file of its own"),
)
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_TAGGED = re.compile(rb"<(?:p|div|article|section|h1|br|span|table|main)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".mhtml")
_HEAD = 4096
# Documents that are zip files, by a member that each has.
_ZIPPED = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "a spreadsheet"),
    ("ppt/presentation.xml", "slides"),
    ("content.xml", "an OpenDocument file"),
    ("META-INF/container.xml", "an e-book"),
)


def kind_of(content: bytes, name: str, place: str = "") -> Kind:
    """The kind of file. Raises ReadError for kinds that are not read, saying which it is and what to do."""
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise ReadError("empty", place=place, remedy="give the article's text")
    head = content[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if content.startswith(b"PK"):
        return _zip_kind(content, place)
    for mark, what, remedy in _UNREADABLE:
        if content.startswith(mark) and _really(mark, head):
            raise ReadError(f"{what}, which is not read", place=place, remedy=remedy)
    if head[4:8] == b"ftyp":
        raise ReadError("a film, which is not read", place=place, remedy="give a transcript")
    return _marked_up(head, PurePath(name).suffix.lower(), place)


def _really(mark: bytes, head: bytes) -> bool:
    """Marks made of plain letters may also begin a text: ask for a byte that no text has."""
    printable = all(32 <= byte < 127 for byte in mark)
    return not printable or mark in (b"{\\rtf", b"%!PS", b"WARC/") or any(byte < 9 for byte in head[:64])


def _marked_up(head: bytes, suffix: str, place: str) -> Kind:
    flat = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if _FEED.search(flat[:1024]):
        raise ReadError("a feed within another input", place=place, remedy="give it as a file of its own")
    if _HTML.search(flat) or (suffix in _HTML_SUFFIXES and b"<" in flat):
        return "html"
    if flat.startswith(b"<") and len(_TAGGED.findall(flat)) >= 2:
        return "html"
    if flat.startswith(b"<?xml"):
        raise ReadError("an XML file, which is not read", place=place, remedy="give text, HTML, PDF or DOCX")
    if suffix == ".json" and flat[:1] in (b"{", b"["):
        raise ReadError("a JSON file, which is not read", place=place, remedy="give JSONL: one record a line, .jsonl")
    return "text"


def _zip_kind(content: bytes, place: str) -> Kind:
    if not content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "text"
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError("a damaged zip or DOCX file", value=str(error), place=place, remedy="get it anew") from error
    kind = zip_content(names)
    if kind == "docx":
        return "docx"
    if kind is not None:
        raise ReadError(f"{kind}, which is not read", place=place, remedy="save it as DOCX, PDF or text")
    raise ReadError("a zip archive, which is not read", place=place, remedy="unpack it first")


def zip_content(names: Sequence[str]) -> str | None:
    """ "docx", or what else a zip file with these members is, in words; None for an archive of files."""
    return next((what for part, what in _ZIPPED if part in names), None)

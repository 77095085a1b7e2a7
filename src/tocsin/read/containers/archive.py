"""Zip files: WACZ web archives, spreadsheets, and plain archives of articles. Nothing is ever unpacked to disk."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from tocsin.errors import ReadError
from tocsin.model.capture import capture
from tocsin.model.notice import Notice
from tocsin.model.refusal import Refusal
from tocsin.model.settings import ReadSettings
from tocsin.read.confined.messages import Item, Opening
from tocsin.read.containers.streams import lines_of
from tocsin.read.containers.tables import workbook_items
from tocsin.read.containers.warc import pages_of
from tocsin.read.sniffing import zip_content

_MOST_MEMBERS = 20_000
_LARGEST_UNPACKED = 4_000_000_000
_PAGE_LIST_BYTES = 50_000_000
_REMEDY = "unpack it and give the articles"


def zip_items(opening: Opening, settings: ReadSettings) -> Iterator[Item | None]:
    """What a zip file holds, by what its members' names say it is. Raises ReadError."""
    try:
        archive = zipfile.ZipFile(opening.path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        remedy = "get it anew"
        raise ReadError(
            "a damaged zip file", value=str(error)[:100], place=opening.location, remedy=remedy
        ) from error
    with archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        _check_size(members, opening.location)
        names = [member.filename for member in members]
        if "datapackage.json" in names and any(_is_warc(name) for name in names):
            yield from _wacz(archive, members, opening, settings)
        elif "xl/workbook.xml" in names:
            yield from workbook_items(opening, settings)
        elif (kind := zip_content(names)) is not None:
            yield from _whole(kind, opening, settings)
        else:
            yield from _plain(archive, members, opening, settings)


def _check_size(members: list[zipfile.ZipInfo], place: str) -> None:
    if len(members) > _MOST_MEMBERS:
        value = f"{len(members)} files"
        raise ReadError("a zip file of too many files", value=value, place=place, remedy=_REMEDY)
    size = sum(member.file_size for member in members)
    if size > _LARGEST_UNPACKED:
        raise ReadError(
            "a zip file that unpacks too large", value=f"{size / 1e9:.0f} GB", place=place, remedy=_REMEDY
        )


def _whole(kind: str, opening: Opening, settings: ReadSettings) -> Iterator[Item]:
    """A document that happens to be a zip file: itself where it is read, else what it is."""
    if kind != "docx":
        raise ReadError(f"{kind}, which is not read", place=opening.location, remedy="save it as DOCX, PDF or text")
    from pathlib import Path

    with Path(opening.path).open("rb") as stream:
        content = stream.read(settings.maximum_bytes + 1)
    yield capture(opening.name, content, "file", opening.location, opening.captured_at)


def _plain(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], opening: Opening, settings: ReadSettings
) -> Iterator[Item]:
    """Each member as a file of its own. Names are only shown: none is a place on this machine."""
    for member in members:
        name = member.filename
        place = f"{opening.location}/{name}"
        short = PurePosixPath(name.replace("\\", "/")).name
        if short.startswith((".", "__MACOSX")) or name.startswith("__MACOSX/"):
            continue
        if _leads_outside(name):
            yield Refusal(short, place, "a name that leads out of the archive", "unpack it with care, if at all")
            continue
        if member.flag_bits & 1:
            yield Refusal(short, place, "encrypted in the archive", "unpack it with its password")
            continue
        try:
            with archive.open(member) as stream:
                content = stream.read(settings.maximum_bytes + 1)
        except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError) as error:
            yield Refusal(short, place, f"damaged in the archive ({str(error)[:80]})", "get the archive anew")
            continue
        if len(content) > settings.maximum_bytes:
            yield Refusal(short, place, f"larger than {settings.maximum_bytes / 1e6:g} MB", "split it")
        elif content.startswith((b"PK\x03\x04", b"\x1f\x8b", b"WARC/", b"PAR1")) and not short.endswith(".docx"):
            yield Refusal(short, place, "an archive or table within an archive", _REMEDY)
        elif not content:
            yield Refusal(short, place, "empty", "give the article's text")
        else:
            yield capture(short, content, "archive", place, opening.captured_at)


def _wacz(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], opening: Opening, settings: ReadSettings
) -> Iterator[Item | None]:
    """The pages that a web archive's own list names, or all of its HTML where it has none (the WACZ 1.1 format)."""
    wanted = _listed_pages(archive, members)
    if wanted is None:
        yield Notice(opening.location, "the archive has no list of its pages: every HTML file in it is read")
    told = _digests(archive)
    for member in members:
        if not _is_warc(member.filename):
            continue
        place = f"{opening.location}/{member.filename}"
        if _leads_outside(member.filename):
            yield Refusal(member.filename, place, "a name that leads out of the archive", "get the archive anew")
            continue
        with archive.open(member) as stream:
            if not _fits(archive, member, told):
                yield Notice(place, "its digest in the archive's list does not fit its content: it was changed")
            yield from pages_of(
                stream, Opening(opening.name, place, captured_at=opening.captured_at), settings, wanted
            )


def _listed_pages(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> frozenset[str] | None:
    found: set[str] = set()
    for member in members:
        if not (member.filename.startswith("pages/") and member.filename.endswith(".jsonl")):
            continue
        if member.file_size > _PAGE_LIST_BYTES:
            return None
        with archive.open(member) as stream:
            for line in lines_of(stream, 1_000_000):
                address = _field(line, "url")
                if address:
                    found.add(address)
    return frozenset(found) or None


def _field(line: bytes | None, key: str) -> str:
    try:
        row = json.loads(line or b"null")
    except (ValueError, RecursionError):
        return ""
    value = row.get(key) if isinstance(row, dict) else None
    return value if isinstance(value, str) else ""


def _digests(archive: zipfile.ZipFile) -> dict[str, str]:
    """SHA-256 by member, as the archive's own list tells."""
    try:
        with archive.open("datapackage.json") as stream:
            table = json.loads(stream.read(5_000_000))
        listed = table["resources"]
        return {str(item["path"]): str(item["hash"]).removeprefix("sha256:") for item in listed}
    except (ValueError, KeyError, TypeError, RecursionError, zipfile.BadZipFile, EOFError, OSError):
        return {}


def _fits(archive: zipfile.ZipFile, member: zipfile.ZipInfo, told: dict[str, str]) -> bool:
    expected = told.get(member.filename)
    if expected is None:
        return True
    with archive.open(member) as stream:
        return _digest(stream) == expected


def _digest(stream: IO[bytes]) -> str:
    return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]


def _is_warc(name: str) -> bool:
    return name.lower().endswith((".warc", ".warc.gz"))


def _leads_outside(name: str) -> bool:
    """Whether a member's name would be a place outside the folder that the archive were unpacked to."""
    flat = name.replace("\\", "/")
    return flat.startswith("/") or ".." in flat.split("/") or flat[1:2] == ":"

"""The page: its built files, read once at the start, each also compressed."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.datastructures import Headers
from starlette.responses import Response

TYPES = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "txt": "text/plain; charset=utf-8",
    "map": "application/json",
    "webmanifest": "application/manifest+json",
}
SQUEEZED = ("html", "js", "css", "json", "svg", "txt", "map")
WORTH_BYTES = 1_000
FOR_EVER = "public, max-age=31536000, immutable"
ABSENT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Tocsin</title></head>
<body><h1>The page is not in this installation</h1>
<p>The server runs, and its API answers under <a href="/api/case">/api/case</a>
(described in <a href="/api/openapi.json">/api/openapi.json</a>), but the built page is missing from the package.
Install Tocsin from its wheel, or build the page in the folder <code>web</code> as its README says.</p></body></html>
"""


@dataclass(frozen=True)
class PageFile:
    """One file of the page, as it is and compressed ("" where that gains nothing)."""

    content: bytes
    squeezed: bytes
    media: str
    tag: str
    lasting: bool


def load_page() -> dict[str, PageFile]:
    """The files of the built page by their paths ("index.html", "assets/…"); a plain message where it is absent."""
    root = files("tocsin.serve").joinpath("page")
    found: dict[str, PageFile] = {}
    if root.is_dir():
        _collect(root, "", found)
    found.setdefault("index.html", _file("index.html", ABSENT.encode()))
    return found


def page_response(file: PageFile, headers: Headers) -> Response:
    """A file of the page, compressed where the client takes it; 304 where it has it."""
    told = {
        "ETag": file.tag,
        "Cache-Control": FOR_EVER if file.lasting else "no-cache",
        "Vary": "Accept-Encoding",
    }
    if file.tag in headers.get("if-none-match", ""):
        return Response(status_code=304, headers=told)
    if file.squeezed and "gzip" in headers.get("accept-encoding", ""):
        return Response(file.squeezed, headers={**told, "Content-Encoding": "gzip"}, media_type=file.media)
    return Response(file.content, headers=told, media_type=file.media)


def _collect(folder: Traversable, prefix: str, found: dict[str, PageFile]) -> None:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        path = f"{prefix}{entry.name}"
        if entry.is_dir():
            _collect(entry, f"{path}/", found)
        elif _ending(path) in TYPES:
            found[path] = _file(path, entry.read_bytes())


def _file(path: str, content: bytes) -> PageFile:
    ending = _ending(path)
    squeezed = gzip.compress(content, 9, mtime=0) if ending in SQUEEZED and len(content) > WORTH_BYTES else b""
    tag = f'"{hashlib.sha256(content).hexdigest()[:24]}"'
    return PageFile(content, squeezed, TYPES[ending], tag, path.startswith("assets/"))


def _ending(path: str) -> str:
    return path.rpartition(".")[2].lower()

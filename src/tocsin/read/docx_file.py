"""DOCX: paragraphs and tables of the body in their order."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from tocsin.errors import ReadError
from tocsin.read.parts import Parts

_REMEDY = "save it anew, or save its text"
_LARGEST_UNPACKED = 100_000_000
_TITLE_STYLES = ("title", "heading 1")


def read_docx(content: bytes, place: str = "") -> Parts:
    """The text with a blank line after each paragraph. Raises ReadError for damaged and oversized files."""
    _check_archive(content, place)
    import docx

    try:
        document = docx.Document(io.BytesIO(content))
        items = [(text, style) for text, style in _items(document) if text]
        core = document.core_properties
        named = (core.title or "").strip()
    except ReadError:
        raise
    except Exception as error:  # python-docx and lxml raise whatever they meet in a hostile file
        what = f"{type(error).__name__}: {error}"[:100]
        raise ReadError("a damaged DOCX file", value=what, place=place, remedy=_REMEDY) from error
    headings = [text for text, style in items[:6] if style in _TITLE_STYLES]
    title = headings[0] if headings else (named if any(named == text for text, _ in items[:6]) else None)
    return Parts(text="\n\n".join(text for text, _ in items), title=title or None)


def _check_archive(content: bytes, place: str) -> None:
    """Refuse a file that unpacks to far more than an article needs."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadError("a damaged zip or DOCX file", value=str(error), place=place, remedy=_REMEDY) from error
    if size > _LARGEST_UNPACKED:
        raise ReadError(
            "a DOCX file that unpacks too large", value=f"{size / 1e6:.0f} MB", place=place, remedy=_REMEDY
        )


def _items(document: Any) -> list[tuple[str, str]]:
    items: list[tuple[str, str]] = []
    for item in document.iter_inner_content():
        if hasattr(item, "rows"):
            for row in item.rows:
                cells = list(dict.fromkeys(cell.text.strip() for cell in row.cells))
                items.append((" | ".join(cell for cell in cells if cell), "table"))
        else:
            style = item.style.name if item.style is not None else ""
            items.append((item.text.strip(), str(style or "").lower()))
    return items

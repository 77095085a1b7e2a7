"""Which reader takes which kind of file. An explicit table: a new format is one line here and one module."""

from __future__ import annotations

from tocsin.errors import ReadError
from tocsin.model.capture import Capture
from tocsin.model.settings import ReadSettings
from tocsin.read.docx_file import read_docx
from tocsin.read.html_page import read_html
from tocsin.read.mail_file import read_mail
from tocsin.read.parts import Parts
from tocsin.read.pdf_file import read_pdf
from tocsin.read.plain_text import read_plain_text
from tocsin.read.record_text import read_record
from tocsin.read.sniffing import kind_of

READERS = {
    "text": read_plain_text,
    "html": read_html,
    "pdf": read_pdf,
    "docx": read_docx,
    "mail": read_mail,
    "record": read_record,
}


def read_parts(capture: Capture, settings: ReadSettings, place: str) -> Parts:
    """Text and metadata of a capture by its kind.

    Foreign formats are parsed by libraries that may fail in any way on hostile input: whatever they raise becomes a
    ReadError here, so that one bad file never stops a run.
    """
    kind = capture.method if capture.method in ("mail", "record") else kind_of(capture.content, capture.name, place)
    try:
        return READERS[kind](capture.content, place)
    except ReadError:
        raise
    except (MemoryError, RecursionError) as error:
        raise ReadError(
            f"too deep or too large a {kind.upper()} file", place=place, remedy="save its text"
        ) from error
    except Exception as error:
        what = f"{type(error).__name__}: {error}"[:120]
        raise ReadError(f"a damaged {kind.upper()} file", value=what, place=place, remedy="save its text") from error

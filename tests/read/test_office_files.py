"""PDF and DOCX: text layers, paragraphs, and files that cannot be read."""

from __future__ import annotations

import io
import zlib

import docx
import pytest
from pypdf import PdfReader, PdfWriter

from tocsin.errors import ReadError
from tocsin.model.capture import capture
from tocsin.model.document import Document
from tocsin.model.settings import ReadSettings
from tocsin.read.pdf_file import join_lines
from tocsin.read.reading import read

LINES = (
    "Bridge closed after cracks are found",
    "",
    "The council of Malva has closed the old bridge because its engi-",
    "neer had found cracks in two of the pillars, the self-",
    "governing town announced on Tuesday evening in a short note.",
    "Buses go by the southern road.",
    "",
    "Its chair, Ines Halberg, said that nobody had been hurt and that",
    "the repairs could last until the spring.",
)


def make_pdf(lines: tuple[str, ...]) -> bytes:
    """A one-page PDF with one line of text under the other, written by hand."""
    shown = "".join(f"({line}) Tj T* " for line in lines)
    stream = zlib.compress(f"BT /F1 11 Tf 14 TL 60 760 Td {shown}ET".encode("latin-1"))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def make_docx(paragraphs: tuple[str, ...]) -> bytes:
    document = docx.Document()
    document.add_heading(paragraphs[0], level=1)
    for paragraph in paragraphs[1:]:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "pillars", "2"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _read(content: bytes, name: str) -> Document:
    return read(capture(name, content, "file", name, None), ReadSettings())


def test_pdf_lines_are_joined() -> None:
    document = _read(make_pdf(LINES), "a.pdf")
    assert "because its engineer had found cracks" in document.text
    assert "the self-governing town" in document.text
    assert document.title == "Bridge closed after cracks are found"
    assert "said that nobody had been hurt and that the repairs could last until the spring." in document.text


def test_running_heads_and_page_numbers_go() -> None:
    first, second = "{0} of the report goes on here with many words and with", "more of them, and {0} ends."
    lines = "MALVA POST MONTHLY", first, second, "{1}"
    text = join_lines(["\n".join(lines).format(f"Part {number}", number) for number in range(1, 5)])
    assert "MALVA POST" not in text
    assert text.count("of the report goes on here with many words and with more of them") == 4
    assert "\n2" not in text


def test_scanned_pdf() -> None:
    with pytest.raises(ReadError, match="no text layer: a scan"):
        _read(make_pdf(()), "scan.pdf")


def test_encrypted_pdf() -> None:
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(make_pdf(LINES))))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    with pytest.raises(ReadError, match="encrypted PDF"):
        _read(stream.getvalue(), "locked.pdf")


def test_docx() -> None:
    first = "The council closed the bridge because its engineer had found cracks in two of the pillars."
    document = _read(
        make_docx(("Bridge closed after cracks are found", first, "Nobody was hurt, its chair said.")), "a.docx"
    )
    assert document.text.startswith(f"Bridge closed after cracks are found\n\n{first}\n\nNobody")
    assert document.text.endswith("pillars | 2")
    assert document.title == "Bridge closed after cracks are found"
    assert document.title_span is not None

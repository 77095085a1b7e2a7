"""Files of every kind that is read, made by code, with our own sentences."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import zipfile
import zlib
from pathlib import Path

HEAD = "Guards close the northern road"
BODY = (
    "The border guard closed the northern road on Tuesday because of snow, its spokesman Arvid Lennart said.",
    "Drivers were told to wait in the town of Malva, where about 40 lorries stood in the evening.",
    "The ministry said that the road would be open again by the end of the week, if the weather allowed it.",
)
TEXT = "\n\n".join((HEAD, *BODY))
URL = "https://malva.example/2031/05/road"
OTHER = "https://malva.example/2031/05/bridge"


def page(head: str = HEAD, body: tuple[str, ...] = BODY, day: str = "2031-05-02") -> bytes:
    """A web page with its furniture."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in body)
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{head} | Malva Post</title>"
        f"<meta property='article:published_time' content='{day}T08:00:00Z'>"
        f"<meta property='og:site_name' content='Malva Post'></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{head}</h1>{paragraphs}</article><footer>Contact</footer></body></html>"
    ).encode()


def warc_record(url: str, body: bytes, kind: str = "response", media: str = "text/html", **more: str) -> bytes:
    """One record, as crawlers write it."""
    status = more.pop("status", "200 OK")
    http = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nX-Server: old\r\n\r\n".encode() + body
    payload = http if kind == "response" else body
    inner = "application/http; msgtype=response" if kind == "response" else media
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        f"WARC-Date: {more.pop('date', '2031-05-03T10:00:00Z')}",
        f"WARC-Record-ID: <urn:uuid:{hashlib.md5(payload + url.encode(), usedforsecurity=False).hexdigest()}>",
        f"Content-Type: {inner}",
        f"Content-Length: {len(payload)}",
        *(f"{name}: {value}" for name, value in more.items()),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + payload + b"\r\n\r\n"


def warc(packed: bool = False) -> bytes:
    """Two pages among a request, a picture, a missing page and an unchanged one."""
    records = [
        warc_record("urn:info", b"software: test", kind="warcinfo", media="application/warc-fields"),
        warc_record(URL, page()),
        warc_record(URL, b"GET / HTTP/1.1\r\n\r\n", kind="request", media="application/http; msgtype=request"),
        warc_record("https://malva.example/logo.png", b"\x89PNG", media="image/png"),
        warc_record("https://malva.example/gone", b"not here", status="404 Not Found"),
        warc_record(OTHER, page("Bridge closed after cracks are found")),
        warc_record(URL, b"", kind="revisit", media="text/html"),
    ]
    return b"".join(gzip.compress(record) for record in records) if packed else b"".join(records)


def wacz(listed: tuple[str, ...] = (URL,), true_digest: bool = True, name: str = "archive/data.warc.gz") -> bytes:
    """A web archive as browsers' recorders write it."""
    data = warc(packed=True)
    digest = hashlib.sha256(data if true_digest else b"other").hexdigest()
    package = {"profile": "data-package", "resources": [{"path": name, "hash": f"sha256:{digest}"}]}
    pages = "\n".join(json.dumps(row) for row in ({"format": "json-pages-1.0"}, *({"url": url} for url in listed)))
    return zipped({"datapackage.json": json.dumps(package).encode(), "pages/pages.jsonl": pages.encode(), name: data})


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def rss() -> bytes:
    """A feed with one whole article, one announced with a summary, and one with nothing but its address."""
    whole = "".join(f"<p>{paragraph}</p>" for paragraph in BODY * 6)
    return f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Malva Post</title><link>https://malva.example/</link>
<item><title>{HEAD}</title><link>{URL}</link><pubDate>Fri, 02 May 2031 08:00:00 GMT</pubDate>
<content:encoded><![CDATA[{whole}]]></content:encoded></item>
<item><title>Bridge closed</title><link>{OTHER}</link><pubDate>Thu, 01 May 2031 08:00:00 GMT</pubDate>
<description>{BODY[0]}</description></item>
<item><title>Short</title><link>https://malva.example/short</link></item>
</channel></rss>""".encode()


def atom() -> bytes:
    """The same in the other language of feeds."""
    whole = "".join(f"&lt;p&gt;{paragraph}&lt;/p&gt;" for paragraph in BODY * 6)
    return f"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">
<title>Malva Post</title>
<entry><title>{HEAD}</title><link href="{URL}"/><id>urn:1</id><published>2031-05-02T08:00:00Z</published>
<content type="html">{whole}</content></entry></feed>""".encode()


def sitemap() -> bytes:
    """A news sitemap."""
    return f"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{URL}</loc><news:news><news:publication>
<news:name>Malva Post</news:name></news:publication><news:publication_date>2031-05-02</news:publication_date>
<news:title>{HEAD}</news:title></news:news></url><url><loc>{OTHER}</loc></url></urlset>""".encode()


def mail(html: bool = False, attachment: bool = False) -> bytes:
    """A message as newsletters send it."""
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"] = "Malva Post <news@malva.example>"
    message["To"] = "desk@reader.example"
    message["Subject"] = f"Fwd: {HEAD}"
    message["Date"] = "Fri, 02 May 2031 08:00:00 +0000"
    if html:
        message.set_content("See the page.")
        message.add_alternative("".join(f"<p>{paragraph}</p>" for paragraph in BODY), subtype="html")
    else:
        message.set_content("\n\n".join(BODY))
    if attachment:
        message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="note.pdf")
    return message.as_bytes()


def mbox() -> bytes:
    """Two messages in a box."""
    first, second = mail(), mail(html=True)
    return b"".join(
        b"From news@malva.example Fri May  2 08:00:00 2031\n" + each + b"\n\n" for each in (first, second)
    )


ROWS = (
    {
        "headline": HEAD,
        "body": "\n\n".join(BODY),
        "date": "2031-05-02",
        "outlet": "Malva Post",
        "link": URL,
        "n": "7",
    },
    {
        "headline": "Bridge",
        "body": BODY[1] + " " + BODY[2],
        "date": "2031-05-01",
        "outlet": "Malva Post",
        "link": OTHER,
        "n": "",
    },
)


def table(delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A table of articles."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(ROWS[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(ROWS)
    return stream.getvalue().encode(encoding)


def workbook() -> bytes:
    """The table as a spreadsheet."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(ROWS[0]))
    for row in ROWS:
        sheet.append(list(row.values()))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def parquet(folder: Path) -> bytes:
    """The table as Parquet."""
    import duckdb

    path = folder / "made.parquet"
    rows = ", ".join(f"({', '.join('?' for _ in row)})" for row in ROWS)
    values = [value for row in ROWS for value in row.values()]
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"CREATE TABLE t AS SELECT * FROM (VALUES {rows}) AS v({', '.join(ROWS[0])})", values)
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    content = path.read_bytes()
    path.unlink()
    return content


def gkg() -> bytes:
    """Two lines of GDELT's knowledge graph."""
    lines = []
    for url in (URL, OTHER):
        cells = [""] * 27
        cells[1], cells[3], cells[4] = "20310502081500", "malva.example", url
        lines.append("\t".join(cells))
    return "\n".join(lines).encode()


def article_list() -> bytes:
    """An answer of GDELT's DOC interface."""
    rows = [
        {"url": URL, "title": HEAD, "seendate": "20310502T081500Z", "domain": "malva.example", "language": "English"}
    ]
    return json.dumps({"articles": rows}).encode()


def pdf(lines: tuple[str, ...] = (HEAD, "", *BODY)) -> bytes:
    """A page of text, its content compressed."""
    shown = "".join(f"({line}) Tj T*\n" for line in lines)
    return pdf_of(f"BT /F1 11 Tf 14 TL 60 760 Td\n{shown}ET".encode("latin-1"))


def pdf_of(content: bytes) -> bytes:
    """A PDF of one page with this content stream."""
    packed = zlib.compress(content)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 6\n0000000000 65535 f \n"
    return body + head + table + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def docx() -> bytes:
    """A document of a word processor, with a table."""
    import docx as library

    document = library.Document()
    document.add_heading(HEAD, level=1)
    for paragraph in BODY:
        document.add_paragraph(paragraph)
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "lorries", "40"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def every_kind(folder: Path) -> dict[str, bytes]:
    """A sound file of every kind that is read, by name. `folder` is used while making them."""
    record = {"id": "a", "text": TEXT, "published": "2031-05-02", "publisher": "Malva Post"}
    return {
        "a.txt": TEXT.encode(),
        "wide.txt": TEXT.encode("utf-16"),
        "a.jsonl": (json.dumps(record) + "\n").encode() * 3,
        "other.jsonl": "\n".join(json.dumps(row) for row in ROWS).encode(),
        "a.html": page(),
        "a.pdf": pdf(),
        "a.docx": docx(),
        "a.eml": mail(html=True, attachment=True),
        "a.mbox": mbox(),
        "a.warc": warc(),
        "b.warc.gz": warc(packed=True),
        "a.wacz": wacz(),
        "a.zip": zipped({"x.html": page(), "y.txt": TEXT.encode(), "z.pdf": pdf()}),
        "rss.xml": rss(),
        "atom.xml": atom(),
        "sitemap.xml": sitemap(),
        "addresses.txt": f"# ours\n{URL}\n{OTHER}\n".encode(),
        "a.csv": table(),
        "a.xlsx": workbook(),
        "a.parquet": parquet(folder),
        "a.gkg.csv": gkg(),
        "list.json": article_list(),
    }

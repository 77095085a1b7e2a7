"""What kind of container a file is, from its first bytes first and from its name second. Parses nothing."""

from __future__ import annotations

import re
import zlib
from typing import Literal

ContainerKind = Literal[
    "warc",
    "zip",
    "feed",
    "sitemap",
    "urls",
    "mail",
    "mbox",
    "delimited",
    "parquet",
    "json",
    "jsonl",
    "gdelt",
]

HEAD_BYTES = 1 << 16
_GZIP = b"\x1f\x8b"
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")
_ADDRESS_LINE = re.compile(rb"https?://\S+\s*")
_MAIL_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,40}):[ \t]")
_MAIL_FIELDS = frozenset(
    b"from to date subject received return-path message-id mime-version delivered-to content-type reply-to sender "
    b"dkim-signature x-gmail-labels list-unsubscribe".split()
)
_FEWEST_FIELDS = 3
_DELIMITED = (".csv", ".tsv", ".tab")
RECORDS = (".jsonl", ".ndjson", ".jsonlines")
_GDELT_NAME = re.compile(r"\.(?:gkg|export|mentions)\.csv(?:\.zip)?$", re.IGNORECASE)
_DOCUMENTS = (".docx",)


def container_kind(head: bytes, name: str) -> ContainerKind | None:
    """The kind of a file that begins with `head` (`HEAD_BYTES` of it), or None where it is one article or unknown."""
    lowered = name.lower()
    if head.startswith(_GZIP):
        head = _unpacked_head(head)
        lowered = lowered.removesuffix(".gz")
    if head.startswith(b"WARC/") or (head.startswith(b"filedesc:") and lowered.endswith(".arc")):
        return "warc"
    if head.startswith(b"PK\x03\x04"):
        return None if lowered.endswith(_DOCUMENTS) else "zip"
    if head.startswith(b"PAR1"):
        return "parquet"
    if _GDELT_NAME.search(lowered):
        return "gdelt"
    return _of_text(head.removeprefix(b"\xef\xbb\xbf").lstrip(), lowered)


def _of_text(head: bytes, lowered: str) -> ContainerKind | None:
    if head.startswith(b"<"):
        if _SITEMAP.search(head[:4096]):
            return "sitemap"
        return "feed" if _FEED.search(head[:4096]) else None
    if lowered.endswith(_DELIMITED):
        return "delimited"
    if lowered.endswith(RECORDS):
        return "jsonl"
    if lowered.endswith(".json") and head[:1] in (b"[", b"{"):
        return "json"
    if head.startswith(b"From ") and _mail_fields(head.partition(b"\n")[2]) >= _FEWEST_FIELDS:
        return "mbox"
    if _mail_fields(head) >= _FEWEST_FIELDS or (lowered.endswith(".eml") and _mail_fields(head)):
        return "mail"
    return "urls" if _only_addresses(head) else None


def _unpacked_head(head: bytes) -> bytes:
    """The beginning of what a gzip file holds, and no more than a head of it, however far it would unpack."""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, HEAD_BYTES)
    except zlib.error:
        return head


def _mail_fields(head: bytes) -> int:
    """How many header fields that mail has stand in the first lines."""
    found = 0
    for line in head[:8192].split(b"\n")[:60]:
        if not line.strip():
            break
        match = _MAIL_FIELD.match(line)
        if match is None and not line[:1].isspace():
            return 0
        found += match is not None and match[1].lower() in _MAIL_FIELDS
    return found


def _only_addresses(head: bytes) -> bool:
    """Addresses, one a line, with comments and blank lines between. The last line of a full head may be cut off."""
    lines = head.split(b"\n")
    if len(head) >= HEAD_BYTES:
        lines.pop()
    told = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith(b"#")]
    return bool(told) and all(_ADDRESS_LINE.fullmatch(line) for line in told)

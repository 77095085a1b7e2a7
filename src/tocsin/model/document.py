"""Document: the exact text read from one capture, with what is known of its publication."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from tocsin.model.interval import Interval
from tocsin.model.span import Span

DateBasis = Literal["user", "metadata", "stated", "bounded", "unknown"]
BoilerplateKind = Literal[
    "navigation",
    "caption",
    "read-also",
    "player",
    "promotion",
    "donation",
    "share",
    "bio",
    "footer",
    "error-message",
    "metadata",
    "advertisement",
]


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A stretch of the text that is not the article's own prose. `reason` says in words why it was marked."""

    span: Span
    kind: BoilerplateKind
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """When a document was published, and how that is known.

    `basis`: given by the user, found in metadata, stated in the text, only bounded by what the text speaks of
    (then `interval.end` is None: it was out on some day after the last one named), or unknown. `reason` says it
    in words.
    """

    interval: Interval
    basis: DateBasis
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What was read from a capture. Offsets everywhere count code points of `text`.

    `id` is a short hash of the capture's digest and name, so that reading the same file twice gives the same
    document; two outlets' verbatim copies are two documents with one `text_sha256`. `name` is the file's stem or
    the record's id and is what people see. `supersedes` is the id of the version of the same page before this one.
    """

    id: str
    name: str
    capture_sha256: str
    text: str
    text_sha256: str
    publication: Publication
    title: str | None = None
    title_span: Span | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "en"
    boilerplate: tuple[Boilerplate, ...] = ()
    notes: tuple[str, ...] = ()
    supersedes: str | None = None


def document_id(capture_sha256: str, name: str) -> str:
    """Twelve hex digits that name a document: the same bytes under the same name give the same id."""
    return hashlib.sha256(f"{capture_sha256}\n{name}".encode()).hexdigest()[:12]


def text_digest(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

"""Layout: paragraphs, headings and sentence borders, found before parsing so that no headline glues to text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc

from tocsin.model.document import Document
from tocsin.model.span import Span

BLANK = re.compile(r"\n[ \t\u00a0\u200b\r]*\n\s*|\n")
# "MINSK, 16 February (BelTA) –", "WASHINGTON (AP) —": where and when a report was filed.
DATELINE = re.compile(
    r"(?:[A-Z][A-ZÀ-Ý.'’/-]+(?:[ ,]+[A-ZÀ-Ý][\w.'’/-]*){0,5}(?:,? *\d{1,2})?(?:[ ,]+[A-Z][a-z]+\.?)?(?: *\d{1,4})?"
    r"(?:,? *\([^)]{2,40}\))?|\([A-Z][^)]{2,30}\)) *(?:—|–|--|-)\s+(?=[\w“\"'‘])"
    r"|[A-ZÀ-Ý][A-ZÀ-Ý.'’ -]+, \d{1,2} [A-Z][a-z]+(?: \d{4})? */[A-Z][^/\n]{1,30}/\.?\s*(?:[—–-]\s*)?"
)
# "The Latest: …", "Poll: …": what a heading puts before its colon.
HEADING_LABEL = re.compile(r"[^\s:][^:\n“\"]{1,60}: +(?=\S)")
# "14:32", "9.05 a.m. –": the time of an entry on a live page.
CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?\s*[-–—|]?\s+(?=\S)")
FINAL = re.compile(r"[.!?…:;,][\"'”’»)\]]*\s*$")
ENDED = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
WRAPPED = (45, 110)
LONGEST_HEADING = 160
# "SMITH: …" in a transcript: capitals, at most four words, a colon.
TRANSCRIPT_LABEL = re.compile(r"(?:[A-ZÀ-Ý][A-ZÀ-Ý.'’-]+ ?){1,4}(?:\([^)]{1,40}\))?: +(?=\S)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Character offsets of one block of text. `boilerplate` blocks carry no claim; a `heading` has no full stop."""

    start: int
    end: int
    heading: bool
    boilerplate: bool


def paragraphs(document: Document) -> list[Paragraph]:
    """The blocks of the text: split at blank lines, at line ends that do not merely wrap, around boilerplate."""
    text = document.text
    borders = {0, len(text)}
    for match in BLANK.finditer(text):
        if match.group().count("\n") > 1 or not _wrapped(text, match.start(), match.end()):
            borders.add(match.end())
    marked = [item.span for item in document.boilerplate]
    for span in marked:
        borders.update((span.start, span.end))
    if document.title_span:
        borders.update((document.title_span.start, document.title_span.end))
    ordered = sorted(borders)
    found = []
    for start, end in pairwise(ordered):
        block = text[start:end]
        if not block.strip():
            continue
        inner = start + len(block) - len(block.lstrip())
        last = start + len(block.rstrip())
        boilerplate = any(span.start < last and inner < span.end for span in marked)
        found.append(Paragraph(inner, last, _heading(document, inner, last), boilerplate))
    return found


def _wrapped(text: str, start: int, end: int) -> bool:
    """Whether a single line end only wraps a running line: the line is long and stops amid a sentence."""
    line = text[text.rfind("\n", 0, start) + 1 : start].rstrip()
    following = text[end : end + 40].lstrip()
    if not following or following[0] in '•-–—*“"':
        return False
    if not WRAPPED[0] <= len(line) <= WRAPPED[1]:
        return following[0].islower()
    return not ENDED.search(line) or following[0].islower()


def _heading(document: Document, start: int, end: int) -> bool:
    title = document.title_span
    if title and Span(start, end).overlaps(title):
        return True
    line = document.text[start:end]
    return len(line) <= LONGEST_HEADING and "\n" not in line and not FINAL.search(line)


def mark_sentences(doc: Doc, blocks: list[Paragraph], bodies: Iterable[int] = ()) -> Doc:
    """Set the borders that are certain before parsing; the parser finds the rest.

    A block begins a sentence. After a closing quotation mark a word in lower case goes on with the sentence, however
    the quotation ended. `bodies` are characters at which what a speaker's label introduces begins.
    """
    text = doc.text
    starts = {block.start for block in blocks} | set(bodies)
    for block in blocks:
        clock = CLOCK.match(text, block.start, block.end)
        if clock:
            starts.add(clock.end())
        filed = dateline_end(text, block)
        label = label_of(text, block)
        if label and filed is None:
            starts.add(label[1])
        if filed is not None:
            starts.add(filed)
    after_mark = False
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
        elif after_mark and (token.text[0].islower() or token.text[0] in "-–—,"):
            token.is_sent_start = False
        after_mark = token.text in _CLOSING and not token.is_sent_start
    return doc


def dateline_end(text: str, block: Paragraph) -> int | None:
    """Where the report begins behind its dateline, or None where the block has none."""
    opening = DATELINE.match(text, block.start, min(block.end, block.start + 90))
    return opening.end() if opening and not block.heading else None


def label_of(text: str, block: Paragraph) -> tuple[int, int] | None:
    """Where the label of a block begins and where what it labels begins: "Poll: …" in a heading, "SMITH: …"."""
    clock = CLOCK.match(text, block.start, block.end)
    start = clock.end() if clock else block.start
    pattern = HEADING_LABEL if block.heading else TRANSCRIPT_LABEL
    match = pattern.match(text, start, block.end)
    return (start, match.end()) if match else None


_CLOSING = frozenset({"”", '"', "''", "»", "’", "'"})

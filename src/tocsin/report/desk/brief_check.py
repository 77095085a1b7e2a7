"""Checking an edited brief: every sentence cites an article or is marked as judgement, and nobody private is named.

An article is cited by its number in the brief's list: `[3]`, `[3, 18]` or `[3, Meridian Wire, 10 October 2022]`. A
judgement stands in italics. Headings, tables and the lists at the end say nothing that needs a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tocsin.report.desk.sight import Row, Sight
from tocsin.report.masking import Masker
from tocsin.report.people import find_people

_CITATION = re.compile(r"\[(\d+(?:\s*,\s*\d+)*)(?:[,;][^\]\n]*)?\]")
_LIST = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+")
_LABEL = re.compile(r"\*\*[^*\n]+:\*\*|\*\*[^*\n]+\*\*\s*(?:·|$)")
_END = re.compile(r"[.!?…][\"”’')\]_*]*(?=\s|$)")
# Sections whose lines are lists of what there is, not statements about the world.
UNCHECKED = ("method", "documents", "left out", "open questions", "who says what", "sources")


def checked(sight: Sight, markdown: str, composed: str = "") -> Row:
    """Every sentence with its state, and the private persons named in clear. Places are UTF-16 code units.

    A sentence that stands as it is in the `composed` brief and cites nothing is Tocsin's own, not an article's.
    """
    known = set(sight.numbers.values())
    own = {composed[start:end] for start, end, _ in _sentences(composed)}
    sentences = [_sentence(markdown, start, end, known, after) for start, end, after in _sentences(markdown)]
    for row in sentences:
        if row["status"] == "uncited" and row["text"] in own:
            row["status"] = "judgement"
    people = _people(sight, markdown)
    wrong = [row for row in sentences if row["status"] in ("uncited", "unknown-citation")]
    return {
        "sentences": sentences,
        "uncited": sum(row["status"] == "uncited" for row in sentences),
        "unknown": sum(row["status"] == "unknown-citation" for row in sentences),
        "people": people,
        "ok": not wrong and not people,
    }


def _sentences(markdown: str) -> Iterator[tuple[int, int, bool]]:
    """Where each sentence stands, and whether a citation stands before it in its list item."""
    place, section = 0, ""
    for line in markdown.splitlines(keepends=True):
        bare = line.strip()
        if bare.startswith("#"):
            section = bare.lstrip("# ").casefold()
        elif bare and not bare.startswith(("|", "---", "```")) and not section.startswith(UNCHECKED):
            item = _LIST.match(line)
            start = item.end() if item else len(line) - len(line.lstrip())
            yield from _of_line(line, start, place, listed=item is not None)
        place += len(line)


def _of_line(line: str, start: int, place: int, *, listed: bool) -> Iterator[tuple[int, int, bool]]:
    end_of_line = len(line.rstrip())
    cited = False
    while start < end_of_line:
        found = _END.search(line, start)
        end = found.end() if found else end_of_line
        follows = _CITATION.match(line, end + 1) if line[end : end + 1] == " " else None
        if follows:
            end = follows.end()
        while start < end and line[start].isspace():
            start += 1
        if start < end:
            yield place + start, place + end, cited and listed
        cited = cited or _CITATION.search(line, start, end) is not None
        start = end


def _sentence(markdown: str, start: int, end: int, known: set[int], after: bool) -> Row:
    text = markdown[start:end]
    numbers = [int(part) for match in _CITATION.finditer(text) for part in match[1].split(",")]
    bare = text.strip()
    judgement = bare.startswith(("_", "*")) and not bare.startswith("**")
    if any(number not in known for number in numbers):
        status = "unknown-citation"
    elif numbers:
        status = "cited"
    elif judgement or bool(_LABEL.match(bare)) or not re.search(r"[^\W\d_]", bare):
        status = "judgement"
    else:
        status = "cited" if after or _topic(bare) else "uncited"
    return {
        "from": _units(markdown, start),
        "to": _units(markdown, end),
        "text": text,
        "status": status,
        "citations": numbers,
    }


def _topic(bare: str) -> bool:
    """`**Forces raised in readiness** (toward a yes).`: the topic before a cited sentence."""
    return bare.startswith("**") and len(bare) < 120


def _people(sight: Sight, markdown: str) -> list[Row]:
    masker: Masker = sight.memo.get("masker") or sight.masker
    if not masker.masking:
        masker = _masker(sight)
    return [
        {
            "from": _units(markdown, mask.start),
            "to": _units(markdown, mask.end),
            "text": mask.label,
            "label": mask.label,
        }
        for mask in masker.masks(markdown)
    ]


def _masker(sight: Sight) -> Masker:
    from tocsin.report.masking import masker_of

    given = sight.desk.corpus
    return masker_of(find_people(given.documents, given.claims, sight.desk.linkage))


def _units(text: str, place: int) -> int:
    """A place in the text in UTF-16 code units."""
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2

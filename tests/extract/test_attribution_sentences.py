"""Own sentences in many styles: each attributed claim with its chain, cue and content, and no claim too many.

Run as a program to print every row that differs: `python tests/extract/test_attribution_sentences.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tocsin.extract.extractor import Extractor, load_extractor
from tocsin.model.claim import Claim
from tocsin.model.document import Document, Publication, document_id, text_digest
from tocsin.model.interval import Interval
from tocsin.model.settings import ExtractSettings

ROWS = Path(__file__).with_name("attribution_sentences.txt")
LEAST_SHARE = 0.8


@dataclass(frozen=True)
class Expected:
    """One attributed claim as words."""

    sources: tuple[str, ...]
    cue: str
    content: str


@dataclass(frozen=True)
class Row:
    """A text, what it should give, and whether it is a known gap."""

    text: str
    expected: tuple[Expected, ...]
    gap: bool


def read_rows(path: Path) -> list[Row]:
    """The rows of the file, in order."""
    rows: list[Row] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(("> ", "? ")):
            rows.append(Row(line[2:].replace("|", "\n\n"), (), line[0] == "?"))
        elif line.startswith("= "):
            sources, cue, content = (part.strip() for part in line[2:].split(" | ", 2))
            names = tuple(name.strip() for name in sources.split(" > "))
            last = rows[-1]
            rows[-1] = Row(last.text, (*last.expected, Expected(names, cue, content)), last.gap)
    return rows


@cache
def extractor() -> Extractor:
    return load_extractor(ExtractSettings())


def claims_of(text: str) -> tuple[Claim, ...]:
    digest = text_digest(text)
    unknown = Publication(Interval(None, None), "unknown")
    return extractor().extract(Document(document_id(digest, "row"), "row", digest, text, digest, unknown))


def shared(a: str, b: str) -> float:
    """Share of common words, over the words of both."""
    left, right = set(a.lower().split()), set(b.lower().split())
    return len(left & right) / len(left | right)


def agrees(expected: Expected, claim: Claim, text: str) -> bool:
    """Content alike, cue and each mention of the chain sharing a word."""
    mentions = [link.mention.text(text) for link in claim.chain]
    if len(mentions) != len(expected.sources) or shared(expected.content, claim.content.text(text)) < 0.7:
        return False
    cue = claim.cue.text(text) if claim.cue else "-"
    cue_right = expected.cue in ("-", ":") or shared(expected.cue, cue) > 0
    return cue_right and all(
        shared(a, b.replace("’s", "").replace("'s", "")) > 0 or shared(a, b) > 0
        for a, b in zip(expected.sources, mentions, strict=True)
    )


def fits(row: Row) -> bool:
    """Whether the attributed claims of a row are the expected ones, no more and no fewer."""
    found = [claim for claim in claims_of(row.text) if claim.chain]
    if len(found) != len(row.expected):
        return False
    return all(any(agrees(expected, claim, row.text) for claim in found) for expected in row.expected)


@pytest.mark.parametrize("row", [r for r in read_rows(ROWS) if not r.gap], ids=lambda row: row.text[:60])
def test_row(row: Row) -> None:
    shown = [
        (*(link.mention.text(row.text) for link in c.chain), c.cue and c.cue.text(row.text), c.content.text(row.text))
        for c in claims_of(row.text)
    ]
    assert fits(row), shown


def test_known_gaps_are_few() -> None:
    rows = read_rows(ROWS)
    assert len(rows) >= 150
    assert sum(not row.gap for row in rows) / len(rows) >= LEAST_SHARE


if __name__ == "__main__":
    held = read_rows(ROWS)
    right = [fits(row) for row in held]
    for row, good in zip(held, right, strict=True):
        if not good:
            print("\n" + row.text.replace("\n\n", " | "))
            for expected in row.expected:
                print("   want", " > ".join(expected.sources), "|", expected.cue, "|", expected.content)
            for claim in claims_of(row.text):
                sources = " > ".join(link.mention.text(row.text) for link in claim.chain)
                cue_text = claim.cue.text(row.text) if claim.cue else "-"
                print("   have", sources or "(writer)", "|", cue_text, "|", claim.content.text(row.text))
    print(f"{sum(right)} of {len(right)} right; first half {sum(right[::2])}, second {sum(right[1::2])}")

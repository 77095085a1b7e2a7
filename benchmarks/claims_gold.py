"""Extracted claims of the reference articles against the gold standard, scored by the gold's own `score.py`.

python benchmarks/claims_gold.py --gold ../shared/gold --articles ../shared/seeds [--misses N]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tocsin.extract.extractor import load_extractor
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.refusal import Refusal
from tocsin.model.settings import ExtractSettings, ReadSettings
from tocsin.model.span import Span
from tocsin.read.captures import captures
from tocsin.read.dates import load_dates, with_dates
from tocsin.read.reading import read


def documents(folder: Path, dates: Path | None) -> Iterator[Document]:
    """The articles, with their dates as the gold knows them."""
    settings = ReadSettings()
    hints = load_dates(str(dates)) if dates else None
    for capture in captures([str(folder)], captured_at=None, settings=settings):
        if isinstance(capture, Refusal):
            continue
        document = read(capture, settings)
        yield with_dates(document, hints) if hints else document


def row(claim: Claim, document: Document) -> dict[str, Any]:
    """A claim in the gold's shape."""

    def span(value: Span | None) -> dict[str, Any] | None:
        return {"start": value.start, "end": value.end, "text": value.text(document.text)} if value else None

    return {
        "id": claim.id,
        "doc": document.name,
        "content": span(claim.content),
        "cue": span(claim.cue),
        "sources": [
            {
                **(span(link.mention) or {}),
                "name": link.source.name,
                "type": link.source.type,
                "side": link.source.side,
            }
            for link in claim.chain
        ],
        "stance": claim.stance,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "verification": claim.verification,
        "kind": claim.kind,
        "when": claim.when.iso() if claim.when else None,
        "said": claim.said.iso() if claim.said else None,
        "numbers": [
            {"value": q.value, "high": q.high, "unit": q.unit, "qualifier": q.qualifier} for q in claim.numbers
        ],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", required=True, type=Path)
    parser.add_argument("--articles", required=True, type=Path)
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument(
        "--no-dates", action="store_true", help="leave the articles without the dates given in the gold"
    )
    parser.add_argument("--output", type=Path, help="keep the extracted claims in this file")
    options = parser.parse_args()
    dates = None if options.no_dates else options.gold / "documents.json"
    held = list(documents(options.articles, dates))
    extractor = load_extractor(ExtractSettings())
    lines = [
        json.dumps(row(claim, document), ensure_ascii=False)
        for document, claims in zip(held, extractor.extract_many(held), strict=True)
        for claim in claims
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = options.output or Path(folder) / "claims.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [sys.executable, str(options.gold / "score.py"), str(path), "--misses", str(options.misses)]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

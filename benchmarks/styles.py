"""Extracted claims of the style articles (`styles/`) against their annotations, scored by the gold's `score.py`.

    python -m benchmarks.styles --scorer ../shared/gold/score.py [--half develop|locked2|both] [--misses N]

`develop` is for reading misses; `locked2` is for the figure at the end of a piece of work, never for its misses.
The figures for indicators and direction are left out: these articles ask no warning question.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.claims_gold import documents, row

from tocsin.extract.extractor import Extractor, load_extractor
from tocsin.model.settings import ExtractSettings

HERE = Path(__file__).resolve().parent / "styles"
HALVES = ("develop", "locked2")
WITHOUT_A_QUESTION = ("direction", "indicators", "first")


def extracted(half: Path, extractor: Extractor) -> list[dict[str, Any]]:
    """The claims of one half's articles, in the gold's shape."""
    held = list(documents(half / "*.txt", half / "documents.json"))
    found = zip(held, extractor.extract_many(held), strict=True)
    return [row(claim, document) for document, claims in found for claim in claims]


def figures(rows: list[dict[str, Any]], half: Path, scorer: Path, misses: int) -> str:
    """What the scorer prints for these claims; raises CalledProcessError where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.jsonl"
        path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
        command = [sys.executable, str(scorer), str(path), str(half / "claims.jsonl"), "--misses", str(misses)]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return "\n".join(line for line in printed.splitlines() if line.split(" ", 1)[0] not in WITHOUT_A_QUESTION)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scorer", required=True, type=Path, help="the gold standard's score.py")
    parser.add_argument("--half", choices=(*HALVES, "both"), default="both")
    parser.add_argument(
        "--misses", type=int, default=0, metavar="N", help="list N attributed claims that were not found"
    )
    options = parser.parse_args()
    extractor = load_extractor(ExtractSettings())
    for name in HALVES if options.half == "both" else (options.half,):
        half = HERE / name
        print(f"== {name}\n{figures(extracted(half, extractor), half, options.scorer, options.misses)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

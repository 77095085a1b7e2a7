"""Same claim on the project's own labelled pairs: precision, recall and average precision, by half.

    python benchmarks/same_claims.py [--pairs benchmarks/data/same_claims.tsv] [--wrong]

Pairs are all those within one block. `--wrong` prints the pairs of the half under development that come out wrong.
"""

from __future__ import annotations

import argparse
import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.link.lexicon import load_lexicon
from tocsin.link.same_claim import Comparison, compare
from tocsin.link.statement import Statement
from tocsin.link.statements import read_statements
from tocsin.link.unnaming import unnamed
from tocsin.model.claim import Claim
from tocsin.model.document import Document, Publication
from tocsin.model.interval import parse
from tocsin.model.settings import LinkSettings
from tocsin.model.span import Span
from tocsin.text.gazetteer import load_gazetteer
from tocsin.text.vectors import load_minilm

PAIRS = Path(__file__).parent / "data" / "same_claims.tsv"


@dataclass(frozen=True)
class Line:
    """One labelled claim."""

    half: str
    block: str
    letter: str
    statement: Statement


def read_lines(path: Path) -> list[Line]:
    """Each line as a claim of a document of its own."""
    lexicon, gazetteer, found = load_lexicon(), load_gazetteer(), []
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if not row or row.startswith("#"):
            continue
        half, block, letter, fields, text = row.split("\t")
        values: dict[str, Any] = dict(part.split("=") for part in fields.split())
        when = parse(values.pop("when")) if "when" in values else None
        document = Document(f"{number:04d}", text, "", text, "", Publication(parse("2024-06-01"), "user"))
        span = Span(0, len(text))
        claim = Claim(document.id, document.id, span, span, when=when, **values)
        found.append(Line(half, block, letter, read_statements(document, [claim], lexicon, gazetteer)[0]))
    return found


def pairs_of(lines: Sequence[Line]) -> Iterator[tuple[Line, Line, bool]]:
    """All pairs within a block, with whether they are one."""
    for _, block in itertools.groupby(lines, key=lambda line: line.block):
        for a, b in itertools.combinations(list(block), 2):
            yield a, b, a.letter == b.letter


def average_precision(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Area under precision and recall."""
    order = np.argsort(-np.asarray(scores), kind="stable")
    hits = np.asarray(labels, dtype=float)[order]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1) * hits).sum() / hits.sum())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    settings = LinkSettings()
    limit = math.log(settings.same_claim / (1 - settings.same_claim))
    lines = read_lines(options.pairs)
    texts = [unnamed(line.statement.text, load_gazetteer()) for line in lines]
    vector = dict(zip((line.statement.claim.id for line in lines), load_minilm().embed(texts), strict=True))
    for half in ("develop", "locked"):
        found: list[tuple[Comparison, float, bool, Line, Line]] = []
        for a, b, same in pairs_of([line for line in lines if line.half == half]):
            cosine = float(vector[a.statement.claim.id] @ vector[b.statement.claim.id])
            found.append((compare(a.statement, b.statement, cosine, load_lexicon()), cosine, same, a, b))
        labels = [row[2] for row in found]
        merged = [row[2] for row in found if row[0].log_odds >= limit]
        precision, recall = sum(merged) / max(1, len(merged)), sum(merged) / sum(labels)
        print(f"{half}: {len(found)} pairs, {sum(labels)} same; precision {precision:.3f}, recall {recall:.3f}, "
              f"F1 {2 * precision * recall / max(1e-9, precision + recall):.3f}; average precision "
              f"{average_precision([row[0].log_odds for row in found], labels):.3f}, "
              f"bare vectors {average_precision([row[1] for row in found], labels):.3f}")  # fmt: skip
        if options.wrong and half == "develop":
            for comparison, cosine, same, a, b in found:
                if same != (comparison.log_odds >= limit):
                    print(f"  {'missed' if same else 'wrong '} {comparison.log_odds:5.1f} cosine {cosine:.2f} "
                          f"{a.statement.text!r} | {b.statement.text!r}")  # fmt: skip
                    print(f"         {'; '.join(comparison.reasons)}")


if __name__ == "__main__":
    main()

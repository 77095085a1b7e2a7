"""How well names are told apart: area under the curve and precision at the merge threshold, on hard pairs.

    python benchmarks/names.py [--pairs tests/text/data/name_pairs.tsv] [--worst 20]

The pairs are the project's own list (public spellings and invented private persons). Plain string ratios are
printed beside, on the same pairs.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import fuzz

from tocsin.model.settings import LinkSettings
from tocsin.text.names import compare_names, fold

PAIRS = Path(__file__).parents[1] / "tests" / "text" / "data" / "name_pairs.tsv"


def read_pairs(path: Path) -> list[tuple[str, str, bool, str]]:
    """Rows of (a, b, same, language)."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return [(row[0], row[1], row[2] == "same", row[4]) for row in rows]


def area(scores: Sequence[float], same: Sequence[bool]) -> float:
    """The chance that a same pair scores above a different one."""
    yes = [score for score, label in zip(scores, same, strict=True) if label]
    no = [score for score, label in zip(scores, same, strict=True) if not label]
    return sum((a > b) + 0.5 * (a == b) for a in yes for b in no) / (len(yes) * len(no))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--worst", type=int, default=0)
    options = parser.parse_args()
    pairs = read_pairs(options.pairs)
    same = [pair[2] for pair in pairs]
    print(f"{len(pairs)} pairs, {sum(same)} same, {len({pair[3] for pair in pairs})} languages")
    scores = [compare_names(a, b).log_odds for a, b, *_ in pairs]
    print(f"{'tocsin':14} AUC {area(scores, same):.3f}")
    ratios: tuple[tuple[str, Callable[..., float]], ...] = (
        ("ratio", fuzz.ratio),
        ("token set", fuzz.token_set_ratio),
        ("WRatio", fuzz.WRatio),
    )
    for name, ratio in ratios:
        print(f"{name:14} AUC {area([ratio(fold(a), fold(b)) for a, b, *_ in pairs], same):.3f}")
    threshold = LinkSettings().same_entity
    limit = math.log(threshold / (1 - threshold))
    merged = [label for score, label in zip(scores, same, strict=True) if score >= limit]
    print(f"at the merge threshold {threshold}: precision {sum(merged) / len(merged):.3f}, "
          f"recall {sum(merged) / sum(same):.3f} ({len(merged) - sum(merged)} wrong of {len(merged)})")  # fmt: skip
    wrong = sorted(zip(scores, pairs, strict=True), key=lambda row: row[0] if row[1][2] else -row[0])
    for score, (a, b, label, language) in wrong[: options.worst]:
        print(f"{score:7.2f}  {'same' if label else 'different'}  {language}  {a} | {b}")


if __name__ == "__main__":
    main()

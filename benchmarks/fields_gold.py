"""Measure factuality, time and quantities alone, on the gold standard's own spans, sources and cues.

python benchmarks/fields_gold.py [--data ../shared/gold] [--misses FIELD]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from field_drafts import gold_drafts

from tocsin.extract.factuality import factuality
from tocsin.extract.factuality_lexicon import load_factuality_lexicon
from tocsin.text.language_pipeline import load_pipeline

FIELDS = ("polarity", "certainty", "stance", "verification", "kind")


def macro_f1(pairs: list[tuple[Any, Any]]) -> float:
    """Macro-averaged F1 over the gold's labels."""
    scores = []
    for label in {gold for gold, _ in pairs}:
        hits = sum(g == p == label for g, p in pairs)
        found, real = sum(p == label for _, p in pairs), sum(g == label for g, _ in pairs)
        scores.append(2 * hits / (found + real) if found + real else 0.0)
    return sum(scores) / len(scores)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "gold")
    parser.add_argument("--misses", default="", help="list the misses of one field")
    options = parser.parse_args()
    lexicon = load_factuality_lexicon()
    pairs: dict[str, list[tuple[str, str]]] = {field: [] for field in FIELDS}
    for claim, _, doc, draft in gold_drafts(options.data, load_pipeline()):
        found = factuality(doc, draft, lexicon)
        for field in FIELDS:
            gold, predicted = claim[field], getattr(found, field)
            pairs[field].append((gold, predicted))
            if field == options.misses and gold != predicted:
                print(f"{claim['id']} {gold}→{predicted} | {claim['content']['text'][:150]} | {draft.cue_key}:{draft.cue_stance} | {found.reasons}")
    for field in FIELDS:
        share = sum(g == p for g, p in pairs[field]) / len(pairs[field])
        print(f"{field:13} macro-F1 {macro_f1(pairs[field]):.3f}  share {share:.3f}")
        if field == options.misses:
            print(Counter(p for p in pairs[field] if p[0] != p[1]).most_common(20))
    return 0


if __name__ == "__main__":
    sys.exit(main())

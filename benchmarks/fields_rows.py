"""Measure factuality, quantities and times on rows of our own, in styles far from war reports.

Every second row of each file was kept back while the rules were written; both halves are printed.
python benchmarks/fields_rows.py [--misses] [--held]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from field_drafts import cue_stances, draft_of, rows, unmark

from tocsin.extract.factuality import factuality
from tocsin.extract.factuality_lexicon import load_factuality_lexicon
from tocsin.text.language_pipeline import load_pipeline

DATA = Path(__file__).parents[1] / "tests" / "extract" / "data"
FIELDS = ("stance", "polarity", "certainty", "verification", "kind")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list the misses of the open half")
    parser.add_argument("--held", action="store_true", help="list those of the half kept back too")
    options = parser.parse_args()
    pipeline, lexicon, stances = load_pipeline(), load_factuality_lexicon(), cue_stances()
    hits = {(field, half): [0, 0] for field in FIELDS for half in (0, 1)}
    for number, row in enumerate(rows(DATA / "factuality_rows.tsv")):
        marked = unmark(row[0])
        doc = pipeline(marked.text)
        sources = ((marked.source.text(marked.text), "official", marked.source),) if marked.source else ()
        draft = draft_of(doc, marked.content, marked.cue, sources, stances)
        found = factuality(doc, draft, lexicon)
        for field, gold in zip(FIELDS, row[1:], strict=True):
            right = getattr(found, field) == gold
            hits[field, number % 2][0] += right
            hits[field, number % 2][1] += 1
            if not right and (options.misses and number % 2 == 0 or options.held and number % 2):
                print(f"{field} {gold}→{getattr(found, field)} | {row[0]} | {draft.cue_key}:{draft.cue_stance} {found.reasons}")
    for field in FIELDS:
        shares = [hits[field, half][0] / hits[field, half][1] for half in (0, 1)]
        print(f"{field:13} open {shares[0]:.3f}  kept back {shares[1]:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Measure factuality, quantities and times on rows of our own, in styles far from war reports.

Every second row of each file was kept back while the rules were written; both halves are printed.
python -m benchmarks.fields_rows [--misses] [--held]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.field_drafts import Marked, cue_stances, draft_of, rows, unmark
from spacy.language import Language

from tocsin.extract.factuality import factuality
from tocsin.extract.factuality_lexicon import load_factuality_lexicon
from tocsin.extract.quantities import quantities
from tocsin.extract.time import anchors, resolve_times
from tocsin.model.document import Document, Publication
from tocsin.model.interval import Interval, parse
from tocsin.model.source import SourceType
from tocsin.model.span import Span
from tocsin.text.language_pipeline import load_pipeline

DATA = Path(__file__).parents[1] / "tests" / "extract" / "data"
FIELDS = ("stance", "polarity", "certainty", "verification", "kind")


def document_of(text: str, day: str) -> Document:
    """A document of a known or unknown day."""
    publication = Publication(parse(day), "user") if day != "-" else Publication(Interval(None, None), "unknown")
    return Document("row", "row", "", text, "", publication)


def sources_of(marked: Marked) -> tuple[tuple[str, SourceType, Span], ...]:
    """The row's source as a chain of one."""
    return ((marked.source.text(marked.text), "official", marked.source),) if marked.source else ()


def time_shares(options: argparse.Namespace, pipeline: Language, stances: Any) -> None:
    """Print the share of rows whose event time, and utterance time, are exactly right."""
    hits = {(field, half): [0, 0] for field in ("when", "said") for half in (0, 1)}
    for number, (day, marked_text, when, said) in enumerate(rows(DATA / "time_rows.tsv")):
        marked = unmark(marked_text)
        doc = pipeline(marked.text)
        sources = sources_of(marked)
        draft = draft_of(doc, marked.content, marked.cue, sources, stances)
        times = resolve_times(doc, draft, anchors(doc, document_of(marked.text, day)))
        for field, gold, found in (("when", when, times.when), ("said", said, times.said)):
            right = gold == (found.iso() if found else "-")
            hits[field, number % 2][0] += right
            hits[field, number % 2][1] += 1
            if not right and ((options.misses and number % 2 == 0) or (options.held and number % 2)):
                print(f"{field} {gold}→{found} | {day} {marked_text} | {times.reasons}")
    for field in ("when", "said"):
        print(f"{field:13} open {_share(hits[field, 0]):.3f}  kept back {_share(hits[field, 1]):.3f}")


def quantity_shares(options: argparse.Namespace, pipeline: Language) -> None:
    """Print F1 of values, and the share of right qualifiers among the values found."""
    counts = {half: Counter[str]() for half in (0, 1)}
    for number, (text, expected) in enumerate(rows(DATA / "quantity_rows.tsv")):
        doc = pipeline(text)
        draft = draft_of(doc, Span(0, len(text)), None, (), {})
        found = {(q.value, q.high): str(q.qualifier) for q in quantities(doc, draft)}
        gold = {}
        for part in expected.split(";") if expected != "-" else ():
            *values, qualifier = part.split("|")
            gold[float(values[0]), float(values[1]) if values[1] else None] = qualifier
        both = found.keys() & gold.keys()
        same = sum(found[k] == gold[k] for k in both)
        counts[number % 2].update(hits=len(both), found=len(found), gold=len(gold), same=same)
        if (found.keys() != gold.keys() or same < len(both)) and (
            (options.misses and number % 2 == 0) or (options.held and number % 2)
        ):
            print(f"numbers {gold}→{found} | {text}")
    f1 = [2 * c["hits"] / max(c["found"] + c["gold"], 1) for c in counts.values()]
    print(f"numbers F1    open {f1[0]:.3f}  kept back {f1[1]:.3f}")
    shares = [c["same"] / max(c["hits"], 1) for c in counts.values()]
    print(f"qualifier     open {shares[0]:.3f}  kept back {shares[1]:.3f}")


def _share(pair: list[int]) -> float:
    return pair[0] / pair[1]


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
        sources = sources_of(marked)
        draft = draft_of(doc, marked.content, marked.cue, sources, stances)
        found = factuality(doc, draft, lexicon)
        for field, gold in zip(FIELDS, row[1:], strict=True):
            right = getattr(found, field) == gold
            hits[field, number % 2][0] += right
            hits[field, number % 2][1] += 1
            if not right and ((options.misses and number % 2 == 0) or (options.held and number % 2)):
                print(
                    f"{field} {gold}→{getattr(found, field)} | {row[0]}"
                    f" | {draft.cue_key}:{draft.cue_stance} {found.reasons}"
                )
    for field in FIELDS:
        shares = [hits[field, half][0] / hits[field, half][1] for half in (0, 1)]
        print(f"{field:13} open {shares[0]:.3f}  kept back {shares[1]:.3f}")
    time_shares(options, pipeline, stances)
    quantity_shares(options, pipeline)
    return 0


if __name__ == "__main__":
    sys.exit(main())

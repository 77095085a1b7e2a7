"""Measure factuality, time and quantities alone, on annotated spans, sources and cues.

python -m benchmarks.fields_gold [--gold ../shared/gold --articles ../shared/seeds] [--misses FIELD]
python -m benchmarks.fields_gold --gold benchmarks/styles/develop --articles benchmarks/styles/develop
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.field_drafts import gold_drafts

from tocsin.extract.factuality import factuality
from tocsin.extract.factuality_lexicon import load_factuality_lexicon
from tocsin.extract.quantities import quantities
from tocsin.extract.time import Anchors, anchors, resolve_times
from tocsin.model.document import Document, Publication
from tocsin.model.interval import Interval, parse
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


def dated(gold: str, found: Interval) -> bool:
    """The gold's own rule: the intervals meet, and the found one is no longer than three times it plus a week."""
    real = parse(gold)
    length = (found.end - found.start).days if found.start and found.end else 10**6
    return (
        real.meets(found) and length <= 3 * ((real.end - real.start).days if real.start and real.end else 10**6) + 7
    )


def document_of(entry: dict[str, Any], text: str) -> Document:
    """A document as the reader would hand it on, with the gold's date given by the user."""
    return Document(entry["id"], entry["id"], "", text, "", Publication(parse(entry["date"]), "user"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    shared = Path(__file__).parents[2] / "shared"
    parser.add_argument(
        "--gold", type=Path, default=shared / "gold", help="folder of claims.jsonl and documents.json"
    )
    parser.add_argument("--articles", type=Path, default=shared / "seeds", help="folder of the articles' files")
    parser.add_argument("--misses", default="", help="list the misses of fields, by comma")
    options = parser.parse_args()
    misses = options.misses.split(",")
    lexicon = load_factuality_lexicon()
    pairs: dict[str, list[tuple[str, str]]] = {field: [] for field in FIELDS}
    anchored: dict[str, Anchors] = {}
    when = Counter[str]()
    numbers = Counter[str]()
    for claim, entry, doc, draft in gold_drafts(options.gold, options.articles, load_pipeline()):
        found = factuality(doc, draft, lexicon)
        if entry["id"] not in anchored:
            anchored[entry["id"]] = anchors(doc, document_of(entry, doc.text))
        times = resolve_times(doc, draft, anchored[entry["id"]])
        right = bool(claim["when"] and times.when and dated(claim["when"], times.when))
        when.update(hits=right, found=times.when is not None, gold=claim["when"] is not None)
        if "when" in misses and not right and (claim["when"] or times.when):
            print(
                f"{claim['id']} {claim['when']}→{times.when} said {claim['said']}→{times.said}"
                f" | {claim['content']['text'][:130]} | {times.reasons}"
            )
        if "said" in misses and str(claim["said"]) != str(times.said):
            print(
                f"{claim['id']} said {claim['said']}→{times.said}"
                f" | {draft.sentence.text(doc.text)[:130]} | {times.reasons}"
            )
        counted = {(q.value, q.high): q.qualifier for q in quantities(doc, draft)}
        real = {
            (float(n["value"]), float(n["high"]) if n["high"] is not None else None): n["qualifier"]
            for n in claim["numbers"]
        }
        both = counted.keys() & real.keys()
        numbers.update(
            hits=len(both), found=len(counted), gold=len(real), same=sum(counted[k] == real[k] for k in both)
        )
        if "numbers" in misses and (counted.keys() != real.keys() or any(counted[k] != real[k] for k in both)):
            print(f"{claim['id']} {real}→{counted} | {claim['content']['text'][:150]}")
        for field in FIELDS:
            gold, predicted = claim[field], getattr(found, field)
            pairs[field].append((gold, predicted))
            if field in misses and gold != predicted:
                print(
                    f"{field} {claim['id']} {gold}→{predicted} | {claim['content']['text'][:150]}"
                    f" | {draft.cue_key}:{draft.cue_stance} | {found.reasons}"
                )
    for field in FIELDS:
        share = sum(g == p for g, p in pairs[field]) / len(pairs[field])
        print(f"{field:13} macro-F1 {macro_f1(pairs[field]):.3f}  share {share:.3f}")
        if field in misses:
            print(Counter(p for p in pairs[field] if p[0] != p[1]).most_common(20))
    for name, count in (("when", when), ("numbers", numbers)):
        print(f"{name:13} F1 {2 * count['hits'] / max(count['found'] + count['gold'], 1):.3f}  {dict(count)}")
    print(f"qualifier     share {numbers['same'] / max(numbers['hits'], 1):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Figures for claims to indicators: gold claims fed in, and own labelled sentences of other questions.

python benchmarks/indicators_gold.py --gold ../shared/gold --articles ../shared/seeds
python benchmarks/indicators_gold.py --sentences benchmarks/data/indicator_sentences.tsv [--half held-out]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tocsin.assess.matching import load_matcher, match
from tocsin.assess.questions import QuestionOverrides, parse_question
from tocsin.assess.templates import load_template, load_templates
from tocsin.model.attribution import Attribution
from tocsin.model.claim import Claim
from tocsin.model.document import Document, Publication, text_digest
from tocsin.model.evidence import Evidence
from tocsin.model.interval import Interval, of_day
from tocsin.model.source import Source
from tocsin.model.span import Span
from tocsin.text.gazetteer import load_gazetteer
from tocsin.text.vectors import load_minilm

GOLD_QUESTION = "Will Belarus's armed forces enter Russia's war against Ukraine before 2024-12-31?"


@dataclass(frozen=True)
class Labelled:
    """A claim with the indicators (first the most fitting) and the direction it was labelled with."""

    claim: Claim
    text: str
    indicators: tuple[str, ...]
    direction: str


def gold(folder: Path, articles: Path) -> tuple[list[Document], list[Labelled]]:
    rows = [json.loads(line) for line in (folder / "claims.jsonl").read_text("utf-8").splitlines() if line.strip()]
    documents = []
    for item in json.loads((folder / "documents.json").read_text("utf-8")):
        text = (articles / item["file"]).read_bytes().decode("utf-8")
        published = Publication(of_day(date.fromisoformat(item["date"])), "user")
        documents.append(Document(item["id"], item["id"], "", text, text_digest(text), published))
    by_id = {document.id: document.text for document in documents}
    return documents, [gold_claim(row, by_id[row["doc"]]) for row in rows]


def gold_claim(row: dict[str, Any], text: str) -> Labelled:
    content = Span(row["content"]["start"], row["content"]["end"])
    chain = tuple(
        Attribution(Source(s["name"] or "", s["type"], s["side"]), Span(s["mention"]["start"], s["mention"]["end"]))
        if "mention" in s
        else Attribution(Source(s["name"] or "", s["type"], s["side"]), Span(s["start"], s["end"]))
        for s in row["sources"]
    )
    claim = Claim(
        id=row["id"],
        document_id=row["doc"],
        content=content,
        sentence=sentence_around(text, content),
        chain=chain,
        stance=row["stance"],
        polarity=row["polarity"],
        certainty=row["certainty"],
        kind=row["kind"],
    )
    return Labelled(claim, content.text(text), tuple(row["indicators"]), row["direction"])


def sentence_around(text: str, span: Span) -> Span:
    """A rough sentence: to the nearest full stop or line end on both sides."""
    start, end = span.start, span.end
    while start > 0 and text[start - 1] not in ".?!\n":
        start -= 1
    while end < len(text) and text[end] not in ".?!\n":
        end += 1
    return Span(start, end)


def sentences(path: Path, half: str) -> dict[str, tuple[list[Document], list[Labelled]]]:
    """Rows `half, question, polarity, kind, stance, direction, indicators, text`, a document each, by question."""
    cases: dict[str, tuple[list[Document], list[Labelled]]] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        if not line.strip() or line.startswith("#"):
            continue
        part, question, polarity, kind, stance, direction, keys, text = line.split("\t")
        if half not in ("all", part):
            continue
        key = f"s{number:04}"
        document = Document(key, key, "", text, text_digest(text), Publication(Interval(None, None), "unknown"))
        span = Span(0, len(text))
        fields: dict[str, Any] = {"polarity": polarity, "kind": kind, "stance": stance}
        claim = Claim(id=key, document_id=key, content=span, sentence=span, **fields)
        indicators = tuple(k for k in keys.split(",") if k and k != "-")
        cases.setdefault(question, ([], []))
        cases[question][0].append(document)
        cases[question][1].append(Labelled(claim, text, indicators, direction))
    return cases


def figures(rows: Sequence[Labelled], evidence: Sequence[Evidence]) -> dict[str, float]:
    wanted = [set(row.indicators) for row in rows]
    found = [{m.indicator for m in item.matches} for item in evidence]
    hits = sum(len(a & b) for a, b in zip(wanted, found, strict=True))
    total_found, total_wanted = sum(map(len, found)), sum(map(len, wanted))
    first = [
        bool(item.matches) and item.matches[0].indicator == row.indicators[0]
        for row, item in zip(rows, evidence, strict=True)
        if row.indicators
    ]
    direction = []
    for label in ("toward", "away", "neutral"):
        both = sum(r.direction == e.direction == label for r, e in zip(rows, evidence, strict=True))
        size = sum(r.direction == label for r in rows) + sum(e.direction == label for e in evidence)
        direction.append(2 * both / size if size else 0.0)
    return {
        "claims": len(rows),
        "precision": hits / max(total_found, 1),
        "recall": hits / max(total_wanted, 1),
        "f1": 2 * hits / max(total_found + total_wanted, 1),
        "first": sum(first) / max(len(first), 1),
        "direction": sum(direction) / 3,
        "direction_share": sum(r.direction == e.direction for r, e in zip(rows, evidence, strict=True)) / len(rows),
    }


def run(question: str, documents: Sequence[Document], rows: Sequence[Labelled]) -> tuple[Evidence, ...]:
    asked = parse_question(
        question,
        overrides=QuestionOverrides(opened=date(2021, 12, 1)),
        templates=load_templates(),
        gazetteer=load_gazetteer(),
    )
    matcher = load_matcher(load_template(asked.template), asked, load_minilm())
    return match(documents, [row.claim for row in rows], matcher)


def show(name: str, rows: Sequence[Labelled], evidence: Sequence[Evidence], misses: bool) -> None:
    print(f"{name}: " + "  ".join(f"{key} {value:.3f}" for key, value in figures(rows, evidence).items()))
    if not misses:
        return
    for row, item in zip(rows, evidence, strict=True):
        keys = [m.indicator for m in item.matches]
        if keys[:1] != list(row.indicators[:1]) or item.direction != row.direction:
            scores = [f"{m.indicator} {m.score:.2f} {m.lit:+d}" for m in item.matches]
            print(f"  {row.claim.id} {row.direction}>{item.direction} {list(row.indicators)} > {scores} | {row.text}")
    wrong = Counter(
        (row.indicators[0], item.matches[0].indicator if item.matches else "-")
        for row, item in zip(rows, evidence, strict=True)
        if row.indicators and (not item.matches or item.matches[0].indicator != row.indicators[0])
    )
    print("  most confused:", wrong.most_common(25))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="folder with claims.jsonl and documents.json")
    parser.add_argument("--articles", type=Path, help="folder of the annotated articles")
    parser.add_argument("--sentences", type=Path, help="own labelled sentences (TSV)")
    parser.add_argument("--half", default="all", choices=("all", "development", "held-out"))
    parser.add_argument("--misses", action="store_true", help="list what went wrong")
    options = parser.parse_args()
    if options.gold and options.articles:
        documents, rows = gold(options.gold, options.articles)
        show("gold", rows, run(GOLD_QUESTION, documents, rows), options.misses)
    if options.sentences:
        everything: tuple[list[Labelled], list[Evidence]] = ([], [])
        for question, (documents, rows) in sentences(options.sentences, options.half).items():
            evidence = run(question, documents, rows)
            show(question, rows, evidence, options.misses)
            everything[0].extend(rows)
            everything[1].extend(evidence)
        show(f"all ({options.half})", *everything, False)
    return 0


if __name__ == "__main__":
    sys.exit(main())

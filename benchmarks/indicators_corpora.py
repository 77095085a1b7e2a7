"""Figures for claims to indicators on the claims of the replay corpora, and on locked sentences.

python -m benchmarks.indicators_corpora --corpora [--misses]
python -m benchmarks.indicators_corpora --locked
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.indicators_gold import Labelled, figures, run, sentence_around, show

from tocsin.model.attribution import Attribution
from tocsin.model.claim import Claim
from tocsin.model.document import Document, Publication, text_digest
from tocsin.model.evidence import Evidence
from tocsin.model.interval import Interval, of_day
from tocsin.model.source import Source
from tocsin.model.span import Span

HERE = Path(__file__).parent
CORPORA = {
    "Will Russia's armed forces attack Ukraine before 2022-04-01?": ("russia-ukraine-2021", "ru-"),
    "Will Serbia's armed forces attack Kosovo before 2024-01-01?": ("serbia-kosovo-2023", "rs-"),
}


@dataclass(frozen=True)
class Case:
    """Documents of one question and their labelled claims; `lit` goes with the first indicator of each."""

    documents: tuple[Document, ...]
    rows: tuple[Labelled, ...]
    lit: tuple[int, ...]


def corpora(table: Path) -> dict[str, Case]:
    """The cases of corpora_claims.tsv: the machine's claims, with the signs that a reader sees in them."""
    lines = [line.split("\t") for line in table.read_text("utf-8").splitlines() if line and line[0] != "#"]
    cases = {}
    for question, (name, prefix) in CORPORA.items():
        documents = {}
        for line in (HERE / "corpora" / f"{name}.jsonl").read_text("utf-8").splitlines():
            item = json.loads(line)
            published = Publication(of_day(date.fromisoformat(item["published"])), "user")
            text = item["text"]
            documents[item["id"]] = Document(item["id"], item["id"], "", text, text_digest(text), published)
        own = [line for line in lines if line[0].startswith(prefix)]
        rows = [corpus_claim(line, documents[line[0]].text) for line in own]
        cases[question] = Case(tuple(documents.values()), tuple(rows), tuple(int(line[10]) for line in own))
    return cases


def corpus_claim(line: Sequence[str], text: str) -> Labelled:
    key, start, end, polarity, kind, stance, source, mention, cue, keys, _, direction, _ = line
    content = Span(int(start), int(end))
    fields: dict[str, Any] = {"polarity": polarity, "kind": kind, "stance": stance, "cue": _span(cue)}
    fields["chain"] = _chain(source, _span(mention))
    sentence = sentence_around(text, content)
    claim = Claim(id=f"{key}:{start}", document_id=key, content=content, sentence=sentence, **fields)
    return Labelled(claim, content.text(text), _keys(keys), direction)


def locked(table: Path) -> dict[str, Case]:
    """Sentences about further questions, a document each."""
    found: dict[str, list[tuple[Document, Labelled]]] = {}
    for number, line in enumerate(table.read_text("utf-8").splitlines()):
        if not line or line[0] == "#":
            continue
        _, question, polarity, kind, stance, direction, keys, text, source = line.split("\t")
        key, span = f"l{number:03}", Span(0, len(text))
        document = Document(key, key, "", text, text_digest(text), Publication(Interval(None, None), "unknown"))
        fields: dict[str, Any] = {"polarity": polarity, "kind": kind, "stance": stance, "chain": _chain(source)}
        claim = Claim(id=key, document_id=key, content=span, sentence=span, **fields)
        found.setdefault(question, []).append((document, Labelled(claim, text, _keys(keys), direction)))
    return {
        question: Case(tuple(d for d, _ in pairs), tuple(row for _, row in pairs), ())
        for question, pairs in found.items()
    }


def more_figures(case: Case, evidence: Sequence[Evidence]) -> dict[str, float]:
    """What an answer rests on: of the signs that light (or deny) an indicator, how many are so and how many found."""
    wanted = [
        (row.indicators[0], lit) for row, lit in zip(case.rows, case.lit, strict=True) if row.indicators and lit
    ]
    said = [(item.matches[0].indicator, item.matches[0].lit) for item in evidence if _counts(item)]
    right = sum(
        bool(row.indicators) and lit != 0 and _counts(item) and item.matches[0].lit == lit
        for row, lit, item in zip(case.rows, case.lit, evidence, strict=True)
        if item.matches and item.matches[0].indicator in row.indicators
    )
    relevant = sum(item.relevant for row, item in zip(case.rows, evidence, strict=True) if row.indicators)
    return {
        "lit_precision": right / max(len(said), 1),
        "lit_recall": right / max(len(wanted), 1),
        "bears": relevant / max(sum(bool(row.indicators) for row in case.rows), 1),
    }


def _counts(item: Evidence) -> bool:
    return item.relevant and bool(item.matches) and item.matches[0].lit != 0


def _keys(words: str) -> tuple[str, ...]:
    return tuple(key for key in words.split(",") if key and key != "-")


def _span(words: str) -> Span | None:
    start, _, end = words.partition("-")
    return Span(int(start), int(end)) if start else None


def _chain(source: str, mention: Span | None = None) -> tuple[Attribution, ...]:
    if source == "-":
        return ()
    kind, side, name = [*source.split(":", 2), "none", "source"][:3] if ":" in source else (source, "none", "source")
    return (Attribution(Source(name, kind, side), mention or Span(0, 1)),)  # type: ignore[arg-type]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", action="store_true", help="the claims of the two replay corpora")
    parser.add_argument("--locked", action="store_true", help="the locked sentences")
    parser.add_argument("--misses", action="store_true", help="list what went wrong")
    options = parser.parse_args()
    if not (options.corpora or options.locked):
        parser.error("name what to measure: --corpora, --locked or both")
    cases: dict[str, Case] = {}
    if options.corpora:
        cases |= corpora(HERE / "data" / "corpora_claims.tsv")
    if options.locked:
        cases |= locked(HERE / "data" / "locked_sentences.tsv")
    rows: list[Labelled] = []
    everything: list[Evidence] = []
    for question, case in cases.items():
        evidence = run(question, case.documents, case.rows)
        show(question, case.rows, evidence, options.misses)
        if case.lit:
            print("  " + "  ".join(f"{key} {value:.3f}" for key, value in more_figures(case, evidence).items()))
        rows.extend(case.rows)
        everything.extend(evidence)
    print("all: " + "  ".join(f"{key} {value:.3f}" for key, value in figures(rows, everything).items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Claims that strengthen or weaken each other: average precision on ClaimDiff, beside bare similarity.

    python benchmarks/claimdiff.py --data FOLDER [--split test]

FOLDER holds the set's JSON files (kaistAI/ClaimDiff; Ko et al. 2022, arXiv:2205.12221), fetched for measuring and
never kept in the project. No model is trained on it; the three weights that join the scores were set by hand on its
training part. Sentences are taken as claims of which only the words and the sign are known.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.link.commonness import overlap
from tocsin.link.contradictions import conflicts
from tocsin.link.lexicon import Lexicon, load_lexicon
from tocsin.link.same_claim import VETO, compare
from tocsin.link.statement import Statement
from tocsin.link.statements import read_statements
from tocsin.link.unnaming import unnamed
from tocsin.link.words import words_of
from tocsin.model.claim import Claim
from tocsin.model.document import Document, Publication
from tocsin.model.interval import Interval
from tocsin.model.span import Span
from tocsin.text.gazetteer import load_gazetteer
from tocsin.text.vectors import load_minilm

KINDS = (("strengthen", "strength"), ("weaken", "weak"))
NEGATIONS = frozenset({"not", "no", "never", "none", "nobody", "nothing", "without", "deny", "neither", "nor"})


def average_precision(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Area under precision and recall, ties in the order given."""
    order = np.argsort(-np.asarray(scores), kind="stable")
    hits = np.asarray(labels, dtype=float)[order]
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float((precision * hits).sum() / hits.sum())


def read_pairs(path: Path) -> list[dict[str, Any]]:
    """The pairs of one file."""
    pairs: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["data"]
    return pairs


def statements_of(texts: Sequence[str], lexicon: Lexicon) -> list[Statement]:
    """Each text as a document of one claim, its sign read from negations."""
    nowhen = Publication(Interval(None, None), "unknown")
    documents = [Document(f"{n:05d}", f"{n:05d}", "", text, "", nowhen) for n, text in enumerate(texts)]
    claims = []
    for document in documents:
        negative = bool(NEGATIONS & {word.stem for word in words_of(document.text)})
        span = Span(0, len(document.text))
        claims.append(Claim(document.id, document.id, span, span, polarity="-" if negative else "+", kind="event"))
    gazetteer = load_gazetteer()
    return [s for d, c in zip(documents, claims, strict=True) for s in read_statements(d, [c], lexicon, gazetteer)]


def scores(a: Statement, b: Statement, similarity: float, lexicon: Lexicon) -> tuple[float, float]:
    """(strengthen, weaken): linking's log-odds, with similarity to rank what a rule has nothing to say of."""
    same = compare(a, b, similarity, lexicon)
    found = conflicts(a, b, lexicon)
    weight = max((finding.weight for finding in found), default=0.0)
    opposed = 1.0 if a.negative != b.negative else 0.0
    support = similarity + overlap(a.content, b.content) - 0.1 * opposed
    if same.log_odds > VETO:
        support += 0.03 * max(-6.0, min(6.0, same.log_odds))
    denial = 0.3 if "-" in (a.sign, b.sign) else 0.0
    return support, weight + (opposed + denial) * similarity + 0.1 * similarity


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--split", default="test")
    options = parser.parse_args()
    files = {title: f"ClaimDiff-{key}-{options.split}.json" for title, key in KINDS}
    lexicon = load_lexicon()
    for which, (title, name) in enumerate(files.items()):
        path = next(options.data.rglob(name))
        pairs = read_pairs(path)
        texts = sorted({pair[key] for pair in pairs for key in ("claim_a", "claim_b")})
        statements = statements_of(texts, lexicon)
        vectors = load_minilm().embed([unnamed(statement.text, load_gazetteer()) for statement in statements])
        at = {text: index for index, text in enumerate(texts)}
        ends = [(at[pair["claim_a"]], at[pair["claim_b"]]) for pair in pairs]
        similarity = [float(vectors[a] @ vectors[b]) for a, b in ends]
        scored = zip(ends, similarity, strict=True)
        ours = [scores(statements[a], statements[b], cosine, lexicon)[which] for (a, b), cosine in scored]
        labels = [bool(pair["relation"]) for pair in pairs]
        print(
            f"{title:10} {len(pairs)} pairs, {np.mean(labels):.1%} positive: average precision "
            f"{average_precision(ours, labels):.3f}, bare similarity {average_precision(similarity, labels):.3f}"
        )


if __name__ == "__main__":
    main()

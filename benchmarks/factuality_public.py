"""Correlate the writer's commitment with public factuality labels, from -3 (certainly not) to 3 (certainly so).

UW (Lee et al. 2015, doi:10.18653/v1/D15-1189) and UDS-IH2 (Rudinger et al. 2018, doi:10.18653/v1/N18-1067) in the
token form of yurpl/ReExaminingFactbank. Each labelled word is taken as the head of a claim in the writer's own voice.
python -m benchmarks.factuality_public --data DIR [--part dev|test]   (folders UW and UDS_IH2 with dev.jsonl, …)
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from tocsin.extract.draft import Draft
from tocsin.extract.factuality import Factuality, factuality
from tocsin.extract.factuality_commitment import commitment
from tocsin.extract.factuality_lexicon import load_factuality_lexicon
from tocsin.model.span import Span
from tocsin.text.language_pipeline import load_pipeline

AHEAD = ("forecast", "intention", "obligation")


def draft_at(doc: Doc, index: int) -> Draft:
    """The clause of a token as a claim of the writer's."""
    token = doc[index]
    sentence = Span(token.sent.start_char, token.sent.end_char)
    words = [t for t in token.subtree if t.dep_ not in ("mark", "cc")] or [token]
    return Draft(Span(words[0].idx, words[-1].idx + len(words[-1])), sentence, index)


def happened(value: float, facts: Factuality) -> float:
    """The same commitment as UDS-IH2 asks for it: annotators said whether the thing HAS happened, so that what lies
    ahead or is left open counts as "no" there, where UW has it near 0."""
    if facts.kind in AHEAD or facts.stance in ("requests", "orders"):
        value *= 0.3
    return value - 2.0 * (1.0 - abs(value) / 3.0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--corpora", default="UW,UDS_IH2")
    parser.add_argument("--part", default="dev", choices=("train", "dev", "test"))
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    pipeline, lexicon = load_pipeline(), load_factuality_lexicon()
    for corpus in options.corpora.split(","):
        lines = (options.data / corpus / f"{options.part}.jsonl").read_text(encoding="utf-8").splitlines()
        gold, found = [], []
        for row in map(json.loads, lines):
            doc = Doc(pipeline.vocab, words=row["text"].split(" "))
            for _, component in pipeline.pipeline:
                doc = component(doc)
            for target in row["targets"]:
                index = target["span1"][0]
                if index >= len(doc):
                    continue
                draft = draft_at(doc, index)
                gold.append(float(target["label"]))
                facts = factuality(doc, draft, lexicon)
                value = commitment(doc, draft, facts, lexicon)
                found.append(happened(value, facts) if corpus == "UDS_IH2" else value)
                if options.misses and abs(gold[-1] - found[-1]) > 2.5:
                    options.misses -= 1
                    print(f"{gold[-1]:+.1f} {found[-1]:+.1f} {doc[index].text!r} | {row['text'][:150]}")
        r = float(np.corrcoef(gold, found)[0, 1])
        error = float(np.mean(np.abs(np.array(gold) - np.array(found))))
        print(f"{corpus:8} {options.part} n {len(gold)}  Pearson r {r:.3f}  mean absolute error {error:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

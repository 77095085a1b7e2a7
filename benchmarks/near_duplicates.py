"""Near-duplicates over many documents: seconds, memory, and the share of planted copies that is found.

    python benchmarks/near_duplicates.py [--documents 100000] [--words 450]

Documents are drawn from a seeded vocabulary with a natural word distribution; one in five is a copy of another
with a tenth of its sentences replaced.
"""

from __future__ import annotations

import argparse
import resource
import time

import numpy as np

from tocsin.link.reuse import copies, find_reuse
from tocsin.model.document import Document, Publication
from tocsin.model.interval import Interval

SENTENCE = 18


def generate(documents: int, words: int, edits: float) -> tuple[list[Document], set[tuple[str, str]]]:
    """Documents and the planted pairs of ids."""
    random = np.random.default_rng(20220224)
    vocabulary = [f"{a}{b}{c}" for a in ("ba", "ko", "me", "ti", "ru", "sa", "lo", "ne", "vi", "du")
                  for b in ("lan", "rek", "mos", "tin", "gar", "pel", "dor", "nik", "sul", "vat")
                  for c in ("", "a", "o", "ing", "ed", "er", "ist", "al", "ov", "ia")]  # fmt: skip
    vocabulary += [word + other for word in vocabulary[:90] for other in vocabulary[:90]]
    weights = 1.0 / np.arange(2, len(vocabulary) + 2)
    weights /= weights.sum()
    originals = documents * 4 // 5
    texts: list[list[list[str]]] = []
    planted = set()
    sentences = words // SENTENCE
    for index in range(documents):
        fresh = random.choice(len(vocabulary), size=(sentences, SENTENCE), p=weights)
        body = [[vocabulary[word] for word in row] for row in fresh]
        if index >= originals:
            source = int(random.integers(originals))
            keep = random.random(sentences) >= edits
            body = [texts[source][row] if keep[row] else body[row] for row in range(sentences)]
            planted.add((f"{source:07d}", f"{index:07d}"))
            texts.append([])
        else:
            texts.append(body)
        if index >= originals:
            texts[index] = body
    nowhen = Publication(Interval(None, None), "unknown")
    return [
        Document(f"{i:07d}", f"{i:07d}", "", ". ".join(" ".join(row) for row in body), "", nowhen)
        for i, body in enumerate(texts)
    ], planted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--words", type=int, default=450)
    parser.add_argument("--edits", type=float, default=0.1)
    options = parser.parse_args()
    documents, planted = generate(options.documents, options.words, options.edits)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    start = time.process_time()
    reuse = find_reuse(documents)
    links = copies(documents, reuse, 0.5)
    seconds = time.process_time() - start
    found = {tuple(sorted((link.a, link.b))) for link in links}
    hits = sum(pair in found for pair in planted)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"{len(documents)} documents of {options.words} words, {len(planted)} copies with {options.edits:.0%} edited"
    )
    print(f"{seconds:.0f} CPU seconds; peak {peak:.2f} GB, of which the texts {before:.2f} GB")
    print(
        f"recall {hits / len(planted):.4f}; {len(found)} pairs reported in all (copies of one original pair up too)"
    )


if __name__ == "__main__":
    main()

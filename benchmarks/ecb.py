"""Events across documents: linking's measures of sameness on ECB+, beside clusters of equal head lemmas.

    python benchmarks/ecb.py --data FOLDER [--topics 36 37 … 45]

FOLDER holds ECB+ (Cybulska & Vossen 2014) as the `test_parsing` folder of anastasia-zhukova/Diverse_CDCR_datasets,
fetched for measuring and never kept in the project. Event mentions are given; each is compared by the concept of its
head, the words, names and numbers of its sentence and those of its document, and clustered as claims are. Scores are
B³, MUC, CEAF-e and their mean (CoNLL F1; Pradhan et al. 2014, doi:10.3115/v1/P14-2006) over all mentions, singletons
included. The weights were set by hand on topics 3 to 8; topics 36 to 45 are the usual test.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.link.clusters import cluster
from tocsin.link.concepts import MARK, concept_weight, concepts_in, opposed
from tocsin.link.same_claim import VETO, Comparison
from tocsin.link.windows import IdPair
from tocsin.link.words import words_of
from tocsin.text.names import skeleton

PRIOR, SAME_HEAD, SAME_CONCEPT = -1.3, 1.0, 0.2
SENTENCE, DOCUMENT, NAMES = 4.5, 6.0, 1.5
THRESHOLD = 0.0

Clusters = list[set[str]]


@dataclass(frozen=True)
class Mention:
    """One event mention, read: its head, and the concepts and names of its sentence and of its document."""

    id: str
    topic: str
    lemma: str
    head: frozenset[str]
    sentence: frozenset[str]
    document: frozenset[str]
    names: frozenset[str]
    chain: str


def read_mentions(folder: Path, topics: Iterable[str]) -> list[Mention]:
    """All event mentions of some topics."""
    found = []
    for topic, kind in itertools.product(topics, ("ecb", "ecbplus")):
        part = folder / f"{topic}{kind}" / "annotation" / "original"
        sentences, documents = _texts(part / f"{topic}{kind}.conll")
        rows: list[dict[str, Any]] = json.loads((part / f"event_mentions_{topic}{kind}.json").read_text("utf-8"))
        for row in rows:
            key = row["conll_doc_key"]
            sentence = sentences[key, str(row["sent_id"])]
            found.append(
                Mention(
                    f"{row['mention_id']}", topic, row["mention_head_lemma"].lower(),
                    concepts_in(words_of(row["mention_head_lemma"]), ()) or frozenset({row["mention_head_lemma"]}),
                    concepts_in(words_of(sentence), ()), concepts_in(words_of(documents[key]), ()), _names(sentence),
                    row["coref_chain"],
                )
            )  # fmt: skip
    return list({mention.id: mention for mention in found}.values())


def _texts(path: Path) -> tuple[dict[tuple[str, str], str], dict[str, str]]:
    sentences: dict[tuple[str, str], list[str]] = defaultdict(list)
    documents: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if len(parts) >= 4:
            sentences[parts[0], parts[1]].append(parts[3])
            documents[parts[0]].append(parts[3])
    return {key: " ".join(words) for key, words in sentences.items()}, {k: " ".join(w) for k, w in documents.items()}


def _names(sentence: str) -> frozenset[str]:
    words = words_of(sentence)
    return frozenset(skeleton(word.written) for word in words[1:] if word.written[0].isupper() and len(word.stem) > 2)


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Weighted Jaccard over concepts."""
    union = sum(map(concept_weight, a | b))
    return sum(map(concept_weight, a & b)) / union if union else 0.0


def compared(a: Mention, b: Mention) -> Comparison:
    """Log-odds that two mentions are of one event."""
    shared = a.head & b.head
    if a.lemma != b.lemma and not shared:
        return Comparison(VETO, ("other happenings",))
    if opposed(a.head, b.head):
        return Comparison(VETO, ("opposite happenings",))
    score = PRIOR + (SAME_HEAD if a.lemma == b.lemma else SAME_CONCEPT)
    score += SENTENCE * likeness(a.sentence - a.head, b.sentence - b.head) + DOCUMENT * likeness(
        a.document, b.document
    )
    if a.names and b.names:
        score += NAMES * (len(a.names & b.names) / min(len(a.names), len(b.names)) - 0.3)
    return Comparison(score, ())


def linked(mentions: Sequence[Mention]) -> Clusters:
    """Clusters of mentions as linking makes them."""
    by_id = {mention.id: mention for mention in mentions}
    blocks: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        for key in (mention.lemma, *(key for key in mention.head if key.startswith(MARK))):
            blocks[f"{mention.topic}|{key}"].add(mention.id)
    edges: dict[IdPair, float] = {}
    for members in blocks.values():
        for x, y in itertools.combinations(sorted(members), 2):
            score = compared(by_id[x], by_id[y]).log_odds
            if score >= THRESHOLD:
                edges[x, y] = score
    found = cluster(sorted(by_id), edges, lambda x, y: compared(by_id[x], by_id[y]), ())
    return [set(group) for group in found]


def by_lemma(mentions: Sequence[Mention], per_topic: bool) -> Clusters:
    """The baseline: equal head lemmas, in one topic or anywhere."""
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mention in mentions:
        groups[mention.topic if per_topic else "", mention.lemma].add(mention.id)
    return list(groups.values())


def f1(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def b_cubed(gold: Clusters, found: Clusters) -> float:
    """B³ F1."""
    of_gold, of_found = _homes(gold), _homes(found)
    precision = np.mean([len(of_gold[m] & of_found[m]) / len(of_found[m]) for m in of_gold])
    recall = np.mean([len(of_gold[m] & of_found[m]) / len(of_gold[m]) for m in of_gold])
    return f1(float(precision), float(recall))


def _homes(clusters: Clusters) -> Mapping[str, set[str]]:
    return {member: group for group in clusters for member in group}


def muc(gold: Clusters, found: Clusters) -> float:
    """MUC F1."""

    def half(key: Clusters, response: Clusters) -> float:
        home = {member: number for number, group in enumerate(response) for member in group}
        links = sum(len(group) - len({home[member] for member in group}) for group in key)
        return links / max(1, sum(len(group) - 1 for group in key))

    return f1(half(found, gold), half(gold, found))


def ceaf(gold: Clusters, found: Clusters) -> float:
    """CEAF-e F1: the best one-to-one alignment of clusters."""
    at = {member: number for number, group in enumerate(found) for member in group}
    table = np.zeros((len(gold), len(found)))
    for row, group in enumerate(gold):
        for member in group:
            table[row, at[member]] += 1
    sizes = np.add.outer([len(g) for g in gold], [len(f) for f in found])
    total = best_alignment(2 * table / sizes)
    return f1(total / len(found), total / len(gold))


def best_alignment(gains: np.ndarray[Any, np.dtype[np.float64]]) -> float:
    """The greatest total of a one-to-one choice of cells (Kuhn 1955), by shortest augmenting paths."""
    cost = -gains if gains.shape[0] <= gains.shape[1] else -gains.T
    rows, columns = cost.shape
    u, v, owner = np.zeros(rows + 1), np.zeros(columns + 1), np.zeros(columns + 1, dtype=int)
    for row in range(1, rows + 1):
        owner[0], at = row, 0
        least, used, way = np.full(columns + 1, np.inf), np.zeros(columns + 1, dtype=bool), np.zeros(columns + 1, int)
        while owner[at]:
            used[at] = True
            free = ~used[1:]
            reduced = cost[owner[at] - 1] - u[owner[at]] - v[1:]
            better = free & (reduced < least[1:])
            least[1:][better], way[1:][better] = reduced[better], at
            then = int(np.argmin(np.where(free, least[1:], np.inf))) + 1
            step = least[then]
            np.add.at(u, owner[used], step)
            v[used] -= step
            least[~used] -= step
            at = then
        while at:
            owner[at], at = owner[way[at]], int(way[at])
    return float(-sum(cost[owner[column] - 1, column - 1] for column in range(1, columns + 1) if owner[column]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--topics", nargs="+", default=[str(number) for number in range(36, 46)])
    options = parser.parse_args()
    mentions = read_mentions(options.data, options.topics)
    chains: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        chains[mention.chain].add(mention.id)
    gold = list(chains.values())
    print(f"{len(mentions)} event mentions in {len(gold)} chains, topics {', '.join(options.topics)}")
    for name, found in (
        ("head lemma", by_lemma(mentions, False)),
        ("head lemma in topic", by_lemma(mentions, True)),
        ("tocsin", linked(mentions)),
    ):
        scores = b_cubed(gold, found), muc(gold, found), ceaf(gold, found)
        b3, m, c = scores
        print(f"{name:20} B3 {b3:.3f}  MUC {m:.3f}  CEAF-e {c:.3f}  CoNLL {sum(scores) / 3:.3f}")


if __name__ == "__main__":
    main()

"""What triage spares: sentence vectors of claims whose documents cannot bear on the question.

    python -m benchmarks.triage --gold ../shared/gold --articles ../shared/seeds

The reference articles alone, and among the style articles, which are about other things: the share of claims without
vectors, what is lost among the matches that count (and among all), and processor seconds of matching with and
without.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from unittest import mock

from benchmarks.claims_gold import documents
from benchmarks.indicators_gold import GOLD_QUESTION

from tocsin.assess import matching
from tocsin.assess.questions import QuestionOverrides, parse_question
from tocsin.assess.templates import load_template, load_templates
from tocsin.extract.extractor import Extractor, load_extractor
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.evidence import Evidence
from tocsin.model.ports import Embedder, Vectors
from tocsin.model.settings import ExtractSettings
from tocsin.text.gazetteer import load_gazetteer
from tocsin.text.vectors import load_minilm

STYLES = Path(__file__).resolve().parent / "styles"


@dataclass
class Counting:
    """An embedder that counts the sentences it is given."""

    embedder: Embedder
    sentences: list[int] = field(default_factory=list)

    @property
    def version(self) -> str:
        return self.embedder.version

    def embed(self, sentences: Sequence[str]) -> Vectors:
        self.sentences.append(len(sentences))
        return self.embedder.embed(sentences)


def matched(held: Sequence[Document], claims: Sequence[Claim]) -> tuple[tuple[Evidence, ...], int, float]:
    """The evidence, how many sentences were embedded for it, and the processor seconds."""
    opened = QuestionOverrides(opened=date(2021, 12, 1))
    asked = parse_question(GOLD_QUESTION, overrides=opened, templates=load_templates(), gazetteer=load_gazetteer())
    counting = Counting(load_minilm())
    matcher = matching.load_matcher(load_template(asked.template), asked, counting)
    counting.sentences.clear()
    began = time.process_time()
    return matching.match(held, claims, matcher), sum(counting.sentences), time.process_time() - began


def compared(name: str, held: Sequence[Document], extractor: Extractor) -> None:
    """Print what triage spares and loses on these documents."""
    claims = [claim for found in extractor.extract_many(held) for claim in found]
    with_triage = matched(held, claims)
    with mock.patch.object(matching, "worth_vectors", lambda claims, relevance: [True] * len(claims)):
        without = matched(held, claims)
    pairs = list(zip(without[0], with_triage[0], strict=True))
    counted = sum(a.relevant for a, _ in pairs)
    lost = sum(a.relevant and (not b.relevant or a.matches != b.matches) for a, b in pairs)
    labels = sum(a.matches != b.matches for a, b in pairs)
    print(
        f"{name}: {len(held)} documents, {len(claims)} claims, vectors for {with_triage[1]} instead of {without[1]}"
        f" texts ({1 - with_triage[1] / max(without[1], 1):.0%} spared); of {counted} that count {lost} changed;"
        f" labels of {labels} that do not count changed; {with_triage[2]:.1f} s instead of {without[2]:.1f} s"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", required=True, type=Path)
    parser.add_argument("--articles", required=True, type=Path)
    options = parser.parse_args()
    extractor = load_extractor(ExtractSettings())
    reference = list(documents(options.articles, options.gold / "documents.json"))
    styles = list(documents(STYLES / "develop" / "*.txt", STYLES / "develop" / "documents.json"))
    compared("reference articles", reference, extractor)
    compared("among articles on other things", [*reference, *styles], extractor)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Time to make the matcher of one question, without and with kept vectors: python benchmarks/matcher_start.py"""

from __future__ import annotations

import tempfile
import time
from datetime import date
from pathlib import Path

from tocsin.assess.matching import load_matcher
from tocsin.assess.questions import QuestionOverrides, parse_question
from tocsin.assess.templates import load_template, load_templates
from tocsin.text.gazetteer import load_gazetteer
from tocsin.text.vector_cache import CachedEmbedder
from tocsin.text.vectors import load_minilm

QUESTION = "Will Belarus's armed forces enter Russia's war against Ukraine before 2024-12-31?"


def main() -> None:
    asked = parse_question(
        QUESTION,
        overrides=QuestionOverrides(opened=date(2021, 12, 1)),
        templates=load_templates(),
        gazetteer=load_gazetteer(),
    )
    template, embedder = load_template(asked.template), load_minilm()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("first", "second", "third"):
            start = time.perf_counter()
            load_matcher(template, asked, embedder, standing=CachedEmbedder(embedder, Path(folder)))
            print(f"{name} start: {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main()

"""How much of the boilerplate is marked, and how much of other text is marked by mistake.

    python benchmarks/boilerplate.py --gold ../shared/gold --articles ../shared/seeds
    python benchmarks/boilerplate.py --pages tests/read/data/pages

Figures are in characters, space left out. The first form reads a gold standard's documents.json; the second reads the
labelled pages of the tests, where each line carries its label.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tocsin.model.capture import capture
from tocsin.model.document import Document
from tocsin.model.settings import ReadSettings
from tocsin.read.reading import read

BODY = "body"
TITLE = "title"


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the kind of each of its boilerplate stretches, as (start, end, kind)."""

    name: str
    text: str
    boilerplate: tuple[tuple[int, int, str], ...]
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Characters of boilerplate, those of them marked, other characters, and those of them marked by mistake."""

    boilerplate: int
    found: int
    other: int
    wrong: int
    kinds: int
    missed: tuple[str, ...]
    mistaken: tuple[str, ...]

    @property
    def recall(self) -> float:
        return self.found / self.boilerplate if self.boilerplate else 1.0

    @property
    def mistakes(self) -> float:
        return self.wrong / self.other if self.other else 0.0


def gold_examples(gold: Path, articles: Path) -> Iterator[Example]:
    """The articles of a gold standard with the spans of its documents.json."""
    for entry in json.loads((gold / "documents.json").read_text(encoding="utf-8")):
        text = (articles / entry["file"]).read_bytes().decode("utf-8")
        spans = tuple((span["start"], span["end"], span["kind"]) for span in entry["boilerplate"])
        title = entry["title"]["text"] if entry["title"] else None
        yield Example(entry["file"], text, spans, title)


def labelled_page(path: Path) -> Example:
    """A page whose every line is `label<TAB>words`; an empty line stays empty. `body` and `title` are the article."""
    text = ""
    spans: list[tuple[int, int, str]] = []
    title = None
    for line in path.read_text(encoding="utf-8").splitlines():
        label, tab, words = line.partition("\t")
        if tab and label == TITLE:
            title = words.strip()
        if tab and label not in (BODY, TITLE):
            spans.append((len(text), len(text) + len(words), label))
        text += (words if tab else line) + "\n"
    return Example(path.stem, text, tuple(spans), title)


def score(example: Example, document: Document) -> Score:
    """Compare one document's marks with the labels, character by character."""
    truth: dict[int, str] = {i: kind for start, end, kind in example.boilerplate for i in range(start, end)}
    marked: dict[int, str] = {
        i: found.kind for found in document.boilerplate for i in range(found.span.start, found.span.end)
    }
    visible = [i for i, sign in enumerate(example.text) if not sign.isspace()]
    boiler = [i for i in visible if i in truth]
    other = [i for i in visible if i not in truth]
    lines = _lines(example.text)
    return Score(
        boilerplate=len(boiler),
        found=sum(i in marked for i in boiler),
        other=len(other),
        wrong=sum(i in marked for i in other),
        kinds=sum(marked.get(i) == truth[i] for i in boiler),
        missed=tuple(text for start, text in lines if start in truth and start not in marked),
        mistaken=tuple(text for start, text in lines if start not in truth and start in marked),
    )


def _lines(text: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append((start + len(line) - len(line.lstrip()), line.strip()))
        start += len(line)
    return found


def read_example(example: Example) -> Document:
    """Read an example's text as a plain file."""
    content = example.text.encode("utf-8")
    return read(capture(example.name + ".txt", content, "file", example.name, None), ReadSettings())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="folder with documents.json")
    parser.add_argument("--articles", type=Path, help="folder with the articles that it names")
    parser.add_argument("--pages", type=Path, help="folder of labelled pages")
    parser.add_argument("--show", action="store_true", help="list missed and mistaken lines")
    options = parser.parse_args()
    if options.pages:
        examples = [labelled_page(path) for path in sorted(options.pages.glob("*.txt"))]
    elif options.gold and options.articles:
        examples = list(gold_examples(options.gold, options.articles))
    else:
        parser.error("give --gold and --articles, or --pages")
    return report(examples, options.show)


def report(examples: list[Example], show: bool) -> int:
    """Print a row an example and the sums."""
    sums: Counter[str] = Counter()
    started = time.perf_counter()
    for example in examples:
        document = read_example(example)
        found = score(example, document)
        titled = document.title == example.title
        print(
            f"{example.name[:32]:32} boilerplate {found.found:5}/{found.boilerplate:5}"
            f"  other {found.wrong:4}/{found.other:6}"
            f"  title {'ok' if titled else repr(document.title)}"
        )
        for line in found.missed if show else ():
            print(f"    missed    {line[:140]}")
        for line in found.mistaken if show else ():
            print(f"    mistaken  {line[:140]}")
        sums.update(
            boiler=found.boilerplate, found=found.found, other=found.other, wrong=found.wrong, kinds=found.kinds
        )
        sums["titles"] += titled
    seconds = time.perf_counter() - started
    print(
        f"marked {sums['found'] / max(1, sums['boiler']):.1%} of boilerplate "
        f"({sums['kinds'] / max(1, sums['boiler']):.1%} with its kind), "
        f"{sums['wrong'] / max(1, sums['other']):.2%} of other text; titles {sums['titles']}/{len(examples)}; "
        f"{1000 * seconds / max(1, len(examples)):.0f} ms a text; {date.today()}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

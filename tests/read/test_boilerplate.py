"""Boilerplate: pages labelled line by line, and prose that must never be marked."""

from __future__ import annotations

import importlib.util
import json
import sys
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.read.blocks import blocks
from tocsin.read.boilerplate.marking import mark
from tocsin.read.boilerplate.vocabulary import load_vocabulary

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
PAGES = Path(__file__).parent / "data" / "pages"


def _benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("boilerplate_benchmark", ROOT / "benchmarks" / "boilerplate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


benchmark = _benchmark()


def _sums(examples: list[object]) -> tuple[float, float]:
    """Share of boilerplate marked, and share of other text marked by mistake."""
    found = [benchmark.score(example, benchmark.read_example(example)) for example in examples]
    recall = sum(one.found for one in found) / sum(one.boilerplate for one in found)
    return recall, sum(one.wrong for one in found) / sum(one.other for one in found)


@pytest.mark.parametrize(("folder", "least"), [("develop", 0.95), ("held_back", 0.80)])
def test_labelled_pages(folder: str, least: float) -> None:
    paths = sorted((PAGES / folder).glob("*.txt"))
    assert len(paths) >= 13
    recall, mistakes = _sums([benchmark.labelled_page(path) for path in paths])
    assert recall >= least
    assert mistakes <= 0.005


def test_gold_articles() -> None:
    if not (SHARED / "gold" / "documents.json").exists():
        pytest.skip("no gold standard beside the repository")
    recall, mistakes = _sums(list(benchmark.gold_examples(SHARED / "gold", SHARED / "seeds")))
    assert recall >= 0.90
    assert mistakes <= 0.01


PROSE = (
    "We must understand that our support for the brigade is not a donation but a duty.",
    "“Read more books,” the teacher told the conscripts, and they laughed.",
    "The group asked its members to subscribe to the new charter before the vote on Friday.",
    "The ministry said that the cookies sent to the front by schoolchildren had arrived.",
    "Russia has designated the station an undesirable organisation, which exposes readers to fines, lawyers said.",
    "By Monday the brigade had crossed the river and taken up positions near the mill.",
    "Related talks in Vienna ended without a result, two diplomats said.",
    "Watch towers have been built along the road, and soldiers stand in each of them at night.",
    "Photo evidence of the convoy was published by three channels on the same evening.",
    "Follow the money, the investigators were told, and they found the shipyard.",
    "Sign up officers went from house to house in March, residents of four villages said.",
    "The report was first published in Polish and later in English, which explains the two figures.",
    "Our army cannot say no. We will be sent there whether you like it or not.",
    "Source: a woman from the next village, who had it from her brother.",
    "“Yes.”",
    "He works as a correspondent in Malva, where he saw the trains arrive on three nights in a row.",
    "Published figures put the number of conscripts at 6,000, twice the plan.",
    "More troops arrived on Sunday, according to the governor.",
    "Comments by the minister on Tuesday suggest that the order had been prepared earlier.",
    "Live ammunition was handed out to the parachute units on Wednesday evening.",
    "Support for entering the war stands at five per cent, the poll found.",
    "An error occurred in the first translation of the order, the general staff admitted.",
    "Donations to the volunteer battalion have tripled since March, its treasurer said.",
    "Updated maps show that the front has not moved since the second week of May.",
)
AROUND = "The council met on Thursday evening and heard the engineer's report about the state of the bridge."


@pytest.mark.parametrize("sentence", PROSE)
@pytest.mark.parametrize("place", [0, 2, 6])
def test_prose_is_not_marked(sentence: str, place: int) -> None:
    paragraphs = [
        f"{AROUND} It was point {number} of the agenda, and nobody spoke against it." for number in range(6)
    ]
    paragraphs.insert(place, sentence)
    text = "\n\n".join(paragraphs)
    marked, _ = mark(text, blocks(text))
    assert [found.span.text(text) for found in marked] == []


def test_a_label_is_marked_without_its_sentence() -> None:
    watched = "WATCH: Divers look for mines under the bridge that was closed on Sunday. Nobody has been hurt."
    text = f"{AROUND}\n\n{watched}\n\n{AROUND} Again."
    marked, _ = mark(text, blocks(text))
    assert [(found.kind, found.span.text(text)) for found in marked] == [("player", "WATCH:")]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Share", AROUND, "\n", "\r\n", " ", "Read also: A bridge", "© 2020 Malva Post", "0:00 / 1:00", "•", "x"]
        ),
        max_size=40,
    )
)
def test_spans_are_ordered_grounded_and_apart(pieces: list[str]) -> None:
    text = "\n".join(pieces)
    marked, title = mark(text, blocks(text))
    for first, second in pairwise(marked):
        assert first.span.end <= second.span.start
    for found in marked:
        words = found.span.text(text)
        assert words.strip() == words
        assert words
        assert found.reason
    assert title is None or not any(found.span.overlaps(title.span) for found in marked)


def test_every_cue_compiles() -> None:
    vocabulary = load_vocabulary()
    phrases = [phrase for found in vocabulary.by_word.values() for phrase in found] + list(vocabulary.others)
    assert len(phrases) > 1000
    for phrase in phrases:
        assert phrase.pattern.pattern


def test_pages_hold_no_text_twice() -> None:
    """The held-back pages are not variants of the others."""
    lines: dict[str, str] = {}
    for path in sorted(PAGES.rglob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("body\t") and len(line) > 60:
                assert lines.setdefault(line, path.name) == path.name, json.dumps(line)

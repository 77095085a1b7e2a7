"""Text reuse: whole copies, passages, versions of a page, and nothing on chance."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tocsin.link.reuse import candidate_pairs, copies, find_reuse
from tocsin.link.shingles import fingerprints, shingle
from tocsin.model.document import Boilerplate, Document, Publication, text_digest
from tocsin.model.interval import parse
from tocsin.model.span import Span


def document(name: str, text: str, day: str = "2023-05-10", url: str | None = None) -> Document:
    return Document(name, name, "", text, text_digest(text), Publication(parse(day), "user"), url=url)


def prose(seed: int, words: int) -> str:
    """Words in no order that two seeds share."""
    random = np.random.default_rng(seed)
    return " ".join(f"w{number}" for number in random.integers(0, 5_000, words))


def test_a_verbatim_copy_is_found_whole() -> None:
    text = prose(1, 120)
    (reuse,) = find_reuse([document("a", text), document("b", text)])
    assert reuse.share == 1.0
    assert [span.text(text) for span in reuse.spans_a] == [text]


def test_a_copied_passage_is_found_with_its_words() -> None:
    passage = prose(2, 60)
    a, b = document("a", f"{prose(3, 200)} {passage} {prose(4, 200)}"), document("b", f"{passage} {prose(5, 300)}")
    (reuse,) = find_reuse([a, b])
    assert reuse.share < 0.5
    assert [span.text(a.text) for span in reuse.spans_a] == [passage]
    assert [span.text(b.text) for span in reuse.spans_b] == [passage]


def test_unlike_texts_share_nothing() -> None:
    assert find_reuse([document(name, prose(seed, 300)) for seed, name in enumerate("abcd")]) == ()


def test_a_set_phrase_is_no_reuse() -> None:
    phrase = "the general staff of the armed forces of the country"
    texts = [f"{prose(seed, 80)} {phrase} {prose(seed + 50, 80)}" for seed in (7, 8)]
    assert find_reuse([document("a", texts[0]), document("b", texts[1])]) == ()


def test_boilerplate_is_left_out() -> None:
    footer = prose(9, 60)
    found = []
    for seed, name in ((10, "a"), (11, "b")):
        text = f"{prose(seed, 100)} {footer}"
        span = Span(len(text) - len(footer), len(text))
        found.append(replace(document(name, text), boilerplate=(Boilerplate(span, "footer"),)))
    assert find_reuse(found) == ()


@pytest.mark.parametrize("edits", [0.05, 0.1])
def test_edited_copies_share_fingerprints(edits: float) -> None:
    random = np.random.default_rng(3)
    sentences = [prose(seed, 18) for seed in range(100, 125)]
    edited = [prose(900 + i, 18) if random.random() < edits else text for i, text in enumerate(sentences)]
    prints = [fingerprints(shingle(document("a", " ".join(text))).hashes) for text in (sentences, edited)]
    assert candidate_pairs(prints) == [(0, 1)]


def test_the_later_one_copies_the_earlier() -> None:
    text = prose(12, 100)
    documents = [document("a", text, "2023-05-12"), document("b", text, "2023-05-10")]
    (link,) = copies(documents, find_reuse(documents), 0.5)
    assert (link.a, link.b, link.relation) == ("a", "b", "copies")


def test_one_address_is_one_document_in_versions() -> None:
    documents = [
        document("a", prose(13, 100), "2023-05-10", "https://news.example/story/1"),
        document("b", prose(14, 100), "2023-05-11", "https://www.news.example/story/1/"),
    ]
    (link,) = copies(documents, (), 0.5)
    assert (link.a, link.b) == ("b", "a")
    assert "versions" in link.reasons[0]


def test_short_and_empty_texts_are_passed_over() -> None:
    assert find_reuse([document("a", "Two words"), document("b", ""), document("c", "Two words")]) == ()

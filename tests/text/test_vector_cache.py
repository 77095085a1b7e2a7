"""Vectors kept between runs: the same as without, asked for once, and never in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from tocsin.model.ports import Vectors
from tocsin.text.vector_cache import CachedEmbedder, cache_folder

SENTENCES = ["A convoy left the town", "The bakery opens at six"]


@dataclass
class Counting:
    """An embedder that counts how often it is asked."""

    version: str = "counting-1"
    asked: list[int] = field(default_factory=list)

    def embed(self, sentences: Sequence[str]) -> Vectors:
        self.asked.append(len(sentences))
        return np.asarray([[len(sentence), 1.0] for sentence in sentences], dtype=np.float32)


def test_the_second_run_asks_for_nothing_and_gets_the_same(tmp_path: Path) -> None:
    first, second = Counting(), Counting()
    made = CachedEmbedder(first, tmp_path, fewest=1).embed(SENTENCES)
    kept = CachedEmbedder(second, tmp_path, fewest=1).embed(SENTENCES)
    assert np.array_equal(made, kept)
    assert (first.asked, second.asked) == ([2], [])


def test_other_sentences_order_or_version_are_not_mixed_up(tmp_path: Path) -> None:
    inner = Counting()
    cached = CachedEmbedder(inner, tmp_path, fewest=1)
    cached.embed(SENTENCES)
    assert np.array_equal(cached.embed(SENTENCES[::-1]), Counting().embed(SENTENCES[::-1]))
    CachedEmbedder(Counting(version="counting-2"), tmp_path, fewest=1).embed(SENTENCES)
    assert len(list(tmp_path.glob("*.npy"))) == 3


def test_short_lists_are_not_kept(tmp_path: Path) -> None:
    CachedEmbedder(Counting(), tmp_path).embed(SENTENCES)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    CachedEmbedder(Counting(), tmp_path, fewest=1).embed(SENTENCES)
    next(tmp_path.glob("*.npy")).write_bytes(b"not vectors")
    inner = Counting()
    CachedEmbedder(inner, tmp_path, fewest=1).embed(SENTENCES)
    assert inner.asked == [2]


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert CachedEmbedder(Counting(), blocked / "vectors", fewest=1).embed(SENTENCES).shape == (2, 2)


def test_where_the_folder_is() -> None:
    assert cache_folder({"XDG_CACHE_HOME": "/somewhere"}) == Path("/somewhere/tocsin/vectors")
    assert cache_folder({}).parts[-2:] == ("tocsin", "vectors")

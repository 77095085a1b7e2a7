"""Vectors are worked out once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tocsin.model.ports import Vectors
from tocsin.pipeline.remembering import RememberingEmbedder
from tocsin.store.memory import MemoryStore


class Counting:
    """An embedder that notes what it was asked."""

    version = "counting-1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, sentences: Sequence[str]) -> Vectors:
        self.asked += sentences
        return np.array([[len(sentence), 1.0] for sentence in sentences], dtype=np.float32).reshape(-1, 2)


def test_each_sentence_is_asked_for_once() -> None:
    inner = Counting()
    embedder = RememberingEmbedder(MemoryStore(), inner)
    first = embedder.embed(["one", "three", "one"])
    second = embedder.embed(["three", "seven", "one"])
    assert inner.asked == ["one", "three", "seven"]
    assert first.tolist() == [[3, 1], [5, 1], [3, 1]]
    assert second.tolist() == [[5, 1], [5, 1], [3, 1]]


def test_nothing_asked_keeps_the_shape() -> None:
    assert RememberingEmbedder(MemoryStore(), Counting()).embed([]).shape == (0, 2)

"""Sentence vectors, loaded when the first sentence needs one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from tocsin.model.ports import Embedder, Vectors


class LazyMiniLM:
    """The MiniLM embedder; its version is known before its weights are loaded."""

    @property
    def version(self) -> str:
        from tocsin.text.vectors import WEIGHTS_SHA256

        return f"all-MiniLM-L6-v2-int8:{WEIGHTS_SHA256[:12]}"

    def embed(self, sentences: Sequence[str]) -> Vectors:
        return self._loaded.embed(sentences)

    @cached_property
    def _loaded(self) -> Embedder:
        from tocsin.text.vectors import load_minilm

        return load_minilm()


def build_embedder() -> Embedder:
    """The embedder that every run uses."""
    return LazyMiniLM()

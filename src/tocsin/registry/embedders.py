"""Sentence vectors, loaded when the first sentence needs one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def build_standing_embedder(embedder: Embedder, environment: Mapping[str, str]) -> Embedder:
    """The embedder for sentences that are the same at every start: a template's. Their vectors are kept in the user's
    cache folder, which `environment` tells. Never for the texts of articles, which belong in their case alone."""
    from tocsin.text.vector_cache import CachedEmbedder, cache_folder

    return CachedEmbedder(embedder, cache_folder(environment))

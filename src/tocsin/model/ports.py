"""Ports: what a stage may ask of the outside, handed in by whoever runs it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vectors = npt.NDArray[np.float32]
else:
    Vectors = Any  # numpy takes long to import, and only who embeds needs it


class Embedder(Protocol):
    """Turns sentences into unit vectors. `version` names model and weights, for keys."""

    @property
    def version(self) -> str: ...

    def embed(self, sentences: Sequence[str]) -> Vectors:
        """A matrix of one row a sentence, each of length 1."""
        ...

"""Case: the index that linking grows, with what is read of it kept for the length of one change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tocsin.link.lexicon import Lexicon
from tocsin.link.nodes import Node
from tocsin.link.same_claim import Comparison, without_vectors
from tocsin.link.unnaming import unnamed
from tocsin.model.ports import Embedder, LinkIndex, Vectors
from tocsin.model.settings import LinkSettings
from tocsin.text.gazetteer import Gazetteer


def _rows() -> defaultdict[str, dict[str, Any]]:
    return defaultdict(dict)


@dataclass
class Case:
    """An index with the means to read and write it. What is written is written at once; reads are kept."""

    index: LinkIndex
    embedder: Embedder
    settings: LinkSettings
    lexicon: Lexicon
    gazetteer: Gazetteer
    kept: defaultdict[str, dict[str, Any]] = field(default_factory=_rows)
    vectors: dict[str, Vectors] = field(default_factory=dict)

    def rows(self, kind: str, keys: Iterable[str]) -> Mapping[str, Any]:
        """The rows of a kind by key, as far as they are there."""
        held = self.kept[kind]
        wanted = list(keys)
        missing = [key for key in wanted if key not in held]
        if missing:
            held.update(self.index.get(kind, missing))
        return {key: held[key] for key in wanted if key in held}

    def row(self, kind: str, key: str, default: Any = None) -> Any:
        """One row, or the default."""
        held = self.kept[kind]
        if key not in held:
            held.update(self.index.get(kind, [key]))
        return held.get(key, default)

    def put(self, kind: str, rows: Mapping[str, Any]) -> None:
        """Write rows."""
        self.kept[kind].update(rows)
        self.index.put(kind, rows)

    def drop(self, kind: str, keys: Sequence[str]) -> None:
        """Forget rows."""
        for key in keys:
            self.kept[kind].pop(key, None)
        self.index.drop(kind, keys)

    def embed(self, nodes: Iterable[str]) -> None:
        """See to it that the vectors of these nodes are at hand; each distinct text is embedded once for the case."""
        wanted = sorted(key for key in set(nodes) if key not in self.vectors)
        held = self.index.get("vector", wanted)
        for key, data in held.items():
            self.vectors[key] = np.frombuffer(data, dtype=np.float32)
        missing = [key for key in wanted if key not in held]
        if not missing:
            return
        found: Mapping[str, Node] = self.rows("node", missing)
        texts = {key: unnamed(found[key].statement.text, self.gazetteer) for key in missing}
        distinct = sorted(set(texts.values()))
        row_of = dict(zip(distinct, self.embedder.embed(distinct), strict=True))
        self.vectors.update({key: row_of[texts[key]] for key in missing})
        self.index.put("vector", {key: self.vectors[key].astype(np.float32).tobytes() for key in missing})

    def similarity(self, a: str, b: str) -> float:
        """The cosine of two nodes' vectors, rounded, so that it comes out the same on every machine."""
        return round(float(self.vectors[a] @ self.vectors[b]), 4)

    def compare(self, a: str, b: str) -> Comparison:
        """Two nodes compared without vectors, which decide only whether there is an edge at all."""
        found: Mapping[str, Node] = self.rows("node", (a, b))
        first, second = sorted((a, b))
        return without_vectors(found[first].statement, found[second].statement, self.lexicon)

"""Shards: what came of batches, in Parquet files named by a hash of what went in, so that nothing is done twice.

A shard appears only when it is whole, under a name that tells its content, and is never changed. Whatever engine runs
the work, and however often it is cut short, the next run finds what is done and does the rest.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tocsin.engine.interface import Outcome
from tocsin.errors import EngineError
from tocsin.model.tagged import decode_tagged, encode_tagged


class Shards:
    """A folder of shards for the work of one version. `classes` are those that results may be made of, by name."""

    def __init__(self, folder: Path, version: str, classes: Mapping[str, type[Any]]) -> None:
        self._folder = folder
        self._version = version
        self._classes = classes
        folder.mkdir(parents=True, exist_ok=True)

    def name(self, batch: bytes) -> str:
        """The name of the shard of a batch, given as `encode_tagged` writes it."""
        return hashlib.sha256(self._version.encode() + b"\0" + batch).hexdigest()

    def find(self, name: str) -> bytes | None:
        """The result kept under a name; a shard that cannot be read counts as not there and is made anew."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            column = pq.read_table(self._folder / f"{name}.parquet").column("result")
        except (OSError, pa.ArrowInvalid, KeyError):
            return None
        return bytes(column[0].as_py())

    def keep(self, name: str, result: bytes) -> None:
        """Keep a result; who comes second puts the same in the same place."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        unfinished = self._folder / f".{name}.{os.getpid()}"
        pq.write_table(pa.table({"result": pa.array([result], pa.binary())}), unfinished, compression="zstd")
        unfinished.replace(self._folder / f"{name}.parquet")

    def outcome(self, index: int, result: bytes) -> Outcome[Any]:
        """A kept result as the outcome of a batch."""
        held = decode_tagged(result, self._classes)
        if isinstance(held, dict) and set(held) == {"failure"}:
            return Outcome(index, None, EngineError("the work on a batch failed", value=str(held["failure"])))
        return Outcome(index, held["result"])


def packed(outcome: Outcome[Any]) -> bytes:
    """An outcome as a shard holds it."""
    if outcome.failure is not None:
        return encode_tagged({"failure": outcome.failure.value or outcome.failure.message})
    return encode_tagged({"result": outcome.result})

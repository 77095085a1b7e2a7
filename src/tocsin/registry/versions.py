"""Versions of stages, worked out from what they are made of, so that no output outlives the code that gave it."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import tocsin

# What each stage's output depends on besides its inputs: its own package and those below it.
SHARED = ("text", "model")
PASSED_OVER = ("__pycache__",)


@lru_cache
def stage_version(stage: str) -> str:
    """Sixteen hex digits over the program and the vocabulary of a stage and of the layers that it stands on."""
    root = Path(tocsin.__file__).parent
    digest = hashlib.sha256(tocsin.__version__.encode())
    for package in (stage, *SHARED):
        for path in sorted((root / package).rglob("*")):
            if path.is_file() and not set(PASSED_OVER) & set(path.parts):
                digest.update(path.relative_to(root).as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]

"""Nouns to JSON and back, without loss."""

from __future__ import annotations

import hashlib
from typing import Any, TypeVar

import msgspec

Noun = TypeVar("Noun")


def encode(noun: Any) -> bytes:
    """Compact JSON of a noun; equal nouns give equal bytes."""
    return msgspec.json.encode(noun, order="sorted")


def decode(data: bytes | str, kind: type[Noun]) -> Noun:
    """The noun that `encode` wrote. Raises msgspec.ValidationError, which names the field, on anything else."""
    return msgspec.json.decode(data, type=kind)


def convert(plain: Any, kind: type[Noun]) -> Noun:
    """The noun that `to_plain` took apart. Raises msgspec.ValidationError, which names the field."""
    return msgspec.convert(plain, kind)


def to_plain(noun: Any) -> Any:
    """The noun as plain dicts, lists, strings and numbers, as JSON would hold it."""
    return msgspec.to_builtins(noun, order="sorted")


def digest(*parts: Any) -> str:
    """A hex digest over nouns and plain values, for keys of outputs. The same inputs give the same key."""
    return hashlib.sha256(b"\x1e".join(encode(part) for part in parts)).hexdigest()

"""Values of any shape to JSON and back, each dataclass with its name: for rows whose keeper doesn't know their types.

What is read back can only be built from the classes that the caller names, so a row cannot call anything else.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import msgspec

from tocsin.errors import CaseError

PLAIN = (str, int, float, bool, type(None))


def encode_tagged(value: Any) -> bytes:
    """Compact JSON of a value made of dataclasses, tuples, lists, dicts, sets, dates, bytes and plain values."""
    return msgspec.json.encode(_plain(value))


def decode_tagged(data: bytes | str, classes: Mapping[str, type[Any]]) -> Any:
    """The value that `encode_tagged` wrote. Raises CaseError where it holds a class that is not among those given."""
    return _value(msgspec.json.decode(data), classes)


def _plain(value: Any) -> Any:
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, (list, tuple)):
        parts = [_plain(each) for each in value]
        return parts if isinstance(value, list) else {"t": parts}
    if is_dataclass(value) and not isinstance(value, type):
        return {"c": type(value).__name__, "f": [_plain(getattr(value, each.name)) for each in fields(value)]}
    if isinstance(value, dict):
        return {"d": [[_plain(key), _plain(each)] for key, each in value.items()]}
    if isinstance(value, (set, frozenset)):
        return {"s": sorted((_plain(each) for each in value), key=repr)}
    if isinstance(value, bytes):
        return {"b": base64.b85encode(value).decode()}
    if isinstance(value, date):
        return {"y": value.isoformat()}
    raise TypeError(f"no row can hold a {type(value).__name__}")


def _value(plain: Any, classes: Mapping[str, type[Any]]) -> Any:
    if isinstance(plain, list):
        return [_value(each, classes) for each in plain]
    if not isinstance(plain, dict):
        return plain
    if "c" in plain:
        found = classes.get(plain["c"])
        if found is None:
            raise CaseError("a row holds what this program doesn't know", value=str(plain["c"]))
        names = [each.name for each in fields(found)]
        parts = [_value(each, classes) for each in plain["f"]]
        return found(**dict(zip(names, parts, strict=True)))
    kind, held = next(iter(plain.items()))
    match kind:
        case "t":
            return tuple(_value(each, classes) for each in held)
        case "d":
            return {_value(key, classes): _value(each, classes) for key, each in held}
        case "s":
            return frozenset(_value(each, classes) for each in held)
        case "b":
            return base64.b85decode(held)
        case _:
            return date.fromisoformat(held)

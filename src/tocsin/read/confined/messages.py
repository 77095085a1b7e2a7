"""What parent and child say to each other, as MessagePack: data only, so that a broken child can send no code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import msgspec

from tocsin.model.capture import Capture
from tocsin.model.document import Document
from tocsin.model.notice import Notice
from tocsin.model.pointer import Pointer
from tocsin.model.refusal import Refusal
from tocsin.model.settings import ReadSettings

Item = Capture | Refusal | Notice | Pointer
SKIPPING = 15
"""How many times longer a request may take that passes over many items first."""
_Message = TypeVar("_Message")


@dataclass(frozen=True)
class Opening:
    """A file of many articles. `location` is the path as the user named it, `columns` maps a table's columns."""

    name: str
    location: str
    path: str = ""
    captured_at: datetime | None = None
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Request:
    """Read one capture, open a container (passing over its first `skip` steps), or go on with the one that is open.

    `at_once` is the most items that one reply may hold.
    """

    settings: ReadSettings
    capture: Capture | None = None
    opening: Opening | None = None
    skip: int = 0
    at_once: int = 32


@dataclass(frozen=True)
class Packed:
    """One of the four kinds of item."""

    capture: Capture | None = None
    refusal: Refusal | None = None
    notice: Notice | None = None
    pointer: Pointer | None = None


@dataclass(frozen=True)
class Reply:
    """A document or a refusal; or items of a container, for which `steps` steps were taken.

    `exhausted`: the child ran out of memory. `foreign`: the text needs the model of languages, which a confined child
    cannot load.
    """

    document: Document | None = None
    refusal: Refusal | None = None
    items: tuple[Packed, ...] = ()
    steps: int = 0
    finished: bool = False
    exhausted: bool = False
    foreign: bool = False


def pack(item: Item) -> Packed:
    """An item in its slot."""
    match item:
        case Capture():
            return Packed(capture=item)
        case Refusal():
            return Packed(refusal=item)
        case Notice():
            return Packed(notice=item)
    return Packed(pointer=item)


def unpack(packed: Packed) -> Item | None:
    """The item, or None where the child sent an empty slot."""
    return packed.capture or packed.refusal or packed.notice or packed.pointer


def encode(message: Request | Reply) -> bytes:
    """A message as bytes."""
    return msgspec.msgpack.encode(message)


def decode(data: bytes, kind: type[_Message]) -> _Message:
    """The message. Raises msgspec.ValidationError or DecodeError for anything else."""
    return msgspec.msgpack.decode(data, type=kind)

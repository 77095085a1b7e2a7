"""A list of addresses, one a line; lines that begin with # are comments."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.model.pointer import Pointer
from tocsin.model.refusal import Refusal
from tocsin.model.settings import ReadSettings
from tocsin.read.confined.messages import Item, Opening
from tocsin.read.containers.streams import lines_of, unpacked

_LONGEST = 4_000


def url_items(opening: Opening, settings: ReadSettings) -> Iterator[Item | None]:
    """A pointer for each address, each once."""
    seen: set[str] = set()
    with unpacked(opening.path) as stream:
        for number, line in enumerate(lines_of(stream, _LONGEST), start=1):
            place = f"{opening.location}:{number}"
            if line is None:
                yield Refusal(opening.name, place, "a line too long to be an address", "leave it out")
                continue
            address = line.decode("utf-8", "replace").strip().removeprefix("\ufeff")
            if not address or address.startswith("#") or address in seen:
                continue
            if not address.startswith(("http://", "https://")):
                yield Refusal(opening.name, place, f"not a web address ({address[:60]})", "write https://…")
                continue
            seen.add(address)
            yield Pointer(address, place)

"""Opening a container: which reader takes which kind. A new kind is one line here and one module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tocsin.errors import ReadError
from tocsin.model.refusal import Refusal
from tocsin.model.settings import ReadSettings
from tocsin.read.confined.messages import Item, Opening
from tocsin.read.containers.archive import zip_items
from tocsin.read.containers.feed import feed_items
from tocsin.read.containers.gdelt import gdelt_items
from tocsin.read.containers.json_list import json_items, json_line_items
from tocsin.read.containers.kinds import HEAD_BYTES, ContainerKind, container_kind
from tocsin.read.containers.mail import mail_items, mbox_items
from tocsin.read.containers.sitemap import sitemap_items
from tocsin.read.containers.tables import delimited_items, parquet_items
from tocsin.read.containers.url_list import url_items
from tocsin.read.containers.warc import warc_items

Reader = Callable[[Opening, ReadSettings], Iterator[Item | None]]

READERS: dict[ContainerKind, Reader] = {
    "warc": warc_items,
    "zip": zip_items,
    "feed": feed_items,
    "sitemap": sitemap_items,
    "urls": url_items,
    "mail": mail_items,
    "mbox": mbox_items,
    "delimited": delimited_items,
    "parquet": parquet_items,
    "json": json_items,
    "jsonl": json_line_items,
    "gdelt": gdelt_items,
}
_REMEDY = "get the file anew, or give the articles that it holds"


def items_of(opening: Opening, settings: ReadSettings) -> Iterator[Item | None]:
    """The items of a container in order; None now and then, where nothing was found for a while.

    What a library raises on a damaged file becomes a Refusal, after all that stood before the damage.
    """
    found = 0
    try:
        kind = kind_of_file(opening)
        if kind is None:
            raise ReadError(
                "not a file that holds several articles", place=opening.location, remedy="give an article"
            )
        for item in READERS[kind](opening, settings):
            found += item is not None
            yield item
    except ReadError as error:
        reason = f"{error.message} ({error.value})" if error.value else error.message
        yield Refusal(opening.name, error.place or opening.location, reason, error.remedy)
    except MemoryError:
        raise
    except Exception as error:
        what = " ".join(f"{type(error).__name__}: {error}".split())[:120]
        after = f" after {found} items" if found else ""
        yield Refusal(opening.name, opening.location, f"a damaged file{after} ({what})", _REMEDY)


def kind_of_file(opening: Opening) -> ContainerKind | None:
    """The kind of the file at the opening's path. Raises OSError."""
    with Path(opening.path).open("rb") as stream:
        return container_kind(stream.read(HEAD_BYTES), opening.name)

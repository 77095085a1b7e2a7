"""Inputs to documents, through the reader with limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tocsin.model.capture import Capture
from tocsin.model.document import Document
from tocsin.model.notice import Notice
from tocsin.model.ports import PageFetcher
from tocsin.model.refusal import Refusal
from tocsin.model.settings import Settings
from tocsin.model.stamp import Stamp
from tocsin.read.inputs import Intake, inputs, nothing_known
from tocsin.read.limited import LimitedReader


@dataclass(frozen=True)
class Sources:
    """How inputs are got beyond their names: which columns tables have, who fetches pages (None: nobody), and which
    addresses need not be fetched again."""

    columns: tuple[tuple[str, str], ...] = ()
    fetcher: PageFetcher | None = None
    known: Callable[[str], bool] = nothing_known


def read_inputs(
    paths: Sequence[str], stamp: Stamp, settings: Settings, sources: Sources | None = None
) -> Iterator[tuple[Capture, Document] | Refusal | Notice]:
    """Every input as a document with its bytes, or as a refusal, with notices of what a person should know."""
    sources = sources or Sources()
    with LimitedReader(settings.read) as reader:
        intake = Intake(
            stamp.at,
            settings.read,
            reader,
            sources.columns,
            sources.fetcher,
            settings.fetch.hosts_at_once,
            sources.known,
        )
        for item in inputs(paths, intake):
            if not isinstance(item, Capture):
                yield item
                continue
            read = reader.read(item)
            yield read if isinstance(read, Refusal) else (item, read)

"""What linking keeps between documents, as rows of a case."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tocsin.model.ports import LinkIndex
from tocsin.store.interface import CaseStore

if TYPE_CHECKING:
    from tocsin.store.sql import SqlStore


def by_rows(store: CaseStore) -> bool:
    """Whether a case keeps its linking by row: one in a database that may be written to."""
    from tocsin.store.read_only import ReadOnlyStore
    from tocsin.store.sql import SqlStore

    return isinstance(store, SqlStore) and not isinstance(store, ReadOnlyStore)


def link_classes() -> dict[str, type[Any]]:
    """The classes that rows of linking may be made of, by name."""
    from tocsin.link.actors import Actor
    from tocsin.link.nodes import Node
    from tocsin.link.origins import Ground
    from tocsin.link.statement import Statement
    from tocsin.link.summaries import Lead, Summary
    from tocsin.model.attribution import Attribution
    from tocsin.model.claim import Claim
    from tocsin.model.document import Boilerplate, Document, Publication
    from tocsin.model.entity import Entity
    from tocsin.model.incident import Incident, Origin
    from tocsin.model.interval import Interval
    from tocsin.model.link import Link, Reuse
    from tocsin.model.linkage import Series
    from tocsin.model.mention import Mention, Place
    from tocsin.model.quantity import Quantity
    from tocsin.model.source import Source
    from tocsin.model.span import Span

    listed = (
        *(Actor, Node, Ground, Statement, Lead, Summary, Attribution, Claim, Boilerplate, Document, Publication),
        *(Entity, Incident, Origin, Interval, Link, Reuse, Series, Mention, Place, Quantity, Source, Span),
    )
    return {each.__name__: each for each in listed}


@contextmanager
def open_link_index(store: SqlStore) -> Iterator[LinkIndex]:
    """The rows of a case's linking, to be grown in one transaction."""
    from tocsin.store.link_index import SqlLinkIndex

    with store.writing() as connection:
        yield SqlLinkIndex(connection, link_classes())


def forget_links(store: SqlStore) -> None:
    """Drop all rows of a case's linking, to link it anew."""
    from tocsin.store.link_index import clear

    with store.writing() as connection:
        clear(connection)

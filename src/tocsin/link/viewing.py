"""Viewing: the whole linkage of a case, put together from the rows of its index."""

from __future__ import annotations

from typing import Any

from tocsin.link.roots import distinct
from tocsin.link.rulings import standing
from tocsin.link.windows import id_pair
from tocsin.model.incident import Incident, Origin
from tocsin.model.link import Link, Reuse
from tocsin.model.linkage import Linkage, Series
from tocsin.model.ports import LinkIndex


def view(index: LinkIndex) -> Linkage:
    """Everything that an index holds, sorted."""
    incidents: list[Incident] = list(_all(index, "incident").values())
    return Linkage(
        links=_links(index),
        incidents=tuple(sorted(incidents, key=lambda incident: incident.id)),
        entities=tuple(sorted(_all(index, "entity").values(), key=lambda entity: entity.id)),
        roots=_roots(index),
        reuse=_reuse(index),
        series=_series(index),
    )


def _all(index: LinkIndex, kind: str) -> dict[str, Any]:
    return index.get(kind, index.keys(kind))


def _links(index: LinkIndex) -> tuple[Link, ...]:
    found: dict[tuple[str, str, str], Link] = {}
    for links, _ in _all(index, "of-incident").values():
        found.update({(link.relation, link.a, link.b): link for link in links})
    for held in (*_all(index, "relations").values(), *_all(index, "copies").values()):
        for item in held.values():
            for link in item if isinstance(item, tuple) else (item,):
                found[link.relation, link.a, link.b] = link
    ruled = {id_pair(*key.split("~")): ruling for key, ruling in _all(index, "ruling").items()}
    return tuple(standing((found[key] for key in sorted(found)), ruled))


def _roots(index: LinkIndex) -> tuple[Origin, ...]:
    found: list[Origin] = [root for _, roots in _all(index, "of-incident").values() for root in roots]
    for kind in ("of-document", "of-ground"):
        found += [root for roots in _all(index, kind).values() for root in roots]
    return distinct(found)


def _reuse(index: LinkIndex) -> tuple[Reuse, ...]:
    return tuple(
        item
        for key, held in sorted(_all(index, "reuse").items())
        for other, item in sorted(held.items())
        if key < other
    )


def _series(index: LinkIndex) -> tuple[Series, ...]:
    found: dict[tuple[str, ...], Series] = {}
    for _, held in sorted(_all(index, "series").items()):
        for series in held:
            found.setdefault(series.claim_ids, series)
    return tuple(found[ids] for ids in sorted(found))

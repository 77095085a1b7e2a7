"""Linkage: everything that the link stage finds in one set of claims."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.model.entity import Entity
from tocsin.model.incident import Incident, Origin
from tocsin.model.link import Link, Reuse


@dataclass(frozen=True, slots=True)
class Series:
    """One quantity counted at several times, in time order, with the baseline it is to be read against."""

    id: str
    label: str
    claim_ids: tuple[str, ...]
    values: tuple[float, ...]
    baseline: float | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Linkage:
    """Links, incidents, entities, root origins across incidents, reused text and number series.

    Every claim given in is in exactly one incident. `roots` are groups of claims that look like several grounds
    but go back, or may go back, to one origin (`Origin.stated` tells which).
    """

    links: tuple[Link, ...] = ()
    incidents: tuple[Incident, ...] = ()
    entities: tuple[Entity, ...] = ()
    roots: tuple[Origin, ...] = ()
    reuse: tuple[Reuse, ...] = ()
    series: tuple[Series, ...] = ()

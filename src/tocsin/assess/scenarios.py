"""Scenarios: what to leave out, or until when to look, as masks over reports and documents."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from tocsin.assess.inquiry import Inquiry, Masks
from tocsin.model.judgement import InfluenceKind


@dataclass(frozen=True, slots=True)
class Group:
    """A group of reports that may be left out together, and the documents that go with them."""

    kind: InfluenceKind
    key: str
    label: str
    rows: tuple[int, ...]
    documents: tuple[int, ...] = ()


def groups_of(inquiry: Inquiry) -> tuple[Group, ...]:
    """All reports (documents), origins, sources and indicators that light something, in that order."""
    names = {document.id: document.name for document in inquiry.material.documents}
    titles = {document.id: document.title for document in inquiry.material.documents}
    places = {key: place for place, key in enumerate(inquiry.plan.documents)}
    labels = {indicator.key: indicator.name for indicator in inquiry.template.indicators}
    sources = inquiry.reports.sources
    groups: list[Group] = []
    for key, rows in _rows_by(inquiry, [report.document_id for report in inquiry.plan.reports]):
        groups.append(Group("report", key, titles.get(key) or names.get(key, key), rows, (places[key],)))
    origin_names = [inquiry.reports.origin_source[report.claim_id] for report in inquiry.plan.reports]
    for key, rows in _rows_by(inquiry, [report.origin for report in inquiry.plan.reports]):
        heard = sorted({sources[origin_names[row]].name for row in rows})
        groups.append(Group("origin", key, ", ".join(heard[:3]), rows))
    for key, rows in _rows_by(inquiry, origin_names):
        groups.append(Group("source", key, sources[key].name, rows))
    for key, rows in _rows_by(inquiry, [report.indicator for report in inquiry.plan.reports]):
        groups.append(Group("indicator", key, labels[key], rows))
    return tuple(groups)


def _rows_by(inquiry: Inquiry, keys: Sequence[str]) -> list[tuple[str, tuple[int, ...]]]:
    rows: dict[str, list[int]] = {}
    for row, key in enumerate(keys):
        rows.setdefault(key, []).append(row)
    return [(key, tuple(rows[key])) for key in sorted(rows)]


def everything(inquiry: Inquiry, count: int) -> Masks:
    """`count` scenarios in which everything counts."""
    return Masks(np.ones((len(inquiry.plan.reports), count)), np.ones((len(inquiry.plan.documents), count)))


def leaving_out(inquiry: Inquiry, groups: Sequence[Group]) -> Masks:
    """One scenario a group, without it."""
    masks = everything(inquiry, len(groups))
    for place, group in enumerate(groups):
        masks.reports[list(group.rows), place] = 0.0
        masks.documents[list(group.documents), place] = 0.0
    return masks


def with_only(inquiry: Inquiry, chosen: Sequence[tuple[Collection[int], bool]]) -> Masks:
    """One scenario for each (rows of reports that count, whether the documents' silence counts)."""
    masks = everything(inquiry, len(chosen))
    masks.reports[:] = 0.0
    for place, (rows, silence) in enumerate(chosen):
        masks.reports[list(rows), place] = 1.0
        masks.documents[:, place] = float(silence)
    return masks


def as_known_on(inquiry: Inquiry, days: Sequence[date]) -> Masks:
    """One scenario a day: what was certainly out by then, judged on that day."""
    known = np.array([report.known.toordinal() for report in inquiry.plan.reports], dtype=float)
    read = np.array([day.toordinal() for day in inquiry.plan.document_days], dtype=float)
    ordinals = np.array([day.toordinal() for day in days], dtype=float)
    return Masks(
        (known[:, None] <= ordinals[None, :]).astype(float),
        (read[:, None] <= ordinals[None, :]).astype(float),
        ordinals,
    )

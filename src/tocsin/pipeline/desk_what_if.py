"""What if: the answer with reports, origins, sources or signs left out, reliabilities changed, signs added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from tocsin.assess.inquiry import Inquiry
from tocsin.assess.plan import make_plan
from tocsin.assess.scenarios import groups_of
from tocsin.assess.what_if import Change, Sign, what_if
from tocsin.errors import OptionError
from tocsin.model.judgement import Estimate

KINDS = ("report", "origin", "source", "indicator", "claim")


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is supposed otherwise: groups left out as (kind, key), reliabilities by source name, signs added."""

    without: Sequence[tuple[str, str]] = ()
    reliabilities: Mapping[str, float] = field(default_factory=dict)
    signs: Sequence[Sign] = ()


def supposed(inquiry: Inquiry, change: Supposed) -> tuple[Estimate, Estimate]:
    """The answer under the change, and the answer as it is from the same draws. Raises OptionError where something
    named is not known."""
    reduced = _without(inquiry, change.without)
    answer = what_if(reduced, Change(reliabilities=change.reliabilities, signs=change.signs))
    return answer, what_if(inquiry, Change())


def _without(inquiry: Inquiry, left_out: Sequence[tuple[str, str]]) -> Inquiry:
    if not left_out:
        return inquiry
    rows, documents = _rows(inquiry, left_out)
    kept = [row for row in range(len(inquiry.plan.reports)) if row not in rows]
    reports = [inquiry.plan.reports[row] for row in kept]
    days = {
        key: day
        for place, (key, day) in enumerate(zip(inquiry.plan.documents, inquiry.plan.document_days, strict=True))
        if place not in documents
    }
    for report in reports:
        days.setdefault(report.document_id, report.known)
    plan = make_plan(
        inquiry.template, inquiry.settings, inquiry.plan.numbers, inquiry.question.deadline, reports, days
    )
    weights = inquiry.weights[np.array(kept, dtype=np.intp)]
    return replace(inquiry, plan=plan, weights=weights)


def _rows(inquiry: Inquiry, left_out: Sequence[tuple[str, str]]) -> tuple[set[int], set[int]]:
    """The rows of the reports, and the places of the documents, that go."""
    groups = {(group.kind, group.key): group for group in groups_of(inquiry)}
    by_claim: dict[str, list[int]] = {}
    for row, report in enumerate(inquiry.plan.reports):
        by_claim.setdefault(report.claim_id, []).append(row)
    rows: set[int] = set()
    documents: set[int] = set()
    for kind, key in left_out:
        if kind == "claim":
            # A claim that lights nothing may be left out as well: it changes nothing.
            rows.update(by_claim.get(key, ()))
            continue
        group = next((found for (a, b), found in groups.items() if (a, b) == (kind, key)), None)
        if group is None:
            remedy = "name what stands under /api/carries"
            raise OptionError("nothing of this kind carries the answer", value=f"{kind} {key}", remedy=remedy)
        rows.update(group.rows)
        documents.update(group.documents)
    return rows, documents

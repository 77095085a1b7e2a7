"""What a pass runs over: the plan, the same for all columns, and the columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from tocsin.assess.cells import Touch, touches_of
from tocsin.assess.draws import Draws, Floats
from tocsin.assess.sightings import Report
from tocsin.assess.stage_filter import Ladder
from tocsin.model.settings import AssessSettings
from tocsin.model.template import Indicator, Template

Mask = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Plan:
    """What stays the same over all columns: the reports, their touches by indicator, and the documents' days."""

    template: Template
    settings: AssessSettings
    numbers: Mapping[str, int]
    deadline: date
    reports: tuple[Report, ...]
    touches: Mapping[str, tuple[Touch, ...]]
    documents: tuple[str, ...]
    document_days: tuple[date, ...]
    report_document: npt.NDArray[np.intp]
    watched_since: date | None = None
    """From when on silent windows count; None: in each beat from its first report that is worth anything."""

    @property
    def indicators(self) -> dict[str, Indicator]:
        """Indicators by key."""
        return {indicator.key: indicator for indicator in self.template.indicators}


@dataclass(frozen=True, slots=True)
class Columns:
    """What differs by column: draws, ladder, as-of days (ordinals), weights of reports (0 = left out) and of
    documents (0 = left out)."""

    draws: Draws
    ladder: Ladder
    as_of: Floats
    weights: Floats
    documents: Mask
    marks: Sequence[int] = ()
    """By report, what tells two settings of its weight apart, for passes that remember."""


def make_plan(
    template: Template,
    settings: AssessSettings,
    numbers: Mapping[str, int],
    deadline: date,
    reports: Sequence[Report],
    document_days: Mapping[str, date],
) -> Plan:
    """A plan for one set of reports. `document_days` holds every counted document that bears on the question."""
    ids = tuple(sorted(document_days, key=lambda key: (document_days[key], key)))
    place = {key: row for row, key in enumerate(ids)}
    rows = np.array([place[report.document_id] for report in reports], dtype=np.intp)
    touches = touches_of(reports, template.window_days)
    days = tuple(document_days[key] for key in ids)
    return Plan(template, settings, numbers, deadline, tuple(reports), touches, ids, days, rows)

"""The indicator board: every indicator's cells, with what the reports of each window weigh at the best guess."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from tocsin.assess.cells import cell_log_ratio
from tocsin.assess.inquiry import Inquiry
from tocsin.model.judgement import Cell, CellState, SourceGrade

TELLING = 0.25
"""A log likelihood ratio (1.3 : 1) from which reports count as lighting or denying a sign."""


def cells(inquiry: Inquiry) -> tuple[Cell, ...]:
    """One cell for each indicator and window with reports; for each indicator without any in the current window one
    more for that window, stale or unreported."""
    width = inquiry.settings.window_days
    current = inquiry.as_of.toordinal() // width
    found: list[Cell] = []
    for indicator in inquiry.template.indicators:
        windows: dict[int, tuple[int, ...]] = {}
        for touch in inquiry.plan.touches.get(indicator.key, ()):
            windows[touch.window] = touch.rows
        own = [_cell(inquiry, indicator.key, window, rows, width) for window, rows in sorted(windows.items())]
        found += own
        if current not in windows:
            found.append(_empty(indicator.key, own, current, width))
    return tuple(found)


def _cell(inquiry: Inquiry, key: str, window: int, rows: Sequence[int], width: int) -> Cell:
    best = inquiry.draws.take(np.zeros(1, dtype=np.intp))
    weight = float(cell_log_ratio(rows, inquiry.plan.reports, inquiry.weights[:, :1], best)[0])
    reports = [inquiry.plan.reports[row] for row in rows]
    signs = {report.sign for report, row in zip(reports, rows, strict=True) if abs(inquiry.weights[row, 0]) > 0.05}
    origins = len({report.origin for report in reports})
    claims = tuple(dict.fromkeys(report.claim_id for report in reports))
    yes, no = (len({r.origin for r in reports if r.sign == sign}) for sign in (1, -1))
    reasons = [f"{len(claims)} claims, {origins} independent origins"]
    if yes and no:
        reasons.append(f"{yes} say that it is there, {no} that it is not")
    return Cell(key, *_days(window, width), _state(weight, signs), weight, claims, origins, tuple(reasons))


def _state(weight: float, signs: set[int]) -> CellState:
    if signs == {1, -1}:
        return "contested"
    if weight >= TELLING:
        return "lit"
    return "denied" if weight <= -TELLING else "contested" if signs else "unreported"


def _empty(key: str, own: Sequence[Cell], window: int, width: int) -> Cell:
    start, end = _days(window, width)
    lit = [cell for cell in own if cell.state == "lit"]
    if lit:
        return Cell(key, start, end, "stale", 0.0, lit[-1].claim_ids, 0, (f"last lit by {lit[-1].end}",))
    return Cell(key, start, end, "unreported", 0.0, (), 0, ("no report speaks of it in this window",))


def _days(window: int, width: int) -> tuple[date, date]:
    start = date.fromordinal(max(window * width, 1))
    return start, start + timedelta(days=width - 1)


def not_spoken_of(inquiry: Inquiry) -> tuple[str, ...]:
    """Indicators of the template that no counted report speaks of."""
    return tuple(i.key for i in inquiry.template.indicators if i.key not in inquiry.plan.touches)


def grades(inquiry: Inquiry) -> tuple[SourceGrade, ...]:
    """Every source behind a counted claim, the most quoted first."""
    behind: dict[str, set[str]] = {}
    documents: dict[str, set[str]] = {}
    by_claim = {claim.id: claim.document_id for claim in inquiry.material.claims}
    for claim, source in inquiry.reports.origin_source.items():
        behind.setdefault(source, set()).add(claim)
        documents.setdefault(source, set()).add(by_claim[claim])
    rows = []
    for key, graded in inquiry.reports.sources.items():
        values = inquiry.draws.values.get(f"source:{key}", inquiry.draws[f"grade:{graded.letter}"])
        low, high = (float(value) for value in np.quantile(values, (0.05, 0.95)))
        counts = len(behind.get(key, ())), len(documents.get(key, ()))
        rows.append(
            SourceGrade(
                graded.name,
                graded.type,
                graded.side,
                graded.letter,
                float(values[0]),
                low,
                high,
                *counts,
                graded.reasons,
            )
        )
    return tuple(sorted(rows, key=lambda row: (-row.claims, row.name, row.type)))

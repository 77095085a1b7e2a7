"""The indicator board: every indicator by week, each cell with what opens behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from tocsin.assess.sightings import Report
from tocsin.assess.templates import diagnosticity
from tocsin.model.judgement import CellState
from tocsin.model.template import Indicator
from tocsin.report import words
from tocsin.report.desk.claims import claim_brief
from tocsin.report.desk.incidents import incident_row
from tocsin.report.desk.sight import Row, Sight, UnknownIdError
from tocsin.report.vocabulary import load_wording

MOST_WEEKS = 60
WEEK = timedelta(days=7)
MOST_OPENED = 100


@dataclass
class _Heard:
    """What was reported of one indicator in one stretch of days."""

    reports: list[Report] = field(default_factory=list)

    @property
    def signs(self) -> set[int]:
        """Which of "it is there" (+1) and "it is not" (-1) was reported."""
        return {report.sign for report in self.reports}


def board(sight: Sight, since: date | None, until: date | None, tasks: Sequence[Row]) -> Row:
    """All indicators in the template's order, by week."""
    weeks = _weeks(sight, since, until)
    heard = _heard(sight, weeks)
    telling = (
        {row.indicator: row.best for row in diagnosticity(sight.desk.asked.template)} if sight.desk.asked else {}
    )
    steps = {step.key: step.log_odds for step in sight.judgement.steps} if sight.judgement else {}
    rows = []
    for indicator in sight.indicators.values():
        own = [
            report for report in sight.reports if report.indicator == indicator.key and report.known <= sight.as_of
        ]
        latest = _latest(own)
        cells = _cells(sight, indicator, weeks, heard[indicator.key], _before(own, weeks))
        rows.append(
            {
                "indicator": indicator.key,
                "name": indicator.name,
                "family": indicator.family,
                "effect": indicator.effect,
                "hypothesis": indicator.hypothesis,
                "description": indicator.description,
                "telling": round(telling.get(indicator.key, 0.0), 3),
                "state": cells[-1]["state"] if cells else "unreported",
                "latest": latest,
                "origins": len({report.origin for report in own}),
                "claims": len({report.claim_id for report in own}),
                "log_odds": round(steps.get(indicator.key, 0.0), 3),
                "persistence": indicator.persistence,
                "cells": cells,
                "tasks": [task for task in tasks if task["indicator"] == indicator.key],
            }
        )
    return {
        "weeks": [{"start": str(start), "end": str(end), "label": words.short_day(start)} for start, end in weeks],
        "rows": rows,
        "families": list(dict.fromkeys(indicator.family for indicator in sight.indicators.values())),
    }


def board_states(sight: Sight) -> list[Row]:
    """Where each indicator stands in the week of the day, in short."""
    weeks = [(sight.as_of - timedelta(days=6), sight.as_of)]
    heard = _heard(sight, weeks)
    return [
        {
            "indicator": indicator.key,
            "name": indicator.name,
            **{
                name: cell[name]
                for name in ("state", "letter", "origins")
                for cell in _cells(sight, indicator, weeks, heard[indicator.key], lit_before(sight, indicator.key))
            },
        }
        for indicator in sight.indicators.values()
    ]


def lit_before(sight: Sight, indicator: str) -> bool:
    """Whether the last that was heard of an indicator up to the day was that it is there."""
    own = [report for report in sight.reports if report.indicator == indicator and report.known <= sight.as_of]
    return bool(own) and max(own, key=lambda report: report.day).sign > 0


def opened(sight: Sight, key: str, start: date | None, end: date | None, tasks: Sequence[Row]) -> Row:
    """One row or cell with the incidents and claims behind it. Raises UnknownIdError."""
    indicator = sight.indicators.get(key)
    if indicator is None:
        raise UnknownIdError("no such indicator", value=key, place="indicator", remedy="see /api/words")
    own = [
        report
        for report in sight.reports
        if report.indicator == key
        and report.known <= sight.as_of
        and (start is None or report.day >= start)
        and (end is None or report.day <= end)
    ]
    state = _state({report.sign for report in own}, lit_before(sight, key) and not own)
    word, _ = load_wording().state[state]
    parts = {
        sight.desk.incident_of[report.claim_id]: True for report in own if report.claim_id in sight.desk.incident_of
    }
    return {
        "indicator": indicator_row(indicator),
        "state": state,
        "words": word,
        "reasons": _reasons(own),
        "seen": [
            {"stage": stage, "low": seen.low, "best": seen.best, "high": seen.high, "reason": seen.reason}
            for stage, seen in indicator.seen
        ],
        "incidents": [incident_row(sight, sight.parts[part]) for part in parts if part in sight.parts][:MOST_OPENED],
        "claims": [
            {
                **claim_brief(sight, sight.desk.claims[report.claim_id]),
                "lit": report.sign,
                "score": round(report.score, 3),
                "day": str(report.day),
            }
            for report in own
            if report.claim_id in sight.desk.claims
        ][:MOST_OPENED],
        "tasks": [task for task in tasks if task["indicator"] == key],
    }


def indicator_row(indicator: Indicator) -> Row:
    """An indicator in words."""
    return {
        "key": indicator.key,
        "name": indicator.name,
        "description": indicator.description,
        "family": indicator.family,
        "effect": indicator.effect,
        "hypothesis": indicator.hypothesis,
        "sighting": indicator.sighting,
        "examples": list(indicator.examples),
        "reason": indicator.reason,
    }


def _weeks(sight: Sight, since: date | None, until: date | None) -> list[tuple[date, date]]:
    """Weeks that end on the day asked for, at most `MOST_WEEKS`, from the first report on."""
    last = min(until or sight.as_of, sight.as_of)
    days = [report.day for report in sight.reports if report.known <= sight.as_of]
    first = max(since or min(days, default=last), last - MOST_WEEKS * WEEK + timedelta(days=1))
    count = max(1, -(-((last - first).days + 1) // 7))
    starts = [last - WEEK * step + timedelta(days=1) for step in range(count, 0, -1)]
    return [(start, start + WEEK - timedelta(days=1)) for start in starts]


def _heard(sight: Sight, weeks: Sequence[tuple[date, date]]) -> dict[str, dict[int, _Heard]]:
    found: dict[str, dict[int, _Heard]] = defaultdict(lambda: defaultdict(_Heard))
    first = weeks[0][0]
    for report in sight.reports:
        if report.known <= sight.as_of and first <= report.day <= weeks[-1][1]:
            found[report.indicator][(report.day - first).days // 7].reports.append(report)
    return found


def _before(own: Sequence[Report], weeks: Sequence[tuple[date, date]]) -> bool:
    """Whether an indicator was lit when the first week began."""
    earlier = [report for report in own if report.day < weeks[0][0]]
    return bool(earlier) and max(earlier, key=lambda report: report.day).sign > 0


def _cells(
    sight: Sight,
    indicator: Indicator,
    weeks: Sequence[tuple[date, date]],
    heard: dict[int, _Heard],
    lit: bool,
) -> list[Row]:
    ratios = _ratios(sight, indicator.key)
    made = []
    for place, (start, end) in enumerate(weeks):
        here = heard.get(place, _Heard())
        state = _state(here.signs, lit)
        if here.reports:
            lit = 1 in here.signs and -1 not in here.signs
        word, letter = load_wording().state[state]
        origins = len({report.origin for report in here.reports})
        by = f" by {words.counted(origins, 'independent origin')}" if origins else ""
        made.append(
            {
                "state": state,
                "letter": letter,
                "words": f"{word}{by}",
                "origins": origins,
                "claims": len({report.claim_id for report in here.reports}),
                "log_likelihood_ratio": next(
                    (ratio for a, b, ratio in ratios if a <= end <= b or a <= start <= b), 0.0
                ),
                "incidents": _incidents(sight, here.reports),
            }
        )
    return made


def _ratios(sight: Sight, key: str) -> list[tuple[date, date, float]]:
    cells = sight.judgement.cells if sight.judgement else ()
    return [
        (cell.start, cell.end, round(cell.log_likelihood_ratio, 3))
        for cell in cells
        if cell.indicator == key and cell.claim_ids
    ]


def _incidents(sight: Sight, reports: Sequence[Report]) -> list[str]:
    found = (sight.desk.incident_of.get(report.claim_id) for report in reports)
    return list(dict.fromkeys(key for key in found if key))[:20]


def _state(signs: set[int], lit: bool) -> CellState:
    if signs == {1, -1}:
        return "contested"
    if signs:
        return "lit" if 1 in signs else "denied"
    return "stale" if lit else "unreported"


def _latest(own: Sequence[Report]) -> str:
    if not own:
        return ""
    last = max(own, key=lambda report: (report.day, report.claim_id))
    signs = {report.sign for report in own if report.day == last.day}
    word, _ = load_wording().state[_state(signs, False)]
    return f"{word}, {words.day(last.day)}"


def _reasons(own: Sequence[Report]) -> list[str]:
    yes, no = (len({report.origin for report in own if report.sign == sign}) for sign in (1, -1))
    if not own:
        return ["no report speaks of it in these days"]
    reasons = [f"{words.counted(len({report.claim_id for report in own}), 'claim')}"]
    if yes:
        reasons.append(f"{words.counted(yes, 'independent origin')} {'say' if yes > 1 else 'says'} that it is there")
    if no:
        reasons.append(f"{words.counted(no, 'independent origin')} {'say' if no > 1 else 'says'} that it is not")
    return reasons

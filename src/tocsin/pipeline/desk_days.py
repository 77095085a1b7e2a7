"""The answer on every day of a case, quick enough for a slider: one inquiry, seen on each day through masks.

A day's row is worked out from fewer draws than a judgement, and from what was certainly out by then. That two reports
go back to one origin is taken as it is known today, as in a judgement's own history.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from tocsin.assess.inquiry import Inquiry, Material, inquire, prior_answers, prior_ratio, run
from tocsin.assess.posterior import estimate, weigh
from tocsin.assess.scenarios import as_known_on
from tocsin.assess.vocabulary import word_for
from tocsin.model.judgement import Estimate, StageShare
from tocsin.model.settings import AssessSettings
from tocsin.pipeline.desk import Desk

DRAWS = 60
# Numbers that one pass may hold at once: reports times draws times days. 8 bytes each.
MOST_NUMBERS = 8_000_000
MOST_COLUMNS = 6_000
MOST_DAYS = 800


@dataclass(frozen=True, slots=True)
class DayRow:
    """The answer as of one day. `prior` is the answer without evidence on that day; `documents` counts the documents
    that count, `origins` the independent origins behind what they light or deny; `arrived` are the documents that
    count from this day on."""

    as_of: date
    estimate: Estimate
    prior: float
    word: str
    stages: tuple[StageShare, ...]
    documents: int
    origins: int
    arrived: tuple[str, ...]


def first_and_last(desk: Desk, today: date) -> tuple[date, date]:
    """The days between which a desk's curve runs: from a week before the first document that counts to today or the
    deadline, whichever comes first; never longer than `MOST_DAYS`."""
    assert desk.asked is not None
    question = desk.asked.question
    out = [day for day in desk.known.values() if day is not None and day <= question.deadline]
    last = max(min(today, question.deadline), min(out, default=date.min))
    first = min([*out, last]) - timedelta(days=7)
    if question.opened:
        first = max(first, question.opened - timedelta(days=7))
    return max(first, last - timedelta(days=MOST_DAYS)), last


def desk_inquiry(desk: Desk, as_of: date, settings: AssessSettings, draws: int = DRAWS) -> Inquiry:
    """The inquiry that the rows are read off, as of the last day."""
    assert desk.asked is not None
    given = desk.corpus
    evidence = tuple(desk.evidence.values())
    material = Material(given.documents, given.claims, desk.linkage, evidence, desk.judged_by)
    settings = replace(settings, draws=min(draws, settings.draws))
    return inquire(desk.asked.question, desk.asked.template, as_of, material, settings)


def day_rows(desk: Desk, inquiry: Inquiry, days: Sequence[date]) -> Iterator[DayRow]:
    """One row for each of the days, in order; none may be later than the inquiry's."""
    arrivals: dict[date, list[str]] = {}
    for key, day in desk.known.items():
        if day is not None:
            arrivals.setdefault(day, []).append(key)
    known = np.array(sorted(day.toordinal() for day in desk.known.values() if day is not None))
    heard = _first_heard(inquiry)
    draws = inquiry.draws.count
    size = max(1, min(MOST_COLUMNS, MOST_NUMBERS // max(1, len(inquiry.plan.reports))) // draws)
    for start in range(0, len(days), size):
        part = days[start : start + size]
        outcome = run(inquiry, None, as_known_on(inquiry, part))
        answers = outcome.answer.reshape(len(part), -1)
        likelihoods = outcome.log_likelihood.reshape(len(part), -1)
        stages = outcome.stages.reshape(outcome.stages.shape[0], len(part), -1)
        for place, day in enumerate(part):
            weights = weigh(likelihoods[place], prior_ratio(inquiry)).values
            made = estimate(answers[place], weights, inquiry.settings.interval)
            yield DayRow(
                day,
                made,
                float(prior_answers(inquiry, day).mean()),
                word_for(made.probability),
                _shares(inquiry, stages[:, place, :] @ weights),
                int(np.searchsorted(known, day.toordinal(), side="right")),
                int(np.searchsorted(heard, day.toordinal(), side="right")),
                tuple(arrivals.get(day, ())),
            )


def _shares(inquiry: Inquiry, shares: np.ndarray) -> tuple[StageShare, ...]:
    stages = inquiry.template.stages
    return tuple(StageShare(stage.key, stage.name, float(share)) for stage, share in zip(stages, shares, strict=True))


def _first_heard(inquiry: Inquiry) -> np.ndarray:
    """The days on which each origin was first heard, in order."""
    first: dict[str, date] = {}
    for report in inquiry.plan.reports:
        first[report.origin] = min(report.known, first.get(report.origin, report.known))
    return np.array(sorted(day.toordinal() for day in first.values()))

"""Replay: the answer as it would have been given on any past day, from what was known then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from tocsin.assess.inquiry import Inquiry, prior_ratio, run
from tocsin.assess.posterior import estimate, weigh
from tocsin.assess.scenarios import as_known_on
from tocsin.model.judgement import DayEstimate

CHUNK_COLUMNS = 6_000


def replay(inquiry: Inquiry, days: Sequence[date], draws: int = 200) -> tuple[DayEstimate, ...]:
    """One estimate a day, none later than the inquiry's as-of day.

    Documents count from the first day by which they were certainly out. Each day's draws are weighted by what was
    known on that day. `draws` says how many of the draws are used (the first ones, best guess included).
    """
    wanted = [day for day in sorted(set(days)) if day <= inquiry.as_of]
    chosen = np.arange(min(draws, inquiry.draws.count))
    size = max(1, CHUNK_COLUMNS // len(chosen))
    found: list[DayEstimate] = []
    for start in range(0, len(wanted), size):
        part = wanted[start : start + size]
        outcome = run(inquiry, chosen, as_known_on(inquiry, part))
        answers = outcome.answer.reshape(len(part), -1)
        likelihoods = outcome.log_likelihood.reshape(len(part), -1)
        for day, answer, likelihood in zip(part, answers, likelihoods, strict=True):
            weights = weigh(likelihood, prior_ratio(inquiry, day)[chosen]).values
            found.append(DayEstimate(day, estimate(answer, weights, inquiry.settings.interval)))
    return tuple(found)


def history_days(inquiry: Inquiry, most: int = 45) -> tuple[date, ...]:
    """About weekly days from a little before the first document (or the opening) to the as-of day, which is last."""
    first = min([*inquiry.plan.document_days, inquiry.as_of])
    if inquiry.question.opened:
        first = min(max(first, inquiry.question.opened), inquiry.as_of)
    start = first - timedelta(days=7)
    step = max(7, -(-(inquiry.as_of - start).days // most))
    days = [inquiry.as_of - timedelta(days=step * back) for back in range(most + 1)]
    return tuple(sorted(day for day in days if day >= start))

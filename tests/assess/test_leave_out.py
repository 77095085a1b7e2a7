"""Leave-one-out curves: near the answer that a whole pass without the report gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from judged_cases import AS_OF, TARGET, THIRD, Said, inquiry, question

from tocsin.assess.draws import logit
from tocsin.assess.inquiry import Masks, prior_ratio, run
from tocsin.assess.leave_out import leave_out_curves
from tocsin.assess.posterior import weigh
from tocsin.assess.scenarios import as_known_on
from tocsin.model.settings import AssessSettings

SIGNS = ("force.movement", "leader.denial", "force.alert", "basing.support", "command.order", "force.crossing")
CASE = [
    Said(
        AS_OF - timedelta(days=9 * number + 1),
        SIGNS[number % 6],
        source=replace(TARGET if number % 3 else THIRD, name=f"s{number}"),
    )
    for number in range(10)
]


def test_as_a_whole_pass_without_each_report() -> None:
    prepared = inquiry(CASE, asked=question(AS_OF + timedelta(days=120)), settings=AssessSettings(draws=20))
    groups = [(row,) for row in range(len(CASE))]
    days = [AS_OF - timedelta(days=back) for back in (70, 31, 12, 0)]
    curves = leave_out_curves(prepared, groups, days)
    assert curves.without.shape == (4, 10)
    for place, day in enumerate(curves.days):
        masks = as_known_on(prepared, [day])
        full = run(prepared, None, masks)
        weights = weigh(full.log_likelihood, prior_ratio(prepared, day)).values
        assert float(logit(curves.answers[place])) == pytest.approx(float(logit(full.answer @ weights)), abs=0.02)
        for rows in groups:
            reports = masks.reports.copy()
            reports[list(rows)] = 0.0
            without = run(prepared, None, Masks(reports, masks.documents, masks.as_of)).answer @ weights
            found = curves.without[place, rows[0]]
            assert float(logit(found)) == pytest.approx(float(logit(without)), abs=0.05)


def test_a_report_not_yet_made_changes_nothing() -> None:
    prepared = inquiry(CASE, settings=AssessSettings(draws=10))
    latest = int(np.argmax([report.day.toordinal() for report in prepared.plan.reports]))
    curves = leave_out_curves(prepared, [(latest,)], [AS_OF - timedelta(days=30)])
    assert curves.without[0, 0] == pytest.approx(curves.answers[0], rel=1e-5)

"""Hindsight: the backward pass against a plain loop, and what it sees that the day itself could not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from judged_cases import AS_OF, THIRD, Said, inquiry, question

from tocsin.assess.hindsight import between, hindsight
from tocsin.assess.passage import told_by_day
from tocsin.assess.plan import Columns
from tocsin.model.settings import AssessSettings

SIGNS = ("force.movement", "command.order", "force.alert", "mobilisation.callup", "command.lockdown")
LATE = [
    Said(AS_OF - timedelta(days=2 + 7 * number), key, source=replace(THIRD, name=f"{key} {number}"))
    for number in range(3)
    for key in SIGNS
]


def test_as_the_forward_backward_pass() -> None:
    """One draw, to 1e-9 of a plain loop over all days."""
    prepared = inquiry(LATE, settings=AssessSettings(draws=1))
    days = [AS_OF - timedelta(days=back) for back in (40, 15, 6, 0)]
    found = hindsight(prepared, days, 1)
    columns = Columns(
        prepared.draws,
        prepared.ladder,
        np.array([float(AS_OF.toordinal())]),
        prepared.weights,
        np.ones((len(prepared.plan.documents), 1)),
    )
    told = dict(told_by_day(prepared.plan, columns))
    span = range(AS_OF.toordinal() - 40, AS_OF.toordinal() + 1)
    step = between(prepared.ladder, 1)[0]
    ones = np.ones(step.shape[0])
    factor = {day: np.exp(told[day][:-1, 0]) if day in told else ones for day in span}
    forward = {span[0]: prepared.ladder.settled[0] * factor[span[0]]}
    for day in span[1:]:
        forward[day] = forward[day - 1] @ step * factor[day]
    backward = {span[-1]: ones}
    for day in reversed(span[:-1]):
        backward[day] = step @ (factor[day + 1] * backward[day + 1])
    for row in found:
        both = forward[row.day.toordinal()] * backward[row.day.toordinal()]
        both = both / both.sum()
        assert row.scare == pytest.approx(both[0], abs=1e-9)
        assert row.stages[-1].probability == pytest.approx(both[-1], abs=1e-9)
        assert sum(stage.probability for stage in row.stages) == pytest.approx(1.0)


def test_later_signs_raise_what_is_thought_of_the_day_before_them() -> None:
    day = AS_OF - timedelta(days=20)
    then = inquiry([], as_of=day)
    now = hindsight(inquiry(LATE), [day])[0]
    calm = hindsight(then, [day])[0]
    assert now.stages[0].probability < calm.stages[0].probability


def test_an_outcome_that_came_puts_the_last_day_on_the_last_rung() -> None:
    asked = replace(question(), outcome=True, resolved_on=AS_OF)
    row = hindsight(inquiry(LATE, asked=asked), [AS_OF])[0]
    assert row.stages[-1].probability == pytest.approx(1.0)
    assert hindsight(inquiry(LATE, asked=asked), [AS_OF + timedelta(days=1)]) == ()

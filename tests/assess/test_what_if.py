"""What-if: toggles leave the case alone, a bench never changes an answer, other days see what was out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from judged_cases import ACTOR, AS_OF, TARGET, THIRD, Said, answer, inquiry

from tocsin.assess.what_if import Change, Sign, make_bench, tried
from tocsin.errors import OptionError

CASE = [
    Said(AS_OF - timedelta(days=70), "force.movement", source=TARGET),
    Said(AS_OF - timedelta(days=40), "command.order", source=THIRD),
    Said(AS_OF - timedelta(days=20), "leader.denial", source=ACTOR),
    Said(AS_OF - timedelta(days=6), "force.movement", source=THIRD),
    Said(AS_OF - timedelta(days=2), "force.alert", source=replace(THIRD, name="Monitors")),
]


def without(keep: object) -> list[Said]:
    return [item for item in CASE if item is not keep]


@pytest.mark.parametrize(
    "change",
    [
        Change(without_sources=frozenset({"Monitors"})),
        Change(without_indicators=frozenset({"force.alert"})),
    ],
)
def test_toggled_off_is_as_if_never_said(change: Change) -> None:
    made = tried(make_bench(inquiry(CASE), 200), change).estimate.probability
    assert made == pytest.approx(answer(without(CASE[-1])), rel=0.02)


def test_a_bench_never_changes_an_answer() -> None:
    bench = make_bench(inquiry(CASE), 60)
    changes = [
        Change(),
        Change(without_sources=frozenset({THIRD.name})),
        Change(signs=(Sign("command.lockdown", AS_OF - timedelta(days=9)),)),
        Change(as_of=AS_OF - timedelta(days=30)),
        Change(reliabilities={TARGET.name: 0.1}),
        Change(),
    ]
    for change in changes:
        assert tried(bench, change) == tried(make_bench(inquiry(CASE), 60), change)


def test_another_day_sees_what_was_out() -> None:
    day = AS_OF - timedelta(days=30)
    made = tried(make_bench(inquiry(CASE), 200), Change(as_of=day))
    assert made.estimate.probability == pytest.approx(answer(CASE[:2], as_of=day), rel=0.02)


@pytest.mark.parametrize(
    "change",
    [
        Change(as_of=AS_OF + timedelta(days=1)),
        Change(reliabilities={"nobody": 0.5}),
        Change(signs=(Sign("x", AS_OF),)),
    ],
)
def test_what_is_not_known_is_refused(change: Change) -> None:
    with pytest.raises(OptionError):
        tried(make_bench(inquiry(CASE), 20), change)

"""Speed of the judgement on a made-up case: a whole judgement, what-ifs, a replay, leave-one-outs over all days; and
agreement with hmmlearn (to be installed beside it).

    python benchmarks/judgement_speed.py [--days 1000] [--left-out 200] [--draws 1000]

CPU seconds on one core are printed beside wall-clock seconds, because the machine may be shared.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import sys

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

import numpy as np
from judged_cases import AS_OF, TEMPLATE, THIRD, Said, inquiry, material, question

from tocsin.assess.draws import Floats
from tocsin.assess.hindsight import between, hindsight
from tocsin.assess.inquiry import Inquiry
from tocsin.assess.judging import conclude
from tocsin.assess.leave_out import leave_out_curves
from tocsin.assess.passage import told_by_day
from tocsin.assess.plan import Columns
from tocsin.assess.replay import replay
from tocsin.assess.what_if import Change, Sign, make_bench, tried
from tocsin.model.settings import AssessSettings

SIGNS = tuple(item.key for item in TEMPLATE.indicators)


def case(reports: int, days: int, draws: int) -> Inquiry:
    """So many reports of all indicators in turn, spread over so many days."""
    said = [
        Said(
            AS_OF - timedelta(days=days - n * days // reports),
            SIGNS[n % len(SIGNS)],
            source=replace(THIRD, name=f"s{n}"),
        )
        for n in range(reports)
    ]
    asked = question(AS_OF + timedelta(days=180))
    return inquiry(material(said), asked=asked, settings=AssessSettings(draws=draws))


def timed(name: str, action: Callable[[], object]) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    action()
    print(f"{name:60s} {time.process_time() - cpu:7.2f} s CPU {time.perf_counter() - wall:7.2f} s", flush=True)


def curves(prepared: Inquiry, days: int) -> None:
    """Every day's answer with everything and without each report, from all draws."""
    wanted = [AS_OF - timedelta(days=n) for n in range(days)]
    leave_out_curves(prepared, [(row,) for row in range(len(prepared.plan.reports))], wanted)


def told_once() -> tuple[Inquiry, dict[int, Floats]]:
    """Weekly reports under one draw, and what each day tells."""
    said = [
        Said(AS_OF - timedelta(days=7 * n + 1), SIGNS[n % 20], source=replace(THIRD, name=f"s{n}")) for n in range(25)
    ]
    prepared = inquiry(said, settings=AssessSettings(draws=1))
    columns = Columns(
        prepared.draws,
        prepared.ladder,
        np.array([float(AS_OF.toordinal())]),
        prepared.weights,
        np.ones((len(prepared.plan.documents), 1)),
    )
    return prepared, dict(told_by_day(prepared.plan, columns))


def agreement(days: int = 200) -> None:
    """The same chain, with the same evidence, in hmmlearn: forward and backward, by day."""
    from hmmlearn.base import BaseHMM

    class Told(BaseHMM):  # type: ignore[misc]
        """A chain whose observations are the log likelihoods themselves."""

        def _compute_log_likelihood(self, rows: object) -> object:
            return rows

        def _check(self) -> None:
            """Nothing but the chain to check."""

    prepared, told = told_once()
    span = [AS_OF - timedelta(days=days - 1 - n) for n in range(days)]
    live = between(prepared.ladder, 1)[0]
    size = len(live) + 1
    chain = Told(n_components=size)
    chain.startprob_ = np.append(prepared.ladder.settled[0], 0.0)
    chain.transmat_ = np.vstack([np.column_stack([live, 1 - live.sum(axis=1)]), np.eye(size)[-1]])
    rows = np.zeros((days, size))
    for place, day in enumerate(span):
        rows[place] = told[day.toordinal()][:, 0] if day.toordinal() in told else 0.0
    rows[:, -1] = -1e6  # the question is open
    theirs_at = time.process_time()
    theirs = chain.predict_proba(rows)
    ours_at = time.process_time()
    ours = hindsight(prepared, span, 1)
    done = time.process_time()
    worst = max(
        abs(row.scare - their[0]) + abs(row.stages[-1].probability - their[-2])
        for row, their in zip(ours, theirs, strict=True)
    )
    print(f"hmmlearn, {days} days, {size} states, one draw: shares differ by at most {worst:.1e}; ", end="")
    print(f"{1e3 * (ours_at - theirs_at):.1f} ms there, {1e3 * (done - ours_at):.1f} ms here (windows included)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=1000)
    parser.add_argument("--left-out", type=int, default=200)
    parser.add_argument("--draws", type=int, default=1000)
    options = parser.parse_args()
    small, large = case(100, 180, options.draws), case(options.left_out, options.days, options.draws)
    timed("judgement, 100 reports over half a year", lambda: conclude(small))
    bench = make_bench(small)
    tried(bench, Change())
    timed("what-if on it: a sign added", lambda: tried(bench, Change(signs=(Sign("force.movement", AS_OF),))))
    source = small.reports.sources[next(iter(small.reports.sources))].name
    timed("what-if on it: a source left out", lambda: tried(bench, Change(without_sources=frozenset({source}))))
    timed("the day before", lambda: tried(bench, Change(as_of=AS_OF - timedelta(days=1))))
    days = [AS_OF - timedelta(days=n * 10) for n in range(options.days // 10)]
    timed(f"replay of {len(days)} days, {options.left_out} reports, 60 draws", lambda: replay(large, days, 60))
    name = f"{options.days} days × {options.left_out} left out × {options.draws} draws"
    timed(name, lambda: curves(large, options.days))
    agreement()


if __name__ == "__main__":
    main()

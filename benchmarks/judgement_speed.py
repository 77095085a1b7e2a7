"""Speed of the judgement on a made-up case: a whole judgement, a what-if, a replay, leave-one-outs, the ladder alone.

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

from tocsin.assess.inquiry import Inquiry
from tocsin.assess.judging import conclude
from tocsin.assess.replay import replay
from tocsin.assess.stage_filter import Shares, advance, still_open, update
from tocsin.assess.what_if import Change, Sign, what_if
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


def ladder_alone(prepared: Inquiry, days: int, left_out: int) -> None:
    """Every day a step with evidence of its own for every leave-one-out and draw, in slices that fit the cache."""
    draws = prepared.draws.count
    slices = max(1, left_out // 8)
    generator = np.random.default_rng(1)
    for _ in range(slices):
        columns = np.tile(np.arange(draws), left_out // slices)
        ladder = prepared.ladder.take(columns)
        shares = Shares(ladder.settled.copy(), np.zeros(len(columns)))
        evidence = generator.normal(size=(4, len(columns)))
        for _ in range(days // 5):  # evidence comes on one day in five
            shares = still_open(advance(ladder, shares, np.full(len(columns), 5.0)))
            shares, _ = update(shares, evidence)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=1000)
    parser.add_argument("--left-out", type=int, default=200)
    parser.add_argument("--draws", type=int, default=1000)
    options = parser.parse_args()
    small, large = case(100, 180, options.draws), case(options.left_out, options.days, options.draws)
    timed("judgement, 100 reports over half a year", lambda: conclude(small))
    timed("what-if on it", lambda: what_if(small, Change(signs=(Sign("force.movement", AS_OF),))))
    days = [AS_OF - timedelta(days=n * 10) for n in range(options.days // 10)]
    timed(f"replay of {len(days)} days, {options.left_out} reports, 60 draws", lambda: replay(large, days, 60))
    name = f"ladder alone: {options.days} days, {options.left_out} left out, {options.draws} draws"
    timed(name, lambda: ladder_alone(large, options.days, options.left_out))


if __name__ == "__main__":
    main()

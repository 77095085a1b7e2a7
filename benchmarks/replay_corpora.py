"""Replays the two corpora of reports: does the answer separate the attack that came from the one that did not?

    python benchmarks/replay_corpora.py [--step DAYS]

Prints both curves by days before the event or the deadline, whether the page that leaks the outcome was left out, and
Brier and log score of the daily answers beside the base rate alone and a count of reports. The count's line is fitted
to the outcomes themselves, over days of both corpora, so that it is as good as such a rule can be. Two questions
prove nothing: days of one question are not independent, and no interval is printed for that reason.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from tocsin.assess.day_by_day import DayAnswer, known_by
from tocsin.assess.inquiry import Material, inquire
from tocsin.assess.scoring import brier, log_score, report_count_baseline
from tocsin.cli.request import Request
from tocsin.cli.sitting import sitting
from tocsin.pipeline.replaying import replayed

FOLDER = Path(__file__).parent / "corpora"
SHOWN = (120, 105, 90, 75, 60, 45, 30, 21, 14, 10, 7, 5, 3, 2, 1)


@dataclass(frozen=True)
class Past:
    """One corpus: the question, the day that the curve runs up to, the outcome, and the page that leaks it."""

    file: str
    question: str
    event: date
    outcome: bool
    leak: str


CORPORA = (
    Past(
        "russia-ukraine-2021.jsonl",
        "Will Russia's armed forces attack Ukraine before 2022-04-01?",
        date(2022, 2, 24),
        True,
        "ru-27",
    ),
    Past(
        "serbia-kosovo-2023.jsonl",
        "Will Serbia's armed forces attack Kosovo before 2024-01-01?",
        date(2024, 1, 1),
        False,
        "rs-34",
    ),
)


def main() -> None:
    """Replay both and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--step", type=int, default=1, help="days from one answer to the next")
    step = parser.parse_args().step
    curves = [curve(past, step) for past in CORPORA]
    print("\ndays before   came                          did not come")
    for back in SHOWN:
        cells = [
            next((a for a in found if a.as_of == past.event - timedelta(days=back)), None) for past, found in curves
        ]
        print(f"{back:>11}   " + "   ".join(_cell(answer) for answer in cells))
    for last in (60, 30, 14, 7):
        pairs = _pairs(curves, last)
        plain = [_odds(came.estimate.probability) - _odds(never.estimate.probability) for came, never in pairs]
        told = [_told(came) - _told(never) for came, never in pairs]
        print(
            f"last {last:>2} days: ratio of the two odds {np.exp(np.median(plain)):.1f} (median), "
            f"{np.exp(np.median(told)):.1f} by the evidence alone (each against its own prior); "
            f"ahead on {sum(value > 0 for value in told)} of {len(told)} days"
        )
    scores(curves)


def curve(past: Past, step: int) -> tuple[Past, list[DayAnswer]]:
    """The answers of one corpus, from 120 days before the event to the day before it."""
    begun = time.perf_counter()
    request = Request(words=(past.question, str(FOLDER / past.file)), as_of=str(past.event - timedelta(days=1)))
    with sitting(request) as seat:
        material = Material(seat.corpus.documents, seat.corpus.claims, seat.linkage, seat.evidence)
        ready = time.perf_counter()
        days = [past.event - timedelta(days=back) for back in range(120, 0, -step)]
        found = list(replayed(seat.past, seat.workshop.settings, days))
        done = time.perf_counter()
        late = past.event + timedelta(days=1000)
        known = known_by(material, late)
        whole = inquire(seat.past.question, seat.past.template, late, known, seat.workshop.settings.assess)
        names = {document.id: document.name for document in seat.corpus.documents}
        left = {names[item.document_id]: item.reason for item in whole.counting.left_out}
    print(
        f"{past.file}: {len(names)} reports; {past.leak} {'left out' if past.leak in left else 'NOT CAUGHT'}", end=""
    )
    wrongly = [name for name in left if name != past.leak]
    print(f"; {len(wrongly)} others left out {wrongly or ''}")
    print(f"  reading, extraction, linking, matching {ready - begun:.1f} s; {len(days)} days {done - ready:.1f} s")
    return past, found


def scores(curves: list[tuple[Past, list[DayAnswer]]]) -> None:
    """Brier and log score over all days, each corpus weighing the same, beside both baselines."""
    answers = np.array([a.estimate.probability for _, found in curves for a in found])
    priors = np.array([a.prior for _, found in curves for a in found])
    counts = np.array([float(a.documents) for _, found in curves for a in found])
    outcomes = np.array([float(past.outcome) for past, found in curves for _ in found])
    fitted = report_count_baseline(counts, priors, outcomes)
    print(f"\n{'all days':<24}{'Brier':>8}{'log':>8}")
    for name, values in (("Tocsin", answers), ("base rate alone", priors), ("count of reports", fitted)):
        print(f"{name:<24}{brier(values, outcomes):>8.4f}{log_score(values, outcomes):>8.4f}")


def _pairs(curves: list[tuple[Past, list[DayAnswer]]], last: int) -> list[tuple[DayAnswer, DayAnswer]]:
    """Answers of both corpora as many days before the event."""
    by_back = [{(past.event - a.as_of).days: a for a in found} for past, found in curves]
    return [
        (by_back[0][back], by_back[1][back]) for back in sorted(by_back[0]) if back <= last and back in by_back[1]
    ]


def _odds(probability: float) -> float:
    return float(np.log(probability / (1 - probability)))


def _told(answer: DayAnswer) -> float:
    """What the evidence adds to the day's prior, in log-odds: the two questions' deadlines differ."""
    return _odds(answer.estimate.probability) - _odds(answer.prior)


def _cell(answer: DayAnswer | None) -> str:
    if answer is None:
        return f"{'–':<27}"
    made = answer.estimate
    return f"{made.probability:6.1%} ({made.low:.1%} to {made.high:.1%}) [{answer.prior:.1%}]".ljust(27)


if __name__ == "__main__":
    main()

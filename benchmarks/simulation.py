"""Simulation-based calibration: worlds drawn from the judge's own model, watched and unwatched, then broken.

    python benchmarks/simulation.py [--worlds 2000] [--draws 400] [--template enters-war] [--only NAME …]

Prints, for each kind of world: how often the outcome came, expected calibration error, Brier and log score against
the base rate and against a rule that knows only the number of reports, coverage of the 50 % and 90 % intervals, the
rank histogram, and the mean effective sample size.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass, replace

import numpy as np

from tocsin.assess.calibration import calibration_bins, expected_calibration_error, flatness, rank_histogram
from tocsin.assess.draws import LEAST_ATTENTION, Draws, Floats, make_draws, share
from tocsin.assess.evaluation import evaluate
from tocsin.assess.likelihoods import log_ratios
from tocsin.assess.plan import Columns, make_plan
from tocsin.assess.posterior import weigh
from tocsin.assess.scoring import brier, log_score, paired_bootstrap, report_count_baseline
from tocsin.assess.simulation import World, WorldSettings, make_world
from tocsin.assess.stage_filter import Ladder, make_ladder
from tocsin.assess.templates import load_template
from tocsin.assess.vocabulary import load_grades, load_method
from tocsin.model.settings import AssessSettings
from tocsin.model.template import Range, Template

PRIOR = Range(0.05, 0.12, 0.26, "by the deadline; higher than the template's, so that outcomes can be counted")

# Nothing is forgotten: parameters do not change within a world.
PURE = {**load_method().numbers, "learning_half_life_days": 10**6}
POOL = 4000
UNWATCHED, WATCHED = (0.0, 0.6), (0.9, 1.0)
# Attention in the best windows of a desk that is not known to watch; how many windows are like that is as unknown as
# in any judgement. With the usual 0.03 to 0.6 a half-year brings four reports, from which nobody learns anything.
UNWATCHED_LEVEL = (0.3, 0.98)
SOON = 60
RELIABLE = "A"
KINDS: dict[str, tuple[WorldSettings, tuple[float, float]]] = {
    "unwatched": (WorldSettings(), UNWATCHED),
    "watched": (WorldSettings(), WATCHED),
    "unwatched, reliable sources, 60 days": (WorldSettings(horizon_days=SOON, letter=RELIABLE), UNWATCHED),
    "watched, reliable sources, 60 days": (WorldSettings(horizon_days=SOON, letter=RELIABLE), WATCHED),
    "sources of all grades": (WorldSettings(mixed=True), UNWATCHED),
    "signs that move together": (WorldSettings(common_cause=0.15), UNWATCHED),
    "a lying side": (WorldSettings(liars=0.2), UNWATCHED),
    "a third of signs unwatched": (WorldSettings(blind=0.35), WATCHED),
    "copies that hide their origin": (WorldSettings(hidden_copies=1.5), UNWATCHED),
    "likelihoods wrong by three": (WorldSettings(wrong_factor=3.0), UNWATCHED),
    "attention that follows the signs": (WorldSettings(bursts=True), UNWATCHED),
}


@dataclass(frozen=True)
class Judged:
    """One judged world."""

    answer: float
    prior: float
    happened: bool
    reports: int
    rank: float
    effective: float
    truth: float


@dataclass(frozen=True)
class Setting:
    """Template, settings and two sets of draws: the worlds' and the judge's."""

    template: Template
    settings: AssessSettings
    worlds: tuple[Draws, Ladder, Floats]
    judge: tuple[Draws, Ladder, Floats]
    count: int


def assumptions(template: Template, settings: AssessSettings, made: WorldSettings) -> tuple[Draws, Ladder, Floats]:
    """Draws of one kind of world. The usual source, of whom silence is expected, has the letter of the world's."""
    draws = make_draws(template, load_grades(), load_method(), settings)
    draws = draws.take(np.arange(1, draws.count))  # the best guess itself is no random draw
    if settings.coverage_low == 0:
        place = np.log(draws["attention"] / LEAST_ATTENTION) / np.log(settings.coverage_high / LEAST_ATTENTION)
        low, high = UNWATCHED_LEVEL
        draws = draws.replaced({"attention": low * (high / low) ** place})
    draws = draws.replaced({"grade:C": draws[f"grade:{made.letter}"]})
    hazard = -np.log1p(-share(PRIOR, draws["prior_normal"])) / made.horizon_days
    return draws, make_ladder(template, draws, hazard), hazard


def judge_world(world: World, setting: Setting) -> Judged:
    """Judge one world, and rank the answer under its true numbers among the judge's draws."""
    pool, rungs_of_all, hazards = setting.judge
    # Every world has a judge of its own, so that what a few draws miss by chance is not the same in all of them.
    chosen = np.random.default_rng([7, world.column]).choice(pool.count, setting.count, replace=False)
    draws, ladder, hazard = pool.take(chosen), rungs_of_all.take(chosen), hazards[chosen]
    plan = make_plan(setting.template, setting.settings, PURE, world.deadline, world.reports, world.document_days)
    plan = replace(plan, watched_since=world.watched_since)
    own, own_ladder, _ = setting.worlds
    both = Draws(
        {name: np.append(value, own[name][world.column]) for name, value in draws.values.items()}, draws.count + 1
    )
    rungs = Ladder(
        *(
            np.concatenate([getattr(ladder, name), getattr(own_ladder, name)[[world.column]]])
            for name in Ladder.__slots__
        )
    )
    outcome = evaluate(plan, _columns(world, both, rungs))
    answers, truth = outcome.answer[:-1], float(outcome.answer[-1])
    days = (world.deadline - world.as_of).days + setting.settings.reporting_lag_days
    priors = -np.expm1(-hazard * days)
    prior = float(priors.mean())
    weights = weigh(outcome.log_likelihood[:-1], priors / prior)
    rank = float(weights.values[answers < truth].sum())
    answer = float(answers @ weights.values)
    return Judged(answer, prior, world.happened, len(world.reports), rank, weights.effective, truth)


def _columns(world: World, draws: Draws, ladder: Ladder) -> Columns:
    weights = log_ratios(world.reports, world.sources, draws)
    as_of = np.full(draws.count, float(world.as_of.toordinal()))
    return Columns(draws, ladder, as_of, weights, np.ones((len(world.document_days), draws.count)))


def run(name: str, worlds: int, count: int, template: Template) -> None:
    made, (low, high) = KINDS[name]
    base = AssessSettings(draws=POOL + 1, coverage_low=low, coverage_high=high)
    theirs = replace(base, draws=worlds + 1, seed=base.seed + 1)
    setting = Setting(template, base, assumptions(template, theirs, made), assumptions(template, base, made), count)
    started = time.perf_counter()
    own, own_ladder, _ = setting.worlds
    judged = [
        judge_world(make_world(template, own, own_ladder, column, made, 7), setting) for column in range(worlds)
    ]
    report(name, judged, time.perf_counter() - started)


def report(name: str, judged: list[Judged], seconds: float) -> None:
    answers = np.array([row.answer for row in judged])
    outcomes = np.array([float(row.happened) for row in judged])
    rate = np.full(len(judged), outcomes.mean())
    prior = np.array([row.prior for row in judged])
    counts = np.array([float(row.reports) for row in judged])
    ranks = np.array([row.rank for row in judged])
    histogram = rank_histogram(list(ranks))
    by_count = report_count_baseline(counts, prior, outcomes)
    skill = paired_bootstrap(answers, rate, outcomes)
    print(f"\n{name}: {len(judged)} worlds, {seconds:.0f} s, {counts.mean():.0f} reports each")
    print(f"  came true {outcomes.mean():.3f}   mean answer {answers.mean():.3f}   prior {prior.mean():.3f}")
    print(f"  expected calibration error {expected_calibration_error(answers, outcomes):.3f}")
    print(
        f"  Brier {brier(answers, outcomes):.4f}   base rate {brier(rate, outcomes):.4f}"
        f"   report count {brier(by_count, outcomes):.4f}"
        f"   difference to base rate {skill.mean:+.4f} [{skill.low:+.4f}, {skill.high:+.4f}]"
    )
    print(f"  log score {log_score(answers, outcomes):.4f}   base rate {log_score(rate, outcomes):.4f}")
    inside = [float(((ranks > (1 - level) / 2) & (ranks < (1 + level) / 2)).mean()) for level in (0.5, 0.9)]
    print(f"  intervals hold the true numbers' answer: 50 % in {inside[0]:.3f}, 90 % in {inside[1]:.3f}")
    print(f"  ranks {' '.join(str(count) for count in histogram)}   chi²/df {flatness(histogram):.2f}")
    print(f"  effective draws {np.mean([row.effective for row in judged]):.0f}")
    against = paired_bootstrap(answers, by_count, outcomes)
    print(f"  difference to the report count {against.mean:+.4f} [{against.low:+.4f}, {against.high:+.4f}]")
    for row in calibration_bins(answers, outcomes):
        print(
            f"    {row.low:.3f}-{row.high:.3f}  mean {row.mean:.3f}  came true {row.share:.3f} "
            f"[{row.share_low:.3f}, {row.share_high:.3f}]"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=2000)
    parser.add_argument("--draws", type=int, default=400)
    parser.add_argument("--template", default="enters-war")
    parser.add_argument("--only", nargs="+", choices=sorted(KINDS), default=list(KINDS))
    options = parser.parse_args()
    template = load_template(options.template)
    for name in KINDS:
        if name in options.only:
            run(name, options.worlds, options.draws, template)


if __name__ == "__main__":
    main()

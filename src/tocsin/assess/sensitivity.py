"""Sensitivity: what the answer would be without each report, origin, source or indicator, at other reliabilities,
and at the ends of each assumption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from tocsin.assess.draws import Floats, logit
from tocsin.assess.inquiry import Indices, Inquiry, daily_hazard, run
from tocsin.assess.likelihoods import log_ratios
from tocsin.assess.posterior import LIMIT, quantiles
from tocsin.assess.scenarios import Group, groups_of, leaving_out
from tocsin.assess.stage_filter import make_ladder
from tocsin.assess.vocabulary import load_words
from tocsin.model.judgement import Assumption, Influence, Tipping

GRID = np.concatenate([np.linspace(0.0, 0.9, 10), [0.95, 0.98, 0.995, 1.0]])
TIPPED_SOURCES = 6
EVEN = 0.5
SLICE_COLUMNS = 4_000


def influences(inquiry: Inquiry, chosen: Indices) -> tuple[Influence, ...]:
    """Leave-one-out by report, origin, source and indicator, the strongest first within each kind."""
    return _influences(inquiry, chosen, groups_of(inquiry))


def report_influences(inquiry: Inquiry, chosen: Indices) -> tuple[Influence, ...]:
    """Leave-one-out by report alone, the strongest first."""
    return _influences(inquiry, chosen, [group for group in groups_of(inquiry) if group.kind == "report"])


def _influences(inquiry: Inquiry, chosen: Indices, groups: Sequence[Group]) -> tuple[Influence, ...]:
    if not groups:
        return ()
    without = _without(inquiry, chosen, groups)
    full = float(np.clip(run(inquiry, chosen).answer.mean(), LIMIT, 1 - LIMIT))
    found = []
    for group, answer in zip(groups, np.clip(without, LIMIT, 1 - LIMIT), strict=True):
        claims = tuple(dict.fromkeys(inquiry.plan.reports[row].claim_id for row in group.rows))
        change = float(logit(float(answer)) - logit(full))
        found.append(Influence(group.kind, group.key, group.label, float(answer), change, claims))
    order = {kind: place for place, kind in enumerate(("report", "origin", "source", "indicator"))}
    return tuple(sorted(found, key=lambda item: (order[item.kind], -abs(item.change_log_odds), item.key)))


def _without(inquiry: Inquiry, chosen: Indices, groups: Sequence[Group]) -> Floats:
    """The answer without each group. Groups of the same reports (one report from one source, say) are run once, and
    large cases in slices."""
    keys = [group.rows for group in groups]
    first = dict(reversed(list(zip(keys, groups, strict=True))))
    distinct = list(first)
    size = max(1, SLICE_COLUMNS // len(chosen))
    answers: dict[object, float] = {}
    for start in range(0, len(distinct), size):
        part = distinct[start : start + size]
        masks = leaving_out(inquiry, [first[key] for key in part])
        means = run(inquiry, chosen, masks).answer.reshape(len(part), -1).mean(axis=1)
        answers.update(zip(part, means.tolist(), strict=True))
    return np.array([answers[key] for key in keys])


def tipping(inquiry: Inquiry, chosen: Indices, answer: float, found: Sequence[Influence]) -> tuple[Tipping, ...]:
    """For the most influential sources: the reliability at which the answer would pass an even chance, or the border
    of the next word in the direction in which the source pulls."""
    names = [item for item in found if item.kind == "source"][:TIPPED_SOURCES]
    if not names:
        return ()
    settings = []
    draws = inquiry.draws
    for item in names:
        letter = inquiry.reports.sources[item.key].letter
        draws = draws.replaced(
            {f"source:{item.key}": draws.values.get(f"source:{item.key}", draws[f"grade:{letter}"])}
        )
        settings += [(f"source:{item.key}", float(value)) for value in GRID]
    curves = np.array(_answers_at(replace(inquiry, draws=draws), chosen, settings)).reshape(len(names), -1)
    rows = []
    for item, curve in zip(names, curves, strict=True):
        rows.append(_tipping(inquiry, item, curve, EVEN))
        border = _next_border(answer, item.change_log_odds < 0)
        if border is not None and border != EVEN:
            rows.append(_tipping(inquiry, item, curve, border))
    return tuple(rows)


def _tipping(inquiry: Inquiry, item: Influence, curve: Floats, threshold: float) -> Tipping:
    source = inquiry.reports.sources[item.key]
    current = inquiry.draws.values.get(f"source:{item.key}", inquiry.draws[f"grade:{source.letter}"])[0]
    label = f"{source.name}: reliability"
    crossings = np.flatnonzero((curve[:-1] < threshold) != (curve[1:] < threshold))
    if not len(crossings):
        side = "below" if curve.max() < threshold else "above"
        why = f"at any reliability from 0 to 1 the answer stays {side} {threshold:.0%}"
        return Tipping(label, item.key, float(current), None, threshold, (why,))
    at = int(crossings[0])
    share = (threshold - curve[at]) / (curve[at + 1] - curve[at])
    value = float(GRID[at] + share * (GRID[at + 1] - GRID[at]))
    way = "above" if curve[at + 1] > curve[at] else "below"
    why = f"the answer passes {threshold:.0%} only if {source.name}'s reliability is {way} {value:.2f}"
    return Tipping(label, item.key, float(current), value, threshold, (why,))


def _next_border(answer: float, upward: bool) -> float | None:
    borders = [word.up_to for word in load_words() if word.up_to < 1]
    beyond = [border for border in borders if (border > answer if upward else border <= answer)]
    return (min(beyond) if upward else max(beyond)) if beyond else None


TORNADO = (
    ("prior_normal", "The reference class's rate"),
    ("attention", "How much the desk watched"),
    ("unevenness", "How unevenly it watched"),
    ("scare_onset", "How often there are scares without intent"),
    ("scare_costly", "How far a scare shows costly signs"),
    ("false_alarms", "False alarms"),
    ("share_of_interest", "What origins of one interest share"),
    ("split_of_rarity", "Rarely ready, or rarely going in"),
    ("compliance", "Whether an order would be obeyed"),
)


def tornado(inquiry: Inquiry, chosen: Indices) -> tuple[Assumption, ...]:
    """The answer at the 5 % and 95 % points of each assumption and each grade, the widest first."""
    letters = sorted({source.letter for source in inquiry.reports.sources.values()})
    names = [*TORNADO, *((f"grade:{letter}", f"What grade {letter} stands for") for letter in letters)]
    names = [(name, label) for name, label in names if name in inquiry.draws.values]
    even = np.full(inquiry.draws.count, 1 / inquiry.draws.count)
    ends = [(name, quantiles(inquiry.draws[name], even, (0.05, 0.95))) for name, _ in names]
    settings = [(name, value) for name, pair in ends for value in pair]
    answers = _answers_at(inquiry, chosen, settings)
    rows = []
    for place, ((name, label), (_, pair)) in enumerate(zip(names, ends, strict=True)):
        at_low, at_high = answers[2 * place], answers[2 * place + 1]
        rows.append(Assumption(name, label, pair[0], pair[1], at_low, at_high))
    return tuple(sorted(rows, key=lambda row: (-abs(float(logit(row.at_high) - logit(row.at_low))), row.parameter)))


def _answers_at(inquiry: Inquiry, chosen: Indices, settings: Sequence[tuple[str, float]]) -> list[float]:
    """The mean answer with one parameter set at a time, everything else as drawn; all in one pass."""
    draws = inquiry.draws.take(np.tile(chosen, len(settings)))
    size = len(chosen)
    changes: dict[str, Floats] = {}
    for place, (name, value) in enumerate(settings):
        column = changes.setdefault(name, draws[name].copy())
        column[place * size : (place + 1) * size] = value
    draws = draws.replaced(changes)
    hazard = daily_hazard(inquiry.question, inquiry.template, draws, inquiry.rulings, inquiry.first_day)
    weights = log_ratios(inquiry.plan.reports, inquiry.reports.sources, draws)
    ladder = make_ladder(inquiry.template, draws, hazard)
    changed = replace(inquiry, draws=draws, ladder=ladder, weights=weights, hazard=hazard)
    answers = run(changed).answer.reshape(len(settings), size).mean(axis=1)
    return [float(answer) for answer in np.clip(answers, LIMIT, 1 - LIMIT)]

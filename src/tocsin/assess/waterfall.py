"""The waterfall: from the prior to the answer in steps of log-odds, one an indicator, that add up exactly.

Each step is the indicator's Shapley value (Shapley 1953): what it adds on average over the orders in which the
indicators could be taken in, estimated from sampled orders and their reverses (Castro et al. 2009,
doi:10.1016/j.cor.2008.04.004; Mitchell et al. 2022 for the pairing). Within one order the steps telescope, so that
their sum is exact whatever the number of orders. What the documents' silence says is a step of its own, and so is
what is left: how the reports shift the weights of the assumptions themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tocsin.assess.draws import Floats, logit
from tocsin.assess.inquiry import Indices, Inquiry, run
from tocsin.assess.posterior import LIMIT
from tocsin.assess.scenarios import with_only
from tocsin.model.judgement import Step

ORDERS = 8
SILENCE = "silence"
ASSUMPTIONS = "assumptions"


def waterfall(inquiry: Inquiry, chosen: Indices, prior: float, answer: float) -> tuple[Step, ...]:
    """Steps from the prior's to the answer's log-odds, the largest first; the assumptions' step last."""
    rows: dict[str, list[int]] = {}
    for row, report in enumerate(inquiry.plan.reports):
        rows.setdefault(report.indicator, []).append(row)
    players = sorted(rows)
    if inquiry.plan.documents:
        players.append(SILENCE)
    values = _shapley(inquiry, chosen, players, rows)
    labels = {indicator.key: indicator.name for indicator in inquiry.template.indicators}
    steps = [
        _step(inquiry, key, labels.get(key, ""), value, rows) for key, value in zip(players, values, strict=True)
    ]
    steps.sort(key=lambda step: (-abs(step.log_odds), step.key))
    rest = float(logit(answer) - logit(prior)) - sum(step.log_odds for step in steps)
    why = "how the reports shift the weights of the assumptions, and the spread over them"
    return (*steps, Step(ASSUMPTIONS, "The assumptions themselves", rest, (), (why,)))


def _shapley(inquiry: Inquiry, chosen: Indices, players: Sequence[str], rows: dict[str, list[int]]) -> list[float]:
    if not players:
        return []
    orders = _orders(len(players), inquiry.settings.seed)
    coalitions: dict[frozenset[int], int] = {}
    for order in orders:
        for upto in range(len(players) + 1):
            coalitions.setdefault(frozenset(order[:upto]), len(coalitions))
    scenarios = []
    for members in coalitions:
        taken = [row for place in members for row in rows.get(players[place], ())]
        scenarios.append((taken, any(players[place] == SILENCE for place in members)))
    answers = run(inquiry, chosen, with_only(inquiry, scenarios)).answer.reshape(len(scenarios), -1).mean(axis=1)
    log_odds: Floats = logit(np.clip(answers, LIMIT, 1 - LIMIT))
    sums = [0.0] * len(players)
    for order in orders:
        for upto, place in enumerate(order):
            before, after = frozenset(order[:upto]), frozenset(order[: upto + 1])
            sums[place] += float(log_odds[coalitions[after]] - log_odds[coalitions[before]]) / len(orders)
    return sums


def _orders(count: int, seed: int) -> list[tuple[int, ...]]:
    generator = np.random.default_rng([seed, count])
    orders: list[tuple[int, ...]] = []
    for _ in range(ORDERS // 2):
        order = tuple(int(place) for place in generator.permutation(count))
        orders += [order, order[::-1]]
    return orders


def _step(inquiry: Inquiry, key: str, label: str, value: float, rows: dict[str, list[int]]) -> Step:
    if key == SILENCE:
        why = "signs that a desk of this coverage would have seen in these documents, and did not"
        return Step(SILENCE, "Signs not seen", value, (), (why,))
    reports = [inquiry.plan.reports[row] for row in rows[key]]
    claims = tuple(dict.fromkeys(report.claim_id for report in reports))
    origins = len({report.origin for report in reports})
    denied = sum(report.sign < 0 for report in reports)
    reasons = [f"{len(claims)} claims from {origins} origins"]
    if denied:
        reasons.append(f"{denied} of them say that it is not so")
    return Step(key, label, value, claims, tuple(reasons))

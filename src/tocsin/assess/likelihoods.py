"""What a report weighs: how much likelier it is if the sign is there than if it is not, along its whole chain.

A source of reliability r passes on what is so; otherwise it says that the sign is there with probability a
(P(report | H) = r·P(previous | H) + (1 - r)·a). The same form as the two-state noisy channel of cascaded
inference (Schum & Du Charme 1971, doi:10.1016/0030-5073(71)90025-5; Schum 1994).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from tocsin.assess.draws import Draws, Floats
from tocsin.assess.grading import GradedSource, reliability
from tocsin.assess.sightings import Report

HEDGE_LINKS = ("probable", "possible", "unverified", "stance")


def log_ratios(reports: Sequence[Report], sources: Mapping[str, GradedSource], draws: Draws) -> Floats:
    """log Λ of each report (rows) in each column of the draws. A worthless report weighs exactly 0."""
    rows = [log_ratio(report, sources, draws) for report in reports]
    return np.vstack(rows) if rows else np.zeros((0, draws.count))


def log_ratio(report: Report, sources: Mapping[str, GradedSource], draws: Draws) -> Floats:
    """Natural log of P(report | sign there) / P(report | sign not there)."""
    # The report says `present` (sign +1) or `absent` (sign -1); the algebra is the same with the roles exchanged.
    if_so = np.ones(draws.count)
    if_not = np.zeros(draws.count)
    for link in report.chain:
        trust = reliability(sources[link.source], draws)
        relation = "none" if link.relay else link.relation
        anyway = draws[f"says:{relation}:{report.push}"]
        if link.relay:
            trust = 1 - (1 - trust) * draws["relay"]
        else:
            # Words that serve their speaker are cheap; what goes against his interest keeps its full weight.
            trust = trust * (1 - draws["interested"] * np.maximum(2 * anyway - 1, 0.0))
        if_so = trust * if_so + (1 - trust) * anyway
        if_not = trust * if_not + (1 - trust) * anyway
    for hedge in report.hedges:
        if hedge in HEDGE_LINKS:
            trust = draws[f"hedge:{hedge}"]
            if_so = trust * if_so + (1 - trust) * 0.5
            if_not = trust * if_not + (1 - trust) * 0.5
    middle = 0.5 * (if_so + if_not)
    if_so = report.score * if_so + (1 - report.score) * middle
    if_not = report.score * if_not + (1 - report.score) * middle
    weight = np.log(np.maximum(if_so, 1e-9)) - np.log(np.maximum(if_not, 1e-9))
    return np.asarray(report.sign * (weight + _vouching(report, draws)))


def _vouching(report: Report, draws: Draws) -> Floats:
    """What the writer's own word on the report's truth adds: half of another witness, for or against."""
    total = np.zeros(draws.count)
    for hedge, sign in (("confirmed", 1.0), ("contradicted", -1.0)):
        if hedge in report.hedges:
            trust = report.score * draws[f"hedge:{hedge}"]
            total = total + sign * 0.5 * (np.log1p(trust) - np.log1p(-trust))
    return total

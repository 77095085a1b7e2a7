"""Versions of the ladder: with everything and without each of many groups, carried forward together, read off by day.

Each day is read off by backward vectors (Rabiner 1989, doi:10.1109/5.18626, section III), so that a version costs a
few multiplications a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from tocsin.assess.compliance import last_step_factor
from tocsin.assess.draws import Floats, Indices
from tocsin.assess.evaluation import obeyed_by
from tocsin.assess.hindsight import between
from tocsin.assess.inquiry import Inquiry, prior_ratio
from tocsin.assess.passage import Trace
from tocsin.assess.plan import Columns
from tocsin.assess.posterior import weigh
from tocsin.assess.stage_filter import LARGEST_RATE, SMALLEST_RATE, Ladder, spectrum

Singles = npt.NDArray[np.float32]
Changes = dict[int, dict[int, Floats]]
"""By day of a step and number of a group: the factors (stages × columns) by which leaving it out changes what is said
there."""


def everything(inquiry: Inquiry) -> Columns:
    """All draws, with everything counted, on the inquiry's day."""
    as_of = np.full(inquiry.draws.count, float(inquiry.as_of.toordinal()))
    documents = np.ones((len(inquiry.plan.documents), inquiry.draws.count))
    return Columns(inquiry.draws, inquiry.ladder, as_of, inquiry.weights, documents)


@dataclass(frozen=True, slots=True)
class Gap:
    """Some days without evidence: from each live stage to each other one, and to the outcome (columns last)."""

    passage: Floats
    lost: Floats

    def back(self, vectors: Floats) -> Floats:
        """Vectors (several × live stages × columns) as seen from before these days."""
        return np.asarray(np.einsum("stn,ktn->ksn", self.passage, vectors))


class _Final:
    """The chance that the outcome comes within so many days, by live stage and column, under the last ladder."""

    def __init__(self, ladder: Ladder) -> None:
        self.values = np.ascontiguousarray(ladder.values.T)
        self.stays = np.ascontiguousarray((ladder.into * ladder.out.sum(axis=2)[:, None]).transpose(1, 2, 0))

    def within(self, days: float) -> Floats:
        """Of all paths from each stage, those that do not stay out."""
        staying = np.einsum("lkn,kn->ln", self.stays, np.exp(self.values * days))
        return np.asarray(np.maximum(1.0 - staying, 0.0))


class Versions:
    """The ladder with everything (version 0) and without each group, carried forward together and read off by day.

    Versions stand in the order in which they part from the full one, so that only those that have parted are carried:
    `live` is versions × live stages × columns, in single precision, which is ample for differences of answers.
    """

    def __init__(self, inquiry: Inquiry, made: Trace, changes: Changes, groups: int) -> None:
        self.inquiry, self.groups = inquiry, groups
        steps = [step for stretch in made.stretches for step in stretch.steps]
        self.said = {step.day: np.asarray(step.spoken.log_likelihood - step.before) for step in steps}
        parted = {number: day for day in sorted(changes, reverse=True) for number in changes[day]}
        self.order = sorted(range(groups), key=lambda number: (parted.get(number, 10**9), number))
        place = {number: version for version, number in enumerate(self.order, 1)}
        self.changes = {
            day: (
                np.array([place[number] for number in found]),
                np.stack([value.astype(np.float32) for value in found.values()]),
            )
            for day, found in changes.items()
        }
        self.gaps: dict[int, Gap] = {}
        self.final = _Final(_obeyed(inquiry))

    def between(self, days: int) -> Gap:
        """The ladder's passage in so many days, worked out once."""
        if days not in self.gaps:
            passage = np.ascontiguousarray(between(self.inquiry.ladder, days).transpose(1, 2, 0))
            self.gaps[days] = Gap(passage, 1.0 - passage.sum(axis=1))
        return self.gaps[days]

    def read(self, days: Sequence[date]) -> Floats:
        """The weighted answers by day (rows) and group (columns, the full answer first)."""
        lag, points = self.inquiry.settings.reporting_lag_days, sorted(self.said)
        live = self.inquiry.ladder.settled.T[None].astype(np.float32)
        learned, rows, wanted, now = np.zeros(live.shape[2]), [], list(days), points[0] if points else 0
        half_life = self.inquiry.plan.numbers["learning_half_life_days"]
        weights: dict[tuple[int, ...], Floats] = {}
        for place in range(len(points) + 1):
            until = points[place] if place < len(points) else None
            while wanted and (until is None or wanted[0].toordinal() - lag < until):
                day = wanted.pop(0)
                recent = tuple(point for point in points[place:] if point <= day.toordinal())
                if recent not in weights:
                    weights[recent] = self._weights(learned, live[0], recent, day)
                rows.append(self._answer(live, weights[recent], now, recent, day))
            if until is None:
                break
            weights.clear()
            live = _stepped(live, self.between(until - now))
            live, gained = self._taken_in(live, until)
            learned, now = learned * 0.5 ** ((until - now) / half_life) + gained, until
        found = np.array(rows)
        back = [0, *(1 + self.order.index(number) for number in range(self.groups))]
        return found[:, back]

    def _taken_in(self, live: Singles, point: int) -> tuple[Singles, Floats]:
        live = self._parted(live, (point,))
        said = self.said[point][:-1]
        live *= np.exp(said - said.max(axis=0)).astype(np.float32)
        if point in self.changes:
            versions, factors = self.changes[point]
            live[versions] *= factors[:, :-1]
        total = live.sum(axis=1, keepdims=True)
        live /= total
        return live, np.log(total[0, 0]) + said.max(axis=0)

    def _parted(self, live: Singles, points: Sequence[int]) -> Singles:
        """With versions of their own for the groups that part from the full one at these steps."""
        most = max((int(self.changes[point][0].max()) for point in points if point in self.changes), default=0)
        if most < len(live):
            return live
        return np.concatenate([live, np.repeat(live[:1], most + 1 - len(live), axis=0)])

    def _weights(self, learned: Floats, live: Singles, recent: Sequence[int], day: date) -> Floats:
        total = learned
        for point in recent:
            total = total + np.log((live * np.exp(self.said[point][:-1])).sum(axis=0))
        return weigh(total, prior_ratio(self.inquiry, day)).values

    def _answer(self, live: Singles, weights: Floats, now: int, recent: Sequence[int], day: date) -> Floats:
        """One day: paths that stay, and those that came to the outcome since the cut, by backward vectors."""
        lag = self.inquiry.settings.reporting_lag_days
        left = float((self.inquiry.question.deadline - day).days)
        if left + lag <= 0:
            return np.zeros(self.groups + 1)
        stays, whole = self._backward(recent, max(day.toordinal() - lag, now), now, day, left)
        changed = [point for point in recent if point in self.changes]
        state = self._parted(live, changed)
        both = _read(state, whole)
        if changed:
            versions, kept = self._together(changed, live.shape[2])
            own = state[versions]
            both[:, versions] = _read(own * kept[:, :-1], stays) + _read(own, whole - stays) * kept[:, -1]
        answers = (both[0] / both[1]) @ weights.astype(np.float32)
        return np.concatenate([answers, np.repeat(answers[:1], self.groups + 1 - len(answers))])

    def _together(self, points: Sequence[int], columns: int) -> tuple[Indices, Singles]:
        """The versions that change at any of these steps, and the product of their factors."""
        if len(points) == 1:
            return self.changes[points[0]]
        versions = np.unique(np.concatenate([self.changes[point][0] for point in points]))
        product = np.ones((len(versions), self.inquiry.ladder.settled.shape[1] + 1, columns), dtype=np.float32)
        for point in points:
            places, factors = self.changes[point]
            product[np.searchsorted(versions, places)] *= factors
        return versions, product

    def _backward(self, recent: Sequence[int], cut: int, now: int, day: date, left: float) -> tuple[Singles, Singles]:
        """Seen from `now`, by live stage and column: the chance of what was told since, and (first) of the outcome
        coming by the deadline as well; over paths that stay out from the cut to the day, and over all paths."""
        end = self.final.within(max(left, 0.0))
        stays = np.stack([end, np.ones_like(end)])
        whole, entered, then = stays, np.ones((1, end.shape[1])), day.toordinal()
        for point in [*reversed(recent), None]:
            gap = self.between(then - (cut if point is None else point))
            stays, whole = gap.back(stays), gap.back(whole) + gap.lost * entered
            if point is not None:
                said = np.exp(self.said[point] - self.said[point].max(axis=0))
                stays, whole, entered, then = stays * said[:-1], whole * said[:-1], entered * said[-1:], point
        before = self.between(cut - now)
        return before.back(stays).astype(np.float32), before.back(whole).astype(np.float32)


def _stepped(live: Singles, gap: Gap) -> Singles:
    """All versions some days on."""
    return np.asarray(np.einsum("vsn,stn->vtn", live, gap.passage.astype(np.float32)))


def _read(live: Singles, vectors: Singles) -> Singles:
    """Each version's shares times the two vectors of its column: 2 × versions × columns."""
    return np.asarray(np.einsum("vln,kln->kvn", live, vectors))


def _obeyed(inquiry: Inquiry) -> Ladder:
    """The ladder with its last step as far as an order would be obeyed."""
    factor = last_step_factor(inquiry.draws, obeyed_by(inquiry.plan, everything(inquiry)))
    forward = inquiry.ladder.forward.copy()
    forward[:, -1] = np.clip(forward[:, -1] * factor, SMALLEST_RATE, LARGEST_RATE)
    return spectrum(forward, inquiry.ladder.back)

"""Moment: one desk with everything that is worked out from it once, or when somebody first asks."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tocsin.assess.inquiry import Inquiry
from tocsin.model.judgement import Judgement
from tocsin.model.template import Indicator
from tocsin.pipeline.desk import Desk
from tocsin.pipeline.desk_days import DayRow
from tocsin.report.context import Context, make_context
from tocsin.report.desk.question import question_head
from tocsin.report.desk.sight import Row, Sight, weights
from tocsin.report.desk.voices import voices
from tocsin.report.masking import Masker
from tocsin.report.material import Material
from tocsin.serve.refusals import refused
from tocsin.serve.search_index import SearchIndex

MOST_SIGHTS = 12
MOST_CONTEXTS = 3
# A page waits so long for figures before it is given those that are at hand.
PATIENCE_SECONDS = 1.5
LONGEST_SECONDS = 25.0
SHOWN = Masker(None, {}, masking=False)


@dataclass(frozen=True)
class Figures:
    """What is worked out from a desk with a question: the inquiry behind the curve, its rows by day, and how a day is
    judged. `judged` are the judgements at hand."""

    inquiry: Inquiry
    rows: Mapping[date, DayRow]
    judge: Callable[[date], Judgement]
    judged: dict[date, Future[Judgement]] = field(default_factory=dict)


class Moment:
    """A desk as the server holds it. Its look-ups are made by whichever thread asks first."""

    def __init__(
        self,
        desk: Desk,
        masker: Masker,
        numbers: Mapping[str, int],
        indicators: Mapping[str, Indicator],
        figures: Figures | None,
        search: SearchIndex | None,
        bench: ThreadPoolExecutor,
    ) -> None:
        self.desk = desk
        self.masker = masker
        self.numbers = numbers
        self.indicators = indicators
        self.figures = figures
        self._search: dict[bool, SearchIndex] = {False: search} if search is not None else {}
        self._bench = bench
        self._lock = threading.RLock()
        self._making = threading.RLock()
        self._sights: OrderedDict[tuple[date, bool, bool], Sight] = OrderedDict()
        self._contexts: OrderedDict[tuple[date, bool], Context] = OrderedDict()
        self._heads: dict[tuple[date, bool], Future[Row]] = {}
        self._day: date | None = None
        self.memo: dict[str, Any] = {}

    @property
    def state(self) -> str:
        """The name of the moment."""
        return self.desk.state

    def sight(self, as_of: date, *, reveal: bool, judgement: Judgement | None = None) -> Sight:
        """The desk as seen on a day; the same object for the same day, so that what it works out is kept."""
        key = (as_of, reveal, judgement is not None)
        with self._lock:
            found = self._sights.get(key)
            if found is None:
                found = self._sights[key] = self._sight(as_of, reveal, judgement)
            self._sights.move_to_end(key)
            passing = [each for each in self._sights if each[0] != self._day]
            for each in passing[: max(0, len(passing) - MOST_SIGHTS)]:
                del self._sights[each]
        return found

    def prepare(self, as_of: date) -> None:
        """Work out what most views of a day begin with, and keep it however many other days are looked at."""
        self._day = as_of
        if self.desk.documents:
            voices(self.sight(as_of, reveal=False))

    def head(self, as_of: date, *, reveal: bool, patience: float = LONGEST_SECONDS) -> Row | None:
        """The answer of a day in numbers and sentences, or None where it is not worked out within `patience` seconds.
        Raises Refused where the case has no question."""
        self.judgement(as_of, 0.0)
        key = (as_of, reveal)
        with self._lock:
            future = self._heads.get(key)
            if future is None or (future.done() and future.exception() is not None):
                future = self._heads[key] = self._bench.submit(self._head, as_of, reveal)
        try:
            return future.result(patience)
        except NotYet:
            return None

    def judgement(self, as_of: date, patience: float = LONGEST_SECONDS) -> Judgement | None:
        """The answer of a day, or None where it is not worked out within `patience` seconds. Raises Refused where the
        case has no question."""
        figures = self._asked()
        with self._lock:
            future = figures.judged.get(as_of)
            if future is None or (future.done() and future.exception() is not None):
                future = figures.judged[as_of] = self._bench.submit(figures.judge, as_of)
        try:
            return future.result(patience)
        except NotYet:
            return None

    def judged(self, as_of: date, *, reveal: bool, patience: float = LONGEST_SECONDS) -> Sight:
        """The desk on a day with its answer. Raises Refused where that takes too long."""
        found = self.judgement(as_of, patience)
        if found is None:
            raise refused(503, "building", f"the answer of {as_of} is being worked out", remedy="ask again soon")
        return self.sight(as_of, reveal=reveal, judgement=found)

    def context(self, sight: Sight, *, reveal: bool) -> Context:
        """What the sentences of a brief are made from."""
        key = (sight.as_of, reveal)
        with self._making:
            found = self._contexts.get(key)
            if found is None:
                found = self._contexts[key] = make_context(self.material(sight), reveal=reveal, masker=sight.masker)
            self._contexts.move_to_end(key)
            while len(self._contexts) > MOST_CONTEXTS:
                self._contexts.popitem(last=False)
        return found

    def material(self, sight: Sight) -> Material:
        """What the report stage works from."""
        assert self.desk.asked is not None
        assert sight.judgement is not None
        given = self.desk.corpus
        return Material(
            self.desk.asked.question,
            sight.judgement,
            given.documents,
            given.claims,
            self.desk.linkage,
            tuple(self.desk.evidence.values()),
            self.desk.asked.template,
        )

    def search(self, *, reveal: bool) -> SearchIndex:
        """The index of the texts as they are shown."""
        with self._making:
            if reveal not in self._search:
                self._search[reveal] = SearchIndex(self.sight(date.max, reveal=reveal))
            return self._search[reveal]

    def row(self, as_of: date) -> DayRow | None:
        """The row of a day's answer, where the curve has it."""
        return self._asked().rows.get(as_of)

    def rows(self) -> Mapping[date, DayRow]:
        """All rows of the curve."""
        return self._asked().rows

    def inquiry(self) -> Inquiry:
        """The inquiry behind the curve."""
        return self._asked().inquiry

    def carried_on(self, desk: Desk) -> Moment:
        """A moment with a newer desk and the figures of this one, until its own are worked out."""
        search = self._search.get(False)
        made = Moment(desk, self.masker, self.numbers, self.indicators, self.figures, search, self._bench)
        made._heads = dict(self._heads)
        made._day = self._day
        return made

    def _head(self, as_of: date, reveal: bool) -> Row:
        # The bench takes one thing after the other: the judgement was asked for first, so it is at hand.
        found = self._asked().judged[as_of].result()
        sight = self.sight(as_of, reveal=reveal, judgement=found)
        return question_head(sight, lambda: self.context(sight, reveal=reveal))

    def _asked(self) -> Figures:
        if self.figures is None:
            remedy = 'ask one with: tocsin ask "QUESTION" --case FILE'
            raise refused(404, "not-found", "the case has no question yet", place="question", remedy=remedy)
        return self.figures

    def _sight(self, as_of: date, reveal: bool, judgement: Judgement | None) -> Sight:
        reports: Any = self.figures.inquiry.plan.reports if self.figures else ()
        of_day = next((sight.of_day for (day, *_), sight in self._sights.items() if day == as_of), {})
        return Sight(
            self.desk,
            SHOWN if reveal else self.masker,
            as_of,
            self.numbers,
            self.indicators,
            judgement,
            weights(judgement) if judgement else {},
            reports,
            of_day=of_day,
        )

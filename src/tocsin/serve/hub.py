"""Hub: the desk's one place of change. It holds the moment that answers, builds the next one behind it, and tells."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from typing import Any

from tocsin.errors import TocsinError
from tocsin.model import codec
from tocsin.model.decision import Decision
from tocsin.model.stamp import Stamp
from tocsin.pipeline.desk_overlay import overlaid
from tocsin.serve.building import build_moment, case_mark, read_first
from tocsin.serve.events import Events
from tocsin.serve.jobs import Jobs
from tocsin.serve.moment import Moment
from tocsin.serve.opening import Access, Opening
from tocsin.serve.refusals import refused
from tocsin.serve.sessions import Sessions
from tocsin.store.interface import CaseStore

LOG = logging.getLogger("tocsin.serve")
LOOK_SECONDS = 5.0
ENDING_SECONDS = 10.0


class Hub:
    """Started with `start`, ended with `close`. Everything that changes the case goes through `writing`."""

    def __init__(self, opening: Opening, access: Access) -> None:
        self.opening = opening
        self.access = access
        self.events = Events()
        self.sessions = Sessions(opening, access)
        self.jobs = Jobs(self)
        self.building: dict[str, Any] | None = None
        self.failure: TocsinError | None = None
        self._moment: Moment | None = None
        self._writing = threading.RLock()
        self._wanted = threading.Event()
        self._ended = threading.Event()
        self._working = False
        self._mark = ""
        self._why = "opened"
        self._bench = ThreadPoolExecutor(1, "tocsin-judging")
        self._builder = threading.Thread(target=self._build_on, name="tocsin-building", daemon=True)

    def start(self) -> None:
        """Begin to build, and to look for what others do to the case."""
        self.jobs.start()
        self._wanted.set()
        self._builder.start()

    def close(self) -> None:
        """End all threads. What is being built is let go."""
        self._ended.set()
        self._wanted.set()
        self.jobs.close()
        if self._builder.is_alive():
            self._builder.join(ENDING_SECONDS)
        self._bench.shutdown(wait=False, cancel_futures=True)

    @property
    def ready(self) -> Moment | None:
        """The moment that answers, None before the first."""
        return self._moment

    @property
    def idle(self) -> bool:
        """Whether the moment that answers is of the case as it is, and nothing is being built."""
        return self._moment is not None and not self._working and not self._wanted.is_set()

    @property
    def moment(self) -> Moment:
        """The moment that answers. Raises Refused before the first one is there."""
        if self._moment is None:
            if self.failure is not None:
                raise self.failure
            stage = (self.building or {}).get("stage", "opening")
            raise refused(503, "building", f"the desk is being built: {stage}", remedy="ask again in a second")
        return self._moment

    def today(self) -> date:
        """The day on which the desk is used."""
        return self.opening.now().date()

    def as_of(self) -> date:
        """The day that views are of where none is named."""
        return self._day_of(self._moment)

    def _day_of(self, moment: Moment | None) -> date:
        if self.opening.as_of is not None:
            return self.opening.as_of
        asked = moment.desk.asked if moment else None
        return min(self.today(), asked.question.deadline) if asked else self.today()

    def stamp(self, who: str) -> Stamp:
        """Who acts, and when."""
        return Stamp(who, self.opening.now())

    @contextmanager
    def reading(self) -> Iterator[CaseStore]:
        """The case, to be read."""
        with self.opening.case() as store:
            yield store

    @contextmanager
    def writing(self, why: str) -> Iterator[CaseStore]:
        """The case, to be changed; a new moment is built afterwards."""
        with self._writing, self.opening.case() as store:
            yield store
        self.rebuild(why)

    @contextmanager
    def noting(self) -> Iterator[CaseStore]:
        """The case, to be changed in what no view shows, such as its log."""
        with self._writing, self.opening.case() as store:
            yield store
            self._mark = case_mark(store)

    def decide(self, decision: Decision, check: Callable[[tuple[Decision, ...]], None]) -> Decision:
        """Keep a decision, and show it at once. `check` may refuse it in the light of all decisions so far."""
        with self._writing:
            with self.opening.case() as store:
                check(store.decisions())
                kept = store.decide(decision)
                every = store.decisions()
            if self._moment is not None:
                state = codec.digest(self._moment.state, kept.id)[:16]
                self._moment = self._moment.carried_on(overlaid(self._moment.desk, state, every))
        self.events.tell("state", self.state())
        self.rebuild(f"decision {kept.id}")
        return kept

    def rebuild(self, why: str) -> None:
        """Ask for a new moment."""
        self._why = why
        self._wanted.set()

    def state(self) -> dict[str, Any]:
        """What answers, and what is being built."""
        return {"state": self._moment.state if self._moment else None, "building": self.building}

    def _build_on(self) -> None:
        """Build whenever it is wanted, or where somebody else changed the case."""
        try:
            read_first(self.opening, lambda name: self._stage(f"reading {name}", 0, 1))
        except TocsinError as error:
            self._failed(error)
        while not self._ended.is_set():
            if self._wanted.wait(LOOK_SECONDS) or self._changed():
                self._working = True
                self._wanted.clear()
                if not self._ended.is_set():
                    self._build()
                self._working = False

    def _build(self) -> None:
        try:
            with self.opening.case() as store:
                mark = case_mark(store)
            if mark == self._mark and self._moment is not None:
                self.building = None
                return
            made = build_moment(self.opening, self.opening.as_of or self.today(), self._bench, self._stage)
            made.prepare(self._day_of(made))
        except TocsinError as error:
            self._failed(error)
            return
        except Exception as error:
            LOG.exception("the desk could not be built")
            self._failed(TocsinError(f"the desk could not be built: {type(error).__name__}: {error}"))
            return
        with self._writing:
            with self.opening.case() as store:
                now = case_mark(store)
                every = store.decisions()
            self.failure, self.building, self._mark = None, None, mark
            if now != mark:
                # Somebody ruled while it was built: that shows at once, and the next one follows.
                made = made.carried_on(overlaid(made.desk, codec.digest(made.state, now)[:16], every))
                self._wanted.set()
            self._moment = made
        self.events.tell("state", self.state())
        if made.figures is not None and not self._ended.is_set():
            # Whoever opens the page finds the sentences of the day made, or on their way.
            self._moment.head(self.as_of(), reveal=False, patience=0.0)

    def _changed(self) -> bool:
        with self.opening.case() as store:
            return case_mark(store) != self._mark

    def _stage(self, name: str, done: int, total: int) -> None:
        since = (self.building or {}).get("since") or self.opening.now().isoformat()
        self.building = {"stage": name, "done": done, "total": total, "since": since, "reason": self._why}
        self.events.tell("building", self.building)

    def _failed(self, error: TocsinError) -> None:
        LOG.error("%s", error)
        self.failure, self.building = error, None
        self.events.tell("failed", {"message": error.message, "remedy": error.remedy})

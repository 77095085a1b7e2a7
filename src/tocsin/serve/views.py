"""What the routes share: the hub of a request, the day and the reveal that it asks for, and its list's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from starlette.responses import Response

from tocsin.model.judgement import Judgement
from tocsin.report.desk.sight import Sight
from tocsin.serve.answers import MOST, answer
from tocsin.serve.days import Day
from tocsin.serve.hub import Hub
from tocsin.serve.moment import PATIENCE_SECONDS, Moment
from tocsin.serve.refusals import refused
from tocsin.serve.sessions import Right, Session

AsOf = Annotated[Day | None, Query(description="The day that the view is of. Default: the case's own.")]
Reveal = Annotated[bool, Query(description="Show the names of private persons, while a reveal is open.")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most.")]
Cursor = Annotated[str, Query(max_length=20, description="What the page before said in `next`.")]
Since = Annotated[Day | None, Query(alias="from", description="The first day.")]
Until = Annotated[Day | None, Query(alias="to", description="The last day.")]
Words = Annotated[str, Query(max_length=400, description="Words to look for.")]


# How far from a case's days one may still ask.
AROUND = timedelta(days=400)


def hub_of(request: Request) -> Hub:
    """The hub that the application was made with."""
    hub: Hub = request.app.state.hub
    return hub


def session_of(request: Request) -> Session | None:
    """The session that the guard found."""
    session: Session | None = request.state.session
    return session


@dataclass(frozen=True)
class View:
    """One request for a view: on which moment, as of which day, and whether names are shown."""

    request: Request
    hub: Hub
    session: Session | None
    moment: Moment
    as_of: date
    reveal: bool

    def sight(self) -> Sight:
        """The desk on the day, without its answer."""
        return self.moment.sight(self.as_of, reveal=self.reveal)

    def judged(self) -> Sight:
        """The desk on the day with its answer; waits for it. Raises Refused where that takes too long."""
        return self.moment.judged(self.as_of, reveal=self.reveal)

    def judged_if_ready(self) -> Sight:
        """The desk on the day, with its answer where that is at hand soon."""
        if self.moment.figures is None:
            return self.sight()
        found: Judgement | None = self.moment.judgement(self.as_of, PATIENCE_SECONDS)
        return self.moment.sight(self.as_of, reveal=self.reveal, judgement=found)

    def at(self, day: date) -> Sight:
        """The desk on another day with its answer."""
        return self.moment.judged(day, reveal=self.reveal)

    def answer(self, body: dict[str, Any]) -> Response:
        """A body with the day and the state that it is of."""
        row = {"as_of": str(self.as_of), "state": self.moment.state, **body}
        return answer(self.request, row, state=self.moment.state)


def view_of(request: Request, as_of: AsOf = None, reveal: Reveal = False) -> View:
    """The view that a request asks for. Raises Refused where it may not."""
    hub, session = hub_of(request), session_of(request)
    hub.sessions.may(session, "read")
    if reveal:
        hub.sessions.may(session, "reveal")
        if not hub.sessions.revealing(session):
            remedy = "POST /api/reveal with a reason first"
            raise refused(403, "reveal-not-open", "no reveal is open", place="reveal", remedy=remedy)
    return View(request, hub, session, hub.moment, day_of(hub, as_of), reveal)


def day_of(hub: Hub, as_of: date | None) -> date:
    """The day that is asked for, or the case's own. Raises Refused where the case has nothing to do with it."""
    if as_of is None:
        return hub.as_of()
    figures = hub.moment.figures
    if figures is not None and figures.rows:
        first, last = min(figures.rows) - AROUND, max(*figures.rows, hub.today()) + AROUND
        if not first <= as_of <= last:
            remedy = "see first_day and last_day of /api/case"
            raise refused(
                422, "invalid", "the day is too far from the case's", value=str(as_of), place="as_of", remedy=remedy
            )
    return as_of


def allowed(right: Right) -> Any:
    """A dependency that raises Refused where the session has not the right."""

    def check(request: Request) -> str:
        hub, session = hub_of(request), session_of(request)
        hub.sessions.may(session, right)
        return hub.sessions.name(session)

    return Depends(check)


Viewed = Annotated[View, Depends(view_of)]
Reader = Annotated[str, allowed("read")]
Decider = Annotated[str, allowed("decide")]
Adder = Annotated[str, allowed("add")]
Revealer = Annotated[str, allowed("reveal")]
Owner = Annotated[str, allowed("users")]


def page(limit: Limit = 50, cursor: Cursor = "") -> tuple[int, str]:
    """The page of a list that a request asks for."""
    return limit, cursor


Page = Annotated[tuple[int, str], Depends(page)]


def sorted_by(sort: str, keys: tuple[str, ...]) -> str:
    """A sort key that the list has. Raises Refused."""
    if sort.removeprefix("-") not in keys:
        remedy = f"use one of {', '.join(keys)}, with - before it for the other way round"
        raise refused(422, "invalid", "not a sort key of this list", value=sort[:40], place="sort", remedy=remedy)
    return sort

"""The indicator board, with what opens behind its cells, and the tasks of looking for what nobody reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Path as InPath
from fastapi import Query, Request
from starlette.responses import Response

from tocsin.model.decision import Decision
from tocsin.pipeline.collecting import Task, task_decision, tasks_of
from tocsin.report.desk.board import board as board_view
from tocsin.report.desk.board import opened
from tocsin.report.desk.sight import Row, UnknownIdError
from tocsin.serve.answers import answer, listing
from tocsin.serve.days import Day
from tocsin.serve.kept import kept
from tocsin.serve.refusals import refused
from tocsin.serve.routes.endpoint import Endpoint
from tocsin.serve.views import Decider, Page, Since, Until, View, Viewed, hub_of

Key = Annotated[str, InPath(max_length=80)]
Number = Annotated[int, InPath(ge=1, le=10**9)]
Start = Annotated[Day | None, Query(description="The cell's first day.")]
End = Annotated[Day | None, Query(description="The cell's last day.")]


@dataclass
class NewTask:
    """What to look for, and why."""

    indicator: str
    start: Day
    end: Day
    text: str
    reason: str


@dataclass
class TaskChange:
    """How a task ended."""

    status: Literal["open", "done", "dropped"]
    reason: str


def board(view: Viewed, since: Since = None, until: Until = None) -> Response:
    """Every indicator by week."""
    sight = view.judged_if_ready()
    tasks = _tasks(view)
    way = ("board", since, until, repr(tasks))
    return view.answer(kept(sight, way, lambda: board_view(sight, since, until, tasks)))


def cell(view: Viewed, indicator: Key, start: Start = None, end: End = None) -> Response:
    """One row or cell, with the incidents and claims behind it."""
    return view.answer(opened(view.judged_if_ready(), indicator, start, end, _tasks(view)))


def tasks(view: Viewed, page: Page, open: bool | None = None) -> Response:
    """What somebody is to look for."""
    rows = [row for row in _tasks(view) if open is None or (row["status"] == "open") == open]
    return view.answer(listing(rows, dict, page))


def add_task(request: Request, who: Decider, wish: NewTask) -> Response:
    """Give the task of looking for a sign."""
    hub = hub_of(request)
    if wish.indicator not in hub.moment.indicators:
        raise UnknownIdError("no such indicator", value=wish.indicator, place="indicator", remedy="see /api/words")
    task = Task(0, wish.indicator, wish.start, wish.end, wish.text.strip()[:2000], "open", who, "", wish.reason)
    return _kept(request, who, task, status=201)


def change_task(request: Request, who: Decider, id: Number, wish: TaskChange) -> Response:
    """Say how a task ended."""
    hub = hub_of(request)
    with hub.reading() as store:
        found = next((task for task in tasks_of(store.decisions()) if task.id == id), None)
    if found is None:
        raise refused(404, "not-found", "no such task", value=str(id), place="task", remedy="see /api/tasks")
    changed = Task(found.id, found.indicator, found.start, found.end, found.text, wish.status, who, "", wish.reason)
    return _kept(request, who, changed, status=200)


def _kept(request: Request, who: str, task: Task, status: int) -> Response:
    hub = hub_of(request)
    if not (task.reason.strip() and task.text):
        raise refused(422, "invalid", "a task needs words and a reason", place="reason", remedy="fill both in")
    stamp = hub.stamp(who)
    with hub.noting() as store:
        kept: Decision = store.decide(task_decision(task, stamp))
        made = next(each for each in tasks_of(store.decisions()) if each.id in (task.id, kept.id))
    hub.events.tell("task", {"id": made.id})
    names = {key: each.name for key, each in hub.moment.indicators.items()}
    return answer(request, _row(made, names), status=status)


def _tasks(view: View) -> list[Row]:
    names = {key: each.name for key, each in view.moment.indicators.items()}
    with view.hub.reading() as store:
        return [_row(task, names) for task in tasks_of(store.decisions())]


def _row(task: Task, names: dict[str, str]) -> Row:
    return {
        "id": task.id,
        "indicator": task.indicator,
        "name": names.get(task.indicator, task.indicator),
        "start": str(task.start),
        "end": str(task.end),
        "text": task.text,
        "status": task.status,
        "by": task.by,
        "at": task.at,
        "reason": task.reason,
    }


ENDPOINTS = (
    Endpoint("GET", "/api/board", board),
    Endpoint("GET", "/api/board/{indicator}", cell, errors=(404,)),
    Endpoint("GET", "/api/tasks", tasks),
    Endpoint("POST", "/api/tasks", add_task, status=201, errors=(404,)),
    Endpoint("POST", "/api/tasks/{id}", change_task, errors=(404,)),
)

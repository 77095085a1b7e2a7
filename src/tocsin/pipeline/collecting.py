"""Collection tasks: what somebody is to look for, kept as decisions on an indicator, which move no number."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from tocsin.model.decision import Decision
from tocsin.model.stamp import Stamp

FIELD = "task"
Status = Literal["open", "done", "dropped"]


@dataclass(frozen=True, slots=True)
class Task:
    """Look for a sign in these days. `id` is the number of the decision that gave it; `by`, `at` and `reason` are of
    the last change."""

    id: int
    indicator: str
    start: date
    end: date
    text: str
    status: Status
    by: str
    at: str
    reason: str


def task_decision(task: Task, stamp: Stamp) -> Decision:
    """The decision that gives a task (id 0) or changes one."""
    value = {
        "task": task.id,
        "start": str(task.start),
        "end": str(task.end),
        "text": task.text,
        "status": task.status,
    }
    text = json.dumps(value, ensure_ascii=False)
    return Decision(0, "indicator", task.indicator, "set", FIELD, text, stamp.who, task.reason, stamp.at)


def tasks_of(decisions: Iterable[Decision]) -> tuple[Task, ...]:
    """All tasks as they stand, in the order in which they were given."""
    found: dict[int, Task] = {}
    for decision in decisions:
        if decision.subject != "indicator" or decision.field != FIELD:
            continue
        value = json.loads(decision.value)
        number = value["task"] or decision.id
        made = Task(
            number,
            decision.target,
            date.fromisoformat(value["start"]),
            date.fromisoformat(value["end"]),
            value["text"],
            value["status"],
            decision.author,
            decision.decided_at.isoformat(),
            decision.reason,
        )
        old = found.get(number)
        found[number] = replace(made, start=old.start, end=old.end, text=old.text) if old else made
    return tuple(found.values())

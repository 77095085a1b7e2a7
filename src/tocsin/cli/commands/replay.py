"""`tocsin replay`: the answer on past days, from what was known then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from tocsin.cli.clock import day
from tocsin.cli.output import write_rows
from tocsin.cli.request import Request
from tocsin.errors import OptionError

DAYS = {"": 1, "d": 1, "w": 7}
_STEP = re.compile(r"([1-9]\d{0,3})\s*([dw]?)")


def replay(request: Request) -> None:
    """Answer as of every past day in turn, each from the documents that were certainly out by then.

    A line a day: as_of, probability, low, high, prior, stages, confidence, documents, origins.

    With --hindsight each line also tells the stages as they are thought of now, from all that came out up to the last
    day (and the outcome, where the question resolved). That is no forecast, and never scored.

    \b
    Examples:
        tocsin replay ruritania.tocsin --from 2031-03-01 --to 2031-05-02 --step 1d --format jsonl
        tocsin replay "Will Ruritania invade Borduria before 2031-07-01?" --claims desk.csv --step 1w
    """
    from tocsin.cli.answers import day_object
    from tocsin.cli.sitting import sitting
    from tocsin.pipeline.replaying import in_hindsight, replayed

    step = _step(request.step)
    if request.until and request.as_of and request.until != request.as_of:
        raise OptionError("two last days", value=f"{request.until} and {request.as_of}", remedy="give --to alone")
    with sitting(replace(request, as_of=request.until or request.as_of)) as seat:
        first = day(request.since, "--from") if request.since else seat.as_of - timedelta(days=60)
        if first > seat.as_of:
            raise OptionError(
                "it lies after the last day", value=str(first), place="--from", remedy="name an earlier day"
            )
        days = tuple(_days(first, seat.as_of, step))
        rows = [day_object(answer) for answer in replayed(seat.past, seat.workshop.settings, days)]
        if request.hindsight:
            later = in_hindsight(seat.past, seat.workshop.settings, days)
            rows = [{**row, "hindsight": later.get(row["as_of"], {})} for row in rows]
        write_rows(rows, request.rows, request.output, "Replay")
        seat.finish()


def _step(text: str) -> int:
    """Days between answers, from 1d, 7d, 1w or a bare number."""
    match = _STEP.fullmatch(text.strip().lower())
    if match is None:
        raise OptionError("not a step", value=text, place="--step", remedy="write 1d, 7d, 1w or a number of days")
    return int(match[1]) * DAYS[match[2]]


def _days(first: date, last: date, step: int) -> Iterator[date]:
    """Every step-th day from the first one on, and the last one."""
    for offset in range(0, (last - first).days, step):
        yield first + timedelta(days=offset)
    yield last

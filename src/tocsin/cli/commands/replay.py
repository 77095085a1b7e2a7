"""`tocsin replay`: the answer on past days, from what was known then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tocsin.cli.clock import day
from tocsin.cli.output import write_rows
from tocsin.cli.request import Request
from tocsin.errors import OptionError


def replay(request: Request) -> None:
    """Answer as of every past day in turn, each from the documents that were certainly out by then.

    \b
    Examples:
        tocsin replay ruritania.tocsin --since 2031-03-01 --step 1 --format jsonl
    """
    from tocsin.cli.sitting import sitting
    from tocsin.pipeline.replaying import replayed

    with sitting(request) as seat:
        first = day(request.since, "--since") if request.since else seat.as_of - timedelta(days=60)
        if first > seat.as_of:
            raise OptionError(
                "it lies after --as-of", value=str(first), place="--since", remedy="name an earlier day"
            )
        days = tuple(_days(first, seat.as_of, request.step))
        rows = [
            {
                "day": str(each.day),
                "probability": each.estimate.probability,
                "low": each.estimate.low,
                "high": each.estimate.high,
            }
            for each in replayed(seat.study, seat.workshop.settings, days)
        ]
        write_rows(rows, request.rows, request.output, "Replay")
        seat.finish()


def _days(first: date, last: date, step: int) -> Iterator[date]:
    """Every step-th day, the last one always among them."""
    for offset in range((last - first).days % step, (last - first).days + 1, step):
        yield first + timedelta(days=offset)

"""`tocsin replay`: the answer on past days, from what was known then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

import typer

from tocsin.cli import options
from tocsin.cli.clock import day
from tocsin.cli.output import write_rows
from tocsin.cli.request import QuestionOptions, Request
from tocsin.errors import OptionError


def replay(
    words: options.Words = None,
    since: Annotated[
        str,
        typer.Option(metavar="DATE", help="The first day. Default: 60 days before --as-of.", show_default=False),
    ] = "",
    step: Annotated[int, typer.Option(metavar="DAYS", min=1, help="Days from one answer to the next.")] = 7,
    as_of: options.AsOf = "",
    dates: options.Dates = None,
    date: options.DateOf = None,
    prior: options.Prior = "",
    template: options.TemplateName = "",
    question_file: options.QuestionFile = None,
    claims: options.ClaimsFile = None,
    format: options.Rows = None,
    output: options.Output = None,
    workers: options.Workers = None,
    settings: options.SettingsFile = None,
    author: options.Author = "",
) -> None:
    """Answer as of every past day in turn, each from the documents that were certainly out by then.

    \b
    Examples:
        tocsin replay ruritania.tocsin --since 2031-03-01 --step 1 --format jsonl
    """
    asked = QuestionOptions(question_file, template=template, prior=prior)
    request = Request(tuple(words or ()), as_of, dates, tuple(date or ()), asked, claims, settings, workers, author)
    from tocsin.cli.sitting import sitting
    from tocsin.pipeline.replaying import replayed

    with sitting(request) as seat:
        first = day(since, "--since") if since else seat.as_of - timedelta(days=60)
        if first > seat.as_of:
            raise OptionError(
                "it lies after --as-of", value=str(first), place="--since", remedy="name an earlier day"
            )
        days = tuple(_days(first, seat.as_of, step))
        rows = [
            {
                "day": str(each.day),
                "probability": each.estimate.probability,
                "low": each.estimate.low,
                "high": each.estimate.high,
            }
            for each in replayed(seat.study, seat.workshop.settings, days)
        ]
        write_rows(rows, format, output, "Replay")
        seat.finish()


def _days(first: date, last: date, step: int) -> Iterator[date]:
    """Every step-th day, the last one always among them."""
    for offset in range((last - first).days % step, (last - first).days + 1, step):
        yield first + timedelta(days=offset)

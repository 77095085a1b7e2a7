"""`tocsin links`: what is the same, what contradicts, what goes back to one origin."""

from __future__ import annotations

from tocsin.cli import options
from tocsin.cli.options import TableFormat
from tocsin.cli.output import json_text, write, write_rows
from tocsin.cli.request import QuestionOptions, Request
from tocsin.cli.rows import link_rows, links_object


def links(
    words: options.Words = None,
    dates: options.Dates = None,
    date: options.DateOf = None,
    claims: options.ClaimsFile = None,
    reveal: options.Reveal = False,
    format: options.Rows = None,
    output: options.Output = None,
    workers: options.Workers = None,
    settings: options.SettingsFile = None,
    author: options.Author = "",
) -> None:
    """List relations between claims, each with its reasons. No question is needed.

    JSON gives one object with `same`, `contradict`, `update`, `circular` and `entities`.

    \b
    Examples:
        tocsin links reports/ --format json
        tocsin links reports/ --claims claims.jsonl --format json
        tocsin links ruritania.tocsin
    """
    request = Request(
        tuple(words or ()), "", dates, tuple(date or ()), QuestionOptions(), claims, settings, workers, author, False
    )
    from tocsin.cli.sitting import sitting

    with sitting(request) as seat:
        if reveal:
            seat.log_reveal("links")
        if format is TableFormat.json:
            write(json_text(links_object(seat, reveal)), output)
        else:
            write_rows(link_rows(seat, reveal), format, output, "Links")
        seat.finish()

"""`tocsin explain`: why the answer is what it is, or what is known of one claim or incident."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli import options
from tocsin.cli.output import write_rows
from tocsin.cli.request import QuestionOptions, Request
from tocsin.cli.rows import explanation_rows


def explain(
    words: options.Words = None,
    about: Annotated[
        str,
        typer.Option(
            metavar="ID", help="A claim's or an incident's id. Default: the answer itself.", show_default=False
        ),
    ] = "",
    as_of: options.AsOf = "",
    dates: options.Dates = None,
    date: options.DateOf = None,
    template: options.TemplateName = "",
    question_file: options.QuestionFile = None,
    claims: options.ClaimsFile = None,
    reveal: options.Reveal = False,
    format: options.Rows = None,
    output: options.Output = None,
    workers: options.Workers = None,
    settings: options.SettingsFile = None,
    author: options.Author = "",
) -> None:
    """Explain the answer: the steps from the prior to it in log-odds, what carries it, what would tip it.

    With --about, explain one claim (its words, its chain, its indicators, its links, what leaving it out would do)
    or one incident (its claims and their origins), each with the reasons.

    \b
    Examples:
        tocsin explain ruritania.tocsin
        tocsin explain ruritania.tocsin --about 3f2a9c1b77d0-5be01c44
    """
    asked = QuestionOptions(question_file, template=template)
    request = Request(tuple(words or ()), as_of, dates, tuple(date or ()), asked, claims, settings, workers, author)
    from tocsin.cli.sitting import sitting

    with sitting(request) as seat:
        if reveal:
            seat.log_reveal("explain")
        write_rows(explanation_rows(seat, about, reveal), format, output, "Explanation")
        seat.finish()

"""`tocsin claims`: who claims what, on whose word."""

from __future__ import annotations

from tocsin.cli import options
from tocsin.cli.options import TableFormat
from tocsin.cli.output import suited, write_rows
from tocsin.cli.request import QuestionOptions, Request
from tocsin.cli.rows import claim_objects, claim_rows


def claims(
    words: options.Words = None,
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
    """List every claim of a case or of files, with its source chain, stance, dates and numbers.

    Where a question is asked, each claim also shows its indicators and what it would do to the answer. JSONL gives
    one claim a line with every span; names of private persons are masked unless --reveal is given.

    \b
    Examples:
        tocsin claims reports/ --format jsonl
        tocsin claims "Will Ruritania invade Borduria before 2031-07-01?" reports/
        tocsin claims ruritania.tocsin --format jsonl --output claims.jsonl
    """
    asked = QuestionOptions(question_file, template=template)
    request = Request(
        tuple(words or ()), as_of, dates, tuple(date or ()), asked, claims, settings, workers, author, False
    )
    from tocsin.cli.sitting import sitting

    with sitting(request) as seat:
        if reveal:
            seat.log_reveal("claims")
        machine = (format or suited(output)) in (TableFormat.jsonl, TableFormat.json)
        rows = claim_objects(seat, reveal) if machine else claim_rows(seat, reveal)
        write_rows(rows, format, output, "Claims")
        seat.finish()

"""`tocsin brief`: the main job."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import options
from tocsin.cli.options import BriefFormat
from tocsin.cli.output import write
from tocsin.cli.request import QuestionOptions, Request

if TYPE_CHECKING:
    from tocsin.cli.sitting import Sitting
    from tocsin.report.nouns import Brief

# Lines longer than this tire the eye.
WIDEST = 100


def brief(
    words: options.Words = None,
    as_of: options.AsOf = "",
    dates: options.Dates = None,
    date: options.DateOf = None,
    actor: options.Actor = "",
    target: options.Target = "",
    patron: options.Patron = "",
    deadline: options.Deadline = "",
    template: options.TemplateName = "",
    criterion: options.Criterion = "",
    prior: options.Prior = "",
    question_file: options.QuestionFile = None,
    claims: options.ClaimsFile = None,
    reveal: options.Reveal = False,
    format: Annotated[
        BriefFormat | None,
        typer.Option(
            help="Default: text on a terminal, else md; or by the output file's ending.", show_default=False
        ),
    ] = None,
    output: options.Output = None,
    workers: options.Workers = None,
    settings: options.SettingsFile = None,
    author: options.Author = "",
) -> None:
    """Answer a warning question from reports, with everything that the answer rests on.

    \b
    Examples:
        tocsin brief
        tocsin brief "Will Ruritania invade Borduria before 2031-07-01?" reports/ --as-of 2031-05-02
        tocsin brief ruritania.tocsin --output ruritania.html
    """
    asked = QuestionOptions(question_file, actor, target, patron, deadline, template, criterion, prior)
    request = Request(tuple(words or ()), as_of, dates, tuple(date or ()), asked, claims, settings, workers, author)
    from tocsin.cli.sitting import sitting

    with sitting(request) as seat:
        composed = compose(seat, reveal)
        write(rendered(composed, format or _suited(output)), output)
        seat.finish()


def compose(seat: Sitting, reveal: bool) -> Brief:
    """The brief on a sitting; names revealed on a case are logged before they are shown."""
    from tocsin.report.brief import compose as composed

    made = seat.study
    if reveal:
        seat.log_reveal(f"brief {made.judgement.key}")
    return composed(
        made.question,
        made.judgement,
        made.corpus.documents,
        made.corpus.claims,
        made.linkage,
        made.evidence,
        made.template,
        refusals=seat.refused,
        reveal=reveal,
    )


def rendered(made: Brief, format: BriefFormat) -> str:
    """A brief in one of its formats."""
    from tocsin.report import html, json_brief, markdown, terminal

    match format:
        case BriefFormat.html:
            return html.render(made)
        case BriefFormat.json:
            return json_brief.render(made)
        case BriefFormat.md:
            return markdown.render(made)
    on_terminal = sys.stdout.isatty()
    width = min(shutil.get_terminal_size().columns, WIDEST) if on_terminal else WIDEST
    return terminal.render(made, width=width, colour=on_terminal and "NO_COLOR" not in os.environ)


def _suited(output: Path | None) -> BriefFormat:
    if output is not None:
        endings = {
            ".html": BriefFormat.html,
            ".htm": BriefFormat.html,
            ".json": BriefFormat.json,
            ".txt": BriefFormat.text,
        }
        return endings.get(output.suffix.lower(), BriefFormat.md)
    return BriefFormat.text if sys.stdout.isatty() else BriefFormat.md

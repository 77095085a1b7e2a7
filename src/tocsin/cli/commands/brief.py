"""`tocsin brief`: the main job."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tocsin.cli.options import BriefFormat
from tocsin.cli.output import write
from tocsin.cli.request import Request
from tocsin.cli.rows import material

if TYPE_CHECKING:
    from tocsin.cli.sitting import Sitting
    from tocsin.report.nouns import Brief

# Lines longer than this tire the eye.
WIDEST = 100


def brief(request: Request) -> None:
    """Answer a warning question from reports, with everything that the answer rests on.

    \b
    Examples:
        tocsin brief
        tocsin brief "Will Ruritania invade Borduria before 2031-07-01?" reports/ --as-of 2031-05-02
        tocsin brief ruritania.tocsin --output ruritania.html
    """
    from tocsin.cli.sitting import sitting

    with sitting(request) as seat:
        composed = compose(seat, request.reveal)
        format = request.brief_format or _suited(request.output)
        write(rendered(composed, format), request.output)
        seat.finish()


def compose(seat: Sitting, reveal: bool) -> Brief:
    """The brief on a sitting; names revealed on a case are logged before they are shown."""
    from tocsin.report.brief import compose as composed

    if reveal:
        seat.log_reveal(f"brief {seat.study.judgement.key}")
    return composed(material(seat), refusals=seat.refused, reveal=reveal)


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

"""The options that several commands share, each described once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class BriefFormat(StrEnum):
    """How a brief is written."""

    text = "text"
    md = "md"
    html = "html"
    json = "json"


class Extractor(StrEnum):
    """What finds the claims."""

    rules = "rules"
    llm = "llm"
    both = "both"


class TableFormat(StrEnum):
    """How rows are written."""

    table = "table"
    jsonl = "jsonl"
    json = "json"
    md = "md"
    html = "html"


Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[CASE | QUESTION PATH…]",
        help="A case; or a question and the files, folders, globs or - (standard input) to read. "
        "Nothing at all means the demo corpus and its question.",
        show_default=False,
    ),
]
Asked = Annotated[str, typer.Argument(metavar="QUESTION", help="The question, in words.", show_default=False)]
CaseToAsk = Annotated[
    Path | None, typer.Option(metavar="FILE", help="The case to make or to ask anew.", show_default=False)
]
CasePath = Annotated[Path, typer.Argument(metavar="CASE", help="The case file.", show_default=False)]
AsOf = Annotated[
    str, typer.Option(metavar="DATE", help="Answer as of this day (YYYY-MM-DD). Default: today.", show_default=False)
]
QuestionFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="A TOML file with question, actor, target, patron, deadline, opened, template, criterion, [prior]. "
        "All arguments are then paths.",
        show_default=False,
    ),
]
Dates = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Dates of publication by file name: JSON, TOML, CSV, or a list of records.",
        show_default=False,
    ),
]
DateOf = Annotated[
    list[str] | None,
    typer.Option(
        "--date", metavar="FILE=DATE", help="The date of one document; may be repeated.", show_default=False
    ),
]
Actor = Annotated[str, typer.Option(metavar="NAME", help="Who would act.", show_default=False)]
Target = Annotated[str, typer.Option(metavar="NAME", help="Against whom.", show_default=False)]
Patron = Annotated[str, typer.Option(metavar="NAME", help="On whose side.", show_default=False)]
Deadline = Annotated[
    str, typer.Option(metavar="DATE", help="The outcome must happen before this day.", show_default=False)
]
TemplateName = Annotated[
    str,
    typer.Option(
        "--template", metavar="KEY|FILE", help="The kind of question: a key or a TOML file.", show_default=False
    ),
]
Criterion = Annotated[str, typer.Option(metavar="TEXT", help="What would settle the question.", show_default=False)]
Prior = Annotated[
    str,
    typer.Option(
        metavar="P[,LOW,HIGH]",
        help="The probability without evidence, such as 0.05 or 0.05,0.01,0.15, instead of the template's.",
        show_default=False,
    ),
]
ClaimsFile = Annotated[
    Path | None,
    typer.Option(
        "--claims",
        metavar="FILE",
        help="Claims to use instead of extraction: a table of coded statements (JSONL, CSV, XLSX) that stands alone, "
        "or JSONL with spans into the documents named.",
        show_default=False,
    ),
]
Freeze = Annotated[
    bool,
    typer.Option(
        "--freeze", help="Put the answer on a case's record with its SHA-256, to be scored when it resolves."
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=0,
        help="Worker processes for extraction. Default: none, all in this process.",
        show_default=False,
    ),
]
Fetch = Annotated[
    bool | None,
    typer.Option(
        "--fetch/--no-fetch",
        help="Fetch pages that are named by address. Off unless this or the settings turn it on.",
        show_default=False,
    ),
]
Columns = Annotated[
    str,
    typer.Option(
        metavar="FIELD=COLUMN,…",
        help="Which columns of a table hold what: text, title, published, seen, publisher, url, id. "
        "Without it they are told by their names, and the choice is said.",
        show_default=False,
    ),
]
ExtractorName = Annotated[
    Extractor | None,
    typer.Option(
        help="What finds the claims: the rules, a language model (see docs/llm.md), or both. Default: the settings', "
        "else the rules.",
        show_default=False,
    ),
]
Reveal = Annotated[
    bool, typer.Option("--reveal", help="Show the names of private persons. On a case, this is logged.")
]
Doubtful = Annotated[
    bool, typer.Option("--doubtful", help="Those first in which the extractor is most likely to be wrong.")
]
Learned = Annotated[
    bool,
    typer.Option("--learned", help="Use what the case's rulings taught (see `tocsin train`). Default: not used."),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write to this file instead of standard output.", show_default=False
    ),
]
About = Annotated[
    str,
    typer.Option(metavar="ID", help="A claim's or an incident's id. Default: the answer itself.", show_default=False),
]
Since = Annotated[
    str,
    typer.Option(
        "--from",
        "--since",
        metavar="DATE",
        help="The first day. Default: 60 days before the last.",
        show_default=False,
    ),
]
Until = Annotated[
    str, typer.Option("--to", metavar="DATE", help="The last day. Default: --as-of, or today.", show_default=False)
]
Step = Annotated[str, typer.Option(metavar="STEP", help="From one answer to the next: 1d, 2w, or a number of days.")]
Hindsight = Annotated[
    bool, typer.Option("--hindsight", help="Also the stages of each day as they are thought of now, from everything.")
]
Format = Annotated[
    BriefFormat | None,
    typer.Option(
        "--format", help="Default: text on a terminal, else md; or by the output file's ending.", show_default=False
    ),
]
Rows = Annotated[
    TableFormat | None,
    typer.Option(
        "--format",
        help="Default: table on a terminal, else jsonl; or by the output file's ending.",
        show_default=False,
    ),
]
Author = Annotated[
    str,
    typer.Option(
        metavar="NAME", envvar="TOCSIN_AUTHOR", help="Your name in the log. Default: your login.", show_default=False
    ),
]
SettingsFile = Annotated[
    Path | None,
    typer.Option(
        "--settings",
        metavar="FILE",
        envvar="TOCSIN_SETTINGS",
        help="A TOML file with settings (see docs/settings.md).",
        show_default=False,
    ),
]

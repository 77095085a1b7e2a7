"""`tocsin add`: fill a case."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import options
from tocsin.cli.exit_codes import SOME_REFUSED
from tocsin.cli.output import clean, say
from tocsin.errors import InputError, OptionError

if TYPE_CHECKING:
    from tocsin.cli.filling import Given
    from tocsin.read.dates import DateHints


def add_paths(
    case: options.CasePath,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH…", help="Files, folders, globs, addresses, or - for standard input.", show_default=False
        ),
    ] = None,
    dates: options.Dates = None,
    date: options.DateOf = None,
    columns: options.Columns = "",
    fetch: options.Fetch = None,
    workers: options.Workers = None,
    extractor: options.ExtractorName = None,
    settings: options.SettingsFile = None,
    author: options.Author = "",
) -> None:
    """Read reports into a case. Adding a file twice changes nothing; a page captured again becomes a version.

    Read are text, HTML, PDF, DOCX and mail; WARC and WACZ web archives; RSS and Atom feeds; tables of articles (CSV,
    XLSX, Parquet, JSON, JSONL); zip files of articles; and, once fetching is on, lists of addresses, sitemaps and
    GDELT's article lists. docs/inputs.md tells what is kept of each.

    Each report is kept whole, with its original bytes, or not at all; a run cut short is completed by the next.

    \b
    Examples:
        tocsin add ruritania.tocsin reports/ more/*.html archive.warc.gz
        tocsin add ruritania.tocsin articles.csv --columns text=body,published=day
        tocsin add ruritania.tocsin addresses.txt https://news.example/feed --fetch
        tocsin add ruritania.tocsin reports/a.txt --date a.txt=2031-05-02
        tocsin add ruritania.tocsin --dates dates.csv
    """
    from tocsin.cli.filling import Given
    from tocsin.cli.sitting import date_hints
    from tocsin.read.containers.columns import parse_columns

    if not paths and not (dates or date):
        raise OptionError("there is nothing to add", remedy="name files or folders after the case, or give --dates")
    given = Given(case, settings, workers, extractor.value if extractor else None, author)
    hints = date_hints(dates, tuple(date or ()))
    _add(given, tuple(paths or ()), hints, parse_columns(columns) if columns else (), fetch)


def _add(
    given: Given, paths: tuple[str, ...], hints: DateHints, columns: tuple[tuple[str, str], ...], fetch: bool | None
) -> None:
    from tocsin.cli.fetching import build_fetcher
    from tocsin.cli.filling import filling_of, report_notices, report_refusals, summary
    from tocsin.cli.progress import counting
    from tocsin.cli.sitting import report_dropped
    from tocsin.pipeline.adding import add, date_known
    from tocsin.pipeline.reading import Sources

    with filling_of(given) as opened:
        sources = Sources(columns, build_fetcher(opened.settings.fetch, fetch))
        filling = replace(opened, dates=hints, sources=sources)
        dated = date_known(filling)
        with counting("adding") as advance:
            added = add(filling, paths, lambda document: advance(document.name))
        unused = hints.unused(filling.store.documents())
    for line in unused:
        say(clean(line))
    report_notices(added.notices)
    report_refusals(added.refused, given.case)
    if paths and not (added.new or added.known):
        raise InputError("nothing could be read", remedy="see the lines above")
    say(f"{given.case}: {summary(added, len(dated))}")
    report_dropped(added.dropped)
    if added.refused:
        raise typer.Exit(SOME_REFUSED)

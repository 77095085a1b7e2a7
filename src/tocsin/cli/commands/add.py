"""`tocsin add`: fill a case."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli import options
from tocsin.cli.clock import stamp_now
from tocsin.cli.exit_codes import SOME_REFUSED
from tocsin.cli.output import clean, say
from tocsin.errors import InputError, OptionError


def add_paths(
    case: options.CasePath,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH…", help="Files, folders, globs, or - for standard input.", show_default=False),
    ] = None,
    dates: options.Dates = None,
    date: options.DateOf = None,
    workers: options.Workers = None,
    extractor: options.ExtractorName = None,
    settings: options.SettingsFile = None,
    author: options.Author = "",
) -> None:
    """Read reports into a case: text, HTML, PDF, DOCX, or JSONL of documents. Adding a file twice changes nothing.

    Each report is kept whole, with its original bytes, or not at all; a run cut short is completed by the next.

    \b
    Examples:
        tocsin add ruritania.tocsin reports/ more/*.html
        tocsin add ruritania.tocsin reports/a.txt --date a.txt=2031-05-02
        tocsin add ruritania.tocsin --dates dates.csv
    """
    from tocsin.cli.extraction import extraction_of, for_asking, report_account
    from tocsin.cli.progress import counting
    from tocsin.cli.settings import load_settings
    from tocsin.cli.sitting import date_hints, report_dropped, report_refusals
    from tocsin.pipeline.adding import Filling, add, date_known
    from tocsin.registry.engines import build_engine
    from tocsin.registry.stores import open_case

    if not paths and not (dates or date):
        raise OptionError("there is nothing to add", remedy="name files or folders after the case, or give --dates")
    hints, knobs = date_hints(dates, tuple(date or ())), for_asking(load_settings(settings, workers, extractor))
    store = open_case(case)
    (extraction, account), engine = extraction_of(knobs, store), build_engine(knobs.engine)
    filling = Filling(store, extraction, engine, stamp_now(author), knobs, hints)
    try:
        dated = date_known(filling)
        with counting("adding") as advance:
            added = add(filling, tuple(paths or ()), lambda document: advance(document.name))
        unused = hints.unused(store.documents())
    finally:
        report_account(account, knobs)
        engine.close()
        store.close()
    for line in unused:
        say(clean(line))
    report_refusals(tuple(added.refused))
    if paths and not (added.new or added.known):
        raise InputError("nothing could be read", remedy="see the lines above")
    known = f", {len(added.known)} there already" if added.known else ""
    redated = f", {len(dated)} given a date" if dated else ""
    say(f"{case}: {len(added.new)} added with {added.claims} claims{known}{redated}, {len(added.refused)} refused")
    report_dropped(added.dropped)
    if added.refused:
        raise typer.Exit(SOME_REFUSED)

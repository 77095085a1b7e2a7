"""`tocsin watch`: keep a case fresh from folders."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import options
from tocsin.cli.output import say
from tocsin.errors import OptionError

if TYPE_CHECKING:
    from tocsin.pipeline.adding import Filling

Folders = Annotated[list[Path], typer.Argument(metavar="DIR…", help="The folders to watch.", show_default=False)]
Every = Annotated[str, typer.Option(metavar="TIME", help="How often to look: 5s, 1m.")]
Once = Annotated[bool, typer.Option("--once", help="Add what is there now, and end.")]


def watch(
    case: options.CasePath,
    folders: Folders,
    every: Every = "5s",
    once: Once = False,
    columns: options.Columns = "",
    extractor: options.ExtractorName = None,
    settings: options.SettingsFile = None,
    author: options.Author = "",
) -> None:
    """Watch folders, and add the files that come or change, once they have stopped growing. Ends with Ctrl-C.

    A case remembers which files it has read, so that a watch begun anew reads only what has come since.

    \b
    Examples:
        tocsin watch ruritania.tocsin incoming/
        tocsin watch ruritania.tocsin incoming/ --every 1m
    """
    from tocsin.cli.fetching import build_fetcher, duration
    from tocsin.cli.filling import Given, filling_of
    from tocsin.pipeline.reading import Sources
    from tocsin.read.containers.columns import parse_columns

    for folder in folders:
        if not folder.is_dir():
            raise OptionError("not a folder", value=str(folder), place="DIR", remedy="name a folder that exists")
    pause = duration(every, "--every").total_seconds()
    mapped, names = parse_columns(columns) if columns else (), [str(folder) for folder in folders]
    with filling_of(Given(case, settings, None, extractor.value if extractor else None, author)) as opened:
        filling = replace(opened, sources=Sources(mapped, build_fetcher(opened.settings.fetch)))
        say(f"{case}: watching {', '.join(names)}, every {every}; Ctrl-C ends it")
        try:
            _looks(filling, names, None if once else pause)
        except KeyboardInterrupt:
            say("stopped; what was added is kept")


def _looks(filling: Filling, names: list[str], pause: float | None) -> None:
    """Look until it is ended, or once where there is no pause."""
    from tocsin.cli.clock import stamp_now
    from tocsin.cli.filling import report_notices, report_refusals, summary
    from tocsin.pipeline.adding import add
    from tocsin.pipeline.watching import keep_seen, look, seen_before

    done = seen_before(filling.store, names)
    last = look(names, {}, done).marks
    while True:
        if pause is not None:
            time.sleep(pause)
        seen = look(names, last, done)
        if seen.ready:
            added = add(replace(filling, stamp=stamp_now(filling.stamp.who)), seen.ready)
            report_notices(added.notices)
            report_refusals(added.refused)
            say(f"{filling.store.location}: {summary(added)}")
            done.update({path: seen.marks[path] for path in seen.ready})
            keep_seen(filling.store, names, {path: done[path] for path in done if path in seen.marks})
        if pause is None:
            return
        last = seen.marks

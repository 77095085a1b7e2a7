"""The command line's entry point: every command, how errors are told, and what the exit code says."""

from __future__ import annotations

import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import tocsin
from tocsin.cli.commands import (
    add,
    aliases,
    ask,
    backup,
    brief,
    claims,
    decide,
    doctor,
    documents,
    explain,
    export,
    follow,
    judge,
    links,
    log,
    move,
    replay,
    score,
    serve,
    train,
    user,
    views,
    watch,
)
from tocsin.cli.commands import template as templates
from tocsin.cli.exit_codes import FAULT, code_of
from tocsin.cli.output import clean, say
from tocsin.cli.wiring import INPUT, KIND, ROLES, TABLE, command
from tocsin.errors import TocsinError

WHOLE = (*INPUT, *KIND, *TABLE)
OUT = ("rows", "output")
COMMANDS = (
    ("brief", command(brief.brief, (*INPUT, *KIND, *ROLES, "reveal", "brief_format", "output"))),
    ("ask", command(ask.ask, ("asked", "case", "template", "question_file", *ROLES, "rows", "author"))),
    ("add", add.add_paths),
    ("follow", follow.follow),
    ("watch", watch.watch),
    ("documents", documents.documents),
    ("versions", documents.versions),
    ("claims", command(claims.claims, (*WHOLE, "doubtful"))),
    ("links", command(links.links, (*INPUT, *TABLE))),
    ("sources", command(views.sources, WHOLE)),
    ("incidents", command(views.incidents, WHOLE)),
    ("conflicts", command(views.conflicts, WHOLE)),
    ("indicators", command(views.indicators, WHOLE)),
    ("explain", command(explain.explain, ("about", *WHOLE))),
    ("replay", command(replay.replay, ("since", "until", "step", "hindsight", "prior", *INPUT, *KIND, *OUT))),
    ("judge", command(judge.judge, ("freeze", "prior", *INPUT, *KIND, "rows", "output"))),
    ("resolve", score.resolve),
    ("score", score.score),
    ("decide", decide.decide),
    ("aliases", aliases.aliases),
    ("corrections", train.corrections),
    ("train", train.train),
    ("log", log.log),
    ("export", export.export),
    ("doctor", doctor.doctor),
    ("backup", backup.backup),
    ("move", move.move),
    ("serve", serve.serve),
    ("user", user.user),
)


class Commands(TyperGroup):
    """Turns errors raised on purpose into one clear line and an exit code."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except TocsinError as error:
            say(f"tocsin: {clean(str(error))}")
            raise typer.Exit(code_of(error)) from error


def build_app() -> typer.Typer:
    """The whole command line."""
    app = typer.Typer(
        cls=Commands, name="tocsin", no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None
    )
    app.callback()(_root)
    for name, function in COMMANDS:
        app.command(name)(function)
    app.add_typer(templates.build_app(), name="template")
    return app


def run() -> None:
    """Run the command line on the words given to the process."""
    for stream in (sys.stdout, sys.stderr):
        if (stream.encoding or "").lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        build_app()()
    except Exception as error:
        if os.environ.get("TOCSIN_TRACEBACK"):
            raise
        say(f"tocsin: a fault in Tocsin itself: {type(error).__name__}: {error}; TOCSIN_TRACEBACK=1 shows where")
        sys.exit(FAULT)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"tocsin {tocsin.__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and end.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Tocsin reads the reporting on a warning question and answers it so that a sceptic can check every step.

    Start with `tocsin brief`, which needs nothing: it answers the demo question from the demo reports.
    """

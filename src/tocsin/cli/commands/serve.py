"""`tocsin serve`: the analyst's desk, in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli import options
from tocsin.errors import CaseError

PORT = 8756


def serve(
    case: Annotated[
        Path | None,
        typer.Argument(metavar="[CASE]", help="The case. Default: the demo, kept in memory.", show_default=False),
    ] = None,
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port; 0 takes any free one.")] = PORT,
    host: Annotated[
        str,
        typer.Option(metavar="NAME", help="The address to listen on. Others than loopback need users or a token."),
    ] = "127.0.0.1",
    users: Annotated[
        bool, typer.Option("--users", help="Let in only who signs in (see `tocsin user`), on loopback too.")
    ] = False,
    token: Annotated[
        bool, typer.Option("--token", help="Let in only who has the token that is printed, on loopback too.")
    ] = False,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Another name that the server is called by; may be repeated.", show_default=False
        ),
    ] = None,
    secure: Annotated[
        bool, typer.Option("--secure", help="The server is reached over HTTPS alone: send cookies over nothing else.")
    ] = False,
    as_of: options.AsOf = "",
    settings: options.SettingsFile = None,
    author: options.Author = "",
) -> None:
    """Open the desk on a case: read, check, overrule and write in a browser, on this machine alone by default.

    On loopback whoever reaches the server is let in under your name. On any other address users sign in with a
    password (`tocsin user`), or with the token that is printed at the start.

    \b
    Examples:
        tocsin serve
        tocsin serve ruritania.tocsin
        tocsin serve ruritania.tocsin --host 0.0.0.0 --allow-host desk.example --users
    """
    import tempfile

    from tocsin.cli.desk_opening import access_to, listen, opening_of

    if case is not None and not case.exists():
        remedy = 'make one with: tocsin ask "QUESTION" --case FILE'
        raise CaseError("there is no such case", place=str(case), remedy=remedy)
    access = access_to(case, host, users, token, tuple(allow_host or ()), secure)
    with tempfile.TemporaryDirectory(prefix="tocsin-desk-") as scratch:
        listen(opening_of(case, as_of, settings, author, Path(scratch)), access, host, port)

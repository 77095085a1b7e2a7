"""`tocsin serve`: the analyst's desk, in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import options
from tocsin.cli.output import say
from tocsin.errors import CaseError, OptionError

if TYPE_CHECKING:
    from tocsin.serve.opening import Access, Opening

LOOPBACK = ("127.0.0.1", "localhost", "::1")
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
    import socket
    import tempfile

    if case is not None and not case.exists():
        raise CaseError(
            "there is no such case", place=str(case), remedy='make one with: tocsin ask "QUESTION" --case FILE'
        )
    access = _access(case, host, users, token, tuple(allow_host or ()), secure)
    with tempfile.TemporaryDirectory(prefix="tocsin-desk-") as scratch:
        opening = _opening(case, as_of, settings, author, Path(scratch))
        from uvicorn import Config, Server

        from tocsin.serve.app import build_app
        from tocsin.serve.hub import Hub

        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as listening:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listening.bind((host, port))
            except OSError as error:
                remedy = "choose another one with --port"
                raise OptionError(
                    "the port cannot be used", value=str(error), place=f"{host}:{port}", remedy=remedy
                ) from error
            shown = f"[{host}]" if ":" in host else host
            where = f"http://{shown}:{listening.getsockname()[1]}/"
            say(
                f"the desk on {opening.name} is at {where}"
                + (f"#/sign-in?token={access.token}" if access.token else "")
            )
            say("stop it with Ctrl-C")
            config = Config(
                build_app(Hub(opening, access)),
                log_level="warning",
                server_header=False,
                timeout_keep_alive=15,
                limit_concurrency=200,
                h11_max_incomplete_event_size=64_000,
                timeout_graceful_shutdown=3,
            )
            Server(config).run([listening])


def _access(case: Path | None, host: str, users: bool, token: bool, more: tuple[str, ...], secure: bool) -> Access:
    """Who may come in. Raises OptionError where nobody could."""
    import secrets

    from tocsin.serve.opening import Access
    from tocsin.serve.users import Users

    file = users_file(case) if users and case is not None else None
    if users and (file is None or not Users(file).all()):
        remedy = "add one with: tocsin user CASE add NAME --role own"
        raise OptionError("there are no users yet", place=str(file or "--users"), remedy=remedy)
    away = host not in LOOPBACK
    needed = token or (away and file is None)
    hosts = frozenset(name.lower() for name in (*LOOPBACK, host, *more))
    return Access(hosts, file, secrets.token_urlsafe(24) if needed else "", secure)


def users_file(case: Path) -> Path:
    """Where the users of a case are kept: beside it."""
    return case.with_name(f"{case.name}.users.json")


def _opening(case: Path | None, as_of: str, settings: Path | None, author: str, scratch: Path) -> Opening:
    import os

    from tocsin.cli.clock import day, stamp_now
    from tocsin.cli.settings import load_settings
    from tocsin.registry.embedders import build_embedder, build_standing_embedder
    from tocsin.serve.opening import Opening

    embedder = build_embedder()
    standing = build_standing_embedder(embedder, os.environ)
    who = stamp_now(author).who
    given = day(as_of, "--as-of") if as_of else None
    knobs = load_settings(settings)
    if case is not None:
        return Opening(case.stem, _keeping(case), embedder, knobs, _now, who, scratch, standing, given)
    return _demo(Opening("demo", _nothing, embedder, knobs, _now, who, scratch, standing, given, demo=True))


def _demo(opening: Opening) -> Opening:
    """The demo question on the demo reports, in a case that lives as long as the server."""
    from dataclasses import replace

    from tocsin.cli.question import build_question, demo
    from tocsin.cli.request import QuestionOptions
    from tocsin.model import codec
    from tocsin.model.stamp import Stamp
    from tocsin.registry.stores import create_case

    shown = demo()
    path = opening.scratch / "demo.tocsin"
    store = create_case(path)
    try:
        question, template = build_question(shown.question, QuestionOptions())
        store.put_output("template", question.id, codec.encode(template))
        store.set_question(question, Stamp(opening.author, opening.now()))
    finally:
        store.close()
    return replace(
        opening, case=_keeping(path), as_of=opening.as_of or shown.as_of, read=(str(shown.articles),), demo=True
    )


def _keeping(case: Path):  # type: ignore[no-untyped-def]
    """A way to hold the case for a while: opened for each thread that wants it, and closed after."""
    from collections.abc import Iterator
    from contextlib import contextmanager

    from tocsin.registry.stores import open_case
    from tocsin.store.interface import CaseStore

    @contextmanager
    def held() -> Iterator[CaseStore]:
        store = open_case(case)
        try:
            yield store
        finally:
            store.close()

    return held


def _nothing():  # type: ignore[no-untyped-def]
    raise CaseError("the desk is not open")


def _now():  # type: ignore[no-untyped-def]
    from datetime import UTC, datetime

    return datetime.now(UTC).replace(microsecond=0)

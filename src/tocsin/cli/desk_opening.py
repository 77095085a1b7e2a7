"""Opening a desk from the command line: on which case, for whom, under which names."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tocsin.cli.clock import day, stamp_now
from tocsin.cli.output import say
from tocsin.cli.question import build_question, demo
from tocsin.cli.request import QuestionOptions
from tocsin.cli.settings import load_settings
from tocsin.errors import CaseError, OptionError
from tocsin.model import codec
from tocsin.model.stamp import Stamp
from tocsin.registry.embedders import build_embedder, build_standing_embedder
from tocsin.registry.stores import create_case, open_case
from tocsin.serve.opening import Access, Opening
from tocsin.serve.users import Users
from tocsin.store.interface import CaseStore

LOOPBACK = ("127.0.0.1", "localhost", "::1")
Holding = Callable[[], AbstractContextManager[CaseStore]]


def access_to(case: Path | None, host: str, users: bool, token: bool, more: tuple[str, ...], secure: bool) -> Access:
    """Who may come in. Raises OptionError where nobody could."""
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


def opening_of(case: Path | None, as_of: str, settings: Path | None, author: str, scratch: Path) -> Opening:
    """What a desk is opened on. Raises OptionError where the settings cannot be used."""
    embedder = build_embedder()
    standing = build_standing_embedder(embedder, os.environ)
    who = stamp_now(author).who
    given = day(as_of, "--as-of") if as_of else None
    knobs = load_settings(settings)
    if case is not None:
        return Opening(case.stem, keeping(case), embedder, knobs, _now, who, scratch, standing, given)
    return _demo(Opening("demo", _nothing, embedder, knobs, _now, who, scratch, standing, given, demo=True))


def _demo(opening: Opening) -> Opening:
    """The demo question on the demo reports, in a case that lives as long as the server."""
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
        opening, case=keeping(path), as_of=opening.as_of or shown.as_of, read=(str(shown.articles),), demo=True
    )


def keeping(case: Path) -> Holding:
    """A way to hold the case for a while: opened for each thread that wants it, and closed after."""

    @contextmanager
    def held() -> Iterator[CaseStore]:
        store = open_case(case)
        try:
            yield store
        finally:
            store.close()

    return held


def _nothing() -> AbstractContextManager[CaseStore]:
    raise CaseError("the desk is not open")


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def listen(opening: Opening, access: Access, host: str, port: int) -> None:
    """Serve until stopped. Raises OptionError where the port cannot be used."""
    from uvicorn import Config, Server

    from tocsin.serve.app import build_app
    from tocsin.serve.hub import Hub

    shown = f"[{host}]" if ":" in host else host
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            remedy = "choose another one with --port"
            raise OptionError(
                "the port cannot be used", value=str(error), place=f"{host}:{port}", remedy=remedy
            ) from error
        where = f"http://{shown}:{listening.getsockname()[1]}/"
        say(f"the desk on {opening.name} is at {where}{f'#/sign-in?token={access.token}' if access.token else ''}")
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

"""A small corpus of own reports, a case made from it, and a way to run commands in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tocsin.cli.main import build_app

QUESTION = "Will Eritrea invade Djibouti before 2031-07-01?"
REPORTS = {
    "harbour-post.txt": (
        "Eritrean column seen near the border\n\nThe Harbour Post, 3 May 2031\n\n"
        "The Defence Ministry of Djibouti said on 3 May 2031 that an Eritrean armoured column was moving toward the "
        "border near Ras Doumeira. Idris Weldu, a resident of Obock, said he had counted forty vehicles before dawn. "
        "Eritrea's Information Ministry denied that any troops had been sent to the border.\n"
    ),
    "desert-wire.txt": (
        "Asmara calls up reservists\n\nDesert Wire, 6 May 2031\n\n"
        "Eritrea has called up reservists in the Southern Red Sea region, Desert Wire reported on 6 May 2031. "
        "An official of the African Union said the exercise could not be verified. "
        "Eritrea will not attack anybody, the Information Ministry said.\n"
    ),
    "gulf-daily.txt": (
        "Leaders speak by telephone\n\nGulf Daily, 9 May 2031\n\n"
        "The presidents of Eritrea and Djibouti spoke by telephone on 9 May 2031, the Gulf Daily reported. "
        "Djibouti's foreign minister said that the talks were frank. "
        "Two battalions were withdrawn from the border, according to the Defence Ministry of Djibouti.\n"
    ),
}
DATES = {"harbour-post.txt": "2031-05-03", "desert-wire.txt": "2031-05-06", "gulf-daily.txt": "2031-05-09"}
SETTINGS = "[assess]\ndraws = 60\n"


class Ran:
    """What a command did: exit code, standard output, standard error."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def app() -> typer.Typer:
    return build_app()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("reports")
    for name, text in REPORTS.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


@pytest.fixture(scope="session")
def run(app: typer.Typer, tmp_path_factory: pytest.TempPathFactory) -> Run:
    settings = tmp_path_factory.mktemp("settings") / "quick.toml"
    settings.write_text(SETTINGS, encoding="utf-8")
    always = {
        "TOCSIN_SETTINGS": str(settings),
        "TOCSIN_AUTHOR": "Ada Quill",
        "COLUMNS": "200",
        "XDG_CACHE_HOME": str(settings.parent),
    }

    def ran(*words: object, stdin: str | bytes | None = None, **environment: str) -> Ran:
        given = {**always, **environment}
        result = CliRunner().invoke(app, [str(word) for word in words], input=stdin, env=given)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return ran


@pytest.fixture(scope="session")
def case(run: Run, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case that tests only read."""
    path = tmp_path_factory.mktemp("case") / "djibouti.tocsin"
    assert run("ask", QUESTION, "--case", path).code == 0
    dates = path.with_name("dates.json")
    dates.write_text(json.dumps(DATES), encoding="utf-8")
    assert run("add", path, folder, "--dates", dates).code == 0
    return path


@pytest.fixture
def own_case(case: Path, tmp_path: Path) -> Path:
    """A case that a test may change."""
    copy = tmp_path / "own.tocsin"
    copy.write_bytes(case.read_bytes())
    return copy

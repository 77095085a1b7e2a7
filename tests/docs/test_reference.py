"""The documentation says what the code does."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import typer

from tocsin.cli.main import COMMANDS, build_app
from tocsin.cli.reference import reference
from tocsin.model.settings import Settings

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])


def written(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def test_the_reference_is_what_the_code_writes() -> None:
    assert written(DOCS / "cli.md") == reference(), "run: python -m tocsin.cli.reference docs/cli.md"


@pytest.mark.parametrize("name", [name for name, _ in COMMANDS])
def test_every_command_has_help_examples_and_described_options(name: str) -> None:
    command: Any = typer.main.get_command(build_app())
    found = command.commands[name]
    assert f"tocsin {name}" in found.help.partition("Examples:")[2]
    assert [param.name for param in found.params if param.name != "help" and not param.help] == []


def test_every_setting_is_documented_with_its_default() -> None:
    page = written(DOCS / "settings.md")
    for table in fields(Settings):
        part = page.partition(f"## `[{table.name}]`")[2].partition("\n## ")[0]
        rows = re.findall(r"^\| `(\w+)` \| `(.*?)` \|", part, re.MULTILINE)
        knobs = getattr(Settings(), table.name)
        expected = {knob.name: getattr(knobs, knob.name) for knob in fields(knobs)}
        assert {name: tomllib.loads(f"x = {value}")["x"] for name, value in rows} == {
            name: list(value) if isinstance(value, tuple) else value for name, value in expected.items()
        }


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(written(ROOT / "pyproject.toml"))
    named = set(re.findall(r"^\| `([\w-]+)` \|", written(DOCS / "dependencies.md"), re.MULTILINE))
    wanted = [*project["project"]["dependencies"], *chain(*project["dependency-groups"].values())]
    assert named == {re.split(r"[<>=!~\[ ;]", each)[0] for each in wanted}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_hashed_and_name_no_place(name: str) -> None:
    text = written(ROOT / name)
    assert "://" not in text
    pinned = re.findall(r"^([\w.-]+)==\S+", text, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[\w.-]", text, re.MULTILINE))
    assert text.count("==") <= text.count("--hash=sha256:")


def test_requirements_hold_every_dependency() -> None:
    project = tomllib.loads(written(ROOT / "pyproject.toml"))
    for name, wanted in (
        ("requirements.txt", [*project["project"]["dependencies"], *project["dependency-groups"]["build"]]),
        ("requirements-dev.txt", project["dependency-groups"]["dev"]),
    ):
        pinned = set(re.findall(r"^([\w.-]+)==", written(ROOT / name), re.MULTILINE))
        assert {re.split(r"[<>=!~\[ ;]", each)[0] for each in wanted} <= pinned


@pytest.mark.parametrize("page", PAGES, ids=[page.relative_to(ROOT).as_posix() for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", written(page)):
        if "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_package_says_that_it_is_typed() -> None:
    assert (resources.files("tocsin") / "py.typed").is_file()

"""`tocsin template`: kinds of question, as files that an analyst can read and change."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli import options
from tocsin.cli.exit_codes import CHECK_FAILED
from tocsin.cli.output import say, write, write_rows
from tocsin.errors import OptionError, TocsinError

Key = Annotated[str, typer.Argument(metavar="KEY|FILE", help="A template's key, or a TOML file.", show_default=False)]


def build_app() -> typer.Typer:
    """The group of commands."""
    app = typer.Typer(no_args_is_help=True, help="Kinds of question: list, show, make and check templates.")
    for name, function in (("list", list_templates), ("show", show), ("new", new), ("check", check)):
        app.command(name)(function)
    return app


def list_templates(format: options.Rows = None, output: options.Output = None) -> None:
    """List the kinds of question that Tocsin knows.

    \b
    Examples:
        tocsin template list
    """
    from tocsin.assess.templates import load_templates

    rows = [
        {
            "key": template.key,
            "name": template.name,
            "stages": " → ".join(stage.name for stage in template.stages),
            "indicators": len(template.indicators),
            "description": template.description,
        }
        for template in load_templates()
    ]
    write_rows(rows, format, output, "Templates")


def show(key: Key, format: options.Rows = None, output: options.Output = None) -> None:
    """Show a template's indicators: what is watched for, and how often it would be seen at each stage.

    \b
    Examples:
        tocsin template show enters-war
    """
    from tocsin.assess.templates import load_template

    template = load_template(key)
    rows = [
        {
            "indicator": indicator.key,
            "name": indicator.name,
            "effect": indicator.effect,
            **{stage: f"{seen.low:g} {seen.best:g} {seen.high:g}" for stage, seen in indicator.seen},
            "reason": indicator.reason,
        }
        for indicator in template.indicators
    ]
    write_rows(rows, format, output, f"{template.name}: {template.description}")


def new(
    file: Annotated[Path, typer.Argument(metavar="FILE.toml", help="The file to make.", show_default=False)],
    like: Annotated[str, typer.Option(metavar="KEY", help="The template to begin from.")] = "enters-war",
) -> None:
    """Make a template of your own, from one of Tocsin's as a start.

    \b
    Examples:
        tocsin template new blockade.toml --like attacks
    """
    if file.exists():
        raise OptionError("there is a file of this name already", place=str(file), remedy="choose another name")
    if file.suffix != ".toml":
        raise OptionError("not a .toml file", value=str(file), remedy="end its name with .toml")
    from tocsin.assess.templates import load_template

    load_template(like)
    source = resources.files("tocsin.assess") / "data" / "templates" / f"{like}.toml"
    key = re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-") or "own"
    text = source.read_text(encoding="utf-8")
    write(re.sub(r'(?m)^key = "[^"]*"', f'key = "{key}"', text, count=1), file)
    say(f"its key is {key}; change its words and numbers, then: tocsin template check {file}")


def check(key: Key, format: options.Rows = None, output: options.Output = None) -> None:
    """Check a template: its entries, its ladder, its numbers, its words; and print what each indicator can tell.

    Every stage must be reachable and every likelihood run as its order says. The table gives each indicator's log
    likelihood ratio (low, best, high) between two stages; "silent" ones tell nothing whatever is seen.

    \b
    Examples:
        tocsin template check blockade.toml
    """
    from tocsin.assess.templates import diagnosticity, load_template

    try:
        template = load_template(key)
    except TocsinError as error:
        say(f"tocsin: {error}")
        raise typer.Exit(CHECK_FAILED) from error
    rows = [
        {
            "indicator": row.indicator,
            "between": " / ".join(row.against),
            "low": round(row.low, 2),
            "best": round(row.best, 2),
            "high": round(row.high, 2),
            "silent": row.silent,
        }
        for row in diagnosticity(template)
    ]
    write_rows(rows, format, output, f"{template.key}: what each indicator can tell (log likelihood ratio)")
    say(f"{template.key}: {len(template.stages)} stages, {len(template.indicators)} indicators, nothing wrong")

"""docs/cli.md, written from the code: `python -m tocsin.cli.reference docs/cli.md`."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import typer

from tocsin.cli.exit_codes import MEANINGS
from tocsin.cli.main import build_app

HEAD = """# Command line reference

This page is written from the code by `python -m tocsin.cli.reference docs/cli.md`; a test compares the two.
In a clone, `python3 run.py` stands for `tocsin`.

What a command is about is told by its words: nothing means the demo corpus and its question; a name that ends in
`.tocsin` is a case; otherwise the first word that is no file or folder is the question, and the others are what to
read. Results go to standard output, everything else to standard error; progress is shown on a terminal only.
"""


def reference() -> str:
    """The whole page."""
    command: Any = typer.main.get_command(build_app())
    parts = [HEAD, "## Exit codes\n", _table(("code", "meaning"), [(str(k), v) for k, v in MEANINGS.items()])]
    parts += list(_sections("tocsin", command))
    return "\n".join(parts)


def _sections(path: str, command: Any) -> Iterator[str]:
    children = getattr(command, "commands", None)
    if children:
        if path != "tocsin":
            yield f"## `{path}`\n\n{command.help}\n"
        for name, child in children.items():
            yield from _sections(f"{path} {name}", child)
        return
    prose, examples = _help(command)
    yield f"## `{path}`\n\n`{_usage(path, command)}`\n\n{prose}\n"
    rows = [(_names(param), _words(param)) for param in command.params if param.name != "help"]
    if rows:
        yield _table(("argument or option", "meaning"), rows)
    if examples:
        yield "```sh\n" + "\n".join(examples) + "\n```\n"


def _help(command: Any) -> tuple[str, list[str]]:
    text = inspect.cleandoc(command.help or "")
    prose, _, examples = text.partition("\b\nExamples:\n")
    return prose.strip(), [line.strip() for line in examples.splitlines() if line.strip()]


def _usage(path: str, command: Any) -> str:
    arguments = [_plain_metavar(param) for param in command.params if param.param_type_name == "argument"]
    return " ".join([path, *arguments, "[OPTIONS]"])


def _plain_metavar(param: Any) -> str:
    name = param.metavar or (param.name or "").upper()
    return name if param.required or name.startswith("[") else f"[{name}]"


def _names(param: Any) -> str:
    if param.param_type_name == "argument":
        return f"`{_plain_metavar(param)}`"
    names = ", ".join(param.opts)
    value = "|".join(_choices(param)) or param.metavar
    return f"`{names}`" if param.is_flag or not value else f"`{names} {value}`"


def _words(param: Any) -> str:
    words = str(param.help or "")
    if _choices(param) and param.param_type_name == "argument":
        words += f" One of: {', '.join(_choices(param))}."
    if param.envvar:
        words += f" Environment: `{param.envvar}`."
    if param.show_default is not False and param.default not in (None, False, "") and not param.required:
        words += f" Default: {param.default}."
    return words.strip()


def _choices(param: Any) -> list[str]:
    kind = param.type_descriptor.annotation
    return [str(each.value) for each in kind] if isinstance(kind, type) and issubclass(kind, Enum) else []


def _table(head: tuple[str, str], rows: list[tuple[str, str]]) -> str:
    lines = [f"| {head[0]} | {head[1]} |", "| --- | --- |"]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8")

"""Writing to people and programs: tables, Markdown, HTML, JSON, to the terminal or a file."""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tocsin.cli.options import TableFormat
from tocsin.errors import OptionError

Row = Mapping[str, Any]
# Article text must not steer the terminal: control characters other than tab and line feed are dropped.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def write(text: str, output: Path | None) -> None:
    """Write text to a file, whole or not at all, or to standard output."""
    text = text if text.endswith("\n") or not text else text + "\n"
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    part = output.with_name(output.name + ".part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(output)
    except OSError as error:
        raise OptionError("the output cannot be written", value=str(error.strerror), place=str(output)) from error
    say(f"written to {output}")


def write_rows(rows: Iterable[Row], chosen: TableFormat | None, output: Path | None, title: str = "") -> None:
    """Write rows in the format chosen, else the one that suits the output."""
    listed = list(rows)
    match chosen or suited(output):
        case TableFormat.jsonl:
            write("".join(json_line(row) for row in listed), output)
        case TableFormat.json:
            write(json.dumps(listed, ensure_ascii=False, indent=2), output)
        case TableFormat.md:
            write(markdown_table(listed), output)
        case TableFormat.html:
            write(html_table(listed, title), output)
        case _ if output is not None:
            write(text_table(listed, title), output)
        case _:
            print_table(listed, title)


def json_text(noun: object) -> str:
    """A noun, or plain values, as indented JSON."""
    from tocsin.model import codec

    return json.dumps(codec.to_plain(noun), ensure_ascii=False, indent=2) + "\n"


def json_line(row: Row) -> str:
    """One row as a line of JSON."""
    return json.dumps(row, ensure_ascii=False) + "\n"


def print_table(rows: Iterable[Row], title: str) -> None:
    """A table on standard output, as wide as the terminal."""
    from rich.console import Console

    Console(markup=False, highlight=False).print(_table(rows, title) if rows else "nothing found")


def text_table(rows: Iterable[Row], title: str) -> str:
    """A table as plain text."""
    from io import StringIO

    from rich.console import Console

    console = Console(file=StringIO(), width=120, markup=False, highlight=False)
    console.print(_table(rows, title) if rows else "nothing found")
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def markdown_table(rows: Iterable[Row]) -> str:
    """Rows as a Markdown table."""
    if not rows:
        return "nothing found"
    names = columns(rows)
    lines = ["| " + " | ".join(names) + " |", "|" + " --- |" * len(names)]
    lines += ["| " + " | ".join(_cell(row.get(name)).replace("|", "\\|") for name in names) + " |" for row in rows]
    return "\n".join(lines)


def html_table(rows: Iterable[Row], title: str) -> str:
    """Rows as one HTML page."""
    names = columns(rows)
    head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
    body = "\n".join(
        "<tr>" + "".join(f"<td>{html.escape(_cell(row.get(name)))}</td>" for name in names) + "</tr>" for row in rows
    )
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title></head>\n'
        f"<body><h1>{html.escape(title)}</h1>\n<table><thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody></table></body></html>"
    )


def columns(rows: Iterable[Row]) -> list[str]:
    """The names of all columns, in the order in which they first appear."""
    return list(dict.fromkeys(name for row in rows for name in row))


def say(text: str) -> None:
    """A line for the person, on standard error."""
    print(clean(text), file=sys.stderr, flush=True)


def clean(text: str) -> str:
    """The text without control characters."""
    return CONTROLS.sub("", text)


def _table(rows: Iterable[Row], title: str) -> Any:
    from rich.table import Table
    from rich.text import Text

    names = columns(rows)
    table = Table(title=title or None, title_justify="left", show_lines=False, header_style="bold")
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(clean(_cell(row.get(name)))) for name in names))
    return table


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return "; ".join(_cell(item) for item in value)
    if isinstance(value, Mapping):
        return str(value.get("text") or value.get("name") or json.dumps(value, ensure_ascii=False))
    return " ".join(str(value).split())


def suited(output: Path | None) -> TableFormat:
    """The format that suits where rows go: by the file's ending; a table for a terminal, JSONL for a pipe."""
    if output is not None:
        ending = output.suffix.removeprefix(".")
        return TableFormat(ending) if ending in {each.value for each in TableFormat} else TableFormat.table
    return TableFormat.table if sys.stdout.isatty() else TableFormat.jsonl

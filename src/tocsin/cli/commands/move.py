"""`tocsin move`: carry a case from a file to a PostgreSQL database, or back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli import options
from tocsin.cli.output import say

Target = Annotated[
    Path,
    typer.Argument(
        metavar="TO", help="A new case file, or postgresql://USER@HOST/DATABASE/CASE.", show_default=False
    ),
]


def move(case: options.CasePath, target: Target) -> None:
    """Carry a case to another place, and compare the two row by row. The old one stays as it is.

    For a team, a case lies in a PostgreSQL database that is there already; each case is a schema of its own. The
    password comes from PGPASSWORD or ~/.pgpass, never from the command line.

    \b
    Examples:
        tocsin move ruritania.tocsin postgresql://desk@db.example/desk/ruritania
        tocsin move postgresql://desk@db.example/desk/ruritania back.tocsin
    """
    from tocsin.cli.progress import counting
    from tocsin.registry.stores import create_case, in_server, open_case
    from tocsin.store.copying import copy_case

    source = open_case(case)
    try:
        made = create_case(target)
        moved = False
        try:
            with counting("moving") as advance:
                counts = copy_case(source, made, lambda name, rows: advance(name))
            moved = True
        finally:
            made.close()
            if not moved and not in_server(target):
                target.unlink(missing_ok=True)
    finally:
        source.close()
    say(f"{made.location}: {sum(counts.values())} rows of {len(counts)} tables, each compared; {case} stays as it is")

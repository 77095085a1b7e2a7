"""`tocsin backup`: copy a case while it is in use."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli import options
from tocsin.cli.output import say

Target = Annotated[Path, typer.Argument(metavar="FILE", help="The copy to make.", show_default=False)]


def backup(case: options.CasePath, target: Target) -> None:
    """Copy a case to a file as it is at this moment. Whoever works on it need not stop.

    The copy is a case like any other. It appears only when it is whole; a backup cut short leaves nothing.

    \b
    Examples:
        tocsin backup ruritania.tocsin kept/ruritania-2031-05-02.tocsin
        tocsin backup postgresql://desk@db.example/desk/ruritania kept/ruritania.tocsin
    """
    from tocsin.cli.progress import counting
    from tocsin.registry.stores import open_case
    from tocsin.store.backup import backup as copy

    store = open_case(case)
    try:
        with counting("copying") as advance:
            copy(store, target, lambda done, total: advance(f"{done} of {total}"))
    finally:
        store.close()
    say(f"{target}: {target.stat().st_size / 1_000_000:.1f} MB")

"""Progress on long work: on standard error, and only where that is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[str], None]


@contextmanager
def counting(what: str) -> Iterator[Advance]:
    """Give a function that is called with a label as each piece is done."""
    if not sys.stderr.isatty():
        yield lambda label: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    shape = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*shape, console=Console(stderr=True, markup=False), transient=True) as progress:
        task = progress.add_task(what, total=None)

        def advance(label: str) -> None:
            progress.update(task, advance=1, description=f"{what}: {label[:40]}")

        yield advance

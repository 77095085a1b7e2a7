"""`tocsin aliases`: the file in which analysts keep which names are one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli import options
from tocsin.cli.clock import stamp_now
from tocsin.cli.output import say, write
from tocsin.errors import OptionError


def aliases(
    case: options.CasePath,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="An alias file, TOML or CSV; without one, the aliases are shown."),
    ] = None,
    author: options.Author = "",
    output: options.Output = None,
) -> None:
    """Take over an alias file into a case, or show the case's aliases as a file to edit.

    The file says which names are one ("same") and which are not ("different"). It becomes rulings, which always win
    over what is worked out; names that an earlier file had and this one has not are taken back. Rulings made with
    `tocsin decide` stay.

    \b
    Examples:
        tocsin aliases ruritania.tocsin --output aliases.toml
        tocsin aliases ruritania.tocsin aliases.toml
    """
    from tocsin.link.aliases import changes, read_aliases, written
    from tocsin.pipeline.rulings import effective
    from tocsin.registry.stores import open_case

    store = open_case(case)
    try:
        standing = effective(store.decisions())
        if file is None:
            write(written(standing), output)
            return
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise OptionError("cannot read the alias file", value=str(error), place=str(file)) from error
        stamp = stamp_now(author)
        added, undone = changes(read_aliases(text, file.name), standing, stamp.who, stamp.at)
        for decision in (*undone, *added):
            store.decide(decision)
    finally:
        store.close()
    say(f"{case}: {len(added)} aliases are new, {len(undone)} are taken back")

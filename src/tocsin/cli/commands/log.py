"""`tocsin log`: who did what to a case, and whether the record was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from tocsin.cli import options
from tocsin.cli.clock import stamp_now
from tocsin.cli.exit_codes import CHECK_FAILED
from tocsin.cli.output import Row, say, write_rows

if TYPE_CHECKING:
    from tocsin.model.log_entry import LogEntry


def log(
    case: options.CasePath,
    reveal: options.Reveal = False,
    format: options.Rows = None,
    output: options.Output = None,
) -> None:
    """Show the custody log of a case and verify that no entry was changed or removed.

    Each entry holds the digest of the one before. Note the last digest elsewhere to prove later that no entry was
    cut off at the end. Private persons are masked in what is shown, unless --reveal is given; digests are over the
    entries as they are.

    \b
    Examples:
        tocsin log ruritania.tocsin
    """
    from tocsin.cli.rows import kept_rows
    from tocsin.model.log_entry import first_break
    from tocsin.registry.stores import open_case

    store = open_case(case)
    try:
        entries = store.log()
        if reveal:
            store.record("reveal", "log", "names of private persons shown", stamp_now())
        rows = kept_rows(store, map(_row, entries), reveal)
    finally:
        store.close()
    write_rows(rows, format, output, f"Log of {case}")
    broken = first_break(entries)
    if broken is not None:
        say(f"{case}: entry {broken} does not follow from those before it; it or an earlier one was changed")
        raise typer.Exit(CHECK_FAILED)
    say(
        f"{case}: {len(entries)} entries, the chain holds"
        + (f", last digest {entries[-1].digest}" if entries else "")
    )


def _row(entry: LogEntry) -> Row:
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "who": entry.who,
        "action": entry.action,
        "subject": entry.subject,
        "detail": entry.detail,
        "digest": entry.digest,
    }

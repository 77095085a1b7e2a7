"""`tocsin sources`, `incidents`, `conflicts`, `indicators`: parts of the answer as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from tocsin.cli.output import Row, write_rows
from tocsin.cli.request import Request
from tocsin.cli.rows import conflict_rows, incident_rows, indicator_rows, source_rows

if TYPE_CHECKING:
    from tocsin.cli.sitting import Sitting

    Rows = Callable[[Sitting, bool], Iterable[Row]]


def view(title: str, rows: Rows, purpose: str) -> Callable[[Request], None]:
    """A command that answers the question and shows one part of what the answer rests on."""

    def command(request: Request) -> None:
        from tocsin.cli.sitting import sitting

        with sitting(request) as seat:
            if request.reveal:
                seat.log_reveal(title.lower())
            write_rows(rows(seat, request.reveal), request.rows, request.output, title)
            seat.finish()

    command.__doc__ = purpose
    return command


sources = view(
    "Sources",
    source_rows,
    """List who speaks: how far each source is taken at its word and why, with independent origins.

    \b
    Examples:
        tocsin sources ruritania.tocsin
    """,
)
incidents = view(
    "Incidents",
    incident_rows,
    """List what is reported, each happening or state once, with its independent origins.

    \b
    Examples:
        tocsin incidents ruritania.tocsin --format jsonl
    """,
)
conflicts = view(
    "Conflicts",
    conflict_rows,
    """List contradictions and tensions, with the words of both sides.

    \b
    Examples:
        tocsin conflicts ruritania.tocsin
    """,
)
indicators = view(
    "Indicators",
    indicator_rows,
    """Show the indicator board: what was seen, denied, contested or not reported, and when.

    \b
    Examples:
        tocsin indicators ruritania.tocsin --as-of 2031-05-02
    """,
)

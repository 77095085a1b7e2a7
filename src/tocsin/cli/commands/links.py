"""`tocsin links`: what is the same, what contradicts, what goes back to one origin."""

from __future__ import annotations

from tocsin.cli.options import TableFormat
from tocsin.cli.output import json_text, write, write_rows
from tocsin.cli.request import Request
from tocsin.cli.rows import link_rows, links_object


def links(request: Request) -> None:
    """List relations between claims, each with its reasons. No question is needed.

    JSON gives one object with `same`, `contradict`, `update`, `circular` and `entities`.

    \b
    Examples:
        tocsin links reports/ --format json
        tocsin links reports/ --claims claims.jsonl --format json
        tocsin links ruritania.tocsin
    """
    from tocsin.cli.sitting import sitting

    with sitting(request, question_needed=False) as seat:
        if request.reveal:
            seat.log_reveal("links")
        if request.rows is TableFormat.json:
            write(json_text(links_object(seat, request.reveal)), request.output)
        else:
            write_rows(link_rows(seat, request.reveal), request.rows, request.output, "Links")
        seat.finish()

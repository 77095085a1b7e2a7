"""`tocsin claims`: who claims what, on whose word."""

from __future__ import annotations

from collections.abc import Iterable

from tocsin.cli.options import TableFormat
from tocsin.cli.output import Row, suited, write_rows
from tocsin.cli.request import Request
from tocsin.cli.rows import claim_objects, claim_rows, doubtful_first, doubtful_rows


def claims(request: Request) -> None:
    """List every claim of a case or of files, with its source chain, stance, dates and numbers.

    Where a question is asked, each claim also shows its indicators and what it would do to the answer. JSONL gives
    one claim a line with every span; names of private persons are masked unless --reveal is given. --doubtful puts
    those first in which the extractor is most likely to be wrong, so that a desk reviews what needs it.

    \b
    Examples:
        tocsin claims reports/ --format jsonl
        tocsin claims "Will Ruritania invade Borduria before 2031-07-01?" reports/
        tocsin claims ruritania.tocsin --format jsonl --output claims.jsonl
        tocsin claims ruritania.tocsin --doubtful
    """
    from tocsin.cli.sitting import sitting

    with sitting(request, question_needed=False) as seat:
        if request.reveal:
            seat.log_reveal("claims")
        machine = (request.rows or suited(request.output)) in (TableFormat.jsonl, TableFormat.json)
        if machine:
            objects = claim_objects(seat, request.reveal)
            rows: Iterable[Row] = doubtful_first(objects) if request.doubtful else objects
        else:
            rows = (doubtful_rows if request.doubtful else claim_rows)(seat, request.reveal)
        write_rows(rows, request.rows, request.output, "Claims")
        seat.finish()

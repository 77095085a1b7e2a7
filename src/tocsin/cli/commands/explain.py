"""`tocsin explain`: why the answer is what it is, or what is known of one claim or incident."""

from __future__ import annotations

from tocsin.cli.output import write_rows
from tocsin.cli.request import Request
from tocsin.cli.rows import explanation_rows


def explain(request: Request) -> None:
    """Explain the answer: the steps from the prior to it in log-odds, what carries it, what would tip it.

    With --about, explain one claim (its words, its chain, its indicators, its links, what leaving it out would do)
    or one incident (its claims and their origins), each with the reasons.

    \b
    Examples:
        tocsin explain ruritania.tocsin
        tocsin explain ruritania.tocsin --about 3f2a9c1b77d0-5be01c44
    """
    from tocsin.cli.sitting import sitting

    with sitting(request) as seat:
        if request.reveal:
            seat.log_reveal("explain")
        write_rows(explanation_rows(seat, request.about, request.reveal), request.rows, request.output, "Explanation")
        seat.finish()

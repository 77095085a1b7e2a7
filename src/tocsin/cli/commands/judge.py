"""`tocsin judge`: the answer alone, in numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tocsin.cli.options import TableFormat
from tocsin.cli.output import say, write, write_rows
from tocsin.cli.request import Request

if TYPE_CHECKING:
    from tocsin.model.judgement import Estimate, Judgement


def judge(request: Request) -> None:
    """Give the answer in numbers: probability and interval, prior, both ends of what silence may mean, stages.

    With --claims, claims from elsewhere are judged instead of extracted ones: a table of statements that somebody
    coded by hand (JSONL, CSV or XLSX, see docs/structured-claims.md), or JSONL with spans into the documents named.

    \b
    Examples:
        tocsin judge ruritania.tocsin --format json
        tocsin judge ruritania.tocsin --as-of 2031-05-02 --freeze
        tocsin judge "Will Ruritania invade Borduria before 2031-07-01?" reports/ --claims claims.jsonl
        tocsin judge "Will Ruritania invade Borduria before 2031-07-01?" --claims desk.xlsx --as-of 2031-05-02
    """
    from tocsin.cli.answers import answer_object
    from tocsin.cli.sitting import sitting

    with sitting(request) as seat:
        judgement = seat.study.judgement
        if request.freeze:
            say(f"frozen: sha256 {seat.freeze()} as of {judgement.as_of}; note it elsewhere, to prove it later")
        if request.rows is TableFormat.json:
            write(json.dumps(answer_object(seat), ensure_ascii=False, indent=2), request.output)
        else:
            write_rows(list(_rows(judgement)), request.rows, request.output, f"As of {judgement.as_of}")
        seat.finish()


def _rows(judgement: Judgement) -> Iterator[dict[str, object]]:
    yield _row(f"answer ({judgement.word})", judgement.estimate)
    yield _row("prior", judgement.prior)
    yield _row("if silence means nothing", judgement.unwatched)
    yield _row("if silence means that nothing happened", judgement.watched)
    if judgement.compliance is not None:
        yield _row("would comply if ordered", judgement.compliance)
    for view in judgement.analysts:
        yield _row(f"by {view.name}'s rulings", view.estimate)
    if judgement.pooled is not None:
        yield _row("analysts pooled (geometric mean of odds)", judgement.pooled)
    for stage in judgement.stages:
        yield {"what": f"now {stage.name}", "probability": stage.probability}


def _row(what: str, estimate: Estimate) -> dict[str, object]:
    return {"what": what, "probability": estimate.probability, "low": estimate.low, "high": estimate.high}

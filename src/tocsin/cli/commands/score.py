"""`tocsin resolve` and `tocsin score`: settle a question, and see how good its answers were."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.cli import options
from tocsin.cli.clock import day, stamp_now
from tocsin.cli.options import TableFormat
from tocsin.cli.output import Row, json_text, say, write, write_rows
from tocsin.errors import CaseError, OptionError

if TYPE_CHECKING:
    from tocsin.assess.scorecard import Forecast, Scorecard

FORM = 'each line needs "probability" and "outcome" (yes or no); "question", "as_of", "prior", "documents" may follow'


class Outcome(StrEnum):
    """How a question was settled."""

    yes = "yes"
    no = "no"


def resolve(
    case: options.CasePath,
    outcome: Annotated[Outcome, typer.Argument(help="Whether it happened in time.", show_default=False)],
    on: Annotated[
        str, typer.Option("--on", metavar="DATE", help="The day that settled it. Default: today.", show_default=False)
    ] = "",
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help="By what it was settled; it stands in the log.")
    ] = "as reported",
    author: options.Author = "",
) -> None:
    """Record how the question of a case was settled. `tocsin decide CASE undo NUMBER` takes it back.

    \b
    Examples:
        tocsin resolve ruritania.tocsin no --on 2031-07-01 --reason "the deadline passed without an attack"
    """
    from tocsin.pipeline.resolving import resolve as settle
    from tocsin.registry.stores import open_case

    settled = day(on, "--on")
    store = open_case(case)
    try:
        kept = settle(store, outcome.value, settled, stamp_now(author), reason)
    finally:
        store.close()
    say(f"{case}: settled with {outcome.value} on {settled} (ruling {kept.id}); see tocsin score {case}")


def score(
    cases: Annotated[
        list[Path] | None, typer.Argument(metavar="CASE…", help="Cases that are settled.", show_default=False)
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file", metavar="FILE", help=f"Answers as JSONL, such as a replay's: {FORM}.", show_default=False
        ),
    ] = None,
    outcome: Annotated[
        Outcome | None,
        typer.Option("--outcome", help="The outcome of lines that name none, as in a replay.", show_default=False),
    ] = None,
    misled: Annotated[
        bool, typer.Option("--misled", help="Instead: the evidence that moved frozen judgements the wrong way.")
    ] = False,
    format: options.Rows = None,
    output: options.Output = None,
) -> None:
    """Score frozen judgements (`judge CASE --freeze`), or a file's answers, against what came of their questions.

    Brier and log score beside the base rate alone and a count of reports, with paired bootstrap intervals over
    questions, and how often what was called so likely came true.

    \b
    Examples:
        tocsin score ruritania.tocsin syldavia.tocsin
        tocsin score --file replay.jsonl --outcome no
    """
    if bool(cases) == (file is not None):
        raise OptionError("name cases, or answers with --file", remedy="see `tocsin score --help`")
    if misled:
        write_rows([row for case in cases or () for row in _misled(case)], format, output, "What misled")
        return
    from tocsin.assess.scorecard import scorecard

    forecasts = list(_of_file(file, outcome)) if file else [each for case in cases or () for each in _of_case(case)]
    made = scorecard(forecasts)
    for note in made.notes:
        say(f"note: {note}")
    if format is TableFormat.json:
        write(json_text(made), output)
    else:
        write_rows(list(_rows(made)), format, output, f"{made.forecasts} answers to {made.questions} questions")


def _of_case(case: Path) -> Iterator[Forecast]:
    from tocsin.assess.scorecard import Forecast

    for question, judgement in _settled(case):
        assert question.outcome is not None
        yield Forecast(
            f"{case}: {question.text}",
            str(judgement.as_of),
            judgement.estimate.probability,
            judgement.prior.probability,
            len(judgement.counted),
            question.outcome,
        )


def _settled(case: Path) -> Iterator[tuple[Any, Any]]:
    """The question of a case, settled, with each judgement that was frozen before it was."""
    from tocsin.pipeline.resolving import frozen, resolved
    from tocsin.registry.stores import open_case

    store = open_case(case)
    try:
        question, kept = store.question(), frozen(store)
        question = resolved(question, store.decisions()) if question else None
    finally:
        store.close()
    if question is None or question.outcome is None or question.resolved_on is None:
        remedy = f"record how it was settled with: tocsin resolve {case} yes|no --on DATE"
        raise CaseError("the question of the case is not settled", place=str(case), remedy=remedy)
    before = [each for each in kept if each.question_id == question.id and each.as_of < question.resolved_on]
    if not before:
        remedy = f"freeze one as of a day before with: tocsin judge {case} --as-of DATE --freeze"
        raise CaseError("no judgement was frozen before the question was settled", place=str(case), remedy=remedy)
    yield from ((question, each) for each in before)


def _misled(case: Path) -> Iterator[Row]:
    from tocsin.assess.post_mortem import post_mortem

    for question, judgement in _settled(case):
        for item in post_mortem(judgement, bool(question.outcome), ("report", "indicator")):
            yield {
                "as_of": str(judgement.as_of),
                "answer": judgement.estimate.probability,
                "kind": item.kind,
                "what": item.label,
                "misled by": round(item.log_odds, 3),
                "without it": item.without,
            }


def _of_file(path: Path, default: Outcome | None) -> Iterator[Forecast]:
    from tocsin.assess.scorecard import Forecast

    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise OptionError("the file cannot be read", value=str(error), place=str(path)) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            given = row.get("outcome", default.value if default else None)
            happened = {"yes": True, "no": False, True: True, False: False}[given]
            probability = float(row["probability"])
            yield Forecast(
                str(row.get("question") or path.stem),
                str(row.get("as_of") or number),
                probability,
                float(row.get("prior", 0.5)),
                int(row.get("documents", 0)),
                happened,
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise OptionError("not an answer", value=line[:60], place=f"{path}:{number}", remedy=FORM) from error


def _rows(made: Scorecard) -> Iterator[Row]:
    for each in made.scores:
        gap = each.difference
        yield {
            "what": each.name,
            "brier": round(each.brier, 4),
            "log score": round(each.log, 4),
            "answers minus this": round(gap.mean, 4) if gap else None,
            "from": round(gap.low, 4) if gap else None,
            "to": round(gap.high, 4) if gap else None,
        }
    for part in made.bins:
        yield {
            "what": f"{part.count} answers of {part.low:.1%} to {part.high:.1%}, mean {part.mean:.1%}",
            "came true": part.share,
            "from": round(part.share_low, 4),
            "to": round(part.share_high, 4),
        }

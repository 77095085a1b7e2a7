"""`tocsin train` and `tocsin corrections`: what a case's rulings teach, and the rows that they give."""

from __future__ import annotations

from tocsin.cli import options
from tocsin.cli.output import clean, say, write_rows
from tocsin.cli.request import Request


def train(
    case: options.CasePath,
    settings: options.SettingsFile = None,
    workers: options.Workers = None,
) -> None:
    """Learn from the accepted and rejected claims of a case, and keep what was learned in it.

    Nothing is used unless a command is told --learned. With too few rulings, or where claims of articles left out are
    judged no better than before, nothing is kept.

    \b
    Examples:
        tocsin train ruritania.tocsin
        tocsin brief ruritania.tocsin --learned
    """
    from tocsin.cli.sitting import sitting
    from tocsin.pipeline.learned_claims import train as learn

    with sitting(Request(words=(str(case),), settings=settings, workers=workers), question_needed=False) as seat:
        made = learn(seat.workshop.store, seat.corpus)
    say(
        f"{case}: learned from {made.accepted} accepted and {made.rows - made.accepted} rejected claims; on articles "
        f"left out {made.gained:+.3f} log score a claim, area under the curve {made.auc_before:.2f} before and "
        f"{made.auc_after:.2f} after; {len(made.speakers)} speakers named; use it with --learned"
    )


def corrections(
    case: options.CasePath,
    reveal: options.Reveal = False,
    format: options.Rows = None,
    output: options.Output = None,
    settings: options.SettingsFile = None,
    author: options.Author = "",
) -> None:
    """Write what people ruled on a case's claims as rows to train on: the words, what was extracted, what was ruled.

    \b
    Examples:
        tocsin corrections ruritania.tocsin --output rows.jsonl
    """
    from tocsin.cli.rows import kept_rows
    from tocsin.cli.sitting import sitting
    from tocsin.pipeline.correction_rows import correction_rows

    request = Request(words=(str(case),), settings=settings, author=author)
    with sitting(request, question_needed=False) as seat:
        if reveal:
            seat.log_reveal("corrections")
        rows = kept_rows(seat.workshop.store, correction_rows(seat.corpus), reveal)
    write_rows(rows, format, output, f"Corrections in {clean(str(case))}")

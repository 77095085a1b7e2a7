"""`tocsin ask`: put a question, and keep it in a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.cli.clock import stamp_now
from tocsin.cli.output import say, write_rows
from tocsin.cli.request import Request

if TYPE_CHECKING:
    from tocsin.model.question import Party, Question


def ask(request: Request) -> None:
    """Show how a question is understood; with --case, keep it in a case (made if there is none).

    \b
    Examples:
        tocsin ask "Will Ruritania enter Syldavia's war against Borduria before 2031-07-01?" --case ruritania.tocsin
        tocsin ask "Will Ruritania invade Borduria by May 2031?" --criterion "Regular troops cross the border."
    """
    from tocsin.cli.question import build_question
    from tocsin.model import codec
    from tocsin.registry.stores import case_exists, create_case, open_case

    case = request.case
    asked, kind = build_question(request.asked, request.question)
    write_rows(question_rows(asked), request.rows, None, "The question as understood")
    if case is None:
        return
    store = open_case(case) if case_exists(case) else create_case(case)
    try:
        if store.question() == asked:
            say(f"{case}: asked already, nothing changed")
            return
        store.put_output("template", asked.id, codec.encode(kind))
        store.set_question(asked, stamp_now(request.author))
    finally:
        store.close()
    say(f"{case}: the question is kept; add reports with: tocsin add {case} PATH…")


def question_rows(question: Question) -> list[dict[str, str]]:
    """The question's parts, one a row."""
    rows = [
        ("question", question.text),
        ("kind", question.template),
        ("actor", _party(question.actor)),
        ("target", _party(question.target)),
        ("patron", _party(question.patron)),
        ("before", str(question.deadline)),
        ("settled by", question.criterion),
    ]
    if question.prior is not None:
        prior = question.prior
        rows.append(("prior", f"{prior.probability:g} ({prior.low:g} to {prior.high:g}): {prior.reason}"))
    rows += [("how read", note) for note in question.notes]
    return [{"part": part, "value": value} for part, value in rows if value]


def _party(party: Party | None) -> str:
    return party.name if party else ""

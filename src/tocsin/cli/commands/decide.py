"""`tocsin decide`: rule on what the machine found. Rulings always win, and outlive re-extraction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from tocsin.cli import options
from tocsin.cli.clock import stamp_now
from tocsin.cli.output import Row, say, write_rows
from tocsin.cli.request import Request
from tocsin.errors import OptionError

if TYPE_CHECKING:
    from tocsin.cli.sitting import Sitting
    from tocsin.model.decision import Decision, Ruling, Subject


class Verb(StrEnum):
    """What can be asked of this command."""

    accept = "accept"
    reject = "reject"
    set = "set"
    divide = "split"
    merge = "merge"
    add = "add"
    same = "same"
    different = "different"
    grade = "grade"
    number = "number"
    likelihood = "likelihood"
    undo = "undo"
    list = "list"


@dataclass(frozen=True)
class Ruled:
    """A ruling before it has an author and a time."""

    subject: Subject
    target: str
    ruling: Ruling
    field: str = ""
    value: str = ""


SHAPES = {
    Verb.accept: (1, "CLAIM or DOCUMENT"),
    Verb.reject: (1, "CLAIM or DOCUMENT"),
    Verb.set: (3, "CLAIM or DOCUMENT, FIELD, VALUE"),
    Verb.divide: (2, "CLAIM, START-END,START-END…"),
    Verb.merge: (2, "the CLAIM that stays, the CLAIMS that go into it with commas between"),
    Verb.add: (2, "DOCUMENT, START-END"),
    Verb.same: (2, "two CLAIMS, or two NAMES"),
    Verb.different: (2, "two CLAIMS, or two NAMES"),
    Verb.grade: (2, "SOURCE, GRADE (A to F)"),
    Verb.number: (2, "prior or coverage, VALUE (0 to 1)"),
    Verb.likelihood: (3, "INDICATOR, STAGE, VALUE (0 to 1)"),
    Verb.undo: (1, "the NUMBER of a ruling"),
    Verb.list: (0, "nothing"),
}

RULING: dict[Verb, Ruling] = {
    Verb.accept: "accept",
    Verb.reject: "reject",
    Verb.set: "set",
    Verb.same: "same",
    Verb.different: "different",
}


def decide(
    case: options.CasePath,
    verb: Annotated[Verb, typer.Argument(help="The ruling.", show_default=False)],
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WHAT…", help="What is ruled on, and to what; see below.", show_default=False),
    ] = None,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; it stands in the log.", show_default=False)] = "",
    author: options.Author = "",
    settings: options.SettingsFile = None,
    format: options.Rows = None,
) -> None:
    """Rule on a claim, a document, two names or claims, a source's grade or a number.

    accept CLAIM | reject CLAIM | set CLAIM FIELD VALUE (span, stance, polarity, certainty, verification, kind, when,
    said, origin, origin-type, origin-side, direction, indicators, relevant, sighting)

    split CLAIM START-END,START-END | merge CLAIM CLAIM,CLAIM | add DOCUMENT START-END (characters of the text)

    reject DOCUMENT | set DOCUMENT published|title|publisher VALUE

    same NAME NAME | different NAME NAME | same CLAIM CLAIM | different CLAIM CLAIM

    grade SOURCE A…F | number prior|coverage VALUE | likelihood INDICATOR STAGE VALUE | undo NUMBER | list

    Grades, numbers and likelihoods are their author's: where several people rule on them, `tocsin judge` shows each
    one's own answer and the geometric mean of their odds.

    Claims and documents are named by their ids, as `tocsin claims CASE` shows them.

    \b
    Examples:
        tocsin decide ruritania.tocsin reject 3f2a9c1b77d0-5be01c44 --reason "satire"
        tocsin decide ruritania.tocsin set 3f2a9c1b77d0 published 2031-05-02 --reason "stamp on the print edition"
        tocsin decide ruritania.tocsin grade "Borduria Today" D --reason "took back three reports in May"
    """
    if verb is Verb.list:
        _list(case, format)
        return
    given = tuple(words or ())
    count, shape = SHAPES[verb]
    if len(given) != count:
        raise OptionError(f"{verb.value} takes {shape}", value=" ".join(given), remedy="see `tocsin decide --help`")
    if not reason.strip():
        raise OptionError("a ruling needs a reason", place="--reason", remedy='add --reason "WHY"')
    stamp = stamp_now(author)
    from tocsin.cli.sitting import sitting
    from tocsin.model.decision import Decision
    from tocsin.pipeline.ruled_values import check_ruling

    with sitting(Request(words=(str(case),), settings=settings), question_needed=False) as seat:
        ruled = _ruled(seat, verb, given)
        decision = Decision(
            0, ruled.subject, ruled.target, ruled.ruling, ruled.field, ruled.value, stamp.who, reason, stamp.at
        )
        check_ruling(decision)
        kept = seat.workshop.store.decide(decision)
    say(f"{case}: ruling {kept.id} by {kept.author} is kept; take it back with: tocsin decide {case} undo {kept.id}")


def _ruled(seat: Sitting, verb: Verb, words: Sequence[str]) -> Ruled:
    match verb:
        case Verb.accept | Verb.reject | Verb.set:
            subject, target = _one(seat, words[0])
            return Ruled(subject, target, RULING[verb], *words[1:])
        case Verb.divide:
            return Ruled("claim", _needed(seat, words[0]), "split", "", words[1])
        case Verb.merge:
            spans = (_needed(seat, part.strip()).partition(":")[2] for part in words[1].split(","))
            return Ruled("claim", _needed(seat, words[0]), "merge", "", ",".join(spans))
        case Verb.add:
            return Ruled("claim", _place(seat, words[0], words[1]), "add")
        case Verb.same | Verb.different:
            return _pair(seat, RULING[verb], words[0], words[1])
        case Verb.grade:
            return Ruled("source", words[0], "set", "grade", words[1])
        case Verb.number:
            return Ruled("number", words[0], "set", "", words[1])
        case Verb.likelihood:
            return _likelihood(seat, *words)
    return _undone(seat, words[0])


def _likelihood(seat: Sitting, indicator: str, stage: str, value: str) -> Ruled:
    """How often an indicator would be lit at a stage, as an analyst sees it."""
    seen = {item.key: [key for key, _ in item.seen] for item in seat.template.indicators} if seat.template else {}
    if indicator not in seen or stage not in seen[indicator]:
        stages = ", ".join(seen.get(indicator, ())) or "see: tocsin template show KEY"
        raise OptionError("no such indicator or stage", value=f"{indicator} {stage}", remedy=f"stages: {stages}")
    return Ruled("indicator", indicator, "set", stage, value)


def _one(seat: Sitting, name: str) -> tuple[Subject, str]:
    claim = _claim(seat, name)
    if claim:
        return "claim", claim
    for document in seat.workshop.store.documents():
        if name in (document.id, document.name):
            return "document", document.id
    remedy = "see the ids with: tocsin claims CASE, or tocsin decide CASE list"
    raise OptionError("no claim or document has this id", value=name, remedy=remedy)


def _claim(seat: Sitting, name: str) -> str:
    from tocsin.pipeline.rulings import claim_target

    documents = {document.id: document for document in seat.corpus.documents}
    for claim in seat.corpus.claims:
        target = claim_target(documents[claim.document_id], claim)
        if name in (claim.id, target):
            return target
    return ""


def _needed(seat: Sitting, name: str) -> str:
    found = _claim(seat, name)
    if not found:
        raise OptionError("no claim has this id", value=name, remedy="see the ids with: tocsin claims CASE")
    return found


def _place(seat: Sitting, name: str, span: str) -> str:
    """Words of a document, as a claim's name in rulings. Raises OptionError where they run past its text."""
    from tocsin.pipeline.ruled_values import spans_of

    for document in seat.corpus.documents:
        if name in (document.id, document.name):
            wanted = spans_of(span)
            if len(wanted) != 1 or wanted[0].end > len(document.text):
                remedy = f"write START-END, at most {len(document.text)}"
                raise OptionError("not words of this document", value=span, remedy=remedy)
            return f"{document.text_sha256}:{span.strip()}"
    raise OptionError("no document has this id", value=name, remedy="see the ids with: tocsin claims CASE")


def _pair(seat: Sitting, ruling: Ruling, first: str, second: str) -> Ruled:
    targets = [_claim(seat, first), _claim(seat, second)]
    if all(targets):
        return Ruled("link", "~".join(targets), ruling)
    if any(targets):
        raise OptionError(
            "one is a claim and the other is not", value=f"{first}, {second}", remedy="give two of a kind"
        )
    return Ruled("entity", first, ruling, "", second)


def _undone(seat: Sitting, number: str) -> Ruled:
    for decision in seat.workshop.store.decisions():
        if str(decision.id) == number and decision.ruling != "undo":
            return Ruled(decision.subject, number, "undo")
    raise OptionError("there is no such ruling", value=number, remedy="see the numbers with: tocsin decide CASE list")


def _list(case: options.CasePath, format: options.Rows) -> None:
    from tocsin.cli.rows import kept_rows
    from tocsin.pipeline.rulings import effective
    from tocsin.registry.stores import open_case

    store = open_case(case)
    try:
        decisions = store.decisions()
        standing = {decision.id for decision in effective(decisions)}
        rows = kept_rows(store, (_row(each, each.id in standing) for each in decisions), False)
    finally:
        store.close()
    write_rows(rows, format, None, f"Rulings in {case}")


def _row(decision: Decision, in_force: bool) -> Row:
    return {
        "number": decision.id,
        "in force": in_force,
        "ruling": decision.ruling,
        "subject": decision.subject,
        "target": decision.target,
        "field": decision.field,
        "value": decision.value,
        "author": decision.author,
        "reason": decision.reason,
        "at": decision.decided_at.isoformat(),
    }

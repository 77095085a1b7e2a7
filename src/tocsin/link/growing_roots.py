"""What hangs together across incidents: the grounds of claims, roots of articles and sources, and number series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tocsin.link.case import Case
from tocsin.link.growing_incidents import grounds_of, in_text
from tocsin.link.origins import Ground
from tocsin.link.roots import root_of_ground, roots_of_document
from tocsin.link.series import series_keys, series_of
from tocsin.link.statement import Statement


def write_roots(case: Case, documents: Iterable[str]) -> None:
    """Roots of the documents whose claims or grounds have changed, and of all grounds that these touch."""
    keys = sorted(set(documents))
    grounds = grounds_of(case, keys)
    touched: set[str] = set()
    for key in keys:
        members: Sequence[Statement] = list(case.rows("statement", case.row("claims-of", key, ())).values())
        case.put("of-document", {key: roots_of_document(members, grounds)})
        for statement in members:
            if statement.claim.attributed:
                touched |= _ground(case, statement, grounds.of(statement.claim))
    for ground in sorted(touched):
        members = list(case.rows("statement", case.index.members("ground", ground)).values())
        root = root_of_ground(members, case.row("ground-of", members[0].claim.id)) if members else None
        case.put("of-ground", {ground: (root,) if root else ()})


def _ground(case: Case, statement: Statement, ground: Ground) -> set[str]:
    """Keep what a claim rests on; the grounds that have won or lost it."""
    before: Ground | None = case.row("ground-of", statement.claim.id)
    if before == ground:
        return set()
    place = "|".join((statement.claim.document_id, f"{statement.position:08d}"))
    if before is not None:
        case.index.leave("ground", [(before.key, place, statement.claim.id)])
    case.index.enter("ground", [(ground.key, place, statement.claim.id)])
    case.put("ground-of", {statement.claim.id: ground})
    return {ground.key} | ({before.key} if before else set())


def write_series(case: Case, statements: Iterable[Statement]) -> None:
    """The series that new claims' figures belong to."""
    entries = [(key, s.claim.id, s.claim.id) for s in statements for key in series_keys(s)]
    case.index.enter("series", entries)
    for key in sorted({key for key, _, _ in entries}):
        members = sorted(case.rows("statement", case.index.members("series", key)).values(), key=in_text)
        series = series_of(key, members)
        case.put("series", {key: (series,) if series else ()})

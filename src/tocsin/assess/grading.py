"""Source grades: the letter each source starts with, overruled by analysts' decisions, and what it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tocsin.assess.draws import Draws, Floats, logit
from tocsin.assess.rulings import Rulings
from tocsin.assess.track_record import FEWEST_SETTLED, Record, updated
from tocsin.assess.vocabulary import Grades
from tocsin.errors import OptionError
from tocsin.model.document import Document
from tocsin.model.question import Question
from tocsin.model.source import Source

NO_RECORD = Record()
RULED_SPREAD = 0.05
"""Half-width, in reliability, of the range put around a value that an analyst sets."""


@dataclass(frozen=True, slots=True)
class GradedSource:
    """One source with its grade. `fixed` is the reliability that an analyst set, or None. `relation` is its place
    in the question (actor, patron, target, actor-opposition, other-state, none), which sets its motive. `record` is
    how often it was borne out."""

    key: str
    name: str
    type: str
    side: str
    relation: str
    letter: str
    fixed: float | None
    reasons: tuple[str, ...]
    record: Record = NO_RECORD


def relation_of(side: str, question: Question) -> str:
    """Which interest a side has in the question."""
    if side in ("", "none"):
        return "none"
    if side == question.actor.key:
        return "actor"
    if side.startswith(question.actor.key) and side.endswith("-opposition"):
        return "actor-opposition"
    if question.target and side.startswith(question.target.key):
        return "target"
    if question.patron and side == question.patron.key:
        return "patron"
    return "other-state"


def grade_source(source: Source, question: Question, grades: Grades, rulings: Rulings) -> GradedSource:
    """The grade of a named or unnamed source: by its kind, unless a decision rules otherwise."""
    letter, why = grades.kinds.get(source.type, ("F", "of a kind that has no default"))
    relation = relation_of(source.side, question)
    reasons = [f"{letter} by default for this kind of source ({source.type}): {why}"]
    if relation != "none":
        reasons.append(f"speaks for {source.side}")
    names = (source.name, *source.aliases)
    return _ruled(
        GradedSource(source.name, source.name, source.type, source.side, relation, letter, None, tuple(reasons)),
        names,
        grades,
        rulings,
    )


def grade_outlet(document: Document, grades: Grades, rulings: Rulings) -> GradedSource:
    """The grade of the outlet whose text was read, as the last link of every chain in it."""
    letter, why = grades.outlets["named" if document.publisher else "unknown"]
    name = document.publisher or document.name
    reasons = (f"{letter} by default for an outlet: {why}",)
    graded = GradedSource(f"outlet {name}", name, "outlet", "none", "none", letter, None, reasons)
    return _ruled(graded, (name,), grades, rulings)


def grade_writer(document: Document, grades: Grades, rulings: Rulings) -> GradedSource:
    """The grade of an article's own voice, where it names nobody."""
    letter, why = grades.kinds["writer"]
    name = document.publisher or document.name
    reasons = (f"{letter} by default for a writer's own voice: {why}",)
    graded = GradedSource(f"writer {name}", f"{name} (own voice)", "writer", "none", "none", letter, None, reasons)
    return _ruled(graded, (name,), grades, rulings)


def reliability(source: GradedSource, draws: Draws) -> Floats:
    """Its reliability, one value a column of the draws: set for this source by `with_ruled`, else its letter's."""
    own = draws.values.get(f"source:{source.key}")
    return draws[f"grade:{source.letter}"] if own is None else own


def with_records(draws: Draws, sources: Mapping[str, GradedSource]) -> Draws:
    """Draws with the reliabilities of sources that have a track record."""
    changes = {
        f"source:{key}": updated(draws[f"grade:{source.letter}"], source.record)
        for key, source in sources.items()
        if source.record.settled >= FEWEST_SETTLED and source.fixed is None
    }
    return draws.replaced(changes) if changes else draws


def with_ruled(draws: Draws, sources: Mapping[str, GradedSource]) -> Draws:
    """Full draws (best guess in column 0) with the reliabilities that analysts set as numbers; 0 and 1 are exact."""
    changes: dict[str, Floats] = {}
    for source in sources.values():
        if source.fixed is None:
            continue
        letter = draws[f"grade:{source.letter}"]
        spread = np.tanh(logit(letter) - logit(letter[0])) * RULED_SPREAD * (0 < source.fixed < 1)
        changes[f"source:{source.key}"] = np.clip(source.fixed + spread, 0.0, 1.0)
    return draws.replaced(changes) if changes else draws


def _ruled(source: GradedSource, names: tuple[str, ...], grades: Grades, rulings: Rulings) -> GradedSource:
    decision = next((rulings.grades[name] for name in names if name in rulings.grades), None)
    if decision is None:
        return source
    why = f"ruled by {decision.author}: {decision.reason or 'no reason given'}"
    letter, fixed = source.letter, None
    if decision.value.upper() in grades.letters:
        letter = decision.value.upper()
    else:
        fixed = _reliability_of(decision.value, source.name)
    return GradedSource(
        source.key, source.name, source.type, source.side, source.relation, letter, fixed, (why, *source.reasons)
    )


def _reliability_of(value: str, place: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise OptionError(
            "a grade must be a letter or a number", value=value, place=place, remedy="write A to F, or 0 to 1"
        )
    return number

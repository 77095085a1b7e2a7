"""Blocking: the keys under which a statement is looked up, so that pairs are found and never all tried.

Two statements are candidates where they stand near one another in the order of any group that both are in. Keys
and order depend on the statement alone, never on the case, so that each document that comes in is looked up the same
way. In a group as short as the window every pair is a candidate; in a longer one only neighbours are, which keeps the
work for one claim the same however large the case grows (the sorted neighbourhood of Hernández & Stolfo 1995,
doi:10.1145/223784.223807; groups by several keys after Christen 2012, doi:10.1109/TKDE.2011.127).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from tocsin.link.commonness import weight
from tocsin.link.concepts import concept_weight
from tocsin.link.counting import unit_stems
from tocsin.link.lexicon import Lexicon
from tocsin.link.moments import moment
from tocsin.link.same_claim import DEFINING, any_opposed
from tocsin.link.statement import Statement

SAME_WINDOW = 24
CONFLICT_WINDOW = 40
UNIT_WORDS = 3  # words of what a number counts by which counts are looked up
RAREST = 4  # words of a claim that keys are made of
RARE = 0.72  # weight from which one shared word alone is reason enough to look

REFUSING = frozenset({"refuse", "resist-pressure", "no-choice"})  # frames of unwilling_yet_doing

Entry = tuple[str, str]  # group and the place in its order


def rarest(statement: Statement, count: int) -> list[str]:
    """The statement's rarest words of content, by the fixed list of frequencies."""
    return sorted(statement.concepts, key=lambda word: (-concept_weight(word), word))[:count]


def same_keys(statement: Statement, lexicon: Lexicon) -> list[str]:
    """The groups in which a statement is looked for among those that may say the same."""
    return sorted({f"{'-' if statement.negative else '+'}{key}" for key in _same_keys(statement, lexicon)})


def _same_keys(statement: Statement, lexicon: Lexicon) -> Iterator[str]:
    words = rarest(statement, RAREST)
    chief = sorted(key for key in statement.core if not lexicon.frames[key].topic)
    yield f"text|{statement.text.casefold()[:200]}"
    yield from (f"frame|{frame}|{word}" for frame in chief for word in words)
    yield from (f"word|{word}" for word in words[:3] if concept_weight(word) >= RARE)
    yield from (f"words|{a}|{b}" for a, b in itertools.combinations(sorted(words), 2))
    groups = sorted({lexicon.frames[key].group for key in chief})
    if statement.mode in DEFINING or statement.negative:
        yield from (f"will|{group}|{country}" for group in groups for country in _countries(statement))
    when = statement.claim.when
    if when and when.precision == "day":
        yield from (f"day|{when}|{group}" for group in groups)
    for number in statement.claim.numbers:
        yield from (f"number|{number.value:g}|{unit}" for unit in sorted(unit_stems(number.unit)))
    if statement.takeup:
        yield f"takes up|{statement.claim.document_id}"


def same_order(statement: Statement) -> str:
    """Where a statement stands in its groups: those with the same rare words come side by side."""
    return " ".join(rarest(statement, 8))


def _countries(statement: Statement) -> list[str]:
    return sorted({actor.country for actor in (*statement.agents, *statement.others) if actor.country})


def conflict_keys(statement: Statement, lexicon: Lexicon) -> list[str]:
    """The groups in which a statement is looked for among those that it may gainsay, bear out or bring up to date."""
    frames = [lexicon.frames[key] for key in sorted(statement.core)]
    about = {f"group|{frame.group}" for frame in frames if not frame.topic}
    about |= {f"group|{frame.prepares}" for frame in frames if frame.prepares and not frame.topic}
    about |= {f"against|{'|'.join(sorted((frame.key, other)))}" for frame in frames for other in frame.opposite}
    about |= {
        f"against|{'|'.join(sorted((frame.key, other.key)))}"
        for frame in frames
        for other in lexicon.frames.values()
        if frame.key in other.opposite
    }
    words = rarest(statement, 3)
    parties = _parties(statement)
    who = [f"of|{party}" for party in parties] or ["of|nobody"]
    who += [f"on|{word}" for word in words[:2]]
    keys = {f"{key}|{other}" for key in about for other in who}
    if statement.claim.when:
        units = {unit for number in statement.claim.numbers for unit in unit_stems(number.unit)}
        keys |= {f"unit|{unit}" for unit in sorted(units, key=lambda unit: (-weight(unit), unit))[:UNIT_WORDS]}
    keys |= {f"words|{a}|{b}" for a, b in itertools.combinations(sorted(words), 2)}
    keys.add(f"article|{statement.claim.document_id}")
    return sorted(keys)


def _parties(statement: Statement) -> list[str]:
    """Whose doing it is; of a first or only case, everybody whom it names: the first one "from the army"."""
    singled = statement.superlatives & {"first", "only"}
    actors = [*statement.agents, *(statement.others if singled else ())]
    actors = [actor for actor in actors if actor.country or actor.name]
    return sorted({actor.country or actor.name for actor in actors})


def conflict_order(statement: Statement) -> str:
    """Where a statement stands in its groups: by the day that it belongs to, so that near days are neighbours."""
    day = moment(statement)
    return f"{day.isoformat() if day else '0000'}|{statement.claim.document_id}|{statement.position:08d}"


def may_conflict(a: Statement, b: Statement, lexicon: Lexicon) -> bool:
    """Whether a rule of conflict can have anything to say of two statements; what each rule asks for at least."""
    if (_denies(a) and not b.negative) or (_denies(b) and not a.negative):
        return True
    if a.contrary or b.contrary or (a.claim.numbers and b.claim.numbers):
        return True
    if "ended" in a.phases | b.phases or (a.superlatives | b.superlatives) & {"first", "only"}:
        return True
    if "refuse" in (a.mode, b.mode) or (a.core | b.core) & REFUSING:
        return True
    one_article = a.claim.document_id == b.claim.document_id
    marked = "contradicted" in (a.claim.verification, b.claim.verification)
    if one_article and (a.claim.headline or b.claim.headline or marked):
        return True
    return any_opposed(a.core - b.core, b.core - a.core, lexicon)


def _denies(statement: Statement) -> bool:
    return statement.sign == "-" or statement.mode == "no-sign"


def may_update(a: Statement, b: Statement) -> bool:
    """Whether the one can be the outcome of what the other foresaw, or a later state of it."""
    if a.mode != b.mode:
        return "fact" in (a.mode, b.mode) and bool({a.mode, b.mode} & {"forecast", "plan", "possible"})
    return a.mode in ("fact", "unwilling") and a.negative == b.negative and not a.core.isdisjoint(b.core)

"""Decisions that oppose one another: several people ruled on one thing, not alike. All are kept; the last holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tocsin.model.decision import Decision
from tocsin.pipeline.rulings import effective

if TYPE_CHECKING:
    from tocsin.pipeline.desk import Desk

Group = tuple[Decision, ...]
_STANDING = ("accept", "reject")


def facet(decision: Decision) -> str:
    """What of its subject a decision settles: two rulings on one facet can oppose each other."""
    if decision.ruling in _STANDING:
        return "standing"
    if decision.ruling == "set":
        return "span" if decision.field == "span" else decision.field
    if decision.ruling in ("split", "merge"):
        return "span"
    return decision.ruling if decision.ruling == "add" else "pair"


def opposed(rulings: Sequence[Decision]) -> tuple[Group, ...]:
    """Groups of rulings on one thing, all in force, in which the last words of two people differ."""
    by_facet: dict[str, list[Decision]] = defaultdict(list)
    for decision in rulings:
        by_facet[facet(decision)].append(decision)
    found = []
    for group in by_facet.values():
        last = {decision.author: decision for decision in group}
        if len({(decision.ruling, decision.value) for decision in last.values()}) > 1:
            found.append(tuple(sorted(last.values(), key=lambda decision: decision.id)))
    return tuple(found)


def opposed_all(desk: Desk, every: Iterable[Decision]) -> tuple[Group, ...]:
    """All groups of a case. Rulings on claims are put together by the claim that they fall on."""
    standing = effective(every)
    groups = [group for rulings in desk.rulings.values() for group in opposed(rulings)]
    others: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for decision in standing:
        if decision.subject != "claim":
            others[decision.subject, _thing(decision)].append(decision)
    groups += [group for rulings in others.values() for group in opposed(rulings)]
    distinct = {tuple(decision.id for decision in group): group for group in groups}
    return tuple(distinct[key] for key in sorted(distinct))


def newer_than(decision: Decision, seen: int, standing: Iterable[Decision]) -> Group:
    """Rulings of others on the same thing, in force, that came after the last one that the author had seen."""
    return tuple(
        each
        for each in standing
        if each.id > seen
        and each.author != decision.author
        and (each.subject, _thing(each), facet(each)) == (decision.subject, _thing(decision), facet(decision))
        and (each.ruling, each.value) != (decision.ruling, decision.value)
    )


def _thing(decision: Decision) -> str:
    """What a decision is about; the two names or claims of a pair in one order. A decision's value names the second
    name of a pair."""
    if decision.subject == "entity":
        return " ~ ".join(sorted((decision.target.casefold(), decision.value.casefold())))
    if decision.subject == "link":
        return "~".join(sorted(decision.target.split("~")))
    return decision.target

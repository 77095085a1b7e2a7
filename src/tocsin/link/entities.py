"""Entities: names that stand for one person, organisation, unit, place or state, with reasons.

Names are compared by `text.names`; two full names with different given names never join, and a group of names joins
only where no two of them speak against one another. Rulings and aliases always win.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce

from tocsin.link.summaries import Summary, added
from tocsin.model.decision import Decision
from tocsin.model.entity import Entity
from tocsin.text.names import compare_names, fold, load_name_words, skeleton

APART = -1.0  # log-odds at which two names of one group speak against the group
RULED = 20.0
COMPARED = ("name", "leader", "place")


@dataclass(frozen=True)
class NameRulings:
    """The last ruling on each pair of names, folded."""

    same: frozenset[frozenset[str]] = frozenset()
    different: frozenset[frozenset[str]] = frozenset()
    partners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def forbids(self, a: str, b: str) -> bool:
        """Whether two names are ruled to be two."""
        return frozenset({fold(a), fold(b)}) in self.different

    def demands(self, a: str, b: str) -> bool:
        """Whether two names are ruled to be one."""
        return frozenset({fold(a), fold(b)}) in self.same


def rulings_on_names(decisions: Sequence[Decision]) -> NameRulings:
    """Read decisions on entities and sources: `target` is one name, `value` the other."""
    latest: dict[frozenset[str], str] = {}
    for decision in sorted(decisions, key=lambda item: item.id):
        if decision.subject in ("entity", "source") and decision.value and decision.ruling in RULINGS:
            latest[frozenset({fold(decision.target), fold(decision.value)})] = decision.ruling
    same = frozenset(pair for pair, ruling in latest.items() if ruling == "same" and len(pair) == 2)
    partners: dict[str, list[str]] = {}
    for a, b in sorted(tuple(sorted(pair)) for pair in same):
        partners.setdefault(a, []).append(b)
        partners.setdefault(b, []).append(a)
    return NameRulings(
        same,
        frozenset(pair for pair, ruling in latest.items() if ruling == "different"),
        {name: tuple(others) for name, others in partners.items()},
    )


RULINGS = ("same", "different", "undo")


def blocks(name: str) -> Iterator[str]:
    """Keys that spellings of one name share: pairs of its words by their consonants, given name or initial; the whole
    without spaces; its initials. A lone word is its own key."""
    parts = skeleton(name).split()
    yield "".join(parts)
    words = [word for word in fold(name).split() if word not in ("of", "the", "for", "and")]
    yield "initials:" + ("".join(word[0] for word in words) if len(words) > 1 else fold(name))
    given = load_name_words().given
    forms = [
        {skeleton(word), *(f"given{number}" for number in given.get(word, ())), f"{word[0]}."} - {""}
        for word in words[:8]
    ]
    for x, y in itertools.combinations(forms, 2):
        yield from ("+".join(sorted(pair)) for pair in itertools.product(x, y))


def compared(x: str, name_x: str, y: str, name_y: str) -> tuple[float, str] | None:
    """Log-odds that two keys' names are one, and why; None for kinds that are never one."""
    kinds = x.partition("|")[0], y.partition("|")[0]
    if kinds == ("leader", "leader") or ("place" in kinds and kinds[0] != kinds[1]):
        return None
    match = compare_names(name_x, name_y)
    return match.log_odds, "; ".join(match.reasons)


@dataclass
class Groups:
    """Keys joined into groups, with the reasons."""

    members: dict[str, list[str]]
    of: dict[str, str]
    reasons: dict[str, list[str]]

    def join(self, a: str, b: str, reason: str) -> None:
        """Make one group of two."""
        keep, drop = sorted((self.of[a], self.of[b]))
        if keep == drop:
            return
        for key in self.members[drop]:
            self.of[key] = keep
        self.members[keep] += self.members.pop(drop)
        self.reasons[keep] = [*self.reasons.get(keep, []), *self.reasons.pop(drop, []), reason]


Scored = tuple[float, str, str, str]  # log-odds, key, key, reason


def grouped(names: Mapping[str, str], edges: Iterable[Scored], rulings: NameRulings) -> Groups:
    """The keys of one component in groups: best pair first, never where two names of the groups are at odds."""
    groups = Groups({key: [key] for key in names}, {key: key for key in names}, {})
    for score, x, y, reason in sorted(edges, key=lambda row: (-row[0], row[1], row[2])):
        if score >= RULED:
            groups.join(x, y, f"{names[x]} and {names[y]}: ruled to be one")
        elif _agree(groups, names, x, y, rulings):
            groups.join(x, y, f"{names[x]} and {names[y]}: {reason} (log-odds {score:.1f})")
    return groups


def _agree(groups: Groups, names: Mapping[str, str], x: str, y: str, rulings: NameRulings) -> bool:
    """Whether no two names across the groups speak against each other: a shared friend makes no brothers."""
    left, right = groups.members[groups.of[x]], groups.members[groups.of[y]]
    for a, b in itertools.product(left, right):
        if rulings.forbids(names[a], names[b]):
            return False
        if not rulings.demands(names[a], names[b]) and compare_names(names[a], names[b]).log_odds < APART:
            return False
    return True


@lru_cache(maxsize=50_000)
def holds(name: str, surname: str) -> bool:
    """Whether a full name has the lone one among its words, spelling aside."""
    return any(compare_names(word, surname).log_odds >= 2.0 for word in fold(name).split() if len(word) > 2)


def key_id(key: str) -> str:
    """The id that a key gives to the entity of which it is the earliest full name."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def entity_of(summaries: Sequence[Summary], reasons: Iterable[str]) -> Entity | None:
    """The entity of a group of keys, or None where no form of it is written anywhere."""
    whole = reduce(added, summaries)
    if not whole.forms:
        return None
    standing = (whole.source_names if whole.source_types else whole.names) or {whole.fallback: 1}
    # A surname alone never stands for a person whose full name is known.
    name = max(standing.items(), key=lambda item: (" " in item[0], item[1], len(item[0]), item[0]))[0]
    kinds = whole.source_types or whole.types
    chief = min(summaries, key=lambda item: (item.first_full, item.first, item.key))
    return Entity(
        key_id(chief.key),
        name,
        max(kinds.items(), key=lambda item: (item[1], item[0]))[0],
        whole.forms,
        whole.lead.type if whole.lead else None,
        whole.lead.side if whole.lead else "none",
        whole.private,
        tuple(dict.fromkeys(reasons)),
        tuple(sorted(key_id(item.key) for item in summaries)),
    )

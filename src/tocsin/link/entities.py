"""Entities: mentions resolved to persons, organisations, units, places and states, with reasons.

Names are compared by `text.names`; a surname alone joins a full name only within its document or where it is the
only such name in the case; two full names with different given names never join. Rulings always win.
"""

from __future__ import annotations

import hashlib
import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tocsin.link.named import Named
from tocsin.model.decision import Decision
from tocsin.model.document import Document
from tocsin.model.entity import Entity
from tocsin.text.names import compare_names, fold, skeleton

Key = tuple[str, ...]
COMPARED = ("name", "leader", "place")
APART = -1.0  # log-odds at which two names of one group speak against the group


@dataclass(frozen=True)
class Resolution:
    """The entities of a case, and which entity each source name belongs to."""

    entities: tuple[Entity, ...]
    entity_of: Mapping[str, str]


def resolve(
    documents: Sequence[Document], mentions: Sequence[Named], decisions: Sequence[Decision], threshold: float
) -> Resolution:
    """Resolve all mentions. `threshold` is the least probability at which two names are taken for one."""
    groups = _Groups(sorted({mention.key for mention in mentions}))
    names: dict[Key, str] = {}
    for mention in mentions:
        if mention.full:
            names.setdefault(mention.key, mention.name)
    ruled = _rulings(decisions)
    for a, b in ruled.same:
        for x, y in itertools.product(_keys_named(names, a), _keys_named(names, b)):
            groups.join(x, y, "ruled to be one")
    limit = math.log(threshold / (1 - threshold))
    for score, x, y, reason in _scored(names, limit):
        if not ruled.forbids(names[x], names[y]) and _agree(groups, names, x, y, ruled):
            groups.join(x, y, f"{names[x]} and {names[y]}: {reason} (log-odds {score:.1f})")
    _join_surnames(groups, mentions, names)
    return _made(documents, mentions, groups)


class _Groups:
    """Union-find over keys that remembers why."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self.parent = {key: key for key in keys}
        self.members = {key: [key] for key in keys}
        self.reasons: dict[Key, list[str]] = defaultdict(list)

    def find(self, key: Key) -> Key:
        while self.parent[key] != key:
            key = self.parent[key]
        return key

    def join(self, a: Key, b: Key, reason: str) -> None:
        keep, drop = sorted((self.find(a), self.find(b)))
        if keep == drop:
            return
        self.parent[drop] = keep
        self.members[keep] += self.members.pop(drop)
        self.reasons[keep] += [*self.reasons.pop(drop, []), reason]


@dataclass(frozen=True)
class _Rulings:
    same: tuple[tuple[str, str], ...]
    different: frozenset[frozenset[str]]

    def forbids(self, a: str, b: str) -> bool:
        return frozenset({fold(a), fold(b)}) in self.different


def _rulings(decisions: Sequence[Decision]) -> _Rulings:
    """The last ruling on each pair of names: `target` is one name, `value` the other."""
    latest: dict[frozenset[str], tuple[str, str, str]] = {}
    for decision in sorted(decisions, key=lambda item: item.id):
        if decision.subject in ("entity", "source") and decision.value:
            pair = frozenset({fold(decision.target), fold(decision.value)})
            latest[pair] = (decision.ruling, decision.target, decision.value)
    same = tuple((a, b) for ruling, a, b in latest.values() if ruling == "same")
    return _Rulings(same, frozenset(pair for pair, (ruling, *_) in latest.items() if ruling == "different"))


def _keys_named(names: Mapping[Key, str], name: str) -> list[Key]:
    return [key for key, held in names.items() if fold(held) == fold(name)]


def _scored(names: Mapping[Key, str], limit: float) -> list[tuple[float, Key, Key, str]]:
    """Pairs of names that share a block and score at least the limit, best first."""
    blocks: dict[str, set[Key]] = defaultdict(set)
    for key, name in names.items():
        if key[0] in COMPARED:
            for block in _blocks(name):
                blocks[block].add(key)
    pairs = {pair for members in blocks.values() for pair in itertools.combinations(sorted(members), 2)}
    scored = []
    for x, y in sorted(pairs):
        if x[0] == y[0] == "leader" or ("place" in (x[0], y[0]) and x[0] != y[0]):
            continue
        match = compare_names(names[x], names[y])
        if match.log_odds >= limit:
            scored.append((match.log_odds, x, y, "; ".join(match.reasons)))
    return sorted(scored, key=lambda row: (-row[0], row[1], row[2]))


def _blocks(name: str) -> Iterator[str]:
    """Keys that spellings of one name share: each word's consonants, the whole's, and initials."""
    parts = skeleton(name).split()
    yield from parts
    yield "".join(parts)
    words = [word for word in fold(name).split() if word not in ("of", "the", "for", "and")]
    yield "initials:" + ("".join(word[0] for word in words) if len(words) > 1 else fold(name))


def _agree(groups: _Groups, names: Mapping[Key, str], x: Key, y: Key, ruled: _Rulings) -> bool:
    """Whether no two names across the groups speak against each other: a shared friend makes no brothers."""
    left, right = groups.members[groups.find(x)], groups.members[groups.find(y)]
    for a, b in itertools.product(left, right):
        if a not in names or b not in names or a == b:
            continue
        if ruled.forbids(names[a], names[b]) or compare_names(names[a], names[b]).log_odds < APART:
            return False
    return True


def _join_surnames(groups: _Groups, mentions: Sequence[Named], names: Mapping[Key, str]) -> None:
    """A lone name joins the one full name of its document that holds it, else the only one of the case."""
    holders: dict[str, set[Key]] = defaultdict(set)
    places: dict[Key, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.full and mention.type == "person":
            places[mention.key].add(mention.document_id)
            for part in skeleton(mention.name).split():
                holders[part].add(mention.key)
    for key in sorted({mention.key for mention in mentions if mention.key[0] == "surname"}):
        candidates = {
            groups.find(k)
            for part in skeleton(key[2]).split()
            for k in holders.get(part, ())
            if _holds(names[k], key[2])
        }
        here = {k for k in candidates if any(key[1] in places[m] for m in groups.members[k])}
        chosen = here if len(here) == 1 else candidates if len(candidates) == 1 and not here else set()
        if chosen:
            full = chosen.pop()
            where = "in its article" if here else "in the case"
            groups.join(key, full, f"{key[2].title()} is the only such name {where}")


def _holds(name: str, surname: str) -> bool:
    """Whether a full name has the lone one among its words, spelling aside."""
    return any(compare_names(word, surname).log_odds >= 2.0 for word in fold(name).split() if len(word) > 2)


def _made(documents: Sequence[Document], mentions: Sequence[Named], groups: _Groups) -> Resolution:
    order = {d.id: (str(d.publication.interval.end or "9999"), d.id) for d in documents}
    gathered: dict[Key, list[Named]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda m: (order[m.document_id], m.start, m.form, m.key)):
        gathered[groups.find(mention.key)].append(mention)
    entities, entity_of = [], {}
    for key, members in gathered.items():
        forms = tuple(sorted({mention.form for mention in members if mention.form}))
        if not forms:
            continue
        entity = _entity(key, members, forms, groups.reasons.get(key, []))
        entities.append(entity)
        for mention in members:
            if mention.source_type:
                entity_of[mention.name] = entity.id
    return Resolution(tuple(sorted(entities, key=lambda entity: entity.id)), entity_of)


def _entity(key: Key, members: Sequence[Named], forms: tuple[str, ...], reasons: Iterable[str]) -> Entity:
    sources = [mention for mention in members if mention.source_type]
    standing = [m.name for m in (sources or members) if m.full] or [members[0].name]
    # A surname alone never stands for a person whose full name is known.
    name = max(Counter(standing).items(), key=lambda item: (" " in item[0], item[1], len(item[0]), item[0]))[0]
    kind = Counter(m.type for m in (sources or members)).most_common(1)[0][0]
    first = next((m for m in members if m.full), members[0])
    # The key of the earliest full name: later documents add forms, and the id stays.
    identity = hashlib.sha256("|".join((first.key[0], *first.key[1:])).encode()).hexdigest()[:10]
    lead = sources[0] if sources else None
    return Entity(
        identity,
        name,
        kind,
        forms,
        lead.source_type if lead else None,
        lead.side if lead else "none",
        any(mention.private for mention in sources),
        tuple(dict.fromkeys(reasons)),
    )

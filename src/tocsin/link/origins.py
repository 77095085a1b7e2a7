"""Origins: how many independent grounds an incident has.

Claims go back to one origin where they name one root source, where one copies the other's words, where they share a
rare detail, or where the writer only restates in the own voice what a source said. Each such join says why.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tocsin.link.kinship import ClaimPair, is_unround
from tocsin.link.relays import is_bare_report, relayed, same_outlet
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.incident import Origin
from tocsin.model.link import Reuse
from tocsin.model.source import SourceType
from tocsin.model.span import Span

# How much one origin's word is worth after another's, by what they share (the design-effect ρ of cluster sampling,
# Kish 1965, Survey Sampling, ch. 5). Set by hand: the same side speaks with one interest; a lone article's
# claims are never wholly independent of what others print.
SAME_SIDE = 0.5
UNKNOWN_SIDE = 0.2
DIFFERENT_SIDES = 0.1
# Origins that are a class of people, not somebody: two articles' "officials" need not be the same ones.
CLASSES: tuple[SourceType, ...] = ("unnamed", "public", "soldier", "witness", "private-person", "media")
QUOTE_WORDS = 12  # an identical run of this many words is copied, not met by chance


@dataclass(frozen=True)
class Ground:
    """What one claim rests on: a key shared by all that rest on the same, its label, and its side."""

    key: str
    label: str
    side: str
    named: bool


@dataclass
class Grounds:
    """The grounds of claims, given the case's entities, copies and copied spans."""

    documents: Mapping[str, Document]
    entity_of: Mapping[tuple[str, str], str]
    copy_of: Mapping[str, str]
    copied: Mapping[str, Sequence[Reuse]] = field(default_factory=dict)
    between: dict[tuple[str, str], Reuse] | None = field(default=None, init=False)

    def of(self, claim: Claim) -> Ground:
        """The root of one claim: its origin's entity, the writer, or an unnamed source of that article."""
        document = self.documents[claim.document_id]
        root = self.copy_of.get(claim.document_id, claim.document_id)
        if claim.origin is None:
            label = f"the writer of {document.title or document.publisher or document.name}"
            return Ground(f"writer:{root}", label, "none", False)
        source = claim.origin
        if _is_class(source.name, source.type):
            # Unnamed people are one origin within an article, and across articles only by way of one outlet.
            outlet = self._entity(claim.document_id, claim.chain[0].source.name) if len(claim.chain) > 1 else root
            key = f"unnamed:{outlet}:{source.name.casefold()}"
            return Ground(key, source.name, source.side, False)
        entity = self._entity(claim.document_id, source.name)
        return Ground(f"source:{entity}", source.name, source.side, True)

    def shared(self, a: str, b: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """The passages that two of the documents share, in the one and in the other."""
        if self.between is None:
            inside = (item for reuse in self.copied.values() for item in reuse if item.b in self.documents)
            self.between = {(item.a, item.b): item for item in inside}
        if item := self.between.get((a, b)):
            return item.spans_a, item.spans_b
        if item := self.between.get((b, a)):
            return item.spans_b, item.spans_a
        return (), ()

    def _entity(self, document_id: str, name: str) -> str:
        """The entity that a name means in one document."""
        return self.entity_of.get((document_id, name), name.casefold())


def _is_class(name: str, kind: SourceType) -> bool:
    """A class of people rather than a named source: its name has no capital after the first letter."""
    proper = any(word[:1].isupper() for word in name.split()[1:]) or (name[:1].isupper() and " " not in name)
    unnamed = name.lower().startswith(
        ("unnamed", "anonymous", "a ", "an ", "some ", "many ", "several ", "multiple ")
    )
    return unnamed or kind == "unnamed" or (kind in CLASSES and kind != "media" and not proper)


def origins_of(claims: Sequence[Claim], kin: Sequence[ClaimPair], grounds: Grounds) -> tuple[Origin, ...]:
    """The independent origins of one incident's claims, in the order of their ids; `kin` are its `kin_pairs`."""
    of = {claim.id: grounds.of(claim) for claim in claims}
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[of[claim.id].key].append(claim)
    keys = {key: key for key in groups}
    why: dict[str, set[str]] = defaultdict(set)
    passing = _passing(groups, claims, grounds)
    for x, y in kin:
        root_x, root_y = _find(keys, of[x.id].key), _find(keys, of[y.id].key)
        reason = _one_root(x, y, grounds) if root_x != root_y else ""
        if reason:
            keep, drop = _prefer(root_x, root_y, passing)
            keys[drop] = keep
            why[keep] |= {reason} | why.pop(drop, set())
    merged: dict[str, list[Claim]] = defaultdict(list)
    for key, members in groups.items():
        merged[_find(keys, key)] += members
    made = (_origin(key, members, of, why.get(key, set())) for key, members in merged.items())
    return tuple(sorted(made, key=lambda origin: origin.id))


def _find(keys: Mapping[str, str], key: str) -> str:
    while keys[key] != key:
        key = keys[key]
    return key


def _prefer(a: str, b: str, passing: set[str]) -> tuple[str, str]:
    """A named source is the root rather than an unnamed one, either rather than a writer, and all of them rather
    than an outlet that only passes on what another article has."""
    rank = {"source": 0, "unnamed": 1, "writer": 2}
    first, second = sorted((a, b), key=lambda key: (key in passing, rank[key.partition(":")[0]], key))
    return first, second


def _passing(groups: Mapping[str, Sequence[Claim]], claims: Sequence[Claim], grounds: Grounds) -> set[str]:
    """The grounds that are themselves outlets, or bare reports, whose own article the incident has."""
    publishers = sorted({grounds.documents[claim.document_id].publisher or "" for claim in claims} - {""})
    found = set()
    for key, members in groups.items():
        names = {claim.origin.name for claim in members if claim.origin}
        outlets = any(same_outlet(name, publisher) for name in names for publisher in publishers)
        if (outlets or any(is_bare_report(claim) for claim in members)) and _passes_on(members, claims, grounds):
            found.add(key)
    return found


def _passes_on(members: Sequence[Claim], claims: Sequence[Claim], grounds: Grounds) -> bool:
    """Whether all of a ground's claims only pass on what another article of the incident has."""
    return all(
        claim.origin is not None
        and any(
            is_bare_report(claim) or same_outlet(claim.origin.name, grounds.documents[other.document_id].publisher)
            for other in claims
            if relayed(claim, other, grounds.documents)
        )
        for claim in members
    )


def _one_root(x: Claim, y: Claim, grounds: Grounds) -> str:
    """Why two claims have one origin, in words, or nothing."""
    if reason := relayed(x, y, grounds.documents) or relayed(y, x, grounds.documents):
        return reason
    if x.document_id == y.document_id and (x.origin is None) != (y.origin is None):
        return "the writer restates in the own voice what the source is quoted for"
    return _copied(x, y, grounds) or _rare_detail(x, y)


def _copied(x: Claim, y: Claim, grounds: Grounds) -> str:
    mine, theirs = grounds.shared(x.document_id, y.document_id)
    if any(span.overlaps(x.content) for span in mine) and any(span.overlaps(y.content) for span in theirs):
        return "the words are copied from one article to the other"
    return ""


def _rare_detail(x: Claim, y: Claim) -> str:
    """An odd figure that two articles share: two counts rarely come to the same unround number."""
    if x.document_id == y.document_id:
        return ""
    shared = {n.value for n in x.numbers} & {n.value for n in y.numbers}
    odd = sorted(filter(is_unround, shared))
    return f"both give the unround figure {odd[0]:g}" if odd else ""


def _origin(key: str, claims: Sequence[Claim], of: Mapping[str, Ground], why: Iterable[str]) -> Origin:
    ids = tuple(sorted(claim.id for claim in claims))
    ground = next((of[c.id] for c in claims if of[c.id].key == key), of[claims[0].id])
    documents = tuple(sorted({claim.document_id for claim in claims}))
    reasons = list(dict.fromkeys([*_stated_reason(ground, claims), *sorted(why)]))
    inferred = bool(list(why))
    return Origin(
        origin_id(key, ids), ground.label, ids, documents, not inferred and ground.named, tuple(reasons), ground.side
    )


def _stated_reason(ground: Ground, claims: Sequence[Claim]) -> list[str]:
    if len(claims) < 2:
        return []
    if ground.named:
        return [f"all name {ground.label}"]
    return [f"all on the word of {ground.label}"]


def origin_id(key: str, claim_ids: Sequence[str]) -> str:
    """A short id from the root and the first claim, so that one root keeps one id within its incident."""
    return hashlib.sha256(f"{key}|{claim_ids[0]}".encode()).hexdigest()[:10]


def effective(origins: Sequence[Origin]) -> float:
    """n / (1 + (n-1)ρ), ρ averaged over the pairs of origins by the sides whose interest they serve."""
    n = len(origins)
    if n < 2:
        return float(n)
    sides = sorted(Counter(origin.interest for origin in origins).items())
    total = sum(_shared_interest(side, side) * count * (count - 1) / 2 for side, count in sides)
    total += sum(_shared_interest(a, b) * x * y for (a, x), (b, y) in itertools.combinations(sides, 2))
    return round(n / (1 + 2 * total / n), 3)


def _shared_interest(a: str, b: str) -> float:
    if "none" in (a, b):
        return UNKNOWN_SIDE
    return SAME_SIDE if a == b else DIFFERENT_SIDES

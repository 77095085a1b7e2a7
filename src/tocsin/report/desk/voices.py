"""Voices: who speaks under all spellings, how often, how often alone, and how it turned out."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tocsin.model.claim import Claim
from tocsin.model.judgement import SourceGrade
from tocsin.report.desk.sight import Sight

OWN_VOICE = "writer"


@dataclass
class Voice:
    """One source. `origin_of` are claims that go back to it, `passed_on` those that it only handed on; `roots` are
    what they go back to in the end; `alone` are incidents that nobody else reports; `confirmed`, `contradicted` and
    `reversed` count how its word fared."""

    key: str
    name: str
    kind: str
    side: str
    variants: list[str] = field(default_factory=list)
    origin_of: list[Claim] = field(default_factory=list)
    passed_on: list[Claim] = field(default_factory=list)
    incidents: set[str] = field(default_factory=set)
    roots: set[str] = field(default_factory=set)
    alone: list[str] = field(default_factory=list)
    confirmed: int = 0
    contradicted: int = 0
    reversed: int = 0
    private: bool = False
    grade: SourceGrade | None = None

    @property
    def claims(self) -> list[Claim]:
        """All claims in which it speaks or hands on."""
        return [*self.origin_of, *self.passed_on]


def voices(sight: Sight) -> dict[str, Voice]:
    """All sources of the claims that count on the day, by key; worked out once a sight."""
    made: dict[str, Voice] | None = sight.memo.get("voices")
    if made is None:
        heard: dict[str, Voice] | None = sight.of_day.get("voices")
        if heard is None:
            heard = sight.of_day["voices"] = _voices(sight)
        made = sight.memo["voices"] = _graded(sight, heard)
    return made


def _voices(sight: Sight) -> dict[str, Voice]:
    found: dict[str, Voice] = {}
    for part in sight.parts.values():
        root_of = {claim_id: origin.label or origin.id for origin in part.origins for claim_id in origin.claim_ids}
        for claim in part.claims:
            for place, link in enumerate(claim.chain):
                voice = _voice(
                    sight, found, link.source.name, link.source.type, link.source.side, link.source.private
                )
                last = place == len(claim.chain) - 1
                (voice.origin_of if last else voice.passed_on).append(claim)
                voice.roots.add(root_of.get(claim.id, claim.id))
                if last:
                    voice.incidents.add(part.id)
    _track(sight, found.values())
    return found


def voice_key(sight: Sight, name: str) -> str:
    """The key of a name: its entity's id, else one made from the name."""
    entity = sight.desk.entity(name)
    if entity is not None and entity.type != "unnamed":
        return entity.id
    return f"n{hashlib.sha256(name.casefold().encode()).hexdigest()[:10]}"


def _voice(sight: Sight, found: dict[str, Voice], name: str, kind: str, side: str, private: bool) -> Voice:
    key = voice_key(sight, name)
    voice = found.get(key)
    if voice is None:
        entity = sight.desk.entity(name)
        shown = entity.name if entity is not None and entity.type != "unnamed" else name
        voice = found[key] = Voice(key, shown, kind, side, private=private)
    if name not in voice.variants:
        voice.variants.append(name)
    return voice


def _track(sight: Sight, found: Iterable[Voice]) -> None:
    speaks: dict[str, set[str]] = defaultdict(set)
    for voice in found:
        for claim in voice.origin_of:
            speaks[claim.id].add(voice.key)
    for voice in found:
        own = {claim.id for claim in voice.origin_of}
        for key in sorted(voice.incidents):
            part = sight.parts[key]
            others = [origin for origin in part.origins if own.isdisjoint(origin.claim_ids)]
            against = max(
                (len(sight.parts[other].origins) for other in part.against if other in sight.parts), default=0
            )
            if others and not against:
                voice.confirmed += 1
            elif against > len(part.origins):
                voice.contradicted += 1
            if not others:
                voice.alone.append(key)
        voice.reversed = sum(
            1
            for claim in voice.origin_of
            for link in sight.desk.links_of.get(claim.id, ())
            if link.relation == "contradicts" and link.a == claim.id and voice.key in speaks.get(link.b, ())
        )


def _graded(sight: Sight, heard: dict[str, Voice]) -> dict[str, Voice]:
    """The voices with the grades of the sight's answer; what was heard stays as it is, other answers share it."""
    grades = sight.judgement.grades if sight.judgement else ()
    found = dict(heard)
    for grade in sorted(grades, key=lambda grade: (grade.claims, grade.name)):
        key = voice_key(sight, grade.name)
        if key in found and grade.type not in ("outlet", OWN_VOICE):
            found[key] = replace(found[key], grade=grade)
    return found

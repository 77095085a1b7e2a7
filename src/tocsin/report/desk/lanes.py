"""Said and denied: what each actor said over time, in a lane of its own, with reversals and contradictions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tocsin.model.claim import Claim
from tocsin.report.desk.claims import claim_brief, quote
from tocsin.report.desk.sight import Row, Sight
from tocsin.report.desk.voices import Voice, voices

MOST_ITEMS = 400
MOST_TIES = 200


def lanes(
    sight: Sight, chosen: Sequence[str], span: tuple[date | None, date | None], relevant: bool, most: int
) -> Row:
    """One lane an actor, those who say most first. `chosen` are keys of sources; empty means the most quoted."""
    every = {
        key: items
        for key, voice in voices(sight).items()
        if (items := [claim for claim in voice.origin_of if _wanted(sight, claim, span, relevant)])
    }
    ranked = sorted(every, key=lambda key: (-len(every[key]), voices(sight)[key].name))
    shown = [key for key in (chosen or ranked) if key in every][:most]
    speaker = {claim.id: key for key in every for claim in every[key]}
    ties = _ties(sight, speaker, set(shown))
    return {
        "lanes": [_lane(sight, voices(sight)[key], every[key], ties) for key in shown],
        "ties": [_tie(sight, *tie) for tie in ties[:MOST_TIES]],
        "actors": [
            {"entity": key, "name": sight.mask(voices(sight)[key].name), "claims": len(every[key])}
            for key in ranked[:MOST_TIES]
        ],
    }


Tie = tuple[str, str, str, str, str, tuple[str, ...]]


def said_on(sight: Sight, claim: Claim) -> tuple[date | None, str]:
    """The day on which something was said, and whether it is told or only the day of publication."""
    if claim.said is not None and claim.said.start is not None:
        return claim.said.start, "said"
    return sight.desk.known.get(claim.document_id), "published"


def sign_of(claim: Claim) -> int:
    """Whether the speaker says it (+1), says that it is not so (-1), or leaves it open (0)."""
    if claim.stance == "doubts":
        return 0
    denied = (claim.stance == "denies") != (claim.polarity == "-")
    return -1 if denied else 1


def _wanted(sight: Sight, claim: Claim, span: tuple[date | None, date | None], relevant: bool) -> bool:
    day, _ = said_on(sight, claim)
    since, until = span
    if day is None or (since and day < since) or (until and day > until):
        return False
    return not relevant or sight.desk.relevant(claim.id)


def _lane(sight: Sight, voice: Voice, claims: Sequence[Claim], ties: Sequence[Tie]) -> Row:
    items = sorted(claims, key=lambda claim: (str(said_on(sight, claim)[0]), claim.id))
    return {
        "actor": {
            "entity": voice.key,
            "name": sight.mask(voice.name),
            "type": voice.kind,
            "side": voice.side,
        },
        "claims": len(items),
        "reversals": sum(kind == "reversal" and first == voice.key for kind, _, _, first, _, _ in ties),
        "items": [_item(sight, claim) for claim in items[:MOST_ITEMS]],
    }


def _item(sight: Sight, claim: Claim) -> Row:
    day, basis = said_on(sight, claim)
    found = sight.desk.evidence.get(claim.id)
    return {
        "claim_id": claim.id,
        "day": str(day),
        "day_basis": basis,
        "stance": claim.stance,
        "polarity": claim.polarity,
        "sign": sign_of(claim),
        "direction": found.direction if found else "neutral",
        "text": quote(sight, claim),
        "document_id": claim.document_id,
        "indicators": [match.indicator for match in found.matches] if found else [],
    }


def _ties(sight: Sight, speaker: dict[str, str], shown: set[str]) -> list[Tie]:
    found = []
    for link in sight.desk.linkage.links:
        if link.relation not in ("contradicts", "tension"):
            continue
        first, second = speaker.get(link.a), speaker.get(link.b)
        if first is None or second is None or not shown & {first, second}:
            continue
        kind = "reversal" if first == second else "contradiction" if link.relation == "contradicts" else "tension"
        found.append((link.weight, (kind, link.a, link.b, first, second, link.reasons)))
    order = {"reversal": 0, "contradiction": 1, "tension": 2}
    return [tie for _, tie in sorted(found, key=lambda item: (order[item[1][0]], -item[0], item[1][1]))]


def _tie(sight: Sight, kind: str, a: str, b: str, first: str, second: str, reasons: tuple[str, ...]) -> Row:
    one, two = sight.desk.claims[a], sight.desk.claims[b]
    days = [said_on(sight, claim)[0] for claim in (one, two)]
    return {
        "kind": kind,
        "a": claim_brief(sight, one),
        "b": claim_brief(sight, two),
        "actors": [sight.mask(voices(sight)[key].name) for key in (first, second)],
        "reasons": [sight.mask(reason) for reason in reasons],
        "days_between": abs((days[1] - days[0]).days) if days[0] and days[1] else None,
    }

"""Contradictions and tensions, both sides in their own words."""

from __future__ import annotations

import re

from tocsin.model.link import Link
from tocsin.report import words
from tocsin.report.context import Context
from tocsin.report.nouns import Contradiction, Sentence
from tocsin.report.opposition import LEAST_SHARE, opposition, sentence_of
from tocsin.report.statements import statement

MOST = 6
_CONCEPT = re.compile(r"\s*\([a-z]+(?:-[a-z]+)+(?:,? [a-z-]+){0,3}\)|\s*\([a-z-]+(?:,? [a-z-]+){0,3}\)$")


def contradictions(context: Context) -> tuple[tuple[Contradiction, ...], int]:
    """The contradictions and tensions that can be shown, one a pair of incidents, and how many more there are."""
    links = [link for link in context.linkage.links if link.relation in ("contradicts", "tension")]
    ranked = sorted(
        links, key=lambda link: (link.relation != "contradicts", -_bearing(context, link), link.a, link.b)
    )
    shown: list[Contradiction] = []
    pairs: set[frozenset[str]] = set()
    uses: dict[str, int] = {}
    left = 0
    for link in ranked:
        a, b = (context.incidents.get(claim_id) for claim_id in (link.a, link.b))
        pair = frozenset(incident.id for incident in (a, b) if incident)
        if len(pair) < 2 or pair in pairs:
            continue
        pairs.add(pair)
        sides = [sentence_of(context, context.claims[claim_id]) for claim_id in (link.a, link.b)]
        # One denial stands against many reports: after two rows it has been heard.
        heard = len(shown) == MOST or any(uses.get(side, 0) >= 2 for side in sides)
        made = None if heard or not opposition(context, link) else _contradiction(context, link)
        if made is None:
            left += 1
            continue
        for side in sides:
            uses[side] = uses.get(side, 0) + 1
        shown.append(made)
    return tuple(shown), left


def _bearing(context: Context, link: Link) -> float:
    """How plain the opposition is and how much the two sides move the answer."""
    weight = sum(context.weight.get(claim_id, 0.0) for claim_id in (link.a, link.b))
    attributed = sum(context.claims[claim_id].attributed for claim_id in (link.a, link.b))
    return opposition(context, link) + 0.25 * attributed + min(weight, 0.5)


def _contradiction(context: Context, link: Link) -> Contradiction | None:
    a, b = _side(context, link.a), _side(context, link.b)
    if a is None or b is None or a.text == b.text:
        return None
    # Linking names its concepts in brackets at the end ("(present-in)"): they tell a reader nothing.
    reasons = [_CONCEPT.sub("", reason.rstrip(".")) for reason in link.reasons]
    # The same reason seen from either side is one.
    distinct = {frozenset(reason.split()): reason for reason in reasons}
    why = "; ".join(context.mask(reason) for reason in distinct.values())
    return Contradiction(
        relation="contradiction" if link.relation == "contradicts" else "tension",
        a=a,
        b=b,
        why=words.full_stop(words.capital(why)) if why else "",
    )


def _side(context: Context, claim_id: str) -> Sentence | None:
    claim = context.claims.get(claim_id)
    made = statement(context, claim) if claim else None
    # In a quoted sentence that is mostly about something else nobody sees the opposition.
    return made.sentence if made and made.fitness >= 0.2 and made.share >= LEAST_SHARE else None

"""What coders ruled of single statements, laid over what was matched: the sign spoken of, and where it points.

A coded stance is about the outcome: the statement says that it will or does happen (+), that it won't or doesn't (-),
or neither (0). Plus and minus set which way the statement's signs point. Zero silences signs that are words (a
warning, a denial), because the speaker said neither; what the statement reports as seen still counts as it reads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tocsin.assess.direction import OFFICE_HOLDERS, lit_of, unheld_words
from tocsin.assess.direction_words import JudgingWords, load_judging_words
from tocsin.assess.grading import relation_of
from tocsin.model.claim import Claim
from tocsin.model.coding import Coding
from tocsin.model.document import Document
from tocsin.model.evidence import Evidence, IndicatorMatch
from tocsin.model.question import Question
from tocsin.model.template import Effect, Indicator, Template

POINTS: Mapping[str, Effect] = {"+": "toward", "-": "away", "0": "neutral"}
SPOKEN_SCORE = 0.8
"""How surely a coded statement of an office-holder that fits no other sign is the spoken one of its side."""
SPEAKING = ("leader", "diplomacy")


@dataclass(frozen=True, slots=True)
class _Desk:
    """What laying codings over evidence needs."""

    question: Question
    template: Template
    indicators: Mapping[str, Indicator]
    words: JudgingWords
    texts: Mapping[str, str]


def with_codings(
    question: Question,
    template: Template,
    documents: Sequence[Document],
    claims: Sequence[Claim],
    evidence: Sequence[Evidence],
    codings: Sequence[Coding],
) -> tuple[Evidence, ...]:
    """The evidence as coded, in its order. Claims without a coding keep theirs.

    Codings must name indicators of the template.
    """
    if not codings:
        return tuple(evidence)
    by_claim = {coding.claim_id: coding for coding in codings}
    texts = {document.id: document.text for document in documents}
    indicators = {indicator.key: indicator for indicator in template.indicators}
    desk = _Desk(question, template, indicators, load_judging_words(), texts)
    return tuple(
        _coded(desk, claim, item, by_claim[claim.id]) if claim.id in by_claim else item
        for claim, item in zip(claims, evidence, strict=True)
    )


def indicator_key(name: str, template: Template) -> str | None:
    """The key of the indicator of that key or name, whatever its case, or None."""
    wanted = name.strip().casefold()
    return next((i.key for i in template.indicators if wanted in (i.key.casefold(), i.name.casefold())), None)


def _coded(desk: _Desk, claim: Claim, item: Evidence, coding: Coding) -> Evidence:
    if coding.indicator is not None:
        item = _fixed(desk, claim, item, coding.indicator, coding.place)
    if coding.stance is None:
        return item
    if coding.stance == "0":
        return _silenced(desk, item)
    if not item.matches:
        item = _spoken(desk, claim, item, coding)
    wanted = POINTS[coding.stance]
    why = f"coded {coding.stance} at {coding.place}"
    matches = tuple(_pointed(desk, claim, match, wanted, why) for match in item.matches)
    return replace(
        item,
        matches=matches,
        direction=wanted,
        relevant=True,
        relevance_reason=f"{why}: it bears on the outcome",
        reasons=(*item.reasons, why),
    )


def _fixed(desk: _Desk, claim: Claim, item: Evidence, key: str, place: str) -> Evidence:
    text = claim.content.text(desk.texts[claim.document_id])
    lit, why = lit_of(claim, text, key, desk.words)
    match = IndicatorMatch(key, 1.0, lit, (f"coded at {place}", why))
    spoken = key in desk.words.spoken and not unheld_words(claim, key, desk.words)
    effect = desk.indicators[key].effect
    turned: Effect = "away" if effect == "toward" else "toward" if effect == "away" else "neutral"
    return replace(
        item,
        matches=(match,),
        relevant=True,
        relevance_reason=f"coded at {place}",
        direction=effect if lit > 0 else turned if lit < 0 else "neutral",
        sighting=item.sighting or spoken,
    )


def _silenced(desk: _Desk, item: Evidence) -> Evidence:
    why = "coded 0: it says nothing on the outcome"
    matches = tuple(
        replace(match, lit=0, reasons=(*match.reasons, why)) if match.indicator in desk.words.spoken else match
        for match in item.matches
    )
    return replace(item, matches=matches, direction="neutral", reasons=(*item.reasons, why))


def _spoken(desk: _Desk, claim: Claim, item: Evidence, coding: Coding) -> Evidence:
    """A statement on the outcome by somebody in office is a sign of its own where the words fit no other."""
    origin = claim.origin
    if origin is None or origin.type not in OFFICE_HOLDERS:
        return item
    own = relation_of(origin.side, desk.question) == "actor"
    wanted = POINTS[coding.stance or "0"] if own else "toward"
    family = SPEAKING[0] if own else SPEAKING[1]
    for indicator in desk.template.indicators:
        if indicator.key in desk.words.spoken and indicator.family == family and indicator.effect == wanted:
            why = f"{origin.name} holds an office and speaks of the outcome"
            match = IndicatorMatch(indicator.key, SPOKEN_SCORE, 1, (why,))
            return replace(item, matches=(match,), sighting=True)
    return item


def _pointed(desk: _Desk, claim: Claim, match: IndicatorMatch, wanted: Effect, why: str) -> IndicatorMatch:
    indicator = desk.indicators[match.indicator]
    if indicator.effect == "neutral" or unheld_words(claim, match.indicator, desk.words):
        return match
    return replace(match, lit=1 if indicator.effect == wanted else -1, reasons=(*match.reasons, why))

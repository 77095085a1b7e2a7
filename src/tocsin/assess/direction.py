"""What a claim, if true, does: whether it lights an indicator, and where it pushes the probability of the outcome."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tocsin.assess.direction_words import JudgingWords
from tocsin.assess.matching_features import Features
from tocsin.model.claim import Claim
from tocsin.model.evidence import IndicatorMatch
from tocsin.model.template import Effect, Indicator

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NEGATIVE = re.compile(r"\b(?:no|not|un\w+|dis\w+|never|nothing)\b|n['’]t\b")
_SEEN_KINDS = ("event", "state", "number", "intention")
OFFICE_HOLDERS = ("official", "military", "security-service", "government-body")
_WISHED = ("orders", "requests")
# Families in which what the actor does toward a third state says little about the target.
_AIMED = ("force",)


def lit_of(claim: Claim, text: str, indicator: str, words: JudgingWords) -> tuple[int, str]:
    """+1 where the claim, if true, lights the indicator, −1 where it says that it is not so, 0 for a mention."""
    lowered = text.lower()
    mentioned = words.mention.search(lowered)
    if mentioned:
        return 0, f'a particular that neither shows nor denies it ("{mentioned[0]}")'
    negated = claim.polarity == "-" and indicator not in words.negative
    pattern = words.contrary.get(indicator)
    turned = pattern.search(lowered) if pattern else None
    if turned and claim.polarity == "-" and not _NEGATIVE.search(turned[0]):
        return 1, f'denies the contrary ("{turned[0]}")'
    if turned:
        # "No sign of" is both the contrary word and the negation: it is counted once.
        return -1, f'says the contrary ("{turned[0]}")'
    if negated:
        return -1, "says that it is not so"
    return 1, "if true, it lights the sign"


def is_sighting(claim: Claim, text: str, matches: Sequence[IndicatorMatch], words: JudgingWords) -> tuple[bool, str]:
    """Whether the claim reports something seen, rather than a forecast, an opinion, a wish, a law or an if."""
    lowered = text.lower().lstrip("\"“'‘ ")
    spoken = bool(matches) and matches[0].indicator in words.spoken and claim.attributed
    unheld = unheld_words(claim, matches[0].indicator, words) if spoken else ""
    if claim.condition is not None or lowered.startswith(words.openings):
        return False, "hangs on a condition"
    if text.rstrip().endswith("?"):
        return False, "asks"
    if spoken and not unheld and claim.kind != "law":
        return True, "the words themselves are the sign"
    if claim.kind not in _SEEN_KINDS:
        return False, f"reports nothing seen: {claim.kind}"
    if claim.stance in _WISHED or claim.stance in ("predicts", "quotes-opinion", "doubts"):
        return False, f"reports nothing seen: the source {claim.stance}"
    return True, f"reports what is so or happened: {claim.kind}"


def unheld_words(claim: Claim, indicator: str, words: JudgingWords) -> str:
    """Why this claim does not give a spoken sign, or "": forecasts and opinions count from office-holders only."""
    if indicator not in words.spoken or claim.kind not in ("forecast", "opinion"):
        return ""
    origin = claim.origin
    if origin and origin.type in OFFICE_HOLDERS:
        return ""
    return f"{claim.kind} of {origin.name if origin else 'the writer'}, who holds no office: not the sign itself"


def claim_direction(
    claim: Claim,
    text: str,
    matches: Sequence[IndicatorMatch],
    indicators: dict[str, Indicator],
    features: Features,
    words: JudgingWords,
    year: int | None,
) -> tuple[Effect, str]:
    """Where the content, if true, pushes the outcome's probability, and why.

    `year` is the latest year that the document is known to speak from; what happened in earlier years is
    background and pushes nowhere.
    """
    if not matches:
        return _danger(text.lower(), words)
    old = _is_old(claim, text, year)
    if old:
        return "neutral", old
    first = matches[0]
    indicator = indicators[first.indicator]
    if indicator.effect == "neutral" or first.lit == 0:
        why = "the indicator tells nothing" if indicator.effect == "neutral" else "a mere mention"
        return "neutral", f"{indicator.name}: {why}"
    elsewhere = _elsewhere(indicator, features)
    if elsewhere:
        return "neutral", elsewhere
    if first.lit > 0:
        return indicator.effect, f"{indicator.name} lit pushes {indicator.effect}"
    opposite: Effect = "away" if indicator.effect == "toward" else "toward"
    return opposite, f"{indicator.name} denied pushes {opposite}"


def _danger(lowered: str, words: JudgingWords) -> tuple[Effect, str]:
    if words.rises.search(lowered):
        return "toward", "says that the danger has grown"
    if words.falls.search(lowered):
        return "away", "says that the danger has fallen"
    return "neutral", "speaks of no indicator"


def _is_old(claim: Claim, text: str, year: int | None) -> str:
    if year is None:
        return ""
    if claim.when and claim.when.end and claim.when.end.year < year - 1:
        return f"of {claim.when.iso()}, long before"
    years = [int(found) for found in _YEAR.findall(text)]
    if years and max(years) < year:
        return f"of {max(years)}, an earlier year"
    return ""


def _elsewhere(indicator: Indicator, features: Features) -> str:
    if indicator.family not in _AIMED:
        return ""
    names = features.names
    aimed = {f"{preposition}:other" for preposition in ("with", "near", "to", "into", "against")} & names
    if aimed and "@target" not in names:
        return "aimed at another state than the target"
    return ""

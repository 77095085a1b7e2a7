"""What a claim, if true, does: whether it lights an indicator, and where it pushes the probability of the outcome."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tocsin.assess.direction_words import JudgingWords
from tocsin.assess.matching_features import OFFICE_HOLDERS as OFFICE_HOLDERS
from tocsin.assess.matching_features import Features
from tocsin.model.claim import Claim
from tocsin.model.evidence import IndicatorMatch
from tocsin.model.template import Effect, Indicator

# "After 1997" bounds what is spoken of and does not date it.
_YEAR = re.compile(r"(?<!after )(?<!since )(?<!before )\b(?:19|20)\d\d\b")
_NEGATIVE = re.compile(r"\b(?:no|not|un\w+|dis\w+|never|nothing)\b|n['’]t\b")
_DENIED = re.compile(
    r"\b(?:no|without(?:\s+any)?|little|(?:nor|not|never|hardly|\w+n['’]t)\b[^.;:\n]{0,25}?\bany)\s+"
    r"(?:\w+\s+)?(?:indications?|signs?|evidence|proof)\s+"
    r"(?:\w+\s+){0,2}?(?:that|of)\s*[\"“'‘]?$",
    re.IGNORECASE,
)
_SEEN_KINDS = ("event", "state", "number", "intention")
_WISHED = ("orders", "requests")
# Families in which what the actor does toward a third state says little about the target.
_AIMED = ("force",)


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim as the judging reads it: its words, their features, the latest year that its document is known to
    speak from, and the words before it that deny it ("no sign that"), or ""."""

    claim: Claim
    text: str
    features: Features
    year: int | None = None
    denied: str = ""


def denied_before(text: str, claim: Claim) -> str:
    """Words of the sentence just before an affirmative content that deny it: "there is no indication that"."""
    if claim.polarity == "-":
        return ""
    found = _DENIED.search(text, max(0, claim.content.start - 70), claim.content.start)
    return found[0].strip() if found else ""


def lit_of(claim: Claim, text: str, indicator: str, words: JudgingWords, *, denied: str = "") -> tuple[int, str]:
    """+1 where the claim, if true, lights the indicator, −1 where it says that it is not so, 0 for a mention.

    What its source denies or doubts counts as said not to be so, unless the sign is that very denial.
    """
    lit, why = _said(claim, text, indicator, words)
    if lit == 0 or indicator in words.spoken:
        return lit, why
    false = words.falsified.search(text.lower())
    if false:
        return -lit, f'said to be false ("{false[0]}")'
    if denied:
        return -lit, f'said not to be so ("{denied}")'
    if claim.stance in ("denies", "doubts") and indicator not in words.negative:
        return -lit, f"its source {claim.stance} it"
    return lit, why


def _said(claim: Claim, text: str, indicator: str, words: JudgingWords) -> tuple[int, str]:
    lowered = text.lower()
    mentioned = words.mention.search(lowered)
    if mentioned:
        return 0, f'a particular that neither shows nor denies it ("{mentioned[0]}")'
    bounded = words.bounds.search(lowered)
    negated = claim.polarity == "-" and indicator not in words.negative and not bounded
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


def is_sighting(
    claim: Claim, text: str, matches: Sequence[IndicatorMatch], words: JudgingWords, features: Features
) -> tuple[bool, str]:
    """Whether the claim reports something seen, rather than a forecast, an opinion, a wish, a law or an if."""
    lowered = text.lower().lstrip("\"“'‘ ")
    spoken = bool(matches) and matches[0].indicator in words.spoken and claim.attributed
    unheld = unheld_words(claim, matches[0].indicator, words, features) if spoken else ""
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


def unheld_words(claim: Claim, indicator: str, words: JudgingWords, features: Features | None = None) -> str:
    """Why this claim does not give a spoken sign, or "": forecasts and opinions count from office-holders only."""
    if indicator not in words.spoken or claim.kind not in ("forecast", "opinion"):
        return ""
    origin = claim.origin
    if origin and origin.type in OFFICE_HOLDERS:
        return ""
    # A state speaks through its office-holders, even where only its name or seat stands there.
    if origin and origin.type == "unnamed" and features and any(name.startswith("by:") for name in features.names):
        return ""
    return f"{claim.kind} of {origin.name if origin else 'the writer'}, who holds no office: not the sign itself"


def claim_direction(
    reading: Reading, matches: Sequence[IndicatorMatch], indicators: Mapping[str, Indicator], words: JudgingWords
) -> tuple[Effect, str]:
    """Where the content, if true, pushes the outcome's probability, and why.

    What happened in years before `reading.year` is background and pushes nowhere.
    """
    if not matches:
        return _danger(reading.text.lower(), words)
    old = _is_old(reading.claim, reading.text, reading.year)
    if old:
        return "neutral", old
    first = matches[0]
    indicator = indicators[first.indicator]
    if indicator.effect == "neutral" or first.lit == 0:
        why = "the indicator tells nothing" if indicator.effect == "neutral" else "a mere mention"
        return "neutral", f"{indicator.name}: {why}"
    elsewhere = _elsewhere(indicator, reading.features)
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

"""Credibility of what is reported, 1 to 6, from corroboration alone (Admiralty code, NATO AJP-2.1: 1 confirmed by
other sources … 5 improbable, 6 truth cannot be judged). It is shown, and never multiplied into the answer again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tocsin.report import words
from tocsin.report.desk.parts import Part

LABELS = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
# What nobody can have seen: corroboration says nothing of it.
_OPEN = ("forecast", "opinion", "obligation", "law", "intention")


@dataclass(frozen=True, slots=True)
class Credibility:
    """A level of the scale with the reasons for it."""

    level: int
    reasons: tuple[str, ...]


def credibility(part: Part, every: Mapping[str, Part]) -> Credibility:
    """How credible an incident is, from who reports it, who contradicts it and what the articles say of its truth."""
    origins = len(part.origins)
    reasons = [_origin_words(part)]
    contrary = max((len(every[key].origins) for key in part.against if key in every), default=0)
    if contrary:
        reasons.append(f"{words.counted(contrary, 'independent origin')} {_say(contrary)} the contrary")
    checked = {claim.verification for claim in part.claims}
    if "contradicted" in checked:
        reasons.append("an article that reports it contradicts it")
    if "unverified" in checked:
        reasons.append("an article says that it could not be verified")
    if "confirmed" in checked:
        reasons.append("an article calls it confirmed")
    if all(claim.kind in _OPEN for claim in part.claims):
        reasons.append("it is a forecast, an opinion or an intention, which nobody can have seen")
        return Credibility(6, tuple(reasons))
    if contrary > origins:
        return Credibility(5, tuple(reasons))
    if contrary or "contradicted" in checked:
        return Credibility(4, tuple(reasons))
    if _sides(part) > 1 and origins > 1:
        return Credibility(1, tuple(reasons))
    if origins > 1 or "confirmed" in checked:
        return Credibility(2, tuple(reasons))
    hedged = all(claim.certainty == "possible" for claim in part.claims) or "unverified" in checked
    if hedged:
        reasons.append("it is hedged, and nobody else reports it")
    return Credibility(4 if hedged else 3, tuple(reasons))


def _sides(part: Part) -> int:
    """How many sides the origins serve; those that serve none stand each for itself."""
    served = {origin.interest for origin in part.origins if origin.interest != "none"}
    return len(served) + sum(origin.interest == "none" for origin in part.origins)


def _origin_words(part: Part) -> str:
    count = words.counted(len(part.origins), "independent origin")
    if len(part.origins) < 2:
        return count
    return f"{count} of different sides" if _sides(part) > 1 else f"{count}, all of one side"


def _say(count: int) -> str:
    return "says" if count == 1 else "say"

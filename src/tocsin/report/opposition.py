"""Whether two linked statements are worth showing side by side as a contradiction.

Linking is tuned to miss little; a brief shows only pairs that a reader will see at once to be about one thing.
"""

from __future__ import annotations

import re

from tocsin.model.claim import Claim
from tocsin.model.link import Link
from tocsin.report.context import Context

_SAME_THING = 0.34
_NEAR = 0.2
# "More than 10,000" and "ten thousand" are no two figures to a reader.
_SAME_FIGURES = re.compile(r"figures: (\S+) and \1(?!\S)")
# How much of a quoted sentence the claim must make up, so that the opposition is seen.
LEAST_SHARE = 0.5


def opposition(context: Context, link: Link) -> float:
    """How plainly the two sides oppose each other, from 0 (not to be shown) up.

    Both must bear on the question, and not both deny. Then words and indicators in common count, and that one
    speaks for a yes and the other for a no.
    """
    a, b = context.claims[link.a], context.claims[link.b]
    if not (context.relevant(a.id) and context.relevant(b.id)):
        return 0.0
    if says_no(context, a) == says_no(context, b) and (context.denied(a) or context.denied(b)):
        return 0.0
    if sentence_of(context, a) == sentence_of(context, b) or any(map(_SAME_FIGURES.search, link.reasons)):
        return 0.0
    shared = bool(_indicators(context, a) & _indicators(context, b))
    overlap = overlap_of(context.text(a), context.text(b))
    opposite = {context.effect(a), context.effect(b)} == {"toward", "away"}
    same_sign = says_no(context, a) == says_no(context, b)
    denial = any(key.endswith(".denial") for key in _indicators(context, a) | _indicators(context, b))
    # Two that both affirm can only clash in figures, dates or places: then they must plainly be about one thing.
    if overlap < _SAME_THING and (same_sign or not (overlap or shared or denial)):
        return 0.0
    # Words against deeds need words on the deed: else two are of different minds about different things.
    if link.relation == "tension" and not (shared or denial or overlap >= _NEAR):
        return 0.0
    if not (opposite or overlap >= _SAME_THING or (overlap > 0 and shared)):
        return 0.0
    return overlap + 0.5 * shared + 0.5 * opposite + 0.5 * (link.relation == "contradicts")


def content_words(text: str) -> frozenset[str]:
    """The words of four letters and more and the numbers, cut to six letters: enough to see that two sentences
    speak of the same."""
    return frozenset(word[:6] for word in re.findall(r"\d+|[^\W\d_]{4,}", text.lower()))


def overlap_of(a: str, b: str) -> float:
    """The share of the shorter text's content words that the other has too."""
    mine, theirs = content_words(a), content_words(b)
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


def sentence_of(context: Context, claim: Claim) -> str:
    """The words of the claim's sentence; the same in a verbatim copy."""
    return context.text(claim, claim.sentence)


def says_no(context: Context, claim: Claim) -> bool:
    """Whether the statement comes to a no about its content: by its polarity or by a denial, not by both."""
    return (claim.polarity == "-") != context.denied(claim)


def _indicators(context: Context, claim: Claim) -> set[str]:
    return {match.indicator for match in context.evidence[claim.id].matches}

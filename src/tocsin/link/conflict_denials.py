"""The rule by which a denial, a promise or a forecast that not conflicts with what another statement says.

What has been and what is only planned or expected are gainsaid by different words, so each has its own finding.
"""

from __future__ import annotations

from typing import Literal

from tocsin.link.commonness import overlap
from tocsin.link.conflict_finding import Finding
from tocsin.link.conflict_grounds import (
    NEAR_DAYS,
    about,
    apart_in_time,
    covered,
    days_after,
    days_apart,
    definite,
    elsewhere,
    one_voice,
    party_fit,
    spoken,
    teller,
    told_before,
    told_earlier,
)
from tocsin.link.lexicon import Lexicon
from tocsin.link.statement import Statement

STALE = 21  # days after which a denial in the present tense says nothing of what is told then


def denial(a: Statement, b: Statement, lexicon: Lexicon) -> Finding | None:
    """`a` denies, or promises or foresees that not, what `b` states, plans or foresees."""
    if not (a.sign == "-" or a.mode == "no-sign") or b.negative or a.mode in ("unwilling", "refuse", "duty", "law"):
        return None
    shared = covered(a, b, lexicon)
    if not shared or b.mode in ("duty", "law", "wanted"):
        return None
    fit = party_fit(a, b, shared, lexicon)
    if fit is None or not _met(a, b):
        return None
    if all(lexicon.frames[key].vague for key in shared) and overlap(a.content, b.content) < 0.25:
        return None
    about_future = a.mode in ("forecast", "promise", "possible") or a.future
    what = about(shared, lexicon)
    if b.mode in ("forecast", "possible", "plan"):
        return _denied_prospect(a, b, what, about_future and fit >= 0.55)
    if a.mode == "possible" or (a.mode in ("fact", "no-sign") and _later_news(a, b)):
        return None  # a hope gainsays nothing that has been, and what came afterwards is news
    if about_future and a.mode != "promise" and not a.future and not told_before(a, b):
        return None  # that it has been so does not gainsay that it won't be
    if (a.mode == "no-sign" and (days_apart(a, b) or 0) > 2 * NEAR_DAYS) or fit < 0.25:
        return None
    if a.mode == "promise" and not told_before(a, b) and told_earlier(a, b):
        return None  # a promise binds for what comes after it
    return _denied_fact(a, b, what, fit, about_future)


def _denied_fact(a: Statement, b: Statement, what: str, fit: float, about_future: bool) -> Finding:
    plain = (
        "experience" not in a.core
        and not a.limits
        and a.claim.certainty == b.claim.certainty == "certain"
        and fit >= 0.5
    )
    loose = a.mode in ("no-sign", "promise", "possible") or not plain or (about_future and not a.future)
    relation: Literal["contradicts", "tension"] = "tension" if loose else "contradicts"
    reason = f"on {what}: {spoken(a, '')}; {spoken(b, 'it is')}"
    return Finding(relation, 1.6 if loose else 3.0, reason)


def _met(a: Statement, b: Statement) -> bool:
    """Whether a denial and a claim meet: one actor, one time, one place, and not meant together by one speaker."""
    if a.others and b.others and elsewhere(a, b):
        return False
    if apart_in_time(a, b) or (a.additional and (told_earlier(a, b) or not b.additional)):
        return False  # "no further strikes" says nothing against the ones before
    return definite(a, b) and not one_voice(a, b)


def _later_news(a: Statement, b: Statement) -> bool:
    """Whether what `b` tells came, or came out, so long after `a` was said that it is news."""
    return told_before(a, b) or (
        "never" not in a.superlatives and "experience" not in a.core and not b.claim.when and days_after(a, b) > STALE
    )


def _denied_prospect(a: Statement, b: Statement, what: str, about_future: bool) -> Finding | None:
    if (not about_future and a.mode != "no-sign") or a.mode == "possible":
        return None  # that a thing has not happened does not gainsay that it may
    days = days_apart(a, b)
    one_article = a.claim.document_id == b.claim.document_id
    reach = NEAR_DAYS if b.mode == "plan" or a.mode == "no-sign" else 10 * NEAR_DAYS
    if not one_article and (days is None or days > reach):
        return None
    if b.mode == "plan" and a.mode == "forecast" and a.claim.attributed and teller(a) == teller(b):
        return None  # who sees preparations may well expect that they come to nothing
    if b.mode == "plan":
        return Finding("tension", 1.4, f"words against deeds on {what}: {spoken(a, '')}; preparations are reported")
    if a.claim.attributed != b.claim.attributed and a.mode == "fact":
        return None
    if a.mode == "no-sign":
        return None  # that there is no sign of a thing does not exclude that it is expected
    if "first" in b.superlatives:
        return None  # "it would be the first time" foresees nothing
    return Finding("tension", 1.2, f"two expectations that exclude each other, on {what}")

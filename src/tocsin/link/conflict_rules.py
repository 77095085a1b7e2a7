"""The rules by which two statements conflict, each one function with the reason that it gives.

"contradicts" is kept for what cannot both be true as written; a limit word, a hedge, a forecast, an inferred subject
or another population make it "tension".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tocsin.link.actors import compatible
from tocsin.link.commonness import overlap
from tocsin.link.conflict_grounds import (
    CLOSE,
    NEAR_DAYS,
    about,
    abroad,
    actor_fit,
    apart_in_time,
    covered,
    days_after,
    days_apart,
    definite,
    elsewhere,
    kin,
    one_voice,
    party_fit,
    shares_context,
    spoken,
    teller,
    told_before,
    told_earlier,
)
from tocsin.link.lexicon import Lexicon
from tocsin.link.same_claim import fits, same_unit
from tocsin.link.statement import Statement
from tocsin.link.words import words_of

# Frames of will, which one person or body cannot have for another.
OF_WILL = frozenset({"no-choice", "refuse", "obey", "desert", "resist-pressure", "dependence"})
TOWARDS = frozenset({"border", "front", "frontier", "line", "alert"})  # stems that point a step at somebody
STALE = 21  # days after which a denial in the present tense says nothing of what is told then


@dataclass(frozen=True, slots=True)
class Finding:
    """A conflict between two statements, with how strong it is and why, for people."""

    relation: Literal["contradicts", "tension"]
    weight: float
    reason: str


def denial(a: Statement, b: Statement, lexicon: Lexicon) -> Finding | None:
    """`a` denies, or promises or foresees that not, what `b` states, plans or foresees."""
    if not (a.sign == "-" or a.mode == "no-sign") or b.negative or a.mode in ("unwilling", "refuse", "duty", "law"):
        return None
    shared = covered(a, b, lexicon)
    fit = party_fit(a, b, shared, lexicon)
    if all(lexicon.frames[key].vague for key in shared) and overlap(a.content, b.content) < 0.25:
        return None
    if not shared or fit is None or b.mode in ("duty", "law", "wanted") or not _met(a, b):
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


def words_against_preparation(a: Statement, b: Statement, lexicon: Lexicon) -> Finding | None:
    """`a` promises or foresees not to do what `b`'s doings lead up to, at about the same time."""
    if a.sign != "-" or not (a.mode in ("promise", "forecast") or (a.future and a.mode == "fact")) or b.negative:
        return None
    groups = {lexicon.frames[key].group for key in a.core}
    steps = {key for key in b.core if lexicon.frames[key].prepares in groups and lexicon.frames[key].prepares}
    fit = actor_fit(a, b)
    if not steps or fit is None or fit < 0.3 or elsewhere(a, b) or b.mode not in ("fact", "plan", "forecast"):
        return None
    days = days_apart(a, b)
    if days is None or days > NEAR_DAYS or not definite(a, b) or one_voice(a, b) or not b.agents:
        return None
    if not (b.content & TOWARDS or abroad(b) & (abroad(a) or abroad(b))):
        return None  # what is done at home leads nowhere yet
    return Finding(
        "tension",
        1.2,
        f"words against deeds: {spoken(a, '')}; yet a step towards it is reported ({about(steps, lexicon)})",
    )


def opposite(a: Statement, b: Statement, lexicon: Lexicon) -> Finding | None:
    """The two tell of things that exclude each other: obeying and refusing, holding and breaking a truce."""
    if a.sign == "-" or b.sign == "-" or {a.mode, b.mode} & {"duty", "law", "wanted", "plan"}:
        return None
    pairs = sorted((x, y) for x in a.core - b.core for y in b.core - a.core if lexicon.opposed(x, y))
    fit = actor_fit(a, b)
    if not a.agents and not b.agents and overlap(a.content, b.content) >= 0.3:
        fit = 0.7  # no actor in either, but one thing: "the road is closed", "the road is open"
    # Of what people will or refuse to do, only the same people's word counts; an army and its state act as one.
    least = 0.7 if {x for pair in pairs for x in pair} & OF_WILL else 0.55
    if not pairs or fit is None or fit < least or not shares_context(a, b, lexicon):
        return None
    if a.claim.when and b.claim.when and not a.claim.when.meets(b.claim.when):
        return None
    what = f"{lexicon.frames[pairs[0][0]].label} against {lexicon.frames[pairs[0][1]].label}"
    dated = a.claim.when and b.claim.when and a.claim.when.precision == b.claim.when.precision == "day"
    passing = all(lexicon.frames[key].sequence for pair in pairs for key in pair)
    if (passing and (not dated or a.mode != b.mode)) or not definite(a, b) or one_voice(a, b):
        return None  # arrest and release, deployment and withdrawal follow each other
    if dated and a.mode == b.mode == "fact" and fit >= 0.9:
        return Finding("contradicts", 2.2, f"for the same time they tell opposite things ({what})")
    return Finding("tension", 1.2, f"they tell opposite things, perhaps of different times or parts ({what})")


def unwilling_yet_doing(a: Statement, b: Statement, lexicon: Lexicon) -> Finding | None:
    """`a` says they refuse or are unable not to; `b` says they will, or must, all the same."""
    refused = a.mode == "refuse" and not b.negative and bool(covered(a, b, lexicon))
    resisted = bool(a.core & {"refuse", "resist-pressure"}) and a.sign == "+" and "no-choice" not in a.core
    if not refused and not (resisted and "no-choice" in b.core):
        return None
    fit = actor_fit(a, b)
    if fit is None or fit < 0.7 or b.mode not in ("forecast", "unable"):
        return None
    return Finding("tension", 1.2, "they are said to refuse, and to be bound to do it all the same")


def contrary(a: Statement, b: Statement, lexicon: Lexicon) -> Finding | None:
    """`a` only says that the claim just before it is untrue: "the facts assert the contrary"."""
    if not a.contrary or a.claim.document_id != b.claim.document_id or a.frames - {"support"}:
        return None
    gap = a.position - b.claim.content.end
    own_words = a.claim.attributed and teller(a) == teller(b)
    if (
        not 0 <= gap <= 60
        or b.contrary
        or b.claim.headline
        or own_words
        or a.claim.kind in ("forecast", "obligation")
    ):
        return None
    return Finding("contradicts", 2.5, f"according to {teller(a)}, the claim before is not so")


def gainsaid(a: Statement, b: Statement, lexicon: Lexicon) -> Finding | None:
    """The writer marks `a` as contradicted, and `b`, close by, says how it was instead."""
    near = a.claim.document_id == b.claim.document_id and abs(a.position - b.position) <= CLOSE
    if a.claim.verification != "contradicted" or not near or b.claim.verification == "contradicted":
        return None
    if not (a.frames & b.frames) or b.claim.certainty != "certain" or b.claim.attributed or a.negative != b.negative:
        return None
    if b.position < a.position:
        return None
    return Finding("contradicts", 1.8, "the writer holds it to be untrue and says how it was instead")


def superlative(a: Statement, b: Statement, lexicon: Lexicon) -> Finding | None:
    """`a` calls a case the first or only one; `b` tells of another, earlier one of the kind."""
    if not a.superlatives & {"first", "only"} or b.superlatives & {"first", "only"} or a.negative or b.negative:
        return None
    groups = {lexicon.frames[key].group for key in a.core} & {lexicon.frames[key].group for key in b.core}
    # The first case "from the army" is of the army's, though it is not the subject.
    ours_or_named = (*a.agents, *(actor for actor in a.others if actor.role != "place"))
    fit = max((compatible(x, y) for x in ours_or_named for y in b.agents), default=0.0)
    if not groups or fit < 0.4 or b.mode != "fact" or a.mode != "fact" or b.claim.kind != "event":
        return None
    ours, theirs = a.claim.when, b.claim.when
    if not theirs or not theirs.end or not ours or not ours.end or theirs.end >= ours.end:
        return None
    if ours.start and ours.precision == "range" and theirs.end < ours.start:
        return None  # before the span that the superlative is about
    sure = b.claim.certainty == "certain" and bool(a.core & b.core)
    relation: Literal["contradicts", "tension"] = "contradicts" if sure else "tension"
    return Finding(relation, 2.0 if sure else 1.2, f"called the first or only case, but one of {theirs} is told")


def numbers(a: Statement, b: Statement, lexicon: Lexicon) -> Finding | None:
    """The two count the same thing at the same time and cannot both be right."""
    if a.mode != b.mode or a.negative != b.negative or not (a.core & b.core or overlap(a.content, b.content) >= 0.4):
        return None
    fit = actor_fit(a, b)
    when_a, when_b = a.claim.when, b.claim.when
    if (fit is not None and fit < 0.3) or not definite(a, b) or not when_a or not when_b or not when_a.meets(when_b):
        return None
    for x in a.claim.numbers:
        for y in b.claim.numbers:
            if _one_count(x.unit, y.unit) and same_unit(x, y) and not fits(x, y):
                exact = x.qualifier == y.qualifier == "exact" and when_a == when_b
                return Finding(
                    "contradicts" if exact else "tension", 1.6, f"different figures: {x.value:g} and {y.value:g}"
                )
    return None


def _one_count(x: str, y: str) -> bool:
    a, b = ({word.stem for word in words_of(unit)} for unit in (x, y))
    return bool(a and b) and len(a & b) >= 0.5 * max(len(a), len(b))


def phases(a: Statement, b: Statement, lexicon: Lexicon) -> Finding | None:
    """One says that it is over, the other that it goes on, within two weeks."""
    if "ended" not in a.phases or "ongoing" not in b.phases or "ended" in b.phases or a.negative or b.negative:
        return None
    fit = actor_fit(a, b)
    days = days_apart(a, b)
    if fit is None or fit < 0.4 or not a.core & b.core or days is None or days > 14 or a.mode != b.mode:
        return None
    return Finding("tension", 1.2, "one says that it is over, the other that it goes on")


def headline(a: Statement, b: Statement, lexicon: Lexicon) -> Finding | None:
    """A headline is surer than what its own article says on the same word."""
    if not a.claim.headline or b.claim.headline or a.claim.document_id != b.claim.document_id:
        return None
    origins = {s.claim.origin.name if s.claim.origin else "" for s in (a, b)}
    if (
        len(origins) > 1
        or a.claim.certainty != "certain"
        or b.claim.certainty != "possible"
        or not kin(a, b, lexicon)
    ):
        return None
    return Finding("tension", 1.0, "the headline is certain where the article says possible")


def word_for_word(a: Statement, b: Statement, lexicon: Lexicon) -> Finding | None:
    """`a` denies what `b` states in nearly the same words, whatever it is about."""
    if (
        a.sign != "-"
        or b.negative
        or a.mode != "fact"
        or b.mode != "fact"
        or apart_in_time(a, b)
        or told_before(a, b)
    ):
        return None
    fit = actor_fit(a, b)
    common = overlap(a.content, b.content)
    if common < 0.5 or len(a.content & b.content) < 2 or (fit is None and a.agents and b.agents) or one_voice(a, b):
        return None
    return Finding("tension", 1.3, f"in nearly the same words, {spoken(a, '')}; {spoken(b, 'it is')}")


# Every rule is tried both ways round.
RULES = (
    denial,
    words_against_preparation,
    opposite,
    unwilling_yet_doing,
    contrary,
    gainsaid,
    superlative,
    numbers,
    phases,
    headline,
    word_for_word,
)

"""The rules by which two statements conflict, each one function with the reason that it gives.

"contradicts" is kept for what cannot both be true as written; a limit word, a hedge, a forecast, an inferred subject
or another population make it "tension".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from tocsin.link.actors import compatible
from tocsin.link.commonness import overlap
from tocsin.link.conflict_denials import denial
from tocsin.link.conflict_finding import Finding
from tocsin.link.conflict_grounds import (
    CLOSE,
    NEAR_DAYS,
    about,
    abroad,
    actor_fit,
    apart_in_time,
    covered,
    days_apart,
    definite,
    elsewhere,
    kin,
    one_voice,
    shares_context,
    spoken,
    teller,
    told_before,
)
from tocsin.link.counting import fits, same_unit
from tocsin.link.lexicon import Lexicon
from tocsin.link.same_claim import any_opposed
from tocsin.link.statement import Statement
from tocsin.link.words import words_of

Rule = Callable[[Statement, Statement, Lexicon], Finding | None]
# Frames of will, which one person or body cannot have for another.
OF_WILL = frozenset({"no-choice", "refuse", "obey", "desert", "resist-pressure", "dependence"})
TOWARDS = frozenset({"border", "front", "frontier", "line", "alert"})  # stems that point a step at somebody


def words_against_preparation(a: Statement, b: Statement, lexicon: Lexicon) -> Finding | None:
    """`a` promises or foresees not to do what `b`'s doings lead up to, at about the same time."""
    if a.sign != "-" or not (a.mode in ("promise", "forecast") or (a.future and a.mode == "fact")) or b.negative:
        return None
    groups = {lexicon.frames[key].group for key in a.core}
    steps = {key for key in b.core if lexicon.frames[key].prepares in groups and lexicon.frames[key].prepares}
    if not steps or b.mode not in ("fact", "plan", "forecast"):
        return None
    fit = actor_fit(a, b)
    if fit is None or fit < 0.3 or elsewhere(a, b):
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
    when_a, when_b = a.claim.when, b.claim.when
    if a.mode != b.mode or a.negative != b.negative or not when_a or not when_b or not when_a.meets(when_b):
        return None
    if not (a.core & b.core or overlap(a.content, b.content) >= 0.4):
        return None
    fit = actor_fit(a, b)
    if (fit is not None and fit < 0.3) or not definite(a, b):
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
    if len(a.content & b.content) < 2 or overlap(a.content, b.content) < 0.5:
        return None
    if (a.agents and b.agents and actor_fit(a, b) is None) or one_voice(a, b):
        return None
    return Finding("tension", 1.3, f"in nearly the same words, {spoken(a, '')}; {spoken(b, 'it is')}")


def rules_for(a: Statement, b: Statement, lexicon: Lexicon) -> Iterator[Rule]:
    """The rules that can have anything to say of `a` against `b`, by what each asks for at least."""
    if (a.sign == "-" or a.mode == "no-sign") and not b.negative:
        yield from (denial, words_against_preparation, word_for_word)
    if any_opposed(a.core - b.core, b.core - a.core, lexicon):
        yield opposite
    if a.mode == "refuse" or a.core & {"refuse", "resist-pressure"}:
        yield unwilling_yet_doing
    if a.contrary:
        yield contrary
    if a.superlatives & {"first", "only"}:
        yield superlative
    if a.claim.numbers and b.claim.numbers:
        yield numbers
    if "ended" in a.phases:
        yield phases
    if a.claim.document_id == b.claim.document_id:
        yield from (gainsaid, headline)

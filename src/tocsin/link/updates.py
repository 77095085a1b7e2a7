"""Updates: a later figure or state of one series, a forecast and its outcome; and claims that derive from others."""

from __future__ import annotations

from datetime import date

from tocsin.link.actors import compatible
from tocsin.link.conflict_grounds import actor_fit
from tocsin.link.lexicon import Lexicon
from tocsin.link.statement import Statement
from tocsin.model.link import Link

LATER_DAYS = 5  # a forecast is answered by what happens at least this much later
AGAIN_DAYS = 30


def update(a: Statement, b: Statement, lexicon: Lexicon) -> Link | None:
    """A link whose `a` is the later claim: the outcome of what the other foresaw or planned, or its later state."""
    earlier, later = _in_time(a, b)
    if earlier is None or later is None:
        return None
    reason = _outcome(earlier, later, lexicon) or _later_state(earlier, later, lexicon)
    return Link(later.claim.id, earlier.claim.id, "updates", 1.2, (reason,)) if reason else None


def _in_time(a: Statement, b: Statement) -> tuple[Statement | None, Statement | None]:
    x, y = known_by(a), known_by(b)
    if x is None or y is None or x == y:
        return None, None
    return (a, b) if x < y else (b, a)


def known_by(statement: Statement) -> date | None:
    """The first day by which the claim was certainly made."""
    for interval in (statement.claim.said, statement.published):
        if interval and interval.end:
            return interval.end
    return None


def _outcome(earlier: Statement, later: Statement, lexicon: Lexicon) -> str:
    """Whether `later` tells what became of the thing that `earlier` foresaw, planned or thought possible."""
    if earlier.mode not in ("forecast", "plan", "possible") or later.mode != "fact" or earlier.negative:
        return ""
    groups = {lexicon.frames[key].group for key in earlier.core} | {
        lexicon.frames[key].prepares for key in earlier.core
    }
    groups &= {lexicon.frames[key].group for key in later.core}
    fit = actor_fit(earlier, later)
    day, then = later.claim.when and later.claim.when.end, known_by(earlier)
    if not groups - {""} or fit is None or fit < 0.4 or not day or not then or (day - then).days < LATER_DAYS:
        return ""
    return "what was foreseen then did not come" if later.negative else "what was foreseen then has come"


def _later_state(earlier: Statement, later: Statement, lexicon: Lexicon) -> str:
    """Whether the two tell of one standing matter, a month or more apart, the later one with "now" or "still"."""
    x, y = known_by(earlier), known_by(later)
    if (
        not x
        or not y
        or (y - x).days < AGAIN_DAYS
        or earlier.mode != later.mode
        or earlier.negative != later.negative
    ):
        return ""
    if later.mode not in ("fact", "unwilling") or not ("ongoing" in later.phases or _now(later)):
        return ""
    shared = {key for key in earlier.core & later.core if not lexicon.frames[key].topic}
    best = max((compatible(p, q) for p in earlier.agents for q in later.agents), default=-1.0)
    if not shared or best < 0.9:
        return ""
    return f"the same matter {(y - x).days} days later"


def _now(statement: Statement) -> bool:
    when, out = statement.claim.when, known_by(statement)
    return bool(when and out and when.end == out)

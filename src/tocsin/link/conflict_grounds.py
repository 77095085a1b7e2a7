"""What the conflict rules ask of two statements: do actors and matter agree, and how far apart are they in time."""

from __future__ import annotations

from tocsin.link.actors import Actor, compatible
from tocsin.link.commonness import overlap
from tocsin.link.lexicon import Lexicon
from tocsin.link.moments import moment
from tocsin.link.statement import Statement

CLOSE = 420  # characters between a claim and the words that take it up
NEAR_DAYS = 45  # words and preparations further apart than this are not held against each other


def actor_fit(a: Statement, b: Statement) -> float | None:
    """How well the subjects agree, or None where they are known to differ or nothing is known of either."""
    if not a.agents or not b.agents:
        return 0.3 if a.agents or b.agents else None
    best, inferred = max(
        ((compatible(x, y), x.inherited or y.inherited) for x in a.agents for y in b.agents), key=lambda pair: pair[0]
    )
    if best < 0:
        # A people and its army are not one, but what the one did the other may not deny in all.
        related = any(_people_of(x, y) for x in a.agents for y in b.agents)
        return 0.3 if related else None
    return best * (0.8 if inferred else 1.0)


def _people_of(x: Actor, y: Actor) -> bool:
    kinds = {x.kind, y.kind}
    return (
        x.country == y.country != ""
        and "people" in kinds
        and bool(kinds & {"army", "state", "militia", "leader", "government"})
    )


def covered(a: Statement, b: Statement, lexicon: Lexicon) -> set[str]:
    """The frames that `b` asserts and `a`, in denying, covers: the same ones, or any of a group denied in general."""
    groups = {lexicon.frames[key].group for key in a.core if lexicon.frames[key].general}
    if a.claim.document_id == b.claim.document_id and a.mode in ("forecast", "possible") and b.mode == "forecast":
        groups |= {lexicon.frames[key].group for key in a.core}
    found = {key for key in a.core & b.core if not lexicon.frames[key].topic}
    found |= {key for key in b.core if lexicon.frames[key].group in groups}
    if "experience" in a.core:
        found -= {"present-in"}  # to be seen somewhere is not to have fought
    if a.mode == "no-sign":
        leading_to = {lexicon.frames[key].prepares for key in a.core} - {""}
        found |= {key for key in b.core if lexicon.frames[key].group in leading_to}
    # To deny an entry is to deny what it would amount to: forces over there, and fighting.
    return found | {key for key in b.core if key in ("present-in", "fight") and "invade" in a.core}


def apart_in_time(a: Statement, b: Statement) -> bool:
    """Whether the times keep a denial `a` and a deed `b` from meeting. A denial dated by the day it was made speaks
    of all that came before; one with a time of its own only of that."""
    ours, theirs = a.claim.when, b.claim.when
    if not ours or not theirs or ours.meets(theirs) or "never" in a.superlatives:
        return False
    made = a.claim.said or a.published
    until_then = made is not None and ours.end == made.end
    return not (until_then and theirs.end is not None and ours.start is not None and theirs.end < ours.start)


def party_fit(a: Statement, b: Statement, shared: set[str], lexicon: Lexicon) -> float | None:
    fit = actor_fit(a, b)
    if fit is None and any(lexicon.frames[key].transfer for key in shared):
        countries_a, countries_b = ({actor.country for actor in s.agents} - {""} for s in (a, b))
        return 0.3 if not countries_a or not countries_b or countries_a & countries_b else None
    return fit


def elsewhere(a: Statement, b: Statement) -> bool:
    """Whether the two name the parties or places concerned, and share none."""
    concerned_a, concerned_b = ({actor.country for actor in s.others if actor.country} for s in (a, b))
    home = {actor.country for actor in (*a.agents, *b.agents)}
    return bool(concerned_a - home and concerned_b - home) and not concerned_a & concerned_b


def abroad(statement: Statement) -> set[str]:
    """The countries concerned that are not those who act."""
    home = {actor.country for actor in statement.agents}
    return {actor.country for actor in statement.others if actor.country} - home


def kin(a: Statement, b: Statement, lexicon: Lexicon) -> bool:
    groups = {lexicon.frames[key].group for key in a.frames} & {lexicon.frames[key].group for key in b.frames}
    return bool(groups)


def shares_context(a: Statement, b: Statement, lexicon: Lexicon) -> bool:
    """Opposite verbs must be about the same thing: a shared word, a shared party or a shared frame."""
    parties = {(actor.country, actor.name) for actor in a.others} & {
        (actor.country, actor.name) for actor in b.others
    }
    return bool(parties or a.content & b.content or a.frames & b.frames)


def days_apart(a: Statement, b: Statement) -> int | None:
    """Days between the two claims' moments, or None where either is unknown."""
    x, y = moment(a), moment(b)
    return abs((x - y).days) if x and y else None


def told_before(a: Statement, b: Statement) -> bool:
    """Whether `a` was out before the thing that `b` tells of happened."""
    out = a.claim.said or a.published
    return bool(out and out.end and b.claim.when and b.claim.when.start and b.claim.when.start > out.end)


def told_earlier(a: Statement, b: Statement) -> bool:
    """Whether the thing that `b` tells of happened before `a` was said."""
    out = a.claim.said or a.published
    return bool(out and out.end and b.claim.when and b.claim.when.end and b.claim.when.end <= out.end)


def definite(a: Statement, b: Statement) -> bool:
    """Whether the two surely speak of one actor or one thing: a shared country or name, nearly the same words, or
    words close together in one article. Two bodies of one kind ("vehicles", "troops") may be anybody's."""
    if (a.anaphoric or b.anaphoric) and a.claim.document_id != b.claim.document_id:
        return False
    ours, theirs = ({(x.country, x.name) for x in s.agents if x.country or x.name} for s in (a, b))
    if ours & theirs or {x for x, _ in ours if x} & {x for x, _ in theirs if x}:
        return True
    if overlap(a.content, b.content) >= 0.3:
        return True
    if not a.agents and a.limits:
        return True  # "a full-scale invasion did not happen" is about whoever is spoken of
    one_article = a.claim.document_id == b.claim.document_id
    return one_article and not (ours and theirs) and abs(a.position - b.position) <= CLOSE


def one_voice(a: Statement, b: Statement) -> bool:
    """Whether the two stand so that they are meant together: a headline and its own article's words on the same
    word, or what one speaker says side by side in one article."""
    if a.claim.document_id != b.claim.document_id:
        return False
    same = teller(a) == teller(b)
    if a.claim.headline or b.claim.headline:
        return same or not (a.claim.attributed and b.claim.attributed)
    return same and a.claim.attributed and abs(a.position - b.position) <= CLOSE


def days_after(a: Statement, b: Statement) -> int:
    """Days by which `b`'s moment comes after `a`'s; 0 where it comes before or either is unknown."""
    x, y = moment(a), moment(b)
    return max(0, (y - x).days) if x and y else 0


def spoken(statement: Statement, is_so: str) -> str:
    """Whose word it is that it is so, or not: "according to the witness it is"."""
    verb = {"promise": "it is not planned", "forecast": "it is not expected", "no-sign": "there is no sign of it"}
    words = is_so or verb.get(statement.mode, "it is not so")
    return f"according to {teller(statement)}, {words}"


def about(keys: set[str], lexicon: Lexicon) -> str:
    """The frames in words for people: "an attack, troops being deployed"."""
    return ", ".join(sorted({lexicon.frames[key].label for key in keys}))


def teller(statement: Statement) -> str:
    """Whose word a claim is, as it reads within a sentence."""
    origin = statement.claim.origin
    if origin is None:
        return "the writer"
    plain = origin.name[:1].islower() and not origin.name.startswith(
        ("the ", "a ", "an ", "some ", "many ", "several ", "his ", "her ", "their ")
    )
    return f"the {origin.name}" if plain else origin.name

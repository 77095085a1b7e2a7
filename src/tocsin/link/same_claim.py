"""Same claim: whether two claims state one proposition, as log-odds with reasons.

Compatible, not merely similar: a difference of sign, mode, actor, direction, day, number or place keeps two claims
apart whatever their words share. The weights are set by hand, conservatively, as log-odds; the form is that of
Fellegi & Sunter (1969, doi:10.1080/01621459.1969.10501049), with features taken as independent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tocsin.link.actors import Actor, compatible
from tocsin.link.concepts import concept_weight, opposed, shown
from tocsin.link.counting import incompatible_numbers
from tocsin.link.lexicon import Lexicon
from tocsin.link.moments import moment
from tocsin.link.statement import Statement

VETO = -20.0
# Weights in log-odds, by logistic regression on the project's own labelled pairs (benchmarks/same_claims.py, the half
# for development) and the development articles, rounded. The prior is raised by 1.2 over the regression's, whose
# pairs were nearly all of one matter: at the threshold about five in six merges were right there.
PRIOR = -2.2
ONE_FRAME, ONE_GROUP, OTHER_FRAMES, LONE_FRAME = 0.4, 0.45, -1.1, -0.4
WORDS, OWN_WORDS, MOST_OWN = 4.5, -0.3, 2.5
WHO, CIRCUMSTANCE = 0.6, 0.8
COUNT_DAYS = 14  # counts told further apart than this are another count, even if the figure is the same
SAME_WORDS = 5.0
SIMILARITY = 1.0  # log-odds for each unit of cosine above UNLIKE: words, actors and modes known, it tells little
UNLIKE = 0.25
# Attitudes: a claim of these says little beyond who has the attitude, and to what.
DEFINING = frozenset({"unwilling", "refuse", "unable"})
# Modes of one line are nearly the same way of putting a thing; the number is what taking them for one costs.
NEAR_MODES = {
    frozenset({"possible", "forecast"}): -0.3,
    frozenset({"unwilling", "refuse"}): -1.2,
    frozenset({"plan", "possible"}): -2.0,
    frozenset({"plan", "wanted"}): -0.4,
    frozenset({"plan", "fact"}): -2.0,
    frozenset({"possible", "fact"}): -1.6,
    frozenset({"promise", "fact"}): -1.2,
    frozenset({"promise", "forecast"}): -0.3,
    frozenset({"unable", "fact"}): -0.8,
    frozenset({"unable", "forecast"}): -0.3,
    frozenset({"refuse", "fact"}): -0.6,
    frozenset({"wanted", "fact"}): -1.2,
    frozenset({"unable", "refuse"}): -2.0,
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Log-odds that two claims state one proposition, and why."""

    log_odds: float
    reasons: tuple[str, ...]


def compare(a: Statement, b: Statement, similarity: float, lexicon: Lexicon) -> Comparison:
    """Compare two statements; `similarity` is the cosine of their sentence vectors without names."""
    return with_vectors(without_vectors(a, b, lexicon), similarity)


def without_vectors(a: Statement, b: Statement, lexicon: Lexicon) -> Comparison:
    """The comparison on words, actors and circumstances alone; `with_vectors` completes it."""
    if a.text.casefold() == b.text.casefold() and len(a.content) >= 2 and not _clash(a, b):
        return Comparison(SAME_WORDS, ("the same words",))
    veto = _clash(a, b) or _opposed(a, b, lexicon) or _actor_clash(a, b)
    if veto:
        return Comparison(VETO, (veto,))
    parts = [
        (PRIOR, ""),
        *_happening(a, b, lexicon),
        *((WHO * score, text) for score, text in _who(a, b, lexicon)),
        *_mode(a, b),
        *((CIRCUMSTANCE * score, text) for score, text in _circumstance(a, b)),
    ]
    reasons = tuple(text for score, text in parts if text and abs(score) >= 0.3)
    return Comparison(sum(score for score, _ in parts), reasons)


def with_vectors(found: Comparison, similarity: float) -> Comparison:
    """A comparison without vectors, with what the likeness of the sentence vectors adds."""
    if found.log_odds in (VETO, SAME_WORDS):
        return found
    alike = SIMILARITY * max(0.0, similarity - UNLIKE)
    reason = (f"alike in meaning ({similarity:.2f})",) if alike >= 0.3 else ()
    return Comparison(found.log_odds + alike, (*reason, *found.reasons))


def needs_vectors(found: Comparison, threshold: float) -> bool:
    """Whether the likeness of vectors decides: without it a pair is below the threshold, with it perhaps not."""
    return threshold - SIMILARITY * (1 - UNLIKE) <= found.log_odds < threshold


def _clash(a: Statement, b: Statement) -> str:
    """What keeps two claims apart for certain, in words, or nothing."""
    if a.negative != b.negative:
        return "one denies what the other states"
    if a.mode != b.mode:
        told, other = (a, b) if a.mode == "fact" else (b, a)
        if told.mode == "fact" and other.mode in ("promise", "forecast") and not told.future:
            return "one speaks of what has been, the other of what will be"
        if a.negative and {a.mode, b.mode} == {"possible", "forecast"}:
            return "one hopes what the other foresees"
        if frozenset((a.mode, b.mode)) not in NEAR_MODES:
            return f"one is put as {a.mode}, the other as {b.mode}"
    if a.claim.when and b.claim.when and not a.claim.when.meets(b.claim.when):
        return f"different times ({a.claim.when} and {b.claim.when})"
    if a.claim.numbers and b.claim.numbers and _days(a, b) > COUNT_DAYS:
        return "counts of different days"
    if numbers := incompatible_numbers(a.claim, b.claim):
        return f"different numbers ({numbers[0].value:g} and {numbers[1].value:g})"
    return ""


def _days(a: Statement, b: Statement) -> int:
    """Days between what two claims belong to: of what is told, else of its being told; 0 where it is not known."""
    x, y = moment(a), moment(b)
    return abs((x - y).days) if x and y else 0


def _opposed(a: Statement, b: Statement, lexicon: Lexicon) -> str:
    against = any_opposed(a.core - b.core, b.core - a.core, lexicon) or opposed(a.concepts, b.concepts)
    return "they tell of opposite things" if against else ""


@lru_cache(maxsize=50_000)
def any_opposed(a: frozenset[str], b: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether a frame of the one set is opposite to a frame of the other."""
    return any(lexicon.opposed(x, y) for x in a for y in b)


def _actor_clash(a: Statement, b: Statement) -> str:
    if not a.agents or not b.agents:
        return ""
    best = max(_fit(x, y) for x in a.agents for y in b.agents)
    if _is_attitude(a) and _is_attitude(b) and best < 0.6 and "named" in _kinds(a) ^ _kinds(b):
        return f"whose will it is differs ({_names(a.agents)} and {_names(b.agents)})"
    if (
        a.mode == b.mode == "unwilling"
        and best < 0.3
        and _kinds(a) != _kinds(b)
        and {"people"} in (_kinds(a), _kinds(b))
    ):
        return f"whose will it is differs ({_names(a.agents)} and {_names(b.agents)})"
    if best >= 0:
        return ""
    explicit = not any(actor.inherited for actor in (*a.agents, *b.agents))
    # The same two parties the other way round are another deed, even if one subject was only inferred.
    swapped = _meets(a.agents, b.others) and _meets(b.agents, a.others)
    if (explicit and best <= -0.9) or swapped:
        return f"different actors ({_names(a.agents)} and {_names(b.agents)})"
    return ""


def _fit(x: Actor, y: Actor) -> float:
    """How well two subjects agree; one who acts and one who is acted upon say nothing of each other."""
    return compatible(x, y) if x.role == y.role else max(0.0, 0.4 * compatible(x, y))


def _kinds(statement: Statement) -> set[str]:
    return {actor.kind for actor in statement.agents}


def _meets(x: Sequence[Actor], y: Sequence[Actor]) -> bool:
    return any(compatible(a, b) >= 0.6 for a in x for b in y)


def _names(actors: Iterable[Actor]) -> str:
    return ", ".join(dict.fromkeys(actor.label() for actor in actors))


def _happening(a: Statement, b: Statement, lexicon: Lexicon) -> list[tuple[float, str]]:
    parts: list[tuple[float, str]] = []
    core_a, core_b = _chief(a.core, lexicon), _chief(b.core, lexicon)
    shared, groups = core_a & core_b, _groups(core_a, lexicon) & _groups(core_b, lexicon)
    if shared:
        parts.append((ONE_FRAME, f"both tell of {_listed(shared)}"))
    elif groups:
        parts.append((ONE_GROUP, f"both tell of {_listed(groups)}"))
    elif core_a and core_b:
        parts.append((OTHER_FRAMES, "they tell of different things"))
    elif core_a or core_b:
        parts.append((LONE_FRAME, f"only one tells of {_listed(core_a | core_b)}"))
    alike, only_a, only_b = _words(a.concepts, b.concepts)
    common = shown(a.concepts & b.concepts)
    parts.append((WORDS * alike, f"shared words: {', '.join(common[:6])}" if common else ""))
    parts.append((OWN_WORDS * min(only_a, only_b, MOST_OWN), "each says what the other does not"))
    return parts


def _words(a: frozenset[str], b: frozenset[str]) -> tuple[float, float, float]:
    """The weighted share of words in common (Jaccard), and the weights of those that only one has."""
    shared, only_a, only_b = (sum(map(concept_weight, part)) for part in (a & b, a - b, b - a))
    whole = shared + only_a + only_b
    return (shared / whole if whole else 0.0), only_a, only_b


@lru_cache(maxsize=20_000)
def _chief(core: frozenset[str], lexicon: Lexicon) -> frozenset[str]:
    return frozenset(key for key in core if not lexicon.frames[key].topic)


@lru_cache(maxsize=20_000)
def _groups(frames: frozenset[str], lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.frames[key].group for key in frames)


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(sorted(keys))


def _who(a: Statement, b: Statement, lexicon: Lexicon) -> list[tuple[float, str]]:
    if not a.agents or not b.agents:
        return [(-0.2, "")]
    best = max(
        (_fit(x, y) * (0.6 if x.inherited or y.inherited else 1.0) for x in a.agents for y in b.agents),
        default=0.0,
    )
    score = 1.3 * best if best > 0 else 3.0 * best
    if _is_attitude(a) and _is_attitude(b) and _one_group(a, b, lexicon):
        # Actor, attitude and happening are all there is to such a claim, so whose it is decides.
        kinds = {x.kind for x in a.agents}, {y.kind for y in b.agents}
        if best >= 0.7:
            score += 2.0
        elif "leader" in kinds[0] ^ kinds[1]:
            score -= 2.0
        elif {"people"} in kinds and kinds[0] != kinds[1]:
            score -= 1.5
    parts = [(score, f"the same actor ({_names(a.agents)})" if best >= 0.5 else "actors that may differ")]
    places_a, places_b = ({actor.name for actor in s.others if actor.kind == "place"} for s in (a, b))
    if places_a and places_b and not places_a & places_b:
        parts.append((-1.5, "different places"))
    countries_a, countries_b = ({actor.country for actor in s.others if actor.country} for s in (a, b))
    if countries_a & countries_b:
        parts.append((0.5, "the same country concerned"))
    elif countries_a and countries_b:
        parts.append((-0.4, "different countries concerned"))
    return parts


def _is_attitude(statement: Statement) -> bool:
    """Whether a claim is that somebody won't, can't or doesn't want to."""
    return statement.mode in DEFINING or (statement.negative and statement.mode in ("forecast", "promise"))


def _one_group(a: Statement, b: Statement, lexicon: Lexicon) -> bool:
    return bool(_groups(a.frames, lexicon) & _groups(b.frames, lexicon))


def _mode(a: Statement, b: Statement) -> list[tuple[float, str]]:
    if a.mode == b.mode:
        special = a.mode in ("unwilling", "refuse", "unable", "plan", "duty", "no-sign", "possible", "promise")
        return [(0.9, f"both are put as {a.mode}")] if special else [(0.2, "")]
    return [(NEAR_MODES.get(frozenset({a.mode, b.mode}), -3.0), f"put as {a.mode} and as {b.mode}")]


def _circumstance(a: Statement, b: Statement) -> list[tuple[float, str]]:
    parts = []
    x, y = a.claim, b.claim
    near = x.document_id == y.document_id and abs(a.position - b.position) < 1_000
    if a.takeup and b.takeup and near and x.when == y.when:
        parts.append((6.5, "both take up the scenario told just before"))
    if a.additional != b.additional and x.document_id == y.document_id:
        further = a if a.additional else b
        pointing = further.text[:5].lower() in ("this ", "that ", "these")
        parts.append((-5.0 if pointing else -1.5, "one is told as a further case"))
    if ({"started", "ended"} <= a.phases | b.phases and a.phases != b.phases) or "ended" in a.phases ^ b.phases:
        parts.append((-1.5, "different phases"))
    if x.when and y.when and x.when.precision == "day" == y.when.precision:
        parts.append((1.2, "the same day"))
    if x.numbers and y.numbers:
        parts.append((1.5, "the same number"))
    elif x.numbers or y.numbers:
        point = "number" in ((x if x.numbers else y).kind,)
        parts.append((-1.0 if point else -1.2, "only one gives the number"))
    if a.judged != b.judged:
        parts.append((-1.8, "one is only judged, not said to be so"))
    if (x.kind == "opinion") != (y.kind == "opinion"):
        parts.append((-0.5, "one is an opinion"))
    if {"never", "none"} & a.superlatives and {"never", "none"} & b.superlatives:
        parts.append((1.2, "both say never, or none"))
    elif a.superlatives & b.superlatives:
        parts.append((0.5, "the same superlative"))
    elif ({"never", "none"} & a.superlatives) != ({"never", "none"} & b.superlatives) and a.mode == b.mode == "fact":
        parts.append((-1.2, "only one says never, or none"))
    elif a.superlatives & {"first", "only"} or b.superlatives & {"first", "only"}:
        parts.append((-0.8, "only one is a superlative"))
    return parts

"""Statements: a claim read for comparing: who does what to whom, in which mode, with which sign.

`mode` tells how the happening is put (fact, plan, unwilling, forecast …) and `sign` whether it is said to be so. Two
claims state one proposition only where both agree; see `same_claim`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tocsin.link.actors import Actor, find_actors
from tocsin.link.lexicon import Lexicon, Match, Phrases, matches
from tocsin.link.words import Word, load_stopwords, words_of
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.interval import Interval
from tocsin.text.gazetteer import Gazetteer
from tocsin.text.names import skeleton

PREPOSITIONS = frozenset("of for in from about regard against during after before by on off with despit amid".split())
NEAR = 420  # characters within which an unsaid subject is the one last named
NEGATIVE_MODES = frozenset({"unwilling", "refuse", "unable", "no-sign"})
ATTITUDES = NEGATIVE_MODES | {"wanted", "plan", "possible"}
RELATIVE = frozenset({"who", "which", "whose"})
# Nouns that add nothing to what follows their preposition: a case of escape, groundwork for an invasion.
LIGHT_NOUNS = frozenset("case instance act fact attempt wave series report preparation groundwork plan decision order sign risk".split())
SINGULAR = frozenset({"he", "she", "him", "his"})
PLURAL = frozenset({"they", "them", "their", "we", "our", "us"})
NEUTER = frozenset({"it", "its"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim, read. `frames` are keys of frames.toml, `core` those that the claim itself
    asserts, the rest standing in its noun phrases ("troops for an invasion"); `content` are stems that carry meaning; `limits` are words
    that bound a denial ("full-scale"); `superlatives` are first, never, only or none."""

    claim: Claim
    text: str
    content: frozenset[str]
    frames: frozenset[str]
    core: frozenset[str]
    mode: str
    sign: str
    agents: tuple[Actor, ...]
    others: tuple[Actor, ...]
    limits: frozenset[str]
    superlatives: frozenset[str]
    phases: frozenset[str]
    future: bool
    additional: bool
    contrary: bool
    takeup: bool
    anaphoric: bool
    position: int
    published: Interval | None = None

    @property
    def negative(self) -> bool:
        """Whether the happening is denied, unwanted, refused or impossible."""
        return self.sign == "-" or self.mode in NEGATIVE_MODES


def read_statements(
    documents: Sequence[Document], claims: Sequence[Claim], lexicon: Lexicon, gazetteer: Gazetteer
) -> tuple[Statement, ...]:
    """Statements in document and text order; what pronouns and ellipses leave out is taken from the claims before."""
    texts = {document.id: document.text for document in documents}
    dates = {document.id: document.publication.interval for document in documents}
    ordered = sorted(claims, key=lambda claim: (claim.document_id, claim.content.start, claim.content.end, claim.id))
    statements: list[Statement] = []
    for claim in ordered:
        if claim.document_id in texts:
            statement = read_statement(claim, claim.content.text(texts[claim.document_id]), lexicon, gazetteer)
            earlier = [s for s in statements[-6:] if s.claim.document_id == claim.document_id]
            speaker = _speaker(claim, texts[claim.document_id], lexicon, gazetteer)
            statement = replace(statement, published=dates[claim.document_id])
            statements.append(_completed(statement, earlier, speaker))
    return tuple(statements)


def read_statement(claim: Claim, text: str, lexicon: Lexicon, gazetteer: Gazetteer) -> Statement:
    """One claim on its own words alone."""
    words = words_of(text)
    found = tuple(m for m in matches(words, lexicon.frame_phrases, lexicon.longest) if _has_object(m, words, lexicon))
    operators = matches(words, lexicon.operator_phrases, lexicon.longest)
    main = _main_clause(text, words, lexicon)
    framed = any(match.first in main for match in found)
    chief = [match for match in operators if match.first in main] or ([] if framed else list(operators))
    actors = find_actors(text, words, lexicon, gazetteer)
    agents, others = _agents(actors, words, [m for m in found if m.first in main] or found, chief, main)
    frames = frozenset(
        key for match in found for key in match.keys if _frame_fits(lexicon, key, actors)
    )
    core = frozenset(
        key for m in _core(words, found, main, lexicon) for key in m.keys if _frame_fits(lexicon, key, actors)
    )
    # To have no choice but to do a thing is to be going to do it.
    bound = "no-choice" in core
    common = load_stopwords()
    named = {word.stem for word in words for actor in actors if actor.start == word.start and actor.kind == "state"}
    content = frozenset(word.stem for word in words if word.stem not in common and word.stem not in named)
    return Statement(
        claim,
        text,
        content,
        frames,
        core,
        "forecast" if bound else _mode(claim, chief),
        "+" if bound or _keys(words, lexicon.prevent) else claim.polarity,
        agents,
        others,
        frozenset(" ".join(w.stem for w in words[m.first : m.after]) for m in matches(words, lexicon.limit, 3)),
        _keys(words, lexicon.superlative),
        _keys(words, lexicon.phase),
        any("forecast" in match.keys for match in chief) and claim.kind not in ("forecast", "opinion"),
        bool(_keys(words, lexicon.addition)),
        bool(_keys(words, lexicon.contrary)),
        _takes_up(words, lexicon),
        not frames and not any(actor.name or actor.country for actor in actors),
        claim.content.start,
    )


def _keys(words: Sequence[Word], table: Phrases) -> frozenset[str]:
    return frozenset(key for match in matches(words, table, 5) for key in match.keys)


def _takes_up(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether the claim only says of what was just told that it may happen: "this may happen", "such a scenario"."""
    opening = {word.stem for word in words[:3]}
    return bool(opening & {"it", "this", "that", "such", "these"}) and bool(_keys(words[:8], lexicon.takeup))


def _main_clause(text: str, words: Sequence[Word], lexicon: Lexicon) -> frozenset[int]:
    """The indices of the main clause's words: up to the first subordinate one, after a leading one's comma, and
    again after the comma that closes a relative one."""
    openers = [match.first for match in matches(words, lexicon.subordinate, 5)]
    everything = frozenset(range(len(words)))
    if not openers:
        return everything
    first = openers[0]
    if first == 0:
        comma = _clause_end(text)
        return frozenset(i for i, word in enumerate(words) if word.start > comma) or everything
    closing = text.find(",", words[first].start) if words[first].stem in RELATIVE else -1
    return frozenset(i for i, word in enumerate(words) if i < first or 0 < closing < word.start)


def _clause_end(text: str) -> int:
    """Where a leading if-clause ends: at the last comma after which a modal follows, else at the first comma."""
    commas = [match.start() for match in re.finditer(",", text)]
    with_modal = [at for at in commas if re.search(r"\b(will|would|could|can|may|might|won.t|.ll)\b", text[at:])]
    return (with_modal or commas[:1] or [-1])[-1]


def _has_object(match: Match, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether a frame that wants certain objects ("take part in the war") has one, or is followed by nothing."""
    wanted = frozenset[str]().union(*(lexicon.frames[key].object for key in match.keys))
    spoiled = frozenset[str]().union(*(lexicon.frames[key].unless for key in match.keys))
    if match.after < len(words) and words[match.after].stem in spoiled:
        return False
    following = {word.stem for word in words[match.first : match.after + 7]}
    return not wanted or match.after >= len(words) - 1 or bool(wanted & following) or words[match.first].stem == "involvement"


def _core(words: Sequence[Word], frames: Sequence[Match], main: frozenset[int], lexicon: Lexicon) -> list[Match]:
    """The frames that the claim asserts: not in a prepositional phrase, not the noun that something else is said of,
    and not an infinitive hung on another frame or on a judgement ("it is difficult to enter")."""
    within = [match for match in frames if match.first in main] or list(frames)
    judged = bool(_keys(words, lexicon.evaluative))
    exists = bool(_keys(words, lexicon.existence))
    core: list[Match] = []
    for match in within:
        before = [word.stem for word in words[max(0, match.first - 4) : match.first]]
        infinitive = "to" in before[-2:]
        if core and infinitive and "no-choice" in core[-1].keys:
            core.append(match)
            break
        if core and (infinitive or match.first - core[-1].after > 6 or len(core) >= 2):
            break
        if judged or not infinitive and _in_phrase(before):
            continue
        if not exists and _is_topic_noun(match, words, before):
            continue
        core.append(match)
    return core


def _is_topic_noun(match: Match, words: Sequence[Word], before: Sequence[str]) -> bool:
    """Whether the frame is a noun of which something else is said: "their involvement would be insignificant"."""
    written = words[match.after - 1].written.lower()
    noun = written.endswith(("ment", "tion", "sion", "ance", "ence", "al")) or bool({"the", "a", "an"} & set(before[-1:]))
    following = {word.stem for word in words[match.after : match.after + 5]}
    return noun and bool(following & {"be", "would", "will", "may", "might", "could", "have", "do", "need"})


def _in_phrase(before: Sequence[str]) -> bool:
    """Whether the words before a frame put it into a prepositional phrase: a preposition, and no verb since."""
    for word in reversed(before):
        if word in ("be", "have", "do", "will", "would", "may", "might", "could", "can", "not", "who", "which", "to"):
            return False
        if word in PREPOSITIONS:
            index = len(before) - 1 - list(reversed(before)).index(word)
            return index == 0 or before[index - 1] not in LIGHT_NOUNS
    return False


def _frame_fits(lexicon: Lexicon, key: str, actors: Sequence[Actor]) -> bool:
    wanted = lexicon.frames[key].subject
    return not wanted or any(actor.kind in (wanted, "militia") for actor in actors)


def _mode(claim: Claim, operators: Sequence[Match]) -> str:
    modes = [key for match in operators for key in match.keys]
    outermost = next((mode for mode in modes if mode in ATTITUDES), "")
    if outermost in NEGATIVE_MODES:
        return outermost
    if claim.kind in ("obligation", "law"):
        return "duty" if claim.kind == "obligation" else "law"
    if claim.stance in ("requests", "orders"):
        return "duty"
    if claim.stance == "promises":
        return "promise"
    if claim.kind == "forecast" or claim.stance == "predicts":
        return "possible" if claim.certainty == "possible" or "possible" in modes[:1] else "forecast"
    if outermost in ("wanted", "plan"):
        return outermost
    if claim.kind == "intention":
        return "plan"
    if claim.certainty == "possible" or outermost:
        return "possible"
    return "fact"


def _agents(
    actors: Sequence[Actor],
    words: Sequence[Word],
    frames: Sequence[Match],
    operators: Sequence[Match],
    main: frozenset[int],
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Those who act, and the rest. In a passive the one after "by" acts; otherwise those before the first verb."""
    by = tuple(replace(actor, role="agent") for actor in actors if actor.role == "by")
    if by:
        rest = tuple(replace(a, role="target") if a.role == "other" else a for a in actors if a.role != "by")
        return by, rest
    marks = [match.first for match in (*frames, *operators)]
    limit = words[min(marks)].start if marks else (words[len(words) // 2].start if words else 0)
    starts = {words[match.first].start for match in frames}
    begin = min(main, default=0)
    opening = [word.stem for word in words[begin : begin + 3]]
    pleonastic = opening[:1] == ["it"] and "that" in [word.stem for word in words[begin : begin + 7]]
    pronoun = bool(set(opening[:2]) & (SINGULAR | PLURAL | NEUTER)) and not pleonastic
    free = [a for a in actors if a.role == "other" or _owns(a, words, starts)]
    free = [a for a in free if not words or a.start >= words[begin].start]
    first = [] if pronoun else [actor for actor in free if actor.start <= limit] or free[:1]
    role = "patient" if _passive(words, frames) else "agent"
    agents = tuple(replace(actor, role=role) for actor in first)
    rest = tuple(replace(a, role="target") if a.role == "other" else a for a in actors if a not in first)
    return agents, rest


def _owns(actor: Actor, words: Sequence[Word], starts: set[int]) -> bool:
    """Whether a possessive belongs to the happening itself: "Belarus's involvement", not "Russia's war"."""
    following = next((word.start for word in words if word.start > actor.start), -1)
    return actor.role == "owner" and following in starts


def _passive(words: Sequence[Word], frames: Sequence[Match]) -> bool:
    """Whether the first frame's verb is a participle after a form of "be" or "get"."""
    if not frames:
        return False
    first = frames[0].first
    before = [word.stem for word in words[max(0, first - 2) : first]]
    written = words[first].written.lower()
    return bool({"be", "get"} & set(before)) and written.endswith(("ed", "en", "wn", "ought", "aught", "eld", "ent"))


def _speaker(claim: Claim, text: str, lexicon: Lexicon, gazetteer: Gazetteer) -> tuple[Actor, ...]:
    """The origin as an actor, where a pronoun in the claim may stand for it: "he will not join", said by a leader."""
    if claim.origin is None or claim.origin.type in ("media", "unnamed", "expert", "think-tank", "document"):
        return ()
    stems = [word.stem for word in words_of(claim.content.text(text))]
    first = set(stems[:4]) | ({"i"} & set(stems))
    own = first & {"i", "my", "we", "our", "us"}
    paragraph = text[text.rfind("\n\n", 0, claim.content.start) + 1 : claim.content.start]
    quoted = paragraph.count("“") > paragraph.count("”") or paragraph.count('"') % 2 == 1 or claim.quoted
    if not own and (quoted or not first & (SINGULAR | PLURAL | NEUTER)):
        return ()
    name = claim.origin.name
    if first & {"i", "my"}:
        return (Actor("", "named", skeleton(name), 0, "agent", True),)
    actors = find_actors(name, words_of(name), lexicon, gazetteer)
    side = gazetteer.by_key(claim.origin.side.removesuffix("-regime").removesuffix("-opposition"))
    if side and actors and not actors[0].country:
        actors = (replace(actors[0], country=side.key), *actors[1:])
    return tuple(replace(actor, role="agent", inherited=True) for actor in actors[:1])


def _completed(statement: Statement, earlier: Sequence[Statement], speaker: tuple[Actor, ...]) -> Statement:
    """Fill in an unsaid or pronominal subject, and what a bare denial denies, from the claims just before."""
    near = [s for s in earlier if statement.position - s.claim.content.end <= NEAR]
    if "you" in {word.stem for word in words_of(statement.text)[:3]}:
        addressed = Actor("", "named", f"those addressed in {statement.claim.document_id}", 0, "agent", True)
        statement = replace(statement, agents=(addressed,))
    if not statement.agents or (speaker and speaker[0].name):
        statement = replace(statement, agents=speaker)
    if not statement.agents:
        wanted = _wanted_kinds(statement.text)
        for previous in reversed(near):
            found = tuple(replace(a, inherited=True) for a in previous.agents if a.kind in wanted)
            if any(actor.kind == "named" and actor.inherited for actor in previous.agents):
                continue  # somebody speaking of himself is nobody else's subject
            if found:
                statement = replace(statement, agents=found)
                break
    statement = replace(statement, agents=tuple(_with_country(a, earlier) for a in statement.agents))
    weak = statement.frames <= {"send-document"}
    if weak and statement.negative and statement.claim.attributed and near:
        previous = near[-1]
        if not previous.negative and previous.frames:
            statement = replace(
                statement, frames=statement.frames | previous.frames, core=previous.core, anaphoric=True
            )
    return statement


def _with_country(actor: Actor, earlier: Sequence[Statement]) -> Actor:
    """"The soldiers" are those of the country whose soldiers were last spoken of in the article."""
    if actor.country or actor.name or actor.kind not in ("army", "people", "government", "leader"):
        return actor
    for previous in reversed(earlier):
        for other in previous.agents:
            if other.kind == actor.kind and other.country:
                return replace(actor, country=other.country, inherited=True)
    return actor


def _wanted_kinds(text: str) -> tuple[str, ...]:
    first = {word.stem for word in words_of(text)[:4]}
    if first & SINGULAR:
        return ("leader", "named", "army", "people")
    if first & PLURAL:
        return ("army", "people", "militia", "government", "opposition")
    if first & NEUTER:
        return ("state", "government", "army", "named")
    return ("army", "people", "government", "state", "militia", "leader", "named")

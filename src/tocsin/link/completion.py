"""Completion: subjects that a claim leaves to a pronoun or unsaid, taken from its speaker or the claims before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tocsin.link.actors import Actor, find_actors
from tocsin.link.clauses import NEUTER, PLURAL, SINGULAR
from tocsin.link.lexicon import Lexicon
from tocsin.link.statement import Statement
from tocsin.link.words import words_of
from tocsin.model.claim import Claim
from tocsin.text.gazetteer import Gazetteer
from tocsin.text.names import skeleton

BARE = 3  # words of content up to which a denial may leave out what it denies
NEAR = 420  # characters within which an unsaid subject is the one last named


def given_agents(claim: Claim, lexicon: Lexicon, gazetteer: Gazetteer) -> tuple[Actor, ...]:
    """Who acts by the extractor's reading, for claims whose own words name nobody: what its pronouns stand for."""
    names = [mention.name for mention in claim.participants if mention.role == "agent" and mention.name]
    found = (actor for name in names for actor in find_actors(name, words_of(name), lexicon, gazetteer)[:1])
    return tuple(replace(actor, role="agent", inherited=True) for actor in found if actor.country or actor.name)


def speaker_of(claim: Claim, text: str, lexicon: Lexicon, gazetteer: Gazetteer) -> tuple[Actor, ...]:
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


def completed(statement: Statement, earlier: Sequence[Statement], speaker: tuple[Actor, ...]) -> Statement:
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
    weak = statement.frames <= {"send-document"} and len(statement.content) <= BARE
    if weak and statement.negative and statement.claim.attributed and near:
        previous = near[-1]
        if not previous.negative and previous.frames:
            statement = replace(
                statement, frames=statement.frames | previous.frames, core=previous.core, anaphoric=True
            )
    return statement


def _with_country(actor: Actor, earlier: Sequence[Statement]) -> Actor:
    """ "The soldiers" are those of the country whose soldiers were last spoken of in the article."""
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

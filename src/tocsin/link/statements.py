"""Statements: a claim read for comparing: who does what to whom, in which mode, with which sign.

`mode` tells how the happening is put (fact, plan, unwilling, forecast …) and `sign` whether it is said to be so. Two
claims state one proposition only where both agree; see `same_claim`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tocsin.link.actors import Actor, find_actors
from tocsin.link.clauses import agents_of, core_frames, frame_fits, has_object, keys_in, main_clause, takes_up
from tocsin.link.completion import completed, given_agents, speaker_of
from tocsin.link.concepts import concepts_in
from tocsin.link.lexicon import Lexicon, Match, load_lexicon, matches
from tocsin.link.statement import NEGATIVE_MODES, Statement
from tocsin.link.words import Word, load_stopwords, words_of
from tocsin.model.claim import Claim, Polarity
from tocsin.model.document import Document
from tocsin.text.gazetteer import Gazetteer, load_gazetteer

ATTITUDES = NEGATIVE_MODES | {"wanted", "plan", "possible", "promise"}


def read_statements(
    document: Document, claims: Sequence[Claim], lexicon: Lexicon, gazetteer: Gazetteer
) -> tuple[Statement, ...]:
    """One document's statements in text order; what pronouns and ellipses leave out comes from the claims before."""
    statements: list[Statement] = []
    for claim in sorted(claims, key=lambda claim: (claim.content.start, claim.content.end, claim.id)):
        statement = read_statement(claim, claim.content.text(document.text), lexicon)
        speaker = speaker_of(claim, document.text, lexicon, gazetteer)
        if not statement.agents and not speaker:
            speaker = given_agents(claim, lexicon, gazetteer)
        statement = replace(statement, published=document.publication.interval)
        statements.append(completed(statement, statements[-6:], speaker))
    return tuple(statements)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of a claim alone tell, whoever says them."""

    words: tuple[Word, ...]
    chief: tuple[Match, ...]
    frames: frozenset[str]
    core: frozenset[str]
    agents: tuple[Actor, ...]
    others: tuple[Actor, ...]
    content: frozenset[str]
    concepts: frozenset[str]
    limits: frozenset[str]
    superlatives: frozenset[str]
    phases: frozenset[str]
    foreseen: bool
    additional: bool
    judged: bool
    contrary: bool
    takeup: bool
    anaphoric: bool


@lru_cache(maxsize=20_000)
def reading_of(text: str) -> Reading:
    """Read a text by itself. Wire copy and quotations come again and again, and are read once."""
    lexicon = load_lexicon()
    words = words_of(text)
    found = tuple(m for m in matches(words, lexicon.frame_phrases, lexicon.longest) if has_object(m, words, lexicon))
    operators = matches(words, lexicon.operator_phrases, lexicon.longest)
    main = main_clause(text, words, lexicon)
    framed = any(match.first in main for match in found)
    operators = tuple(m for m in operators if not m.first or words[m.first - 1].stem != "that")
    chief = [match for match in operators if match.first in main] or ([] if framed else list(operators))
    actors = find_actors(text, words, lexicon, load_gazetteer())
    agents, others = agents_of(actors, words, [m for m in found if m.first in main] or found, chief, main)
    frames = frozenset(key for match in found for key in match.keys if frame_fits(lexicon, key, actors))
    core = frozenset(
        key for m in core_frames(words, found, main, lexicon) for key in m.keys if frame_fits(lexicon, key, actors)
    )
    countries = load_gazetteer().mentions(text)
    common = load_stopwords()
    named = {word.stem for word in words for actor in actors if actor.start == word.start and actor.kind == "state"}
    return Reading(
        words,
        tuple(chief),
        frames,
        core,
        agents,
        others,
        frozenset(word.stem for word in words if word.stem not in common and word.stem not in named),
        concepts_in(words, [word.start for word in words if any(m.start <= word.start < m.end for m in countries)]),
        frozenset(" ".join(w.stem for w in words[m.first : m.after]) for m in matches(words, lexicon.limit, 3)),
        _superlatives(words, lexicon),
        keys_in(words, lexicon.phase),
        any("forecast" in match.keys for match in chief),
        bool(keys_in(words, lexicon.addition)),
        bool(keys_in(words, lexicon.evaluative)),
        bool(keys_in(words, lexicon.contrary)),
        takes_up(words, lexicon),
        not frames and not any(actor.name or actor.country for actor in actors),
    )


def read_statement(claim: Claim, text: str, lexicon: Lexicon) -> Statement:
    """One claim on its own words alone."""
    read = reading_of(text)
    mode, sign = _mode_and_sign(claim, read.chief, read.core, read.words, lexicon)
    return Statement(
        claim,
        text,
        read.content,
        read.concepts,
        read.frames,
        read.core,
        mode,
        sign,
        read.agents,
        read.others,
        read.limits,
        read.superlatives,
        read.phases,
        read.foreseen and claim.kind not in ("forecast", "opinion"),
        read.additional,
        read.judged,
        read.contrary,
        read.takeup,
        read.anaphoric,
        claim.content.start,
    )


def _superlatives(words: Sequence[Word], lexicon: Lexicon) -> frozenset[str]:
    """The superlatives, but not a "first" that only counts: "the first two days"."""
    found = matches(words, lexicon.superlative, lexicon.longest)
    counts = {match.first for match in matches(words, lexicon.counted, lexicon.longest)}
    return frozenset(key for m in found for key in m.keys if key != "first" or m.after not in counts)


def _mode_and_sign(
    claim: Claim, operators: Sequence[Match], core: frozenset[str], words: Sequence[Word], lexicon: Lexicon
) -> tuple[str, Polarity]:
    """How the claim is put, and whether it is so by the one whose word it is: a denial of "not" is a statement."""
    polarity: Polarity = claim.polarity
    if polarity == "+" and any(word.stem.startswith("non-") for word in words) and claim.stance != "denies":
        polarity = "-"  # "his non-involvement"
    elif claim.stance == "denies":
        polarity = "-" if polarity == "+" else "+"
    if keys_in(words, lexicon.improbable):
        return "forecast", "-"
    if "no-choice" in core:
        return "forecast", "+"  # to have no choice but to do a thing is to be going to do it
    mode = _mode(claim, operators)
    if claim.stance == "denies" and mode in NEGATIVE_MODES:
        mode = "fact"
    if mode == "unwilling" and (claim.kind == "forecast" or claim.stance == "predicts"):
        return "forecast", "-"  # that they would avoid it is foreseen, not told
    return mode, "+" if keys_in(words, lexicon.prevent) else polarity


def _mode(claim: Claim, operators: Sequence[Match]) -> str:
    modes = [key for match in operators for key in match.keys]
    outermost = next((mode for mode in modes if mode in ATTITUDES), "")
    if claim.stance == "promises" or (outermost == "promise" and claim.polarity == "-"):
        return "promise"
    if outermost in NEGATIVE_MODES:
        return outermost
    if claim.kind in ("obligation", "law"):
        return "duty" if claim.kind == "obligation" else "law"
    if claim.stance in ("requests", "orders"):
        return "duty"
    if claim.kind == "forecast" or claim.stance == "predicts":
        return "possible" if claim.certainty == "possible" or "possible" in modes[:1] else "forecast"
    if outermost in ("wanted", "plan"):
        return outermost
    if claim.kind == "intention":
        return "plan"
    if claim.certainty == "possible" or outermost:
        return "possible"
    return "fact"

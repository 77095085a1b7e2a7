"""Clauses: what a claim's own clause asserts and who acts in it, found without a parser.

Only the order of words, a few prepositions and subordinators, and the vocabularies are used, so that linking runs on
claims from any extractor at thousands a second.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tocsin.link.actors import Actor
from tocsin.link.lexicon import Lexicon, Match, Phrases, matches
from tocsin.link.words import Word

RELATIVE = frozenset({"who", "which", "whose"})
SINGULAR = frozenset({"he", "she", "him", "his"})
PLURAL = frozenset({"they", "them", "their", "we", "our", "us"})
ATTITUDES = frozenset({"reject-deal", "oppose", "support", "threaten", "blame", "campaign"})  # frames about others
ABLE = frozenset({"abl", "capabl", "enough", "ready"})
NEUTER = frozenset({"it", "its"})


def keys_in(words: Sequence[Word], table: Phrases) -> frozenset[str]:
    return frozenset(key for match in matches(words, table, 5) for key in match.keys)


def takes_up(words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether the claim only says of what was just told that it may happen: "this may happen", "such a scenario"."""
    opening = {word.stem for word in words[:3]}
    return bool(opening & {"it", "this", "that", "such", "these"}) and bool(keys_in(words[:8], lexicon.takeup))


def main_clause(text: str, words: Sequence[Word], lexicon: Lexicon) -> frozenset[int]:
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


def has_object(match: Match, words: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether a frame that wants certain objects ("take part in the war") has one, or is followed by nothing."""
    wanted = frozenset[str]().union(*(lexicon.frames[key].object for key in match.keys))
    spoiled = frozenset[str]().union(*(lexicon.frames[key].unless for key in match.keys))
    if match.after < len(words) and words[match.after].stem in spoiled:
        return False
    following = {word.stem for word in words[match.first : match.after + 7]}
    return not wanted or match.after >= len(words) - 1 or bool(wanted & following) or is_noun(words[match.first])


def core_frames(
    words: Sequence[Word], frames: Sequence[Match], main: frozenset[int], lexicon: Lexicon
) -> list[Match]:
    """The frames that the claim asserts: not in a prepositional phrase, not the noun that something else is said of,
    and not an infinitive hung on another frame or on a judgement ("it is difficult to enter")."""
    within = [match for match in frames if match.first in main] or list(frames)
    judged = bool(keys_in(words, lexicon.evaluative))
    exists = bool(keys_in(words, lexicon.existence))
    core: list[Match] = []
    for match in within:
        before = [word.stem for word in words[max(0, match.first - 4) : match.first]]
        infinitive = "to" in before[-2:]
        if infinitive and ABLE & set(before):
            continue  # "a group able to invade" is a group
        if core and infinitive and "no-choice" in core[-1].keys:
            core.append(match)
            break
        if core and (infinitive or match.first - core[-1].after > 6 or len(core) >= 2):
            break
        if core and ATTITUDES & set(core[-1].keys) and is_noun(words[match.after - 1]):
            break  # "rejects talk of an invasion" tells of no invasion
        if judged or (not infinitive and _in_phrase(before, lexicon)):
            continue
        if not exists and _is_topic_noun(match, words, before):
            continue
        core.append(match)
    return core


def is_noun(word: Word) -> bool:
    """Whether a word's ending shows it to be the noun of a deed."""
    return word.written.lower().endswith(("ment", "tion", "sion", "ance", "ence", "al"))


def _is_topic_noun(match: Match, words: Sequence[Word], before: Sequence[str]) -> bool:
    """Whether the frame is a noun of which something else is said: "their involvement would be insignificant"."""
    noun = is_noun(words[match.after - 1]) or bool({"the", "a", "an"} & set(before[-1:]))
    following = {word.stem for word in words[match.after : match.after + 5]}
    return noun and bool(following & {"be", "would", "will", "may", "might", "could", "have", "do", "need"})


def _in_phrase(before: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the words before a frame put it into a prepositional phrase: a preposition, and no verb since."""
    for word in reversed(before):
        if word in ("be", "have", "do", "will", "would", "may", "might", "could", "can", "not", "who", "which", "to"):
            return False
        if (word,) in lexicon.preposition.entries:
            index = len(before) - 1 - list(reversed(before)).index(word)
            return index == 0 or (before[index - 1],) not in lexicon.light_noun.entries
    return False


def frame_fits(lexicon: Lexicon, key: str, actors: Sequence[Actor]) -> bool:
    wanted = lexicon.frames[key].subject
    return not wanted or any(actor.kind in (wanted, "militia") for actor in actors)


def agents_of(
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

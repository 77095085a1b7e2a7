"""What a claim's words hold, as features that rules are made of: concepts, who owns them, roles and places."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tocsin.assess.matching_words import NEGATED, Rule, Vocabulary
from tocsin.assess.roles import RoleFinder, RoleMention
from tocsin.model.claim import Claim
from tocsin.model.span import Span

# Concepts that somebody has or is: their owner is worked out ("Russian troops", "the army of Belarus").
OWNED = ("forces", "soldiers", "officers", "people", "leader", "volunteers", "territory")
# Words after which a name before a noun is not its owner ("Ukraine said troops").
_BREAKS_TEXT = (
    "of in to into on at by from with against for that which who is are was were be been has have had will would "
    "could should may might can cannot not said says saying told the a an as it he she they and or but than if when "
    "while after before because since via per about over under between during without"
)
_BREAKS = frozenset(_BREAKS_TEXT.split())
_PREPOSITION = re.compile(
    r"\b(inside|within|in|into|from|to|toward|towards|against|near|bordering|with|on|onto|for|alongside|across|throughout|at)\s+"
    r"(?:the\s+|an?\s+|its\s+|their\s+)?(?:[\w-]+\s+){0,2}?"
    r"(?:(?:territory|soil|side|borders?|frontier|region|city|town|direction|area|areas|north|south|east|west|parts?|"
    r"war|people|invasion|attack)\s+(?:of|with|in|on|against)\s+)?(?:the\s+)?[(\[\"“]?$",
    re.IGNORECASE,
)
_CLASSES = {
    "inside": "in",
    "within": "in",
    "across": "in",
    "throughout": "in",
    "at": "in",
    "onto": "into",
    "toward": "to",
    "towards": "to",
    "bordering": "near",
    "alongside": "for",
}
_OF = re.compile(r"\s*(?:[\w-]+\s+)?(?:of|from|belonging to)\s+(?:the\s+)?", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:his|her|its|their|our)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:[Ii]f|[Uu]nless|[Ii]n case|[Ii]n the event (?:of|that)|[Ss]hould(?=\s+(?:the\s|[A-Z])))\b[^,;:—]*"
)
_MEMORY = 900
# Kinds of source whose word on what will be done counts as a sign itself.
OFFICE_HOLDERS = ("official", "military", "security-service", "government-body")
_LONGEST_CLAUSE = 90
# From a subject to a noun that it does something with: a verb first, no mark but those inside numbers.
_CLAUSE = re.compile(
    r"\s(?:has|have|had|is|was|were|are|will|would|could|may|might|[a-z]+(?:s|ed|d))\s"
    r"(?:[^.;:!?()\n,]|(?<=\d)[.,](?=\d))*"
)
_OBSERVES = re.compile(
    r"\b(?:sa(?:y|ys|id|id\s+that)|tell|tells|told|claim\w*|report\w*|see|sees|saw|seen|count\w*|watch\w*|observ\w*|spot\w*|"
    r"record\w*|estimat\w*|expect\w*|believ\w*|fear\w*|warn\w*|accus\w*|blam\w*|ask\w*|demand\w*|urg\w*|call\w*\s+on|"
    r"den(?:y|ies|ied)|that|which|who|when|while|after|before|because|if|and|but|against|from|by|of)\b"
)
_NOT_SUBJECT = re.compile(
    r"\b(?:in|into|to|near|with|around|against|from|of|at|on|by|for|inside|toward|towards|between|than)\s+"
    r"(?:the\s+|an?\s+)?(?:\w+\s+)?$"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A document's features by position. `owned` pairs a concept's match with its owner's role."""

    text: str
    mentions: tuple[RoleMention, ...]
    concepts: Mapping[str, tuple[tuple[int, int], ...]]
    owned: tuple[tuple[int, int, str, str], ...]
    places: tuple[tuple[int, int, str], ...]
    finder: RoleFinder
    symmetric: bool = False


@dataclass(frozen=True, slots=True)
class Features:
    """Feature names that hold in one stretch of text, and the words that carry each concept."""

    names: frozenset[str]
    words: Mapping[str, str]


def make_scene(text: str, finder: RoleFinder, vocabulary: Vocabulary, symmetric: bool = False) -> Scene:
    """Find mentions, concepts, owners and place phrases of a whole document once.

    `symmetric` lets what holds of the target hold of the actor too, for questions with two equal sides.
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        # A few letters change length when lowered, which would shift every offset after them.
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    mentions = finder.find(text)
    concepts = {
        key: tuple(match.span() for match in pattern.finditer(lowered))
        for key, pattern in vocabulary.concepts.items()
    }
    owned = tuple(sorted(_owners(lowered, mentions, concepts)))
    return Scene(text, mentions, concepts, owned, tuple(_places(lowered, mentions)), finder, symmetric)


def features(scene: Scene, span: Span, claim: Claim, without: Sequence[Span] = ()) -> Features:
    """The features inside a span, the claim's polarity, kind and stance among them; `without` are left out."""

    def inside(start: int, end: int) -> bool:
        kept = not any(gap.start <= start and end <= gap.end for gap in without)
        return kept and span.start <= start and end <= span.end

    names: set[str] = set()
    words: dict[str, str] = {}
    for key, matches in scene.concepts.items():
        for start, end in _inside(matches, span):
            if not inside(start, end):
                continue
            names.add(key)
            words.setdefault(key, scene.text[start:end])
    for start, end, key, role in scene.owned:
        if inside(start, end):
            names.add(f"{role}:{key}")
            if key in ("leader", "people"):
                names.add(f"@{role}.{key}")
    for mention in scene.mentions:
        if inside(mention.start, mention.end):
            names.update(_mention_features(mention))
    names.update(name for start, end, name in scene.places if inside(start, end))
    if claim.polarity == "-":
        names.add(NEGATED)
    names.update(_voice(scene, claim))
    if scene.symmetric:
        names.update([name.replace("target", "actor") for name in names if name.startswith(("@target", "target:"))])
    names.update((f"kind:{claim.kind}", f"stance:{claim.stance}"))
    return Features(frozenset(names), words)


def _voice(scene: Scene, claim: Claim) -> Iterator[str]:
    """Whose word it is in the end ("by:actor"), and what the word for saying it means ("cue:accuse")."""
    origin = claim.origin
    if origin is not None:
        if origin.type in OFFICE_HOLDERS:
            yield "by:office"
        for mention in (*scene.finder.find(origin.name), *_mentions_in(scene, claim.chain[-1].mention)):
            yield f"by:{mention.role}"
        side = scene.finder.role_of(origin.side)
        if side:
            yield f"by:{side}"
    cue = claim.cue
    if cue is None or (claim.content.start <= cue.start and cue.end <= claim.content.end):
        return
    for key, matches in scene.concepts.items():
        if any(True for _ in _inside(matches, cue)):
            yield f"cue:{key}"


def _mentions_in(scene: Scene, span: Span) -> Iterator[RoleMention]:
    return (mention for mention in scene.mentions if span.start <= mention.start and mention.end <= span.end)


def conditions(scene: Scene, claim: Claim) -> tuple[Span, ...]:
    """If-clauses inside a claim: what they speak of is supposed, not said."""
    if claim.condition is not None:
        return (claim.condition,)
    text = scene.text[claim.content.start : claim.content.end]
    base = claim.content.start
    return tuple(Span(base + match.start(), base + match.end()) for match in _CONDITION.finditer(text))


def holds(rule: Rule, names: frozenset[str]) -> bool:
    """Whether all of a rule's terms hold among the features."""
    return all(any(_option(option, names) for option in term.options) is not term.absent for term in rule.terms)


def _option(option: str, names: frozenset[str]) -> bool:
    head, colon, tail = option.partition(":")
    if colon and "," in head:
        return any(f"{role}:{tail}" in names for role in head.split(","))
    return option in names


def _inside(matches: Sequence[tuple[int, int]], span: Span) -> Iterator[tuple[int, int]]:
    for index in range(bisect.bisect_left(matches, (span.start, 0)), len(matches)):
        if matches[index][0] >= span.end:
            return
        if matches[index][1] <= span.end:
            yield matches[index]


def _mention_features(mention: RoleMention) -> Iterator[str]:
    yield f"@{mention.role}"
    if mention.form in ("leader", "seat"):
        yield f"@{mention.role}.leader"
    if mention.form == "demonym":
        yield f"@{mention.role}.people"
        yield f"{mention.role}:people"
    if mention.form == "force":
        yield f"{mention.role}:forces"
        yield "forces"


def _owners(
    text: str, mentions: Sequence[RoleMention], concepts: Mapping[str, tuple[tuple[int, int], ...]]
) -> Iterator[tuple[int, int, str, str]]:
    """Owners of owned concepts: by the words around them, else as last said, else the actor's."""
    starts = [mention.start for mention in mentions]
    for key in OWNED:
        last: tuple[int, str] | None = None
        for start, end in concepts.get(key, ()):
            stated = _stated_owners(text, mentions, starts, start, end)
            for role in stated:
                yield start, end, key, role
            if stated:
                last = (end, stated[0])
            elif last and start - last[0] < _MEMORY:
                yield start, end, key, last[1]
            elif any(mention.role == "actor" for mention in mentions):
                yield start, end, key, "actor"


def _stated_owners(
    text: str, mentions: Sequence[RoleMention], starts: Sequence[int], start: int, end: int
) -> list[str]:
    after = _OF.match(text, end)
    if after:
        index = bisect.bisect_left(starts, after.end())
        if index < len(mentions) and mentions[index].start - after.end() <= 1 and mentions[index].form != "place":
            return [mentions[index].role]
    index = bisect.bisect_left(starts, start) - 1
    if index < 0:
        return []
    if mentions[index].end > start:
        return [mentions[index].role]
    before = mentions[index]
    gap = text[before.end : start]
    if _is_subject(text, before, gap):
        return [before.role]
    if _PRONOUN.search(text[max(0, start - 40) : start]) and start - before.end < 200:
        return [before.role]
    if not _adjoins(text, before, gap):
        return []
    roles: list[str] = [before.role]
    if index > 0 and text[mentions[index - 1].end : before.start].strip() in ("and", ",", "or", "-", "–"):
        roles.append(mentions[index - 1].role)
    return roles


def _is_subject(text: str, mention: RoleMention, gap: str) -> bool:
    """Whether a state named before the noun is the one who does something with it ("Ruritania has massed 9,000 men").

    It must open its clause, and the words up to the noun must be one clause without a word of saying or seeing.
    """
    if mention.form not in ("name", "seat", "leader", "force") or len(gap) > _LONGEST_CLAUSE:
        return False
    if not _CLAUSE.fullmatch(gap) or _OBSERVES.search(gap):
        return False
    return not _NOT_SUBJECT.search(text, max(0, mention.start - 40), mention.start)


def _adjoins(text: str, mention: RoleMention, gap: str) -> bool:
    """Whether a mention qualifies the noun after the gap: an adjective or possessive, few words, none that breaks."""
    if "\n" in gap or any(mark in gap for mark in ".;:,!?()"):
        return False
    words = gap.replace("’", "'").split()
    possessive = text[mention.start : mention.end].endswith(("'s", "’s", "s'", "s’"))
    if words and words[0] in ("'s", "'"):
        possessive, words = True, words[1:]
    if mention.form not in ("adjective", "demonym", "force") and not possessive:
        return not words and mention.form in ("name", "seat")
    return len(words) <= 3 and not any(word in _BREAKS for word in words)


def _places(text: str, mentions: Sequence[RoleMention]) -> Iterator[tuple[int, int, str]]:
    for mention in mentions:
        if mention.form == "leader":
            continue
        match = _PREPOSITION.search(text, max(0, mention.start - 60), mention.start)
        if match:
            preposition = match[1].lower()
            name = _CLASSES.get(preposition, preposition)
            if re.search(r"border|frontier", match[0], re.IGNORECASE):
                name = "near"
            elif re.search(r"\bside of\b", match[0], re.IGNORECASE):
                name = "for"
            yield mention.start, mention.end, f"{name}:{mention.role}"
            if name == "on":
                yield mention.start, mention.end, f"in:{mention.role}"

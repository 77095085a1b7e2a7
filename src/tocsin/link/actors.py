"""Actors: who a text speaks of, as a nationality and a kind of body, without a language pipeline.

"Belarusian soldiers", "the army of Belarus" and "Lukashenko's military" are all (belarus, army). Participants that
the extractor found are preferred where a claim has them; this reading is what every claim has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tocsin.link.lexicon import Lexicon, Match, matches
from tocsin.link.words import Word, load_stopwords, stem
from tocsin.text.gazetteer import CountryMention, Gazetteer
from tocsin.text.names import fold, load_name_words, skeleton
from tocsin.text.towns import load_atlas

STATES = ("state", "government", "leader", "army")
PLACE_WORDS = frozenset(
    {"region", "oblast", "area", "province", "district", "direction", "city", "border", "territory"}
)
INTO = frozenset({"into", "to", "against", "toward", "towards", "for", "invad", "enter", "attack"})
AT = frozenset({"in", "on", "at", "near", "insid", "within", "across", "of"})
BESIDE = frozenset({"alongsid", "with", "together"})
FROM = frozenset({"from", "out"})
ARTICLES = frozenset({"the", "a", "an", "neighboring", "neighbouring", "territory", "soil", "border", "own"}) | {
    "eastern",
    "northern",
    "southern",
    "western",
    "central",
    "occupied",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or some place in a text. `country` is a gazetteer key or ""; `kind` one of actors.toml, or "state",
    "place", "named". `name` is set for proper names (its consonant skeleton). `role` is agent, target, place, source
    or other. `inherited` is True where a pronoun or nothing stood for it."""

    country: str
    kind: str
    name: str
    start: int
    role: str = "other"
    inherited: bool = False

    def label(self) -> str:
        """The actor in words, for reasons."""
        kind = "" if self.kind == "state" else self.kind
        return " ".join(filter(None, (self.country.replace("-", " ").title(), kind, self.name))) or "somebody"


def compatible(a: Actor, b: Actor) -> float:
    """1 for the same actor, between 0 and 1 where one may be part of the other or stand for it, -1 for two."""
    if a.country and b.country and a.country != b.country:
        return -1.0
    if a.kind != "thing" and b.kind != "thing":
        if a.name and b.name:
            return 1.0 if a.name == b.name else -1.0
        if a.name or b.name:
            return 0.1 if a.country == b.country else -0.3
    elif a.kind == b.kind:
        return 1.0 if a.name == b.name else -0.4
    else:
        return -0.7
    same_country = bool(a.country) and a.country == b.country
    if a.kind == b.kind:
        return 1.0 if same_country else 0.5
    if a.kind in STATES and b.kind in STATES:
        return 0.6 if same_country else 0.2
    if {a.kind, b.kind} == {"people", "army"}:
        return -0.3
    return -0.2 if same_country else -0.4


def find_actors(text: str, words: Sequence[Word], lexicon: Lexicon, gazetteer: Gazetteer) -> tuple[Actor, ...]:
    """All actors of a text in order, with a role guessed from the preposition before them."""
    countries = list(gazetteer.mentions(text))
    nouns = matches(words, lexicon.actor_phrases, lexicon.longest)
    actors: list[Actor] = []
    used: set[int] = set()
    for noun in _joined(nouns, words):
        country = _owner(noun, words, countries, used, text)
        if country == "" and _modifies(noun, words):
            continue
        actors.append(Actor(country, noun.keys[0], "", words[noun.first].start))
    covered = {word.start for noun in nouns for word in words[noun.first : noun.after]}
    for index, mention in enumerate(countries):
        if index not in used:
            actors.append(_country_actor(mention, text, words))
    taken = covered | {word.start for word in words for m in countries if m.start <= word.start < m.end}
    actors.extend(_named(text, words, taken, gazetteer))
    return tuple(_with_role(actor, words) for actor in sorted(actors, key=lambda item: item.start))


def _joined(nouns: Sequence[Match], words: Sequence[Word]) -> list[Match]:
    """Nouns side by side, or joined by "of the", speak of one body: "soldiers of the army"."""
    joined: list[Match] = []
    for noun in nouns:
        between = [word.stem for word in words[joined[-1].after : noun.first]] if joined else []
        gap = "".join(between)
        close = not between or gap in ("of", "ofthe", "and")
        kin = bool(joined) and len(between) <= 3 and between[:1] == ["of"] and noun.keys[0] == joined[-1].keys[0]
        if joined and (close or kin):
            joined[-1] = Match(joined[-1].first, noun.after, joined[-1].keys)
        else:
            joined.append(noun)
    return joined


def _owner(noun: Match, words: Sequence[Word], countries: Sequence[CountryMention], used: set[int], text: str) -> str:
    """The country whose adjective, possessive or "of …" belongs to the noun; that mention is then used up."""
    start, end = words[noun.first].start, words[noun.after - 1].end
    for index, mention in enumerate(countries):
        if index in used:
            continue
        inside = start <= mention.start < end
        before = text[mention.end : start] if mention.end <= start else None
        modifies = (
            mention.form in ("adjective", "demonym")
            or "’s" in text[mention.start : start]
            or ("'s" in text[mention.start : start])
        )
        close_before = (
            before is not None and modifies and len(before.split()) <= 2 and not re.search(r"[,.;:]", before)
        )
        after = text[end : mention.start] if mention.start >= end else None
        close_after = after is not None and re.fullmatch(r"\s+(of|from)\s+(the\s+)?", after) is not None
        if inside or close_before or close_after:
            used.add(index)
            return mention.country.key
    return ""


def _modifies(noun: Match, words: Sequence[Word]) -> bool:
    """Whether a lone noun only modifies another one: "military drills", "army units" are handled as joined."""
    if noun.after >= len(words) or noun.after - noun.first > 1:
        return False
    written = words[noun.first].written.lower()
    return written in ("military", "force", "official", "state", "general", "side", "forced", "command", "equipment")


def _country_actor(mention: CountryMention, text: str, words: Sequence[Word]) -> Actor:
    kind = {"name": "state", "seat": "government", "leader": "leader", "demonym": "people", "adjective": "state"}
    written = text[mention.start : mention.end]
    is_people = mention.form == "demonym" or (mention.form == "adjective" and written.endswith("s"))
    possessive = text[mention.end - 2 : mention.end] in ("’s", "'s") or text[mention.end : mention.end + 2] in (
        "’s",
        "'s",
    )
    if possessive and mention.form in ("name", "seat"):
        return Actor(mention.country.key, kind[mention.form], "", mention.start, "owner")
    following = next((word for word in words if word.start >= mention.end), None)
    if mention.form == "adjective" and not is_people and following and following.written.islower():
        return Actor(mention.country.key, "thing", following.stem, mention.start)
    return Actor(mention.country.key, "people" if is_people else kind[mention.form], "", mention.start)


def _named(text: str, words: Sequence[Word], taken: set[int], gazetteer: Gazetteer) -> list[Actor]:
    """Runs of capitalised words that the gazetteer doesn't know, but the first word of the text if it is common."""
    found: list[Actor] = []
    run: list[Word] = []
    if sum(word.written[0].isupper() for word in words) > 0.6 * len(words) > 3:
        return found  # a headline in capitals shows no names
    common = load_stopwords()
    for index, word in enumerate([*words, None]):
        capital = word is not None and word.written[0].isupper() and word.start not in taken
        if capital and word is not None and stem(word.written) not in common and (index or word.written.isupper()):
            run.append(word)
            continue
        if run:
            actor = _named_actor(text[run[0].start : run[-1].end], run, gazetteer)
            found.extend([actor] if actor else [])
        run = []
    return found


def _named_actor(name: str, run: Sequence[Word], gazetteer: Gazetteer) -> Actor | None:
    key = skeleton(name)
    if not key or len(fold(name)) < 3 or fold(name) in load_name_words().calendar:
        return None
    country = load_atlas().country_of(fold(name)) or load_atlas().country_of(fold(run[0].written))
    if country or run[-1].stem in PLACE_WORDS:
        state = gazetteer.by_code(country) if country else None
        return Actor(state.key if state else "", "place", key, run[0].start)
    return Actor("", "named", key, run[0].start)


def _with_role(actor: Actor, words: Sequence[Word]) -> Actor:
    if actor.role == "owner":
        return actor
    before = [word.stem for word in words if word.end <= actor.start][-4:]
    while before and (before[-1] in ARTICLES or (before[-1] in ("of", "territory") and len(before) > 1)):
        if before[-1] == "of" and before[-2] not in ("territory", "soil"):
            break
        before.pop()
    last = before[-1] if before else ""
    if last in BESIDE:
        return replace(actor, role="companion")
    if last in FROM:
        return replace(actor, role="source")
    if last in INTO:
        return replace(actor, role="target")
    if last == "by":
        return replace(actor, role="by")
    if last in AT and actor.kind in ("state", "place", "government"):
        return replace(actor, role="place")
    return actor

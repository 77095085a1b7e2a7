"""Who is who in a question: actor, target and patron, from word order and the words around each name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

from tocsin.errors import VocabularyError
from tocsin.model.question import Party
from tocsin.text.gazetteer import Country, CountryForm, Gazetteer, gazetteer_of


@dataclass(frozen=True, slots=True)
class Named:
    """A party named in a question's words, at half-open offsets, in the form it is named by."""

    start: int
    end: int
    words: str
    country: Country
    form: CountryForm


@dataclass(frozen=True, slots=True)
class RoleWords:
    """The words that tell roles apart; see data/question_words.toml."""

    target_before: tuple[tuple[str, ...], ...]
    patron_before: tuple[str, ...]
    patron_after: tuple[str, ...]
    fillers: tuple[str, ...]
    attribute_after: tuple[str, ...]
    passive: str
    turned: str
    vague: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roles:
    """Parties by role, and how each was read."""

    parties: Mapping[str, Party]
    notes: tuple[str, ...]


def load_data(name: str) -> dict[str, Any]:
    """One of the package's TOML files. Raises VocabularyError that names the line."""
    text = (resources.files("tocsin.assess") / "data" / name).read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError("not valid TOML", value=str(error), place=name, remedy="mend that line") from error


def load_role_words() -> RoleWords:
    """Read question_words.toml. Raises VocabularyError that names what is missing."""
    data = load_data("question_words.toml")
    try:
        roles, deadline = data["roles"], data["deadline"]
        return RoleWords(
            tuple(tuple(group) for group in roles["target_before"]),
            tuple(roles["patron_before"]),
            tuple(roles["patron_after"]),
            tuple(roles["fillers"]),
            tuple(roles["attribute_after"]),
            str(roles["passive"]),
            str(roles["turned"]),
            tuple(deadline["vague"]),
        )
    except KeyError as error:
        raise VocabularyError(
            "an entry is missing", value=str(error), place="question_words.toml", remedy="add it"
        ) from error


@cache
def load_bodies() -> Gazetteer:
    """Bodies that are not states (armed groups, movements), in the form of the gazetteer."""
    text = (resources.files("tocsin.assess") / "data" / "bodies.toml").read_text(encoding="utf-8")
    return gazetteer_of(text, place="bodies.toml")


def parties_named(text: str, gazetteer: Gazetteer, words: RoleWords) -> tuple[Named, ...]:
    """States and bodies in a question, from left to right. "Iran-backed" is an attribute and left out."""
    any_case = text == text.lower()
    found: list[Named] = []
    for part, offset in _parts(text, gazetteer):
        for source in (load_bodies(), gazetteer):
            for hit in source.mentions(part, any_case=any_case):
                start, end = offset + hit.start, offset + hit.end
                if not any(start < other.end and other.start < end for other in found):
                    found.append(Named(start, end, text[start:end], hit.country, hit.form))
    attribute = re.compile(rf"[-–\s]({'|'.join(words.attribute_after)})\b", re.IGNORECASE)
    return tuple(sorted((n for n in found if not attribute.match(text, n.end)), key=lambda n: n.start))


def _parts(text: str, gazetteer: Gazetteer) -> list[tuple[str, int]]:
    """The text, with hyphenated pairs ("Israel-Hezbollah", "Iran-backed") opened unless the whole is a name."""
    opened = list(text)
    for match in re.finditer(r"[\w.]+(?:[-–][\w.]+)+", text):
        if gazetteer.find(match[0]) is None and load_bodies().find(match[0]) is None:
            for index in range(match.start(), match.end()):
                if opened[index] in "-–":
                    opened[index] = " "
    return [("".join(opened), 0)]


def party_of(country: Country, named: str = "") -> Party:
    """A Party with all the gazetteer's forms. A bloc goes by the short name that the question uses ("ECOWAS")."""
    name, aliases = country.name, country.aliases
    plain = named.removeprefix("the ").removesuffix("'s").removesuffix("’s")
    if country.kind == "bloc" and plain in aliases:
        name, aliases = plain, (country.name, *(alias for alias in aliases if alias != plain))
    return Party(
        key=country.key,
        name=name,
        country=country.code or None,
        adjectives=country.adjectives,
        demonyms=country.demonyms,
        seats=country.seats,
        leaders=country.leaders,
        aliases=aliases,
    )


def party_by_name(name: str, gazetteer: Gazetteer) -> tuple[Party, str]:
    """The party of a name given as an option, and a note on how it was taken."""
    for source in (gazetteer, load_bodies()):
        hit = source.find(name) or source.find(name, any_case=True)
        if hit:
            return party_of(hit[0], name), f"{hit[0].name} as given"
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return Party(key=slug, name=name), f"{name} as given; not in the gazetteer, so it is found under this name only"


def read_roles(
    text: str, named: Sequence[Named], wanted: Sequence[str], words: RoleWords, fixed: Mapping[str, Party]
) -> Roles:
    """Roles by word order and cues. `fixed` are those set by the user, which are left as they are."""
    taken = {party.key for party in fixed.values()}
    free = [name for name in named if name.country.key not in taken]
    found: dict[str, tuple[Named, str]] = {}
    passive = re.search(words.passive, text, re.IGNORECASE)
    pair = None if passive else _pair(text, free)
    if pair:
        found = _from_pair(pair, fixed)
    elif passive:
        found = _from_passive(passive.end(), free)
    _fill_by_cues(text, free, wanted, words, found, fixed)
    parties, notes = dict(fixed), []
    for role in wanted:
        if role in found and role not in fixed:
            name, why = found[role]
            parties[role] = party_of(name.country, name.words)
            notes.append(f"{role}: {parties[role].name}, {why}")
    for name in free:
        if name.country.key not in {party.key for party in parties.values()}:
            notes.append(f"{name.country.name} is named but has no role in this kind of question")
    return Roles(parties, tuple(dict.fromkeys(notes)))


def _pair(text: str, free: Sequence[Named]) -> tuple[Named, Named, str] | None:
    for first, second in pairwise(free):
        between = text[first.end : second.start].strip().lower()
        before = text[: first.start].rstrip().lower()
        if before.endswith(("between", "between the")) and between in ("and", "and the"):
            return first, second, 'first named after "between"'
        if between in ("-", "–", "—", "/"):
            return first, second, "first of a hyphenated pair"
    return None


def _from_pair(pair: tuple[Named, Named, str], fixed: Mapping[str, Party]) -> dict[str, tuple[Named, str]]:
    first, second, why = pair
    if "actor" in fixed:
        return {"target": (first, why)}
    return {"actor": (first, why), "target": (second, why.replace("first", "second"))}


def _from_passive(end: int, free: Sequence[Named]) -> dict[str, tuple[Named, str]]:
    agents = [name for name in free if name.start >= end]
    patients = [name for name in free if name.start < end]
    found = {}
    if agents:
        found["actor"] = (agents[0], 'named after "by"')
    if patients:
        found["target"] = (patients[0], "the passive's subject")
    return found


def _fill_by_cues(
    text: str,
    free: Sequence[Named],
    wanted: Sequence[str],
    words: RoleWords,
    found: dict[str, tuple[Named, str]],
    fixed: Mapping[str, Party],
) -> None:
    def open_roles(name: Named) -> bool:
        return name.country.key not in {other.country.key for other, _ in found.values()}

    rest = [name for name in free if open_roles(name)]
    if "actor" not in found and "actor" not in fixed and rest:
        found["actor"] = (rest[0], f'named first ("{rest[0].words}")')
        rest = [name for name in rest if open_roles(name)]
    if "patron" in wanted and "patron" not in fixed and "patron" not in found:
        for name in rest:
            cue = _patron_cue(text, name, words)
            if cue:
                found["patron"] = (name, f'from "{cue}"')
                break
        rest = [name for name in rest if open_roles(name)]
    if "target" in wanted and "target" not in fixed and "target" not in found:
        ranked = sorted(rest, key=lambda name: _target_rank(text, name, words)[0])
        if ranked:
            _, cue = _target_rank(text, ranked[0], words)
            found["target"] = (ranked[0], f'from "{cue}"' if cue else "the other party named")


def _patron_cue(text: str, name: Named, words: RoleWords) -> str:
    # One word may stand between: "Russia's full-scale war", but no preposition, which would start another phrase.
    between = r"(?:(?!(?:on|in|of|at|the|against|and|with|by|for|to)\b)[\w-]+\s+)?"
    follows = re.match(rf"(?:['’]s?)?\s+{between}({'|'.join(words.patron_after)})\b", text[name.end :], re.IGNORECASE)
    if follows and not _cue_before(text, name, words.target_before[0], words):
        return f"{name.words} … {follows[1]}"
    cue = _cue_before(text, name, words.patron_before, words)
    return f"{cue} {name.words}" if cue else ""


def _target_rank(text: str, name: Named, words: RoleWords) -> tuple[int, str]:
    for rank, group in enumerate(words.target_before):
        cue = _cue_before(text, name, group, words)
        if cue:
            return rank, f"{cue} {name.words}"
    return len(words.target_before), ""


def _cue_before(text: str, name: Named, cues: Sequence[str], words: RoleWords) -> str:
    fillers = "|".join(words.fillers)
    ordered = "|".join(re.escape(cue) for cue in sorted(cues, key=len, reverse=True))
    match = re.search(rf"\b({ordered})\s+(?:(?:{fillers})\s+)*$", text[: name.start], re.IGNORECASE)
    return match[1] if match else ""

"""Who in a text holds which role of the question: the actor, the target, the patron, or some other state."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Literal

from tocsin.assess.questions_roles import load_bodies
from tocsin.errors import VocabularyError
from tocsin.model.question import Party, Question
from tocsin.text.gazetteer import CountryMention, Gazetteer
from tocsin.text.towns import cities

Role = Literal["actor", "target", "patron", "other"]
Form = Literal["name", "adjective", "demonym", "seat", "leader", "force", "place"]
ROLES: tuple[Literal["actor", "target", "patron"], ...] = ("actor", "target", "patron")
SMALLEST_CITY = 15_000
SMALLEST_ALIAS_CITY = 40_000
_CAPITALISED = re.compile(r"[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*)*")


@dataclass(frozen=True, slots=True)
class RoleMention:
    """Words that name a role's holder, at half-open offsets of the text. `key` is the country's or body's key."""

    start: int
    end: int
    role: Role
    form: Form
    key: str


@dataclass(frozen=True, slots=True)
class RoleFinder:
    """Finds role mentions by tables made once for a question. Build it with `load_role_finder`."""

    gazetteers: tuple[Gazetteer, ...]
    roles: Mapping[str, Role]
    extra: Mapping[str, tuple[Role, Form, str]]
    pattern: re.Pattern[str] | None

    def find(self, text: str) -> tuple[RoleMention, ...]:
        """All mentions from left to right; of two that overlap the longer one."""
        found = list(self._extra(text))
        for gazetteer in self.gazetteers:
            found += [self._of_country(hit) for hit in gazetteer.mentions(text)]
        kept: list[RoleMention] = []
        for mention in sorted(found, key=lambda mention: (mention.start - mention.end, mention.start)):
            if not any(mention.start < other.end and other.start < mention.end for other in kept):
                kept.append(mention)
        return tuple(sorted(kept, key=lambda mention: mention.start))

    def role_of(self, key: str) -> Role | None:
        """The role of a country or body by its key; None where no such country or body is known."""
        known = any(gazetteer.by_key(key) for gazetteer in self.gazetteers)
        return self.roles.get(key, "other" if known else None)

    def _extra(self, text: str) -> Iterable[RoleMention]:
        if self.pattern is None:
            return
        for match in self.pattern.finditer(text):
            role, form, key = self.extra[match[0]]
            yield RoleMention(match.start(), match.end(), role, form, key)

    def _of_country(self, hit: CountryMention) -> RoleMention:
        return RoleMention(hit.start, hit.end, self.roles.get(hit.country.key, "other"), hit.form, hit.country.key)


def load_role_finder(question: Question, gazetteer: Gazetteer) -> RoleFinder:
    """Tables for one question: its parties, their forces and seats by other names, and their cities."""
    parties: list[tuple[Role, Party]] = []
    for role in ROLES:
        party: Party | None = getattr(question, role)
        if party:
            parties.append((role, party))
    roles: dict[str, Role] = {party.key: role for role, party in parties}
    more = _load_forces()
    extra: dict[str, tuple[Role, Form, str]] = {}
    for owner, party in parties:
        table = more.get(party.key, {})
        for member in table.get("members", ()):
            roles.setdefault(member, owner)
        for form, words in _more_forms(party, table, gazetteer):
            extra.setdefault(words, (owner, form, party.key))
    holders = {party.country: (held, party.key) for held, party in reversed(parties) if party.country}
    for country, city in _cities(frozenset(holders)):
        held, key = holders[country]
        extra.setdefault(city, (held, "place", key))
    pattern = None
    if extra:
        ordered = sorted(extra, key=len, reverse=True)
        pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(words) for words in ordered) + r")(?!\w)")
    return RoleFinder((load_bodies(), gazetteer), roles, extra, pattern)


def _more_forms(party: Party, table: Mapping[str, Sequence[str]], gazetteer: Gazetteer) -> Iterable[tuple[Form, str]]:
    for key, form in (("forces", "force"), ("seats", "seat"), ("places", "place")):
        for words in table.get(key, ()):
            yield form, words  # type: ignore[misc]
    known = gazetteer.by_key(party.key) or load_bodies().by_key(party.key)
    for name in party.leaders:
        surname = name.split()[-1]
        # A surname alone is taken for the leader inside a question's own articles, where it can mean nobody else.
        if len(surname) > 3 and surname[0].isupper() and gazetteer.find(surname) is None:
            yield "leader", surname
    if known is None:
        # A party outside the gazetteer is found under the forms that the question gives it.
        yield "name", party.name
        yield from (("name", alias) for alias in party.aliases)
        yield from (("adjective", adjective) for adjective in party.adjectives)


def _cities(countries: frozenset[str]) -> Iterable[tuple[str, str]]:
    """Country code and name of the countries' cities (GeoNames). The table is large and read once for all."""
    persons = _given_names()
    for country, name in cities(countries, least=SMALLEST_CITY, least_for_others=SMALLEST_ALIAS_CITY):
        if len(name) > 3 and name[0].isupper() and _CAPITALISED.fullmatch(name) and name.lower() not in persons:
            yield country, name


def _given_names() -> frozenset[str]:
    """Given names, because many a town is called like a person (Vladimir, Anna)."""
    rows = (resources.files("tocsin.text") / "data" / "given_names.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(name for row in rows if not row.startswith("#") for name in row.split("\t"))


def _load_forces() -> Mapping[str, Mapping[str, Sequence[str]]]:
    text = (resources.files("tocsin.assess") / "data" / "forces.toml").read_text(encoding="utf-8")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError("not valid TOML", value=str(error), place="forces.toml") from error
    known = {"forces", "seats", "places", "members"}
    for key, table in data.items():
        unknown = sorted(set(table) - known) if isinstance(table, dict) else [str(table)]
        if unknown:
            remedy = f"use {', '.join(sorted(known))}"
            raise VocabularyError(
                "unknown entry", value=", ".join(unknown), place=f"forces.toml, {key}", remedy=remedy
            )
    return data

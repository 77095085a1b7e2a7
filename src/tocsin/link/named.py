"""Named: one mention of somebody or something, and whom its words alone make it stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tocsin.link.bodies import BodyMention, find_bodies
from tocsin.link.commonness import load_ranks
from tocsin.link.words import Word, stem, words_of
from tocsin.model.document import Document
from tocsin.model.entity import EntityType
from tocsin.model.source import SourceType
from tocsin.text.gazetteer import Country, CountryMention, load_gazetteer
from tocsin.text.names import compare_names, fold, load_name_words, skeleton
from tocsin.text.towns import load_atlas

COMMON = 9_000  # frequency rank up to which an English word is common
FORCE_WORDS = frozenset(
    {"army", "force", "forces", "regiment", "brigade", "battalion", "division", "corps", "guard", "staff"}
)


@dataclass(frozen=True, slots=True)
class Named:
    """One mention: the form as written, the name it stands for, and a key equal for names that are surely one.

    `full` tells a name that can stand for itself from a surname alone or a description.
    """

    key: tuple[str, ...]
    name: str
    form: str
    type: EntityType
    document_id: str = ""
    start: int = 0
    full: bool = True
    source_type: SourceType | None = None
    side: str = "none"
    private: bool = False


def named_by(name: str, document: Document, start: int) -> Named | None:
    """Whom a name stands for by its own words: a state, its body, its leader, a place, or a name to compare."""
    found = _named(name)
    if found is None:
        return None
    key = ("surname", document.id, found.key[2]) if found.key[0] == "surname" else found.key
    return replace(found, key=key, document_id=document.id, start=start)


@lru_cache(maxsize=50_000)
def _named(name: str) -> Named | None:
    gazetteer = load_gazetteer()
    plain = re.sub(r"[\[\]]", "", name).strip()
    plain = re.sub(r"(’s|'s)$", "", plain)
    words = words_of(plain)
    if not words:
        return None
    hit = gazetteer.find(plain)
    if hit and hit[1] in ("adjective", "demonym"):
        return None
    countries = gazetteer.mentions(plain)
    if hit and hit[1] == "name":
        kind: EntityType = "state" if hit[0].kind != "bloc" else "organisation"
        return Named(("state", hit[0].key), hit[0].name, name, kind)
    body = next(iter(find_bodies(plain, words, countries)), None)
    if body is not None and body.key != "leader" and _covers(body, plain):
        return Named((body.key, body.country.key), body.name, name, body.type)
    leader = next((m for m in countries if m.form == "leader" and m.end >= len(plain.rstrip("’s"))), None)
    if leader is not None:
        person = leader_name(leader.country, plain[leader.start : leader.end])
        if person:
            return Named(("leader", leader.country.key, fold(person)), person, name, "person")
    if hit and hit[1] == "seat":
        return Named(("government", hit[0].key), f"Authorities of {hit[0].name}", name, "organisation")
    return _plain_name(name, plain, words, countries)


def _covers(body: BodyMention, text: str) -> bool:
    rest = (text[: body.outer] + text[body.end :]).strip()
    return not re.search(r"\w{3,}", rest)


def _plain_name(name: str, plain: str, words: Sequence[Word], countries: Sequence[CountryMention]) -> Named | None:
    table = load_name_words()
    kept = [w for w in words if fold(w.written) not in table.titles]
    kept = [
        w for w in kept if not any(m.start <= w.start < m.end and m.form == "adjective" for m in countries)
    ] or list(words)
    chief = " ".join(w.written for w in kept)
    folded = fold(chief)
    if not folded:
        return None
    bodies = {table.spellings.get(word, word) for word in folded.split()} & table.bodies
    if bodies or (plain.isupper() and len(plain) <= 8):
        kind: EntityType = "armed-force" if bodies & FORCE_WORDS else "organisation"
        return Named(("name", fold(plain)), plain, name, kind)
    if load_atlas().country_of(folded) and not table.given.get(folded.split()[0]):
        return Named(("place", folded), chief, name, "place")
    if _is_place(folded):
        return Named(("place", folded), chief, name, "place")
    if len(kept) > 1 and not _is_person(folded, len(kept) < len(words)):
        return Named(("name", folded), chief, name, "organisation")
    if len(kept) == 1:
        return Named(("surname", "", folded), chief, name, "person", full=False)
    return Named(("name", folded), chief, name, "person")


def _is_place(folded: str) -> bool:
    """Whether a name ends in what kind of place it is: "Suwałki Gap", "Baltic Sea"."""
    return folded.split()[-1] in load_name_words().place_endings


def _is_person(folded: str, titled: bool) -> bool:
    """Whether words in capitals are a person's name: a title or a known given name, or no common word among them."""
    parts = folded.split()
    known = any(load_name_words().given.get(part) for part in parts)
    common = [part for part in parts if load_ranks().get(stem(part), 99_999) < COMMON]
    return len(parts) <= 4 and (titled or known or not common)


@lru_cache(maxsize=10_000)
def leader_name(country: Country, form: str) -> str:
    """The standing name of the leader whom a form means: the first spelling that the gazetteer lists, or ""."""
    wanted = set(skeleton(form).split())
    for entry in country.leaders:
        have = set(skeleton(entry).split())
        if wanted and (wanted <= have or have <= wanted):
            return _standing(country, entry)
    return ""


def _standing(country: Country, entry: str) -> str:
    """The first listed name of the same person, a full one where there is one."""
    own = set(skeleton(entry).split())
    for other in country.leaders:
        theirs = set(skeleton(other).split())
        if len(theirs) > 1 and (own <= theirs or compare_names(entry, other).probability >= 0.9):
            return other
    return entry

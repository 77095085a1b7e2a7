"""Which persons named in a case are private, from the words beside their names and from what extraction found.

A person is private if a describing word stands beside the name anywhere in the documents ("the conscript X",
"X, a driver from …", "his sister, X", "22-year-old X", "X, who fled …"), or if extraction took the person for a
soldier, a witness or a private person. A title or office beside the name ("Minister X", "X, spokesman for …")
makes the person public, whatever else is said of him; so does being a state's leader. Whoever has neither is left
as he is: an unknown name is not hidden on a guess. An indefinite description without a title ("a shepherd, X, said",
"X, a beekeeper from …") makes a person private whatever the trade, because trades are too many to list.
Somebody whom only extraction took for a private person, for want of any description, stays public where he speaks
for a body ("X of the Y Committee") or where another mention of the name was found to be an official or an analyst.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from anyascii import anyascii

from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.linkage import Linkage
from tocsin.model.source import PRIVATE_TYPES
from tocsin.report.vocabulary import load_people_words, load_wording
from tocsin.text.gazetteer import load_gazetteer

_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
_AGE_BEFORE = re.compile(r"\b\d{1,2}[- ]year[- ]old\s+$")
_AGE_AFTER = re.compile(r"(?:,\s+(?:aged\s+)?|\s+\()\d{1,2}\s*[,.;)]")
_PLACE_BEFORE = re.compile(r"(?i:\b(?:from|in|at|near|outside|around|the)\s+)$")
_ROLE_OF_TYPE = {"soldier": "soldier", "witness": "witness", "private-person": "private person"}
_INDEFINITE_BEFORE = re.compile(r"\b[Aa]n?\s+(?P<words>[a-z][\w-]*(?:\s+[\w’'-]+){0,7}),\s+$")
_INDEFINITE_AFTER = re.compile(r",\s+(?:\d{1,2},\s+)?an?\s+(?P<words>[a-z][\w-]*(?:\s+[\w’'-]+){0,9})")
_SPEECH = "said|says|told|tells|recalled|recalls|remembers|remembered|added|adds|explained|explains|complained|wept"
_SPEECH_BEFORE = re.compile(rf"\b(?:{_SPEECH})\s+$|\baccording to\s+(?:an?\s[^,]+,\s+)?$")
_SPEECH_AFTER = re.compile(rf"\s*,?\s+(?:who\b|(?:has |had )?(?:{_SPEECH})\b)")
_LONGEST_NAME = 4
_ACRONYM = 6
_LINKS = ("", "named", "called")


@dataclass(frozen=True, slots=True)
class PrivatePerson:
    """One private person: the role shown, every full form of the name, and the documents that name him."""

    role: str
    names: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """The private persons in order of first appearance, and the names of public ones, which stay, each with the
    documents that have it in full."""

    private: tuple[PrivatePerson, ...]
    public: tuple[tuple[str, tuple[str, ...]], ...]


def find_people(documents: Sequence[Document], claims: Sequence[Claim], linkage: Linkage) -> People:
    """Everybody who must be masked in what is shown of these documents."""
    roles: dict[str, str] = {}
    titled: set[str] = set()
    for document in documents:
        for name, role in described(document.text):
            if role == "public":
                titled.add(name)
            elif roles.get(name, "private person") == "private person":
                roles[name] = role
    present = {word for document in documents for word in _WORD.findall(document.text)}
    leaders = [name for name in _leaders() if name.split()[-1] in present]
    for name, role in _extracted(claims, linkage):
        # Extraction may not know that "Ozols" is the "Marta Ozols" whom the text calls a director.
        if _part_of(name, titled) or any(
            name.split()[-1] == leader.split()[-1] for leader in _holding(name, leaders)
        ):
            continue
        if role == "private person" and _part_of(name, _speaking_for(documents, claims)):
            continue
        roles.setdefault(name, role)
    public = {name: _naming(documents, {name}) for name in (*sorted(titled), *leaders)}
    public = {name: where for name, where in public.items() if where}
    private = {name: role for name, role in roles.items() if name not in public}
    return People(private=_grouped(private, linkage, documents), public=tuple(public.items()))


def _part_of(name: str, others: Iterable[str]) -> bool:
    return bool(_holding(name, others))


def _holding(name: str, others: Iterable[str]) -> list[str]:
    """Those of the other names that hold every word of this one."""
    words = set(name.split())
    return [other for other in others if words <= set(other.split())]


def _speaking_for(documents: Sequence[Document], claims: Sequence[Claim]) -> frozenset[str]:
    """Names that act in public without a title: found to be an official or the like, or of a body ("X of the Y
    Committee"). Weaker than a describing word: a soldier is of a brigade, too."""
    typed = {
        link.source.name
        for claim in claims
        for link in claim.chain
        if link.source.type not in (*PRIVATE_TYPES, "unnamed") and personal(link.source.name)
    }
    of_body = {
        document.text[start:end]
        for document in documents
        for start, end in _names(document.text)
        if _of_body(document.text[end : end + 80])
    }
    return frozenset(typed | of_body)


def _of_body(right: str) -> bool:
    match = re.match(
        r",?\s+(?:of|from|with|at)\s+(?:the\s+)?((?:[A-Z][\w’'-]*\s+(?:(?:of|for)\s+)?)*[A-Z][\w’'-]*)", right
    )
    return match is not None and not load_wording().bodies.isdisjoint(match[1].lower().split())


def described(text: str) -> Iterable[tuple[str, str]]:
    """Each name beside which a describing word stands, with its role ("public" for a title)."""
    for start, end in _names(text):
        # "Marta K.": the full stop is the name's.
        after = end + (text[end : end + 1] == "." and text[end - 2 : end - 1] == " ")
        left, right = text[max(0, start - 90) : start], text[after : after + 120]
        role = _role(left, right) or _undescribed(text[start:end], left, right)
        if role:
            yield text[start:end], role


def personal(name: str) -> bool:
    """Whether a resolved name looks like a person's own name, not a description or an organisation."""
    words = _WORD.findall(name)
    excluded = _excluded()
    return (
        1 <= len(words) <= _LONGEST_NAME
        and all(word[0].isupper() and not (word.isupper() and len(word) < _ACRONYM) for word in words)
        and not any(word.lower() in excluded or word.lower() in _describing() for word in words)
        and not any(mark in name for mark in "()[]0123456789")
    )


def _names(text: str) -> Iterable[tuple[int, int]]:
    """Runs of one to four capitalised words that may be a person's name."""
    run: list[re.Match[str]] = []
    excluded = _excluded() | _describing()
    for match in [*_WORD.finditer(text), None]:
        fits = match is not None and match[0][0].isupper() and _bare(match[0]).lower() not in excluded
        if run and (not fits or match is None or text[run[-1].end() : match.start()] != " "):
            if len(run) <= _LONGEST_NAME and not _goes_on(text, run[-1].end()):
                yield run[0].start(), run[-1].start() + len(_bare(run[-1][0]))
            run = []
        if fits and match is not None:
            run.append(match)


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _goes_on(text: str, end: int) -> bool:
    """Whether an organisation's word or a closing bracket follows: then the words before are only part of a name."""
    after = re.match(r"\s([A-Z]\w+)|\]", text[end : end + 40])
    return after is not None and (after[1] is None or after[1].lower() in load_people_words().not_names)


def _role(left: str, right: str) -> str | None:
    """The role that the words before and after a name give; a title on either side wins."""
    left = re.split(r"[.!?;:\n“”\"]\s*(?=\S*\s)", left)[-1]
    before = _before().search(left)
    # "the commander of the soldier X": the word nearest to the name is the one that describes it.
    nearest = list(_anywhere().finditer(before[0]))[-1:] if before else []
    role_before = _kind(nearest[0]["word"]) if nearest else None
    if before and nearest and role_before != "public" and before[0][nearest[0].end() :].strip(" ,") not in _LINKS:
        role_before = None  # "a resident of X": X is where he lives
    named_thing = re.search(r"\b[Tt]he\s+$", left) is not None
    found = [role_before, None if named_thing else _apposition(right)]
    if "public" in found:
        return "public"
    if any(found):
        return next(role for role in found if role)
    if _PLACE_BEFORE.search(left):
        return None
    verb = _private_verb().match(right)
    if verb:
        return load_people_words().private_verbs[verb["verb"]]
    return "private person" if _AGE_BEFORE.search(left) or _AGE_AFTER.match(right) else None


def _undescribed(name: str, left: str, right: str) -> str | None:
    """The role of somebody with an indefinite description that is in no list: "a shepherd, X, said"."""
    before = _INDEFINITE_BEFORE.search(left)
    after = _INDEFINITE_AFTER.match(right)
    if before and not re.match(r"\s*,", right):
        before = None
    if not before and not after:
        return None
    words = [found["words"] for found in (before, after) if found]
    if any(not _things().isdisjoint(re.findall(r"[\w’'-]+", phrase.lower())) for phrase in words):
        return None
    rest = right[after.end() :] if after else right
    spoke = _SPEECH_BEFORE.search(left) or _SPEECH_AFTER.match(rest)
    given = anyascii(name.split()[0]).lower() in _given_names()
    return "private person" if given or (spoke and (" " in name or before)) else None


def _apposition(right: str) -> str | None:
    match = re.match(r"(?:’s|'s)?,\s+([^,.;:”\"\n]+)", right) or re.match(r"\s+(who\s+[^,.;:”\"\n]+)", right)
    if not match:
        return None
    words = match[1]
    if words.startswith(("which", "where", "when", "and", "but", "or", "according")):
        return None
    first = _anywhere().search(words)
    if not first or len(words[: first.start()].split()) > 7:
        return None
    return _kind(first["word"])


def _kind(word: str) -> str:
    roles = load_people_words().roles
    return roles.get(word) or roles.get(word.lower()) or "public"


@cache
def _alternatives() -> str:
    words = load_people_words()
    every = sorted((*words.roles, *words.titles), key=len, reverse=True)
    return "|".join(re.escape(word) if word != word.lower() else f"(?i:{re.escape(word)})" for word in every)


@cache
def _before() -> re.Pattern[str]:
    of_what = r"(?:\s+(?:of|for|at|to)\s+(?:[\w’'-]+\s+){0,7}?)?"
    return re.compile(rf"{_word()}{of_what}(?:,| named| called)?\s*$")


@cache
def _anywhere() -> re.Pattern[str]:
    return re.compile(rf"{_word()}\b(?!['’]s)")


def _word() -> str:
    # "general-lieutenant" is no lieutenant, but an "ex-soldier" is a soldier.
    return rf"(?<![\w-])(?:ex-)?(?P<word>{_alternatives()})"


@cache
def _private_verb() -> re.Pattern[str]:
    verbs = "|".join(map(re.escape, load_people_words().private_verbs))
    return re.compile(rf",?\s+(?:who\s+)?(?:has\s+|had\s+)?(?P<verb>{verbs})\b")


@cache
def _describing() -> frozenset[str]:
    words = load_people_words()
    return frozenset(word.lower() for word in (*words.roles, *words.titles) if " " not in word)


@cache
def _excluded() -> frozenset[str]:
    forms = {
        word.lower()
        for country in load_gazetteer().countries
        for form in (country.name, country.capital, *country.adjectives, *country.demonyms, *country.seats)
        for word in form.split()
    }
    return load_people_words().not_names | forms


@cache
def _things() -> frozenset[str]:
    """Nouns whose bearers are no persons, and titles: neither makes a name private."""
    words = load_people_words()
    return words.things | words.title_words | load_wording().bodies


@cache
def _given_names() -> frozenset[str]:
    rows = files("tocsin.text").joinpath("data/given_names.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(name for row in rows if not row.startswith("#") for name in row.split("\t") if name)


@cache
def _leaders() -> tuple[str, ...]:
    return tuple(name for country in load_gazetteer().countries for name in country.leaders)


def _extracted(claims: Sequence[Claim], linkage: Linkage) -> Iterable[tuple[str, str]]:
    for claim in claims:
        for link in claim.chain:
            if link.source.private:
                for name in (link.source.name, *link.source.aliases):
                    if personal(name):
                        yield name, _ROLE_OF_TYPE[link.source.type]
    for entity in linkage.entities:
        if entity.private or entity.source_type in PRIVATE_TYPES:
            for name in (entity.name, *entity.variants):
                if personal(name):
                    yield name, _ROLE_OF_TYPE.get(entity.source_type or "", "private person")


def _naming(documents: Sequence[Document], names: set[str]) -> tuple[str, ...]:
    return tuple(document.id for document in documents if any(name in document.text for name in names))


def _grouped(roles: dict[str, str], linkage: Linkage, documents: Sequence[Document]) -> tuple[PrivatePerson, ...]:
    """Names put together where one contains the other or linking took them for one person."""
    groups: list[tuple[str, set[str]]] = []
    variants = [{entity.name, *entity.variants} for entity in linkage.entities if entity.type == "person"]
    for name in sorted(roles, key=lambda name: (-len(name.split()), name)):
        index = _group_of(name, [members for _, members in groups], variants)
        if index is None:
            groups.append((roles[name], {name}))
        else:
            role, members = groups[index]
            groups[index] = (roles[name] if role == "private person" else role, members | {name})
    people = [
        PrivatePerson(role, tuple(sorted(members, key=len, reverse=True)), _naming(documents, members))
        for role, members in groups
    ]
    order = {document.id: index for index, document in enumerate(documents)}
    texts = {document.id: document.text for document in documents}
    return tuple(sorted(people, key=lambda person: _appearance(person, order, texts)))


def _group_of(name: str, groups: Sequence[set[str]], variants: Sequence[set[str]]) -> int | None:
    """The group that a name belongs to: one with a name that holds all its words, else one whose full name is the
    same entity's. Brother and sister share a surname and stay two."""
    words = set(name.split())
    for index, members in enumerate(groups):
        if any(words < set(member.split()) for member in members):
            return index
    for index, members in enumerate(groups):
        full = {member for member in members if " " in member}
        if any(name in group and full & group for group in variants):
            return index
    return None


def _appearance(person: PrivatePerson, order: dict[str, int], texts: dict[str, str]) -> tuple[int, int, str]:
    """Where the person is first named: the index of the document, the offset in it, then the name itself."""
    if not person.documents:
        return (len(order), 0, person.names[0])
    first = person.documents[0]
    places = [place for name in person.names if (place := texts[first].find(name)) >= 0]
    return (order[first], min(places), person.names[0])

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

from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.linkage import Linkage
from tocsin.model.source import PRIVATE_TYPES
from tocsin.report.descriptions import WORD, described, personal, possible_names
from tocsin.report.vocabulary import load_wording
from tocsin.text.gazetteer import load_gazetteer

_ROLE_OF_TYPE = {"soldier": "soldier", "witness": "witness", "private-person": "private person"}


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
    present = {word for document in documents for word in WORD.findall(document.text)}
    leaders = [name for name in _leaders() if name.split()[-1] in present]
    speaking: frozenset[str] | None = None
    for name, role in _extracted(claims, linkage):
        # Extraction may not know that "Ozols" is the "Marta Ozols" whom the text calls a director.
        if _part_of(name, titled) or any(
            name.split()[-1] == leader.split()[-1] for leader in _holding(name, leaders)
        ):
            continue
        if role == "private person":
            # Worked out once, and only where it matters: it looks at every name of every document.
            speaking = _speaking_for(documents, claims) if speaking is None else speaking
            if _part_of(name, speaking):
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
        for start, end in possible_names(document.text)
        if _of_body(document.text[end : end + 80])
    }
    return frozenset(typed | of_body)


def _of_body(right: str) -> bool:
    match = re.match(
        r",?\s+(?:of|from|with|at)\s+(?:the\s+)?((?:[A-Z][\w’'-]*\s+(?:(?:of|for)\s+)?)*[A-Z][\w’'-]*)", right
    )
    return match is not None and not load_wording().bodies.isdisjoint(match[1].lower().split())


@cache
def _leaders() -> tuple[str, ...]:
    return tuple(name for country in load_gazetteer().countries for name in country.leaders)


def _extracted(claims: Sequence[Claim], linkage: Linkage) -> Iterable[tuple[str, str]]:
    """Names of private persons with their roles, each pair once."""
    return dict.fromkeys(_all_extracted(claims, linkage))


def _all_extracted(claims: Sequence[Claim], linkage: Linkage) -> Iterable[tuple[str, str]]:
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

"""Kinship: which claims of one incident may rest on one another, looked up instead of trying every pair.

A popular incident has thousands of claims; those that can be joined share an article, a copied passage, an unround
figure, an outlet named or publishing, or an agency credited, and are found by it.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tocsin.link.relays import credits, is_bare_report, same_outlet
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.link import Reuse

ClaimPair = tuple[Claim, Claim]


def kin_pairs(
    claims: Sequence[Claim], documents: Mapping[str, Document], copied: Mapping[str, Sequence[Reuse]]
) -> list[ClaimPair]:
    """Pairs of claims, in order of their ids, for which a reason to be of one origin is worth looking for."""
    if len(claims) < 2:
        return []
    held: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: claim.id):
        held[claim.document_id].append(claim)
    found: dict[tuple[str, str], ClaimPair] = {}
    for x, y in itertools.chain(
        *(itertools.combinations(own, 2) for own in held.values()),
        _by_passage(held, copied),
        _by_figure(held),
        _by_outlet(held, documents),
        _by_agency(held, documents),
        _by_report(held),
    ):
        first, second = (x, y) if x.id < y.id else (y, x)
        found[first.id, second.id] = (first, second)
    return [found[key] for key in sorted(found)]


def _across(a: Iterable[Claim], b: Iterable[Claim]) -> Iterator[ClaimPair]:
    return ((x, y) for x, y in itertools.product(a, b) if x.id != y.id)


def _by_passage(held: Mapping[str, Sequence[Claim]], copied: Mapping[str, Sequence[Reuse]]) -> Iterator[ClaimPair]:
    for key in held:
        for reuse in copied.get(key, ()):
            if reuse.a == key and reuse.b in held:
                yield from _across(held[reuse.a], held[reuse.b])


def _by_figure(held: Mapping[str, Sequence[Claim]]) -> Iterator[ClaimPair]:
    by_value: dict[float, list[Claim]] = defaultdict(list)
    for claim in itertools.chain(*held.values()):
        for number in claim.numbers:
            if is_unround(number.value):
                by_value[number.value].append(claim)
    for sharing in by_value.values():
        yield from itertools.pairwise(sharing)


def is_unround(value: float) -> bool:
    """Whether a figure is so odd that two counts would hardly come to it by chance; years are not."""
    return value >= 100 and value % 50 != 0 and not 1900 <= value <= 2100


def _by_outlet(held: Mapping[str, Sequence[Claim]], documents: Mapping[str, Document]) -> Iterator[ClaimPair]:
    """Claims that name an outlet with those of its own articles, and what one outlet has in several articles."""
    published: dict[str, list[str]] = defaultdict(list)
    named: dict[str, list[Claim]] = defaultdict(list)
    for key, own in held.items():
        if publisher := documents[key].publisher:
            published[publisher].append(key)
        for claim in own:
            for link in claim.chain:
                named[link.source.name].append(claim)
    for publisher, keys in published.items():
        for name, claims in named.items():
            if same_outlet(name, publisher):
                yield from _across(claims, itertools.chain(*(held[key] for key in keys)))
    for a, b in itertools.combinations_with_replacement(sorted(published), 2):
        if a == b or same_outlet(a, b):
            keys = sorted({*published[a], *published[b]})
            for first, second in itertools.pairwise(keys):
                yield from _across(held[first], held[second])


def _by_agency(held: Mapping[str, Sequence[Claim]], documents: Mapping[str, Document]) -> Iterator[ClaimPair]:
    """What articles tell in their own voice that credit one agency, or are its own."""
    credited = {key: credits(documents[key].text) for key in held}
    agencies = sorted({agency for names in credited.values() for agency in names})
    for agency in agencies:
        keys = [
            key
            for key in held
            if any(same_outlet(agency, name) for name in (*credited[key], documents[key].publisher or "") if name)
        ]
        for first, second in itertools.pairwise(sorted(keys)):
            yield from _across(held[first], held[second])


def _by_report(held: Mapping[str, Sequence[Claim]]) -> Iterator[ClaimPair]:
    everything = list(itertools.chain(*held.values()))
    bare = [claim for claim in everything if is_bare_report(claim)]
    yield from _across(bare, everything)

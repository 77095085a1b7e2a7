"""Windows: which pairs become candidates, and which cease to be, when members enter ordered groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from tocsin.model.ports import LinkIndex

Entries = Mapping[str, Sequence[tuple[str, str]]]  # member to (group, order)
IdPair = tuple[str, str]


def id_pair(a: str, b: str) -> IdPair:
    """Two ids in order."""
    return (a, b) if a < b else (b, a)


def enter(
    index: LinkIndex,
    kind: str,
    entries: Entries,
    window: Callable[[str], int],
    linked: Callable[[str], Collection[str]],
) -> set[IdPair]:
    """Let new members in. The pairs of old members, linked to one another, that they come between: candidates before,
    perhaps not now. `linked` gives the members that one is linked to."""
    parted: set[IdPair] = set()
    for member, places in entries.items():
        for group, order in places:
            width = window(group)
            before, after = index.around(kind, group, (order, member), width)
            if len(before) + len(after) > width:
                place = {other: number for number, other in enumerate(after)}
                parted |= {
                    id_pair(a, b)
                    for number, a in enumerate(before)
                    for b in linked(a)
                    if b in place and number + place[b] + 1 <= width
                }
    index.enter(kind, [(group, order, member) for member, places in entries.items() for group, order in places])
    return parted


def candidates(
    index: LinkIndex, kind: str, entries: Entries, window: Callable[[str], int]
) -> Iterable[tuple[str, set[str]]]:
    """For each new member its candidates, a pair of new members once."""
    for member, places in entries.items():
        found: set[str] = set()
        for group, order in places:
            before, after = index.around(kind, group, (order, member), window(group))
            found.update(after)
            found.update(other for other in before if other not in entries)
        found.discard(member)
        yield member, found


def still_near(index: LinkIndex, kind: str, pair: IdPair, places: Entries, window: Callable[[str], int]) -> bool:
    """Whether two members are candidates of one another in any group that both are in."""
    a, b = pair
    theirs = {group for group, _ in places[b]}
    for group, order in places[a]:
        if group in theirs:
            before, after = index.around(kind, group, (order, a), window(group))
            if b in before or b in after:
                return True
    return False


def by_member(pairs: Iterable[IdPair]) -> dict[str, set[str]]:
    """Each end of the pairs with its other ends."""
    held: dict[str, set[str]] = defaultdict(set)
    for a, b in pairs:
        held[a].add(b)
        held[b].add(a)
    return held

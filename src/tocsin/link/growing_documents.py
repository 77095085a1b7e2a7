"""Documents come in: text shared with others, copies and versions, and the document that each goes back to."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from tocsin.link.case import Case
from tocsin.link.reuse import (
    CROWD,
    LEAST_SHARED,
    address,
    age,
    candidate_pairs,
    copy_link,
    verified,
    version_links,
)
from tocsin.link.shingles import Hashes, fingerprints, shingle
from tocsin.link.windows import IdPair, id_pair
from tocsin.model.document import Document
from tocsin.model.link import Link, Reuse


def add_documents(case: Case, documents: Sequence[Document]) -> tuple[set[str], set[IdPair]]:
    """Keep documents; the ids of old ones that go back to another document than before, and the pairs of old ones
    that no longer share a passage. What two documents share concerns only incidents that both have claims in, and
    those of a new one are looked at anyway."""
    first = not case.index.members("documents", "all")
    case.put("document", {document.id: document for document in documents})
    case.index.enter("documents", [("all", document.id, document.id) for document in documents])
    case.index.enter("texts", [(document.text_sha256, document.id, document.id) for document in documents])
    prints = {document.id: fingerprints(shingle(document).hashes) for document in documents}
    case.put("prints", {key: found.tobytes() for key, found in prints.items()})
    pairs, parted = (_all_pairs(prints), set()) if first else _pairs(case, prints)
    case.index.enter("prints", [(f"{value:x}", key, key) for key in prints for value in prints[key].tolist()])
    if not first:
        pairs, parted = _counted(case, prints, pairs, parted)
    touched = _write_reuse(case, pairs, parted)
    return _write_copies(case, touched | set(prints), documents), parted


def _all_pairs(prints: Mapping[str, Hashes]) -> set[IdPair]:
    keys = sorted(prints)
    return {(keys[a], keys[b]) for a, b in candidate_pairs([prints[key] for key in keys])}


def _pairs(case: Case, prints: Mapping[str, Hashes]) -> tuple[set[IdPair], set[IdPair]]:
    """Before the new fingerprints are in: nothing to add, and the old pairs that may part for their coming."""
    parted: set[IdPair] = set()
    coming = Counter(f"{value:x}" for found in prints.values() for value in found.tolist())
    for value, count in coming.items():
        held = case.index.members("prints", value)
        if len(held) + count > CROWD and len(held) > 1:
            parted.update(_within(held))
    return set(), {pair for pair in parted if pair[1] in case.row("reuse", pair[0], {})}


def _within(held: Sequence[str]) -> set[IdPair]:
    """The pairs that a fingerprint's documents give: all of them, or in a crowd the neighbours."""
    if len(held) > CROWD:
        return {id_pair(a, b) for a, b in itertools.pairwise(held)}
    return {id_pair(a, b) for i, a in enumerate(held) for b in held[i + 1 :]}


def _counted(
    case: Case, prints: Mapping[str, Hashes], pairs: set[IdPair], suspects: set[IdPair]
) -> tuple[set[IdPair], set[IdPair]]:
    """After they are in: the new documents' candidates, and the suspects that share too little now."""
    for key, found in prints.items():
        counts: Counter[str] = Counter()
        for value in found.tolist():
            counts.update(_partners(case, f"{value:x}", key))
        pairs |= {id_pair(key, other) for other, count in counts.items() if count >= LEAST_SHARED}
    parted = {pair for pair in suspects if _shared(case, *pair) < LEAST_SHARED}
    return pairs, parted


def _partners(case: Case, value: str, key: str) -> list[str]:
    held = case.index.members("prints", value)
    if len(held) <= CROWD:
        return [other for other in held if other != key]
    before, after = case.index.around("prints", value, (key, key), 1)
    return before + after


def _shared(case: Case, a: str, b: str) -> int:
    """By how many fingerprints two documents are candidates."""
    mine, theirs = (np.frombuffer(case.row("prints", key), dtype=np.uint64) for key in (a, b))
    common = np.intersect1d(mine, theirs, assume_unique=True).tolist()
    return sum(b in _partners(case, f"{value:x}", a) for value in common)


def _write_reuse(case: Case, pairs: Iterable[IdPair], parted: Iterable[IdPair]) -> set[str]:
    changed: dict[str, dict[str, Reuse]] = {}

    def of(key: str) -> dict[str, Reuse]:
        if key not in changed:
            changed[key] = dict(case.row("reuse", key, {}))
        return changed[key]

    before, mine = "", None
    for a, b in sorted(pairs):
        if mine is None or a != before:
            before, mine = a, shingle(case.row("document", a))
        item = verified(mine, shingle(case.row("document", b)))
        if item is not None:
            of(a)[b] = of(b)[a] = item
    for a, b in parted:
        of(a).pop(b, None)
        of(b).pop(a, None)
    case.put("reuse", changed)
    return set(changed)


def _write_copies(case: Case, touched: Iterable[str], documents: Sequence[Document]) -> set[str]:
    """Bring the links between copies up to date; the documents that now go back to another one than before."""
    pages = sorted({page for document in documents if (page := address(document.url))})
    entered = [(page, "|".join(age(d)), d.id) for d in documents if (page := address(d.url))]
    case.index.enter("pages", entered)
    around = {key for page in pages for key in case.index.members("pages", page)} | set(touched)
    links: dict[str, dict[str, Link]] = {}
    for key in sorted(around):
        links[key] = {link.a if link.b == key else link.b: link for link in _links_of(case, key)}
    case.put("copies", links)
    return _write_roots(case, around)


def _links_of(case: Case, key: str) -> list[Link]:
    document: Document = case.row("document", key)
    reuse: Mapping[str, Reuse] = case.row("reuse", key, {})
    others = case.rows("document", reuse)
    found = [copy_link(item, document, others[o], case.settings.near_duplicate) for o, item in reuse.items()]
    page = address(document.url)
    if page:
        before, after = case.index.around("pages", page, ("|".join(age(document)), key), 1)
        near = [case.row("document", other) for other in (*before, key, *after)]
        found += [link for link in version_links(near) if key in (link.a, link.b)]
    return [link for link in found if link]


def _write_roots(case: Case, around: Iterable[str]) -> set[str]:
    """The earliest document of each group of copies, for all that the changed ones hang together with."""
    changed: dict[str, str] = {}
    seen: set[str] = set()
    for start in sorted(around):
        if start in seen:
            continue
        group, open_ = {start}, [start]
        while open_:
            for other in case.row("copies", open_.pop(), {}):
                if other not in group:
                    group.add(other)
                    open_.append(other)
        seen |= group
        root = min(age(document) for document in case.rows("document", group).values())[1]
        changed |= {key: root for key in group if case.row("copy-root", key, key) != root}
    case.put("copy-root", changed)
    return set(changed)


def reuse_by_document(case: Case, keys: Iterable[str]) -> dict[str, tuple[Reuse, ...]]:
    """What each document shares with others."""
    held: dict[str, tuple[Reuse, ...]] = defaultdict(tuple)
    for key, reuse in case.rows("reuse", keys).items():
        held[key] = tuple(reuse[other] for other in sorted(reuse))
    return held

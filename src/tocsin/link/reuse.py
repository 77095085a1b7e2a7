"""Text reuse: which documents copy one another, how much, and exactly which words.

Candidates are documents that share two fingerprints (see `shingles`), looked up by fingerprint; each pair is then
verified on the exact shingles, so nothing is reported on an estimate. A fingerprint in more than CROWD documents is a
wire text or debris that pages share: of its documents only neighbours by id are candidates, which still chains all
copies of a text.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from tocsin.link.shingles import Hashes, Shingled, copied_spans, fingerprints, shingle
from tocsin.model.document import Document
from tocsin.model.link import Link, Reuse

CROWD = 40
LEAST_SHARED = 2
LEAST_WORDS = 12  # shorter shared runs are names, titles and set phrases


def find_reuse(documents: Sequence[Document]) -> tuple[Reuse, ...]:
    """Pairs of documents that share a passage of at least twelve words, with its spans in both, by document ids."""
    kept = sorted(documents, key=lambda item: item.id)
    pairs = candidate_pairs([fingerprints(shingle(document).hashes) for document in kept])
    found = []
    for a, group in itertools.groupby(pairs, key=lambda pair: pair[0]):
        mine = shingle(kept[a])
        found += [verified(mine, shingle(kept[b])) for _, b in group]
    return tuple(reuse for reuse in found if reuse)


def candidate_pairs(prints: Sequence[Hashes]) -> list[tuple[int, int]]:
    """Index pairs that share at least two fingerprints, sorted. The order of the documents is that of their ids."""
    if len(prints) < 2:
        return []
    owners = np.repeat(np.arange(len(prints), dtype=np.uint32), [len(item) for item in prints])
    hashes = np.concatenate(prints)
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    del order
    edges = np.flatnonzero(np.diff(hashes)) + 1
    sizes = np.diff(np.concatenate([[0], edges, [len(hashes)]]))
    # Fingerprints of one document only, nearly all of them, are done with.
    several = np.repeat(sizes > 1, sizes)
    crowded = np.repeat(sizes > CROWD, sizes)[several]
    hashes, owners = hashes[several], owners[several]
    codes = []
    for step in range(1, CROWD):
        alike = hashes[:-step] == hashes[step:]
        if step > 1:
            alike &= ~crowded[:-step]
        if not alike.any():
            break
        codes.append(owners[:-step][alike].astype(np.uint64) * np.uint64(len(prints)) + owners[step:][alike])
    return _counted(codes, len(prints))


def _counted(codes: Sequence[npt.NDArray[np.uint64]], documents: int) -> list[tuple[int, int]]:
    if not codes:
        return []
    pairs, counts = np.unique(np.concatenate(codes), return_counts=True)
    pairs = pairs[counts >= LEAST_SHARED]
    return list(zip((pairs // documents).tolist(), (pairs % documents).tolist(), strict=True))


def verified(a: Shingled, b: Shingled) -> Reuse | None:
    """What two documents share word for word, or None where no passage is long enough."""
    x, y = np.unique(a.hashes), np.unique(b.hashes)
    common = np.intersect1d(x, y, assume_unique=True)
    if not len(common):
        return None
    spans_a, spans_b = copied_spans(a, common, LEAST_WORDS), copied_spans(b, common, LEAST_WORDS)
    if not spans_a or not spans_b:
        return None
    share = len(common) / min(len(x), len(y))
    return Reuse(a.document_id, b.document_id, round(share, 4), spans_a, spans_b)


def copy_link(item: Reuse, first: Document, second: Document, threshold: float) -> Link | None:
    """The link between two documents of which one copies the other; `a` is the later one where dates tell."""
    if item.share < threshold:
        return None
    later, earlier = in_time(first, second)
    reason = f"{item.share:.0%} of the shorter text stands word for word in the other"
    return Link(later.id, earlier.id, "copies", 6.0 * item.share, (reason,))


def version_links(pages: Sequence[Document]) -> tuple[Link, ...]:
    """Links between documents of one address in the order of their dates, each version with the one before it.

    A page captured twice under one address is a version of one document, however little its texts share.
    """
    reason = "two captures of one page: versions of one document"
    ordered = sorted(pages, key=age)
    return tuple(Link(b.id, a.id, "copies", 6.0, (reason,)) for a, b in itertools.pairwise(ordered))


def copies(documents: Sequence[Document], reuse: Iterable[Reuse], threshold: float) -> tuple[Link, ...]:
    """All links between documents that are copies or versions of one another, by ids."""
    by_id = {document.id: document for document in documents}
    found = [copy_link(item, by_id[item.a], by_id[item.b], threshold) for item in reuse]
    links = {(link.a, link.b): link for link in found if link}
    addressed = sorted((page, d.id) for d in documents if (page := address(d.url)))
    for _, group in itertools.groupby(addressed, key=lambda pair: pair[0]):
        links.update({(link.a, link.b): link for link in version_links([by_id[key] for _, key in group])})
    return tuple(links[key] for key in sorted(links))


def age(document: Document) -> tuple[str, str]:
    """By date of publication, the undated last, then by id."""
    start = document.publication.interval.start or document.publication.interval.end
    return (start.isoformat() if start else "9999", document.id)


def in_time(a: Document, b: Document) -> tuple[Document, Document]:
    """(later, earlier)."""
    first, second = sorted((a, b), key=age)
    return second, first


def address(url: str | None) -> str | None:
    """What two addresses of one page share: host without "www." and "m.", path and query."""
    if not url:
        return None
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}" if host else None

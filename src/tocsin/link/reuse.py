"""Text reuse: which documents copy one another, how much, and exactly which words.

Candidates come from MinHash with locality-sensitive banding (whole copies) and from a sample of shared shingles
(passages); each is then verified on the exact shingles, so nothing is reported on an estimate.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt
import rensa

from tocsin.link.shingles import Shingled, copied_spans, flatten, shingle
from tocsin.model.document import Document
from tocsin.model.link import Link, Reuse

PERMUTATIONS = 128
BANDS = 32  # of 4 rows: a pair of Jaccard .5 is a candidate with probability .87, one of .7 with .9998
SEED = 20220224
CHUNK = 5_000  # documents a signature batch, so that the library's rows never fill the memory
SAMPLE = np.uint64(4)  # one shingle in four is indexed for shared passages
CROWD = 40  # a shingle in more documents than this is boilerplate, not reuse
LEAST_SAMPLED = 2
LEAST_WORDS = 12  # shorter shared runs are names, titles and set phrases


def find_reuse(documents: Sequence[Document]) -> tuple[Reuse, ...]:
    """Pairs of documents that share a passage of at least twelve words, with its spans in both, by document ids."""
    kept = sorted(documents, key=lambda item: item.id)
    light = [_without_places(shingle(document)) for document in kept]
    kept = [document for document, item in zip(kept, light, strict=True) if len(item.hashes)]
    light = [item for item in light if len(item.hashes)]
    found = []
    for a, group in itertools.groupby(sorted(near_duplicate_pairs(light) | passage_pairs(light)), key=lambda p: p[0]):
        mine = shingle(kept[a])
        found += [_verify(mine, shingle(kept[b])) for _, b in group]
    return tuple(reuse for reuse in found if reuse)


def _without_places(item: Shingled) -> Shingled:
    """Where shingles stand is needed only of the few documents that are verified, and is found again then."""
    nothing = np.zeros(0, dtype=np.int32)
    return Shingled(item.document_id, item.hashes, nothing, nothing)


def near_duplicate_pairs(shingled: Sequence[Shingled]) -> set[tuple[int, int]]:
    """Index pairs that fall into one band bucket. Large buckets are chained, since copies of one text are alike."""
    if len(shingled) < 2:
        return set()
    signatures = _signatures(shingled)
    rows = PERMUTATIONS // BANDS
    pairs: set[tuple[int, int]] = set()
    for band in range(BANDS):
        part = np.ascontiguousarray(signatures[:, band * rows : (band + 1) * rows])
        keys = part.view(np.dtype((np.void, part.dtype.itemsize * rows))).ravel()
        pairs.update(_bucket_pairs(np.unique(keys, return_inverse=True)[1]))
    return pairs


def _signatures(shingled: Sequence[Shingled]) -> npt.NDArray[np.uint32]:
    blocks = []
    for start in range(0, len(shingled), CHUNK):
        hashes, offsets = flatten(shingled[start : start + CHUNK])
        matrix = rensa.RMinHash.digest_matrix_from_flat_token_hashes(hashes, offsets, PERMUTATIONS, SEED)
        blocks.append(np.asarray(matrix.to_rows(), dtype=np.uint32))
    return np.concatenate(blocks)


def _bucket_pairs(bucket_of: npt.NDArray[np.intp]) -> Iterable[tuple[int, int]]:
    order = np.argsort(bucket_of, kind="stable")
    sizes = np.bincount(bucket_of)
    ends = np.cumsum(sizes)
    for bucket in np.flatnonzero(sizes > 1):
        members = order[ends[bucket] - sizes[bucket] : ends[bucket]].tolist()
        yield from itertools.combinations(members, 2) if len(members) <= CROWD else itertools.pairwise(members)


def passage_pairs(shingled: Sequence[Shingled]) -> set[tuple[int, int]]:
    """Index pairs that share at least two sampled shingles, those of a crowd aside."""
    if len(shingled) < 2:
        return set()
    sampled = [np.unique(item.hashes[item.hashes % SAMPLE == 0]) for item in shingled]
    owners = np.repeat(np.arange(len(sampled), dtype=np.int32), [len(item) for item in sampled])
    hashes = np.concatenate(sampled)
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    edges = np.flatnonzero(np.diff(hashes)) + 1
    starts, ends = np.concatenate([[0], edges]), np.concatenate([edges, [len(hashes)]])
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if 1 < end - start <= CROWD:
            for pair in itertools.combinations(sorted(owners[start:end].tolist()), 2):
                shared[pair] += 1
    return {pair for pair, count in shared.items() if count >= LEAST_SAMPLED}


def _verify(a: Shingled, b: Shingled) -> Reuse | None:
    x, y = np.unique(a.hashes), np.unique(b.hashes)
    common = np.intersect1d(x, y, assume_unique=True)
    if not len(common):
        return None
    spans_a, spans_b = copied_spans(a, common, LEAST_WORDS), copied_spans(b, common, LEAST_WORDS)
    if not spans_a or not spans_b:
        return None
    share = len(common) / min(len(x), len(y))
    return Reuse(a.document_id, b.document_id, round(share, 4), spans_a, spans_b)


def copies(documents: Sequence[Document], reuse: Iterable[Reuse], threshold: float) -> tuple[Link, ...]:
    """Links between documents that are copies or versions of one another; `a` is the later one where dates tell.

    A page captured twice under one address is a version of one document, however little its texts share.
    """
    by_id = {document.id: document for document in documents}
    links: dict[tuple[str, str], Link] = {}
    for item in reuse:
        if item.share >= threshold:
            later, earlier = _in_time(by_id[item.a], by_id[item.b])
            reason = f"{item.share:.0%} of the shorter text stands word for word in the other"
            links[later.id, earlier.id] = Link(later.id, earlier.id, "copies", 6.0 * item.share, (reason,))
    pages: dict[str, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda item: item.id):
        if address := _address(document.url):
            pages[address].append(document)
    for versions in pages.values():
        for first, second in itertools.pairwise(versions):
            later, earlier = _in_time(first, second)
            reason = "two captures of one page: versions of one document"
            links[later.id, earlier.id] = Link(later.id, earlier.id, "copies", 6.0, (reason,))
    return tuple(links[key] for key in sorted(links))


def _in_time(a: Document, b: Document) -> tuple[Document, Document]:
    first, second = (document.publication.interval.start for document in (a, b))
    if first and second and first != second:
        return (a, b) if first > second else (b, a)
    return (b, a) if a.id < b.id else (a, b)


def _address(url: str | None) -> str | None:
    if not url:
        return None
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}" if host else None

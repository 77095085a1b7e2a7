"""Shingles: every run of five words of a document's own prose, hashed, with where it stands; and fingerprints.

Words are hashed by whole arrays (a polynomial over lower-cased letters that wraps at 64 bits), since a case has tens
of millions of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from tocsin.model.document import Document
from tocsin.model.span import Span

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int32]
# Five words: long enough that two writers rarely hit on the same run, short enough to survive light editing
# (Broder 1997, On the resemblance and containment of documents, doi:10.1109/SEQUEN.1997.666900).
WORDS_A_SHINGLE = 5
# Odd 64-bit multiplier (Knuth's golden-ratio constant) and its inverse modulo 2^64.
MULTIPLIER = 0x9E3779B97F4A7C15
INVERSE = pow(MULTIPLIER, -1, 1 << 64)
BASIC = 0x10000  # code points below this are looked up; those above count as letters as they are
# The least hash of every run of this many shingles is kept: two texts that share twelve words share a fingerprint,
# and two where they share twenty (Schleimer, Wilkerson & Aiken 2003, Winnowing, doi:10.1145/872757.872770).
WINNOW = 8


@dataclass(frozen=True)
class Shingled:
    """A document's shingles in text order: `hashes[i]` covers the words from `starts[i]` to `ends[i]`."""

    document_id: str
    hashes: Hashes
    starts: Places
    ends: Places


@lru_cache(maxsize=1)
def _letters() -> npt.NDArray[np.uint64]:
    """Each code point's lower-case letter or digit, 0 for what is neither."""
    table = np.zeros(BASIC, dtype=np.uint64)
    for code in range(BASIC):
        if chr(code).isalnum():
            lower = chr(code).lower()
            table[code] = ord(lower) if len(lower) == 1 else code
    return table


@lru_cache(maxsize=24)
def _powers(bits: int) -> tuple[Hashes, Hashes]:
    """The first 2^bits powers of the multiplier and of its inverse."""
    size = 1 << bits
    with np.errstate(over="ignore"):
        forward = np.cumprod(np.full(size, MULTIPLIER, dtype=np.uint64))
        back = np.cumprod(np.full(size, INVERSE, dtype=np.uint64))
    one = np.ones(1, dtype=np.uint64)
    return np.concatenate([one, forward])[:size], np.concatenate([one, back])[:size]


def shingle(document: Document) -> Shingled:
    """The shingles of a document's text outside its boilerplate. A text of under five words has none."""
    codes = np.frombuffer(document.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    letters = _letters()[np.minimum(codes, BASIC - 1)]
    if len(codes) and int(codes.max()) >= BASIC:
        letters = np.where(codes >= BASIC, codes.astype(np.uint64), letters)
    for part in document.boilerplate:
        letters[part.span.start : part.span.end] = 0
    edge = np.diff(np.concatenate([[False], letters != 0, [False]]).astype(np.int8))
    starts, ends = np.flatnonzero(edge == 1).astype(np.int32), np.flatnonzero(edge == -1).astype(np.int32)
    forward, back = _powers(max(1, len(codes).bit_length()))
    total = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(letters * forward[: len(letters)])])
    words = (total[ends] - total[starts]) * back[starts]
    hashes = hash_runs(words ^ (words >> np.uint64(31)))
    count, last = len(hashes), WORDS_A_SHINGLE - 1
    return Shingled(document.id, hashes, starts[:count], ends[last : last + count])


def hash_runs(words: Hashes) -> Hashes:
    """One hash for each run of five word hashes, by a polynomial that wraps at 64 bits."""
    count = max(0, len(words) - WORDS_A_SHINGLE + 1)
    total = np.zeros(count, dtype=np.uint64)
    multiplier = np.uint64(MULTIPLIER)
    for offset in range(WORDS_A_SHINGLE):
        total = total * multiplier + (words[offset : offset + count] + np.uint64(1)) * multiplier
    # The low bits of a polynomial are weak; fold the high ones in.
    total ^= total >> np.uint64(29)
    return total * multiplier


def fingerprints(hashes: Hashes) -> Hashes:
    """The distinct hashes that stand for a text, about two in nine of its shingles: the least of every window."""
    if len(hashes) <= WINNOW:
        return np.unique(hashes.min(keepdims=True)) if len(hashes) else hashes
    least = hashes[: len(hashes) - WINNOW + 1].copy()
    for offset in range(1, WINNOW):
        np.minimum(least, hashes[offset : offset + len(least)], out=least)
    return np.unique(least)


def copied_spans(mine: Shingled, others: Hashes, least_words: int) -> tuple[Span, ...]:
    """The maximal runs of `mine` whose every shingle is among `others` (sorted), of at least `least_words` words."""
    at = np.searchsorted(others, mine.hashes)
    hits = np.flatnonzero(others[np.minimum(at, len(others) - 1)] == mine.hashes) if len(others) else at[:0]
    if not len(hits):
        return ()
    edges = np.flatnonzero(np.diff(hits) > 1)
    first = np.concatenate([[0], edges + 1])
    last = np.concatenate([edges, [len(hits) - 1]])
    long = hits[last] - hits[first] + WORDS_A_SHINGLE >= least_words
    return tuple(
        Span(int(mine.starts[hits[a]]), int(mine.ends[hits[b]])) for a, b in zip(first[long], last[long], strict=True)
    )

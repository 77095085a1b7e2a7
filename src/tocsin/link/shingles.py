"""Shingles: every run of five words of a document's own prose, hashed, with where it stands."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tocsin.model.document import Document
from tocsin.model.span import Span

WORD = re.compile(r"[^\W_]+")
# Five words: long enough that two writers rarely hit on the same run, short enough to survive light editing
# (Broder 1997, On the resemblance and containment of documents, doi:10.1109/SEQUEN.1997.666900).
WORDS_A_SHINGLE = 5
# Odd 64-bit multiplier for the polynomial over word hashes (Knuth's golden-ratio constant).
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Shingled:
    """A document's shingles in text order: `hashes[i]` covers the words from `starts[i]` to `ends[i]`."""

    document_id: str
    hashes: npt.NDArray[np.uint64]
    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]


def shingle(document: Document) -> Shingled:
    """The shingles of a document's text outside its boilerplate. A text of under five words has none."""
    words, starts, ends = [], [], []
    skip = sorted(part.span for part in document.boilerplate)
    position = 0
    for match in WORD.finditer(document.text):
        start, end = match.span()
        while position < len(skip) and skip[position].end <= start:
            position += 1
        if position < len(skip) and skip[position].start < end:
            continue
        words.append(zlib.crc32(match.group().casefold().encode("utf-8", "surrogatepass")))
        starts.append(start)
        ends.append(end)
    hashes = hash_runs(np.asarray(words, dtype=np.uint64))
    count = len(hashes)
    last = WORDS_A_SHINGLE - 1
    return Shingled(
        document.id,
        hashes,
        np.asarray(starts[:count], dtype=np.int32),
        np.asarray(ends[last : last + count], dtype=np.int32),
    )


def hash_runs(words: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """One hash for each run of five word hashes, by a polynomial that wraps at 64 bits."""
    count = max(0, len(words) - WORDS_A_SHINGLE + 1)
    total = np.zeros(count, dtype=np.uint64)
    for offset in range(WORDS_A_SHINGLE):
        total = total * MULTIPLIER + (words[offset : offset + count] + np.uint64(1)) * MULTIPLIER
    # The low bits of a polynomial are weak; fold the high ones in.
    return total ^ (total >> np.uint64(29))


def copied_spans(mine: Shingled, others: npt.NDArray[np.uint64], least_words: int) -> tuple[Span, ...]:
    """The maximal runs of `mine` whose every shingle is among `others`, of at least `least_words` words."""
    hits = np.flatnonzero(np.isin(mine.hashes, others))
    if not len(hits):
        return ()
    breaks = np.flatnonzero(np.diff(hits) > 1) + 1
    spans = []
    for run in np.split(hits, breaks):
        if len(run) + WORDS_A_SHINGLE - 1 >= least_words:
            spans.append(Span(int(mine.starts[run[0]]), int(mine.ends[run[-1]])))
    return tuple(spans)


def flatten(shingled: Sequence[Shingled]) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """All hashes in one array, with the row offsets that a MinHash library takes."""
    sizes = np.asarray([0, *(len(item.hashes) for item in shingled)], dtype=np.uint64)
    hashes = np.concatenate([item.hashes for item in shingled]) if shingled else np.zeros(0, dtype=np.uint64)
    return hashes, np.cumsum(sizes, dtype=np.uint64)

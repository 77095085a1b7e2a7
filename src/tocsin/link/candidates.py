"""Blocking: which pairs of statements are worth comparing at all.

Every test here looks at the two statements alone, never at the rest of the case, so that a new claim can be compared
with the old ones without touching what is linked already.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from tocsin.link.lexicon import Lexicon
from tocsin.link.same_claim import NEAR_MODES
from tocsin.link.statement import Statement
from tocsin.link.words import load_stopwords, words_of
from tocsin.model.ports import Embedder, Vectors
from tocsin.text.gazetteer import Gazetteer

LEAST_SIMILARITY = 0.3  # below this no pair reached the threshold on any development text
ALIKE = 0.6  # a denial this like a claim is held against it even if no frame is shared
BLOCK = 1_024  # rows of the similarity matrix held at once
NEIGHBOURS = 4  # statements before it that one may take up


def embed(statements: Sequence[Statement], embedder: Embedder, gazetteer: Gazetteer) -> Vectors:
    """One vector a statement, of its words without the names of countries and their leaders.

    With names in, everything said on one topic is alike; without them the area under the curve for same-claim pairs
    of the development claims rose from .83 to .92. Each distinct text is embedded once.
    """
    texts = [unnamed(statement.text, gazetteer) for statement in statements]
    distinct = sorted(set(texts))
    row_of = {text: row for row, text in enumerate(distinct)}
    vectors = embedder.embed(distinct)
    return vectors[[row_of[text] for text in texts]] if texts else vectors


def unnamed(text: str, gazetteer: Gazetteer) -> str:
    """The text without its mentions of countries, peoples and leaders; the text itself where nothing else is left."""
    kept, position = [], 0
    for mention in gazetteer.mentions(text):
        kept.append(text[position : mention.start])
        position = mention.end
    plain = re.sub(r"\s+", " ", "".join(kept) + text[position:]).strip()
    return plain or text


def same_claim_pairs(statements: Sequence[Statement], vectors: Vectors) -> Iterator[tuple[int, int, float]]:
    """Index pairs (i < j) that may state one proposition, with the cosine of their vectors."""
    modes = sorted({statement.mode for statement in statements})
    allowed = np.array(
        [[a == b or frozenset({a, b}) in NEAR_MODES for b in modes] for a in modes], dtype=bool
    ).reshape(len(modes), len(modes))
    mode = np.array([modes.index(statement.mode) for statement in statements], dtype=np.intp)
    negative = np.array([statement.negative for statement in statements], dtype=bool)
    taken_up = _taken_up(statements)
    for start in range(0, len(statements), BLOCK):
        similarity = vectors[start : start + BLOCK] @ vectors.T
        rows = slice(start, start + BLOCK)
        fits = (similarity >= LEAST_SIMILARITY) & (negative[rows, None] == negative[None, :])
        fits &= allowed[mode[rows]][:, mode]
        for i, j in _upper(fits, start):
            yield i, j, float(similarity[i - start, j])
    for i, j in sorted(taken_up):
        similarity_ij = float(vectors[i] @ vectors[j])
        if similarity_ij < LEAST_SIMILARITY:
            yield i, j, similarity_ij


def _upper(fits: npt.NDArray[np.bool_], start: int) -> Iterator[tuple[int, int]]:
    for i, j in zip(*np.nonzero(fits), strict=True):
        if start + i < j:
            yield int(start + i), int(j)


def _taken_up(statements: Sequence[Statement]) -> set[tuple[int, int]]:
    by_document: dict[str, list[int]] = defaultdict(list)
    for index, statement in enumerate(statements):
        if statement.takeup:
            by_document[statement.claim.document_id].append(index)
    return {pair for indices in by_document.values() for pair in itertools.combinations(indices, 2)}


def conflict_pairs(statements: Sequence[Statement], vectors: Vectors, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Index pairs (i < j) that may conflict: they touch one group of frames, and one of them is negative, extreme,
    opposed or counted; or one denies what sounds like the other; or they follow each other in one article."""
    touched: dict[str, list[int]] = defaultdict(list)
    for index, statement in enumerate(statements):
        for key in statement_groups(statement, lexicon):
            touched[key].append(index)
    pairs: set[tuple[int, int]] = set()
    for members in touched.values():
        sharp = [i for i in members if _is_sharp(statements[i])]
        for i in sharp:
            pairs.update((min(i, j), max(i, j)) for j in members if j != i)
    for j, statement in enumerate(statements):
        for i in range(max(0, j - NEIGHBOURS), j):
            if statements[i].claim.document_id == statement.claim.document_id:
                pairs.add((i, j))
    negative = np.array([statement.negative for statement in statements], dtype=bool)
    for start in range(0, len(statements), BLOCK):
        rows = slice(start, start + BLOCK)
        alike = vectors[rows] @ vectors.T >= ALIKE
        pairs.update(_upper(alike & (negative[rows, None] != negative[None, :]), start))
    return iter(sorted(pairs))


def statement_groups(statement: Statement, lexicon: Lexicon) -> set[str]:
    """The groups a statement touches: of its frames, of what they lead up to, and of their opposites."""
    frames = [lexicon.frames[key] for key in statement.frames]
    groups = {frame.group for frame in frames} | {frame.prepares for frame in frames if frame.prepares}
    units = {word.stem for number in statement.claim.numbers for word in words_of(number.unit)} - load_stopwords()
    groups |= {f"unit:{unit}" for unit in units}
    return groups | {lexicon.frames[key].group for frame in frames for key in frame.opposite}


def _is_sharp(statement: Statement) -> bool:
    bound = bool(statement.core & {"no-choice", "refuse", "resist-pressure", "obey"})
    return bool(
        statement.negative
        or bound
        or statement.superlatives & {"first", "only"}
        or "ended" in statement.phases
        or statement.claim.numbers
        or statement.core & OPPOSABLE
    )


# Frames with an opposite that come up without any negation.
OPPOSABLE = frozenset(
    {"withdraw", "violate", "release", "desert", "oppose", "decrease", "close", "reject-deal", "dismiss"}
)

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
    """Index pairs (i < j) that may conflict or update one another: a denial, promise or forecast and a claim of what
    it is about, opposite frames, one count, or a denial that sounds like a claim; and neighbours in one article."""
    pairs = _against(statements, lexicon) | _opposites(statements, lexicon) | _neighbours(statements)
    negative = np.array([statement.negative for statement in statements], dtype=bool)
    for start in range(0, len(statements), BLOCK):
        rows = slice(start, start + BLOCK)
        alike = vectors[rows] @ vectors.T >= ALIKE
        pairs.update(_upper(alike & (negative[rows, None] != negative[None, :]), start))
    return iter(sorted(pairs))


def _against(statements: Sequence[Statement], lexicon: Lexicon) -> set[tuple[int, int]]:
    """Claims that deny, foresee or single out a thing, with those that assert something of its group."""
    sharp: dict[str, list[int]] = defaultdict(list)
    plain: dict[str, list[int]] = defaultdict(list)
    for index, statement in enumerate(statements):
        pointed = _is_sharp(statement)
        for key in _core_groups(statement, lexicon):
            (sharp if pointed else plain)[key].append(index)
    pairs: set[tuple[int, int]] = set()
    for key, members in sharp.items():
        for i in members:
            others = (j for j in (*plain[key], *members) if j != i)
            pairs.update((i, j) if i < j else (j, i) for j in others if _may_differ(statements[i], statements[j]))
    return pairs


def _core_groups(statement: Statement, lexicon: Lexicon) -> set[str]:
    """The groups that a claim asserts something of, those that its steps lead up to, and the units it counts."""
    frames = [lexicon.frames[key] for key in statement.core if not lexicon.frames[key].topic]
    groups = {frame.group for frame in frames} | {frame.prepares for frame in frames if frame.prepares}
    if statement.claim.when:
        units = {word.stem for number in statement.claim.numbers for word in words_of(number.unit)}
        groups |= {f"unit:{unit}" for unit in units - load_stopwords()}
    return groups


def _is_sharp(statement: Statement) -> bool:
    """Whether a claim can be gainsaid by a plain one: it denies, foresees, plans, singles out, ends or counts."""
    return bool(
        statement.negative
        or statement.mode in ("forecast", "promise", "plan", "possible", "refuse")
        or statement.superlatives & {"first", "only"}
        or "ended" in statement.phases
        or statement.claim.numbers
    )


def _may_differ(a: Statement, b: Statement) -> bool:
    """Two plain claims of one sign and mode are at most one claim, unless one of them counts or singles out."""
    if a.negative != b.negative or a.mode != b.mode or a.phases != b.phases:
        return True
    counted = bool(a.claim.numbers and b.claim.numbers)
    return counted or bool((a.superlatives | b.superlatives) & {"first", "only"})


def _opposites(statements: Sequence[Statement], lexicon: Lexicon) -> set[tuple[int, int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for index, statement in enumerate(statements):
        for key in statement.core:
            holders[key].append(index)
    pairs: set[tuple[int, int]] = set()
    for key, members in holders.items():
        for other in lexicon.frames[key].opposite:
            pairs.update((min(i, j), max(i, j)) for i in members for j in holders.get(other, ()) if i != j)
    return pairs


def _neighbours(statements: Sequence[Statement]) -> set[tuple[int, int]]:
    return {
        (i, j)
        for j, statement in enumerate(statements)
        for i in range(max(0, j - NEIGHBOURS), j)
        if statements[i].claim.document_id == statement.claim.document_id
    }

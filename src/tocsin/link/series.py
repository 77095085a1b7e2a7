"""Series: one quantity counted at several times, in order, with the baseline to read the last one against."""

from __future__ import annotations

import hashlib
import statistics
from collections.abc import Sequence

from tocsin.link.commonness import overlap
from tocsin.link.statement import Statement
from tocsin.link.words import load_stopwords, words_of
from tocsin.model.linkage import Series
from tocsin.model.quantity import Quantity

NEAR = 900  # characters within which an article's figures belong to one comparison


def series_keys(statement: Statement) -> list[str]:
    """What a claim's figures may count, where it is dated: each pair of a frame and a word of a unit."""
    when = statement.claim.when
    if not when or not when.end or statement.negative:
        return []
    return sorted({key for number in statement.claim.numbers for key in _keys(statement, number)})


def series_of(key: str, statements: Sequence[Statement]) -> Series | None:
    """The figures of one key at two or more different times, not overlapping, or None."""
    points = [(s, number) for s in statements for number in s.claim.numbers if key in _keys(s, number)]
    return _assemble(key, points)


def _keys(statement: Statement, number: Quantity) -> list[str]:
    """What a figure counts: each pair of a frame and a word of the unit."""
    unit = {word.stem for word in words_of(number.unit)} - load_stopwords()
    return [f"{frame}|{word}" for frame in sorted(statement.frames) for word in sorted(unit) if len(word) > 3]


def _assemble(key: str, points: Sequence[tuple[Statement, Quantity]]) -> Series | None:
    by_time: dict[str, tuple[Statement, Quantity]] = {}
    for statement, number in sorted(points, key=lambda point: (str(point[0].claim.when), point[0].claim.id)):
        by_time.setdefault(str(statement.claim.when), (statement, number))
    kept: list[tuple[Statement, Quantity]] = []
    for statement, number in sorted(by_time.values(), key=lambda point: _end(point[0])):
        if not kept or (not _overlap(kept[-1][0], statement) and _one_matter(kept[-1][0], statement)):
            kept.append((statement, number))
    if len(kept) < 2 or len({number.qualifier == "percent-change" for _, number in kept}) > 1:
        return None
    earlier = [number.value for _, number in kept[:-1]]
    ids = tuple(statement.claim.id for statement, _ in kept)
    baseline = statistics.fmean(earlier)
    times = ", ".join(f"{number.value:g} in {statement.claim.when}" for statement, number in kept)
    name = hashlib.sha256(f"{key}|{ids[0]}".encode()).hexdigest()[:10]
    return Series(name, kept[-1][1].unit, ids, tuple(n.value for _, n in kept), baseline, (times,))


def _one_matter(a: Statement, b: Statement) -> bool:
    """Whether two figures are of one body, or of claims that share their words: nine dead here, two there are not."""
    countries = {actor.country for actor in a.agents} & {actor.country for actor in b.agents}
    near = a.claim.document_id == b.claim.document_id and abs(a.position - b.position) <= NEAR
    return bool(countries - {""}) or near or overlap(a.content, b.content) >= 0.4


def _end(statement: Statement) -> str:
    return str(statement.claim.when.end) if statement.claim.when else ""


def _overlap(a: Statement, b: Statement) -> bool:
    return bool(a.claim.when and b.claim.when and a.claim.when.meets(b.claim.when))

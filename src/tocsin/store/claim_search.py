"""Looking for claims in force: by words, origin, side, kind, stance, day and document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from tocsin.model import codec
from tocsin.model.claim import Claim
from tocsin.model.finding import ClaimFilter, ClaimGrouping, Page, Voice
from tocsin.store import schema
from tocsin.store.columns import LONG_DAYS, days
from tocsin.store.rows import all_of, count_up_to, one
from tocsin.store.search_words import parse_terms
from tocsin.store.text_index import TextIndex
from tocsin.store.text_search import COUNTED, choose

# Names taken for one source's spellings; a word that stands in more is no name.
SPELLINGS = 500
Condition = sa.ColumnElement[bool]
# Written out, not bound: SQLite uses an index of the claims in force only where it can read that they are asked for.
SHOWN = schema.CLAIMS.c.shown == sa.literal_column("1")


def find_claims(
    connection: sa.Connection, index: TextIndex, wanted: ClaimFilter, offset: int, limit: int
) -> Page[Claim]:
    """A page of the claims that fit, latest day first; where words alone are asked for, best or newest in first."""
    if wanted.text.strip() and wanted == ClaimFilter(text=wanted.text):
        search = choose(connection, index, "claims", wanted.text)
        if search is None:
            return Page((), 0)
        numbers = search.page(connection, offset, limit)
        return Page(_by_number(connection, numbers), min(search.total, COUNTED), search.total <= COUNTED)
    branches = _branches(connection, index, wanted)
    table = schema.CLAIMS
    listed: list[tuple[str, int]] = []
    total = 0
    for conditions in branches:
        query = sa.select(table.c.day_start, table.c.number).where(*conditions)
        ordered = query.order_by(table.c.day_start.desc(), table.c.number.desc()).limit(offset + limit)
        part = [(str(row[0]), int(row[1])) for row in connection.execute(ordered)]
        total += len(part) if len(part) < offset + limit else count_up_to(connection, query, COUNTED)
        listed += part
    listed.sort(reverse=True)
    numbers = [number for _, number in listed[offset : offset + limit]]
    return Page(_by_number(connection, numbers), min(total, COUNTED), total <= COUNTED)


def claim_counts(
    connection: sa.Connection, index: TextIndex, wanted: ClaimFilter, by: ClaimGrouping
) -> dict[str, int]:
    """How many claims fit, by kind, stance, side, source or month."""
    table = schema.CLAIMS
    columns: dict[ClaimGrouping, Any] = {
        "kind": table.c.kind,
        "stance": table.c.stance,
        "side": table.c.side,
        "source": table.c.origin,
        "month": sa.func.substr(table.c.day_start, 1, 7),
    }
    found: dict[str, int] = {}
    for conditions in _branches(connection, index, wanted):
        group = columns[by].label("name")
        query = sa.select(group, sa.func.count()).where(*conditions).group_by(group)
        for name, count in connection.execute(query):
            found[str(name)] = found.get(str(name), 0) + int(count)
    return dict(sorted(found.items()))


def claim(connection: sa.Connection, claim_id: str) -> Claim | None:
    """A claim in force by its id."""
    table = schema.CLAIMS
    # A claim's id begins with its document's, which is indexed.
    of_it = (table.c.document_id == claim_id.rpartition("-")[0], table.c.id == claim_id, table.c.shown == 1)
    found = one(connection, sa.select(table.c.json).where(*of_it))
    return codec.decode(found, Claim) if found is not None else None


def voices(connection: sa.Connection, index: TextIndex, text: str, offset: int, limit: int) -> Page[Voice]:
    """The origins of claims in force, those with the most claims first."""
    table = schema.CLAIMS
    conditions: list[Condition] = [SHOWN, table.c.origin != ""]
    if text.strip():
        conditions.append(table.c.origin.in_(spellings(connection, index, text)))
    count = sa.func.count().label("claims")
    query = sa.select(table.c.origin, sa.func.max(table.c.side), count).where(*conditions).group_by(table.c.origin)
    total = count_up_to(connection, query, COUNTED)
    rows = connection.execute(query.order_by(count.desc(), table.c.origin).offset(offset).limit(limit))
    found = tuple(Voice(str(row[0]), str(row[1]), int(row[2])) for row in rows)
    return Page(found, min(total, COUNTED), total <= COUNTED)


def spellings(connection: sa.Connection, index: TextIndex, name: str) -> list[str]:
    """The names of origins that hold all words of a name, however they are spelled."""
    terms = parse_terms(name, by_sound=True)
    if not terms:
        return []
    table = schema.VOICES
    numbers = index.numbers("voices", terms).limit(SPELLINGS)
    return all_of(connection, sa.select(table.c.name).where(table.c.number.in_(numbers)).order_by(table.c.name))


def _branches(connection: sa.Connection, index: TextIndex, wanted: ClaimFilter) -> list[list[Condition]]:
    """The conditions, each list a search of its own without overlap; none where nothing can fit."""
    table = schema.CLAIMS
    conditions: list[Condition] = [SHOWN]
    for field in ("side", "kind", "stance"):
        if value := getattr(wanted, field):
            conditions.append(table.c[field] == value)
    if wanted.document:
        conditions.append(table.c.document_id == wanted.document)
    if wanted.source.strip():
        names = spellings(connection, index, wanted.source)
        if not names:
            return []
        conditions.append(table.c.origin.in_(names))
    if wanted.text.strip():
        search = choose(connection, index, "claims", wanted.text)
        if search is None:
            return []
        conditions.append(table.c.number.in_(search.numbers))
    # With a source, its own index is the one to walk: SQLite would take that of the days, where all sources stand.
    long = table.c.long + 0 if wanted.source.strip() else table.c.long
    if wanted.when is None:
        return [[*conditions, long == 0], [*conditions, long == 1]]
    first, last = days(wanted.when)
    meets = [table.c.day_start <= last, table.c.day_end >= first]
    short = [*conditions, long == 0, *meets]
    if wanted.when.start is not None and wanted.when.start.toordinal() > LONG_DAYS:
        short.append(table.c.day_start >= str(wanted.when.start - timedelta(days=LONG_DAYS)))
    return [short, [*conditions, long == 1, *meets]]


def _by_number(connection: sa.Connection, numbers: Sequence[int]) -> tuple[Claim, ...]:
    table = schema.CLAIMS
    rows = connection.execute(sa.select(table.c.number, table.c.json).where(table.c.number.in_(numbers))).all()
    found = {row[0]: codec.decode(row[1], Claim) for row in rows}
    return tuple(found[number] for number in numbers)

"""How one search for words is run: by sound where the letters find nothing, ranked where that is quick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from tocsin.store.rows import count_up_to
from tocsin.store.search_words import Term, parse_terms
from tocsin.store.text_index import Indexed, TextIndex

# Totals are counted up to here; "10,000 or more" is as good as the number.
COUNTED = 10_000
# Ranking looks up every line that holds a word, so words that stand in more lines than this are not ranked by.
RANKED = 20_000


@dataclass(frozen=True, slots=True)
class TextSearch:
    """A search that finds something: a query for the numbers, in order, and how many there are, up to a limit."""

    numbers: sa.Select[Any]
    ordered: sa.Select[Any]
    total: int

    def page(self, connection: sa.Connection, offset: int, limit: int) -> list[int]:
        """A stretch of the numbers found, in order."""
        return list(connection.execute(self.ordered.offset(offset).limit(limit)).scalars())


def choose(connection: sa.Connection, index: TextIndex, what: Indexed, text: str) -> TextSearch | None:
    """The search for a text, or None where nothing holds its words, nor names that sound like them."""
    tried: tuple[Term, ...] = ()
    for sounding in (False, True):
        terms = parse_terms(text, by_sound=sounding)
        if not terms or terms == tried:
            continue
        tried = terms
        numbers = index.numbers(what, terms)
        total = count_up_to(connection, numbers, COUNTED)
        if total:
            few = total <= COUNTED and (len(terms) == 1 or _all_rare(connection, index, what, terms))
            unordered = numbers.order_by(None)
            return TextSearch(unordered, index.best_first(what, terms) if few else numbers, total)
    return None


def _all_rare(connection: sa.Connection, index: TextIndex, what: Indexed, terms: Sequence[Term]) -> bool:
    return all(count_up_to(connection, index.numbers(what, (term,)), RANKED) <= RANKED for term in terms)

"""Full text of articles and claims, in memory, with names found under any spelling.

The index holds the texts as they are shown: whoever may not see a private person's name cannot find out by searching
whether it is there.
"""

from __future__ import annotations

import re
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tocsin.model.entity import Entity
from tocsin.report.desk.sight import Sight
from tocsin.text.names import fold, skeleton

# A word that stands in more rows than this is not worth ranking by: the rows come in the order of the case.
COMMON = 12_000
MOST_ROWS = 2_000
SHORTEST_SKELETON = 3
SHORTEST_NAME = 4
HIT, END = "\x02", "\x03"
_WORDS = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w+")
_FILTER = re.compile(r"(publisher|from|to):(\S+)$")


@dataclass(frozen=True)
class Sought:
    """A query taken apart: its text for the index, and what else is asked. `words` are all spellings looked for."""

    match: str
    words: tuple[str, ...]
    publisher: str = ""
    since: date | None = None
    until: date | None = None


class SearchIndex:
    """Made once a state; searched from any thread."""

    def __init__(self, sight: Sight) -> None:
        self._lock = threading.Lock()
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        tokens = "porter unicode61 remove_diacritics 2"
        self._database.execute(f"CREATE VIRTUAL TABLE documents USING fts5(title, text, tokenize='{tokens}')")
        self._database.execute(f"CREATE VIRTUAL TABLE claims USING fts5(text, tokenize='{tokens}')")
        self._database.execute("CREATE VIRTUAL TABLE claim_words USING fts5vocab(claims, row)")
        self._documents = list(sight.reading_order)
        self._claims = list(sight.desk.claims)
        self._database.executemany("INSERT INTO documents(rowid, title, text) VALUES (?, ?, ?)", _texts(sight))
        self._database.executemany("INSERT INTO claims(rowid, text) VALUES (?, ?)", _claim_texts(sight))
        self._names = Names(
            entity for entity in sight.desk.linkage.entities if not (entity.private and sight.masker.masking)
        )

    @property
    def names(self) -> Names:
        """The names of the case."""
        return self._names

    def documents(self, sought: Sought) -> Iterator[tuple[str, str, str, float]]:
        """Id, title and snippet (hits between marks) and score of the documents, the best first."""
        order = "rank" if not self._common(sought) else "rowid"
        query = (
            f"SELECT rowid, highlight(documents, 0, '{HIT}', '{END}'), "
            f"snippet(documents, 1, '{HIT}', '{END}', '…', 24), {'rank' if order == 'rank' else '0'} "
            f"FROM documents WHERE documents MATCH ? ORDER BY {order} LIMIT ?"
        )
        for row, title, snippet, score in self._rows(query, sought, 200):
            yield self._documents[row], title, snippet, -score

    def claims(self, sought: Sought) -> Iterator[tuple[str, str, float]]:
        """Id, words with hits between marks, and score of the claims, the best first."""
        order = "rank" if not self._common(sought) else "rowid"
        query = (
            f"SELECT rowid, highlight(claims, 0, '{HIT}', '{END}'), {'rank' if order == 'rank' else '0'} "
            f"FROM claims WHERE claims MATCH ? ORDER BY {order} LIMIT ?"
        )
        for row, text, score in self._rows(query, sought, 500):
            yield self._claims[row], text, -score

    def count(self, table: str, sought: Sought) -> int:
        """How many rows match, counted up to `MOST_ROWS`."""
        assert table in ("documents", "claims")
        query = f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT ?)"
        return int(self._rows(query, sought, MOST_ROWS)[0][0])

    def _common(self, sought: Sought) -> bool:
        terms = [word.lower() for word in sought.words]
        marks = ",".join("?" * len(terms))
        with self._lock:
            rows = self._database.execute(f"SELECT max(doc) FROM claim_words WHERE term IN ({marks})", terms)
            return int(rows.fetchone()[0] or 0) > COMMON

    def _rows(self, query: str, sought: Sought, most: int) -> list[tuple[Any, ...]]:
        if not sought.match:
            return [(0,)] if "count(" in query else []
        with self._lock:
            return self._database.execute(query, (sought.match, most)).fetchall()


class Names:
    """Which words of names are spellings of one another, by the case's own entities."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._by_fold: dict[str, set[str]] = defaultdict(set)
        self._by_sound: dict[str, set[str]] = defaultdict(set)
        self._of_word: dict[str, list[Entity]] = defaultdict(list)
        for entity in entities:
            if entity.type == "unnamed":
                continue
            words = {word for name in (entity.name, *entity.variants) for word in _WORD.findall(name)}
            for word in words:
                if word[:1].isupper():
                    self._by_fold[fold(word)].add(word)
                    self._by_sound[skeleton(word)].add(word)
                    self._of_word[word].append(entity)

    def spellings(self, word: str) -> tuple[str, ...]:
        """The words of names that this one may stand for, however it is spelt or scripted."""
        folded = fold(word)
        found = set(self._by_fold.get(folded, ()))
        sound = skeleton(word)
        if len(sound) >= SHORTEST_SKELETON and len(folded) >= SHORTEST_NAME:
            near = (each for each in self._by_sound.get(sound, ()) if fold(each)[:1] == folded[:1])
            found |= {each for each in near if abs(len(each) - len(folded)) <= 3}
        return tuple(sorted(found))

    def entities(self, words: Iterable[str]) -> list[Entity]:
        """The entities that have any of these words in their names, those with most of them first."""
        found: dict[str, tuple[int, Entity]] = {}
        for word in words:
            for entity in self._of_word.get(word, ()):
                count, _ = found.get(entity.id, (0, entity))
                found[entity.id] = (count + 1, entity)
        ranked = sorted(found.values(), key=lambda item: (-item[0], -len(item[1].variants), item[1].name))
        return [entity for _, entity in ranked]


def sought(query: str, names: Names) -> Sought:
    """A query as people type it: words are stems, the last one may be unfinished, quotation marks hold a phrase."""
    parts, words, told = [], [], {"publisher": "", "from": "", "to": ""}
    tokens = list(_WORDS.finditer(query))
    for place, match in enumerate(tokens):
        if match[1] is not None:
            inner = _WORD.findall(match[1])
            words += inner
            parts += [f'"{" ".join(inner)}"'] if inner else []
            continue
        filtered = _FILTER.match(match[2])
        if filtered:
            told[filtered[1]] = filtered[2]
            continue
        for word in _WORD.findall(match[2]):
            spelt = names.spellings(word)
            words += [word, *spelt]
            prefix = "*" if place == len(tokens) - 1 and len(word) > 2 else ""
            alternatives = [f'"{word}"{prefix}', *(f'"{each}"' for each in spelt if each.lower() != word.lower())]
            parts.append(f"({' OR '.join(alternatives)})")
    return Sought(
        " AND ".join(parts),
        tuple(dict.fromkeys(words)),
        told["publisher"].casefold(),
        _day(told["from"]),
        _day(told["to"]),
    )


def segments(marked: str) -> list[dict[str, object]]:
    """A marked text as pieces that are hits or not."""
    found: list[dict[str, object]] = []
    for piece in re.split(f"({HIT}[^{END}]*{END})", marked):
        if piece:
            hit = piece.startswith(HIT)
            found.append({"text": piece.strip(HIT + END) if hit else piece, "hit": hit})
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _texts(sight: Sight) -> Iterator[tuple[int, str, str]]:
    for row, key in enumerate(sight.reading_order):
        document = sight.desk.documents[key]
        title = " ".join((document.title or sight.masker.label(document.name)).split())
        yield row, sight.mask(title, key), sight.mask(document.text, key)


def _claim_texts(sight: Sight) -> Iterator[tuple[int, str]]:
    for row, claim in enumerate(sight.desk.claims.values()):
        yield row, f"{sight.mask(sight.desk.words(claim), claim.document_id)}"

"""The invented reports of `link/data/corpora.toml` as documents and claims, and an embedder without weights."""

from __future__ import annotations

import itertools
import tomllib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np

from tocsin.link.lexicon import load_lexicon
from tocsin.link.statement import Statement
from tocsin.link.statements import read_statements
from tocsin.link.words import load_stopwords, words_of
from tocsin.model.attribution import Attribution
from tocsin.model.claim import Claim
from tocsin.model.document import Document, Publication, text_digest
from tocsin.model.interval import parse
from tocsin.model.ports import Vectors
from tocsin.model.quantity import Qualifier, Quantity
from tocsin.model.source import Source, SourceType
from tocsin.model.span import Span
from tocsin.text.gazetteer import load_gazetteer

DATA = Path(__file__).parents[1] / "link" / "data" / "corpora.toml"


@dataclass(frozen=True)
class Scenario:
    """Documents and claims of one conflict, with the pairs that a careful reader finds in them."""

    name: str
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    same: frozenset[frozenset[str]]
    conflict: frozenset[frozenset[str]]


def load_scenarios() -> tuple[Scenario, ...]:
    """All scenarios of the data file."""
    return tuple(map(_scenario, tomllib.loads(DATA.read_text(encoding="utf-8"))["scenario"]))


def _scenario(entry: dict[str, Any]) -> Scenario:
    texts: dict[str, str] = dict.fromkeys(entry["documents"], "")
    claims = []
    for line in entry["claims"]:
        name, document, origin, fields, text = (part.strip() for part in line.split(" | "))
        lead = "" if origin == "-" else f"According to {origin.partition(';')[0]}, "
        start = len(texts[document]) + len(lead)
        texts[document] += f"{lead}{text}.\n\n"
        claims.append(_claim(name, document, origin, fields, Span(start, start + len(text))))
    documents = tuple(
        Document(key, key, "", texts[key], text_digest(texts[key]), Publication(parse(day), "user"))
        for key, day in entry["documents"].items()
    )
    same = {frozenset(pair) for group in entry["same"] for pair in itertools.combinations(group, 2)}
    return Scenario(
        entry["name"], documents, tuple(claims), frozenset(same), frozenset(map(frozenset, entry["conflict"]))
    )


def _claim(name: str, document: str, origin: str, fields: str, span: Span) -> Claim:
    given = dict(part.split("=") for part in _split(fields))
    chain: tuple[Attribution, ...] = ()
    if origin != "-":
        who, kind, side = (part.strip() for part in origin.split(";"))
        start = span.start - len(who) - 2
        chain = (Attribution(Source(who, cast(SourceType, kind), side), Span(start, start + len(who))),)
    numbers: tuple[Quantity, ...] = ()
    if "numbers" in given:
        value, unit, qualifier = given["numbers"].split("/")
        numbers = (Quantity(span, float(value), None, unit, cast(Qualifier, qualifier)),)
    values: dict[str, Any] = {key: given[key] for key in ("polarity", "stance", "certainty", "kind") if key in given}
    when = parse(given["when"]) if "when" in given else None
    return Claim(name, document, span, span, chain, numbers=numbers, when=when, **values)


def _split(fields: str) -> list[str]:
    """The fields, which are apart by spaces; a number's unit may hold spaces itself."""
    parts: list[str] = []
    for word in fields.split():
        if "=" in word or not parts:
            parts.append(word)
        else:
            parts[-1] += f" {word}"
    return parts


@dataclass(frozen=True)
class HashingEmbedder:
    """Bags of hashed word stems and their starts as unit vectors: like words give like vectors."""

    version: str = "hashing-1"

    def embed(self, sentences: Sequence[str]) -> Vectors:
        rows = np.zeros((len(sentences), 256), dtype=np.float32)
        common = load_stopwords()
        for row, sentence in enumerate(sentences):
            for word in words_of(sentence):
                if word.stem not in common:
                    rows[row, zlib.crc32(word.stem.encode()) % 256] += 1.0
                    rows[row, zlib.crc32(word.stem[:4].encode()) % 256] += 0.5
            rows[row, 255] += 0.3
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def statements_of(documents: Sequence[Document], claims: Sequence[Claim]) -> list[Statement]:
    """The statements of all documents in order."""
    return [
        statement
        for document in documents
        for statement in read_statements(
            document, [c for c in claims if c.document_id == document.id], load_lexicon(), load_gazetteer()
        )
    ]


def reports(
    *rows: tuple[str, str, str, dict[str, Any]], days: dict[str, str] | None = None
) -> tuple[tuple[Document, ...], tuple[Claim, ...]]:
    """Documents and claims from rows of (document, origin or "-", text, fields); ids run from c0 on."""
    texts: dict[str, str] = {}
    claims = []
    for number, (document, origin, text, fields) in enumerate(rows):
        lead = "" if origin == "-" else f"According to {origin.partition(';')[0]}, "
        start = len(texts.get(document, "")) + len(lead)
        texts[document] = texts.get(document, "") + f"{lead}{text}.\n\n"
        written = " ".join(f"{key}={value}" for key, value in fields.items())
        claims.append(_claim(f"c{number}", document, origin, written, Span(start, start + len(text))))
    documents = tuple(
        Document(
            key, key, "", text, text_digest(text), Publication(parse((days or {}).get(key, "2023-05-10")), "user")
        )
        for key, text in texts.items()
    )
    return documents, tuple(claims)

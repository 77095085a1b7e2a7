"""A small case for the desk: four articles on one question, with claims laid in by hand: nothing is parsed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from tocsin.assess.questions import QuestionOverrides, parse_question
from tocsin.assess.templates import load_templates
from tocsin.model import codec
from tocsin.model.attribution import Attribution
from tocsin.model.capture import capture
from tocsin.model.claim import Claim, claim_id
from tocsin.model.document import Document, Publication, document_id, text_digest
from tocsin.model.interval import Interval, of_day
from tocsin.model.mention import Mention, Place
from tocsin.model.ports import Vectors
from tocsin.model.quantity import Quantity
from tocsin.model.settings import AssessSettings, Settings
from tocsin.model.source import Source
from tocsin.model.span import Span
from tocsin.model.stamp import Stamp
from tocsin.pipeline.extracting import extraction_key
from tocsin.registry.extraction import build_extraction
from tocsin.registry.stores import create_case, open_case
from tocsin.serve.hub import Hub
from tocsin.serve.opening import Access, Opening
from tocsin.store.interface import CaseStore
from tocsin.text.gazetteer import load_gazetteer

QUESTION = "Will Belarus's armed forces enter Russia's war against Ukraine before 2023-01-01?"
AS_OF = date(2022, 10, 28)
NOW = datetime(2022, 10, 28, 12, tzinfo=UTC)
SETTINGS = Settings(assess=AssessSettings(draws=20))

LEDGER = """Two tank companies leave Slonim 🚆

The General Staff of Ukraine said that two tank companies had left Slonim for the border on Tuesday. \
President Lukashenko said that Belarus would not send its army to Ukraine.

Janek Wolny, a 22-year-old conscript from Zelva, said that his unit had been issued live ammunition. \
"They took our phones," Wolny said.

Read also: ten facts about trains."""
LANTERN = """Lukashenka again

According to the General Staff of Ukraine, two tank companies had left Slonim for the border. \
Alexander Lukashenka said that Belarus was already taking part in the war, and would send its army to Ukraine."""
COPY = LANTERN
UNDATED = """A note without a day

The Defence Ministry of Belarus denied that any tank company had left Slonim."""


@dataclass(frozen=True)
class Said:
    """One claim of an article: its words, who says them (the name as written, kind, side), and more of its fields."""

    words: str
    source: tuple[str, str, str] | None = None
    fields: tuple[tuple[str, object], ...] = ()


STAFF = ("General Staff of Ukraine", "military", "ukraine")
ARTICLES: tuple[tuple[str, str, str | None, date | None, tuple[Said, ...]], ...] = (
    (
        "ledger",
        LEDGER,
        "Dnipro Ledger",
        date(2022, 10, 12),
        (
            Said("two tank companies had left Slonim for the border on Tuesday", STAFF, (("kind", "event"),)),
            Said(
                "Belarus would not send its army to Ukraine",
                ("Lukashenko", "official", "belarus"),
                (("polarity", "-"),),
            ),
            Said("his unit had been issued live ammunition", ("Janek Wolny", "soldier", "belarus")),
            Said("They took our phones", ("Wolny", "soldier", "belarus"), (("quoted", True),)),
        ),
    ),
    (
        "lantern",
        LANTERN,
        "The Daily Lantern",
        date(2022, 10, 20),
        (
            Said("two tank companies had left Slonim for the border", STAFF, (("kind", "event"),)),
            Said("Belarus was already taking part in the war", ("Alexander Lukashenka", "official", "belarus")),
            Said(
                "would send its army to Ukraine",
                ("Alexander Lukashenka", "official", "belarus"),
                (("kind", "intention"),),
            ),
        ),
    ),
    (
        "copy",
        COPY,
        "Niemen Agency",
        date(2022, 10, 21),
        (Said("two tank companies had left Slonim for the border", STAFF),),
    ),
    (
        "undated",
        UNDATED,
        None,
        None,
        (
            Said(
                "any tank company had left Slonim",
                ("Defence Ministry of Belarus", "military", "belarus"),
                (("stance", "denies"),),
            ),
        ),
    ),
)


class HashedEmbedder:
    """Vectors made of a sentence's words alone: quick, and the same at every run."""

    version = "words"

    def embed(self, sentences: Sequence[str]) -> Vectors:
        rows = np.zeros((len(sentences), 64), dtype=np.float32)
        for row, sentence in zip(rows, sentences, strict=True):
            for word in sentence.lower().split():
                row[hashlib.sha256(word.encode()).digest()[0] % 64] += 1
            row /= max(float(np.linalg.norm(row)), 1e-6)
        return rows


def article(name: str, text: str, publisher: str | None, day: date | None) -> tuple[bytes, Document]:
    """An article with its bytes."""
    content = text.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    published = Publication(of_day(day), "metadata") if day else Publication(Interval(None, None), "unknown")
    title = text.partition("\n")[0]
    return content, Document(
        document_id(sha256, name),
        name,
        sha256,
        text,
        text_digest(text),
        published,
        title=title,
        title_span=Span(0, len(title)),
        publisher=publisher,
    )


def claim(document: Document, said: Said) -> Claim:
    """A claim in its article."""
    text = document.text
    start = text.index(said.words)
    content = Span(start, start + len(said.words))
    chain: tuple[Attribution, ...] = ()
    if said.source is not None:
        name, kind, side = said.source
        at = text.index(name)
        chain = (Attribution(Source(name, kind, side), Span(at, at + len(name))),)  # type: ignore[arg-type]
    ends = text.find(".", content.end)
    sentence = Span(max(text.rfind("\n", 0, start), 0), ends + 1 if ends > 0 else len(text))
    more = dict(said.fields)
    if "Slonim" in said.words:
        at = text.index("Slonim", start)
        more["places"] = (Place(Span(at, at + 6), "Slonim", "BY", 53.09, 25.32),)
    if "two tank companies" in said.words:
        at = text.index("two tank companies", start)
        more["numbers"] = (Quantity(Span(at, at + 18), 2, None, "tank companies", "exact"),)
        more["participants"] = (Mention(Span(at + 4, at + 18), "tank companies", "armed-force", "agent"),)
        more["when"] = of_day(date(2022, 10, 11))
    made = claim_id(document.id, content, chain, None)
    return Claim(made, document.id, content, sentence, chain, extractor="by the test", **more)  # type: ignore[arg-type]


def make_case(path: Path, settings: Settings = SETTINGS) -> Path:
    """The case file."""
    templates = load_templates()
    question = parse_question(
        QUESTION, overrides=QuestionOverrides(), templates=templates, gazetteer=load_gazetteer()
    )
    template = next(each for each in templates if each.key == question.template)
    stamp = Stamp("Ada", NOW)
    version = build_extraction(settings.extract).version
    store = create_case(path)
    store.put_output("template", question.id, codec.encode(template))
    store.set_question(question, stamp)
    for name, text, publisher, day, said in ARTICLES:
        content, document = article(name, text, publisher, day)
        claims = tuple(claim(document, each) for each in said)
        kept = capture(f"{name}.txt", content, "file", f"reports/{name}.txt", NOW)
        store.add_read(kept, document, extraction_key(document, version), claims, stamp)
    store.close()
    return path


def keeping(path: Path):  # type: ignore[no-untyped-def]
    """A way to hold the case."""

    @contextmanager
    def held() -> Iterator[CaseStore]:
        store = open_case(path)
        try:
            yield store
        finally:
            store.close()

    return held


def make_hub(path: Path, scratch: Path, access: Access | None = None) -> Hub:
    """A hub on a case."""
    opening = Opening(
        "orlo", keeping(path), HashedEmbedder(), SETTINGS, lambda: NOW, "Ada", scratch, HashedEmbedder(), AS_OF
    )
    return Hub(opening, access or Access(frozenset({"127.0.0.1", "localhost", "testserver"})))

"""A large case for the desk: the demo's own sentences recombined, with claims, links and evidence laid in.

    python benchmarks/desk_case.py CASE.tocsin [--articles 10000] [--claims-each 20] [--relevant 0.1]

Every article is a headline and sentences of the demo reports in a new order; each brings the claims that were
extracted from it. What would take long on so many claims, linking and matching, is written into the outputs as
it would be found: one incident for each sentence and fortnight.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from tocsin.cli.question import build_question, demo
from tocsin.cli.request import QuestionOptions
from tocsin.model import codec
from tocsin.model.capture import capture
from tocsin.model.claim import Claim, claim_id
from tocsin.model.document import Document, Publication, document_id, text_digest
from tocsin.model.evidence import Evidence
from tocsin.model.incident import Incident, Origin
from tocsin.model.incoming import Incoming
from tocsin.model.interval import of_day
from tocsin.model.link import Link
from tocsin.model.linkage import Linkage
from tocsin.model.settings import Settings
from tocsin.model.span import Span
from tocsin.model.stamp import Stamp
from tocsin.pipeline.adding import Filling, add
from tocsin.pipeline.assessing import Workshop, corpus, linked, matched
from tocsin.pipeline.extracting import extraction_key
from tocsin.pipeline.moving import moved
from tocsin.pipeline.study import Corpus
from tocsin.registry.embedders import build_embedder
from tocsin.registry.engines import build_engine
from tocsin.registry.extraction import build_extraction
from tocsin.registry.stores import create_case, memory_case
from tocsin.store.interface import CaseStore

STAMP = Stamp("benchmark", datetime(2022, 10, 28, tzinfo=UTC))
FIRST, DAYS = date(2022, 3, 1), 240
FORTNIGHT = 14
BATCH = 100
OUTLETS = 120


@dataclass(frozen=True)
class Sentence:
    """A sentence of the demo with its claims, whose spans count from its beginning, and what they tell."""

    number: int
    text: str
    claims: tuple[Claim, ...]
    evidence: tuple[Evidence, ...]
    relevant: bool


@dataclass(frozen=True)
class Material:
    """What the large case is made from."""

    sentences: tuple[Sentence, ...]
    linkage: Linkage
    opposed: frozenset[tuple[int, int]]


def main() -> None:
    """Make the case."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("case", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--claims-each", type=int, default=20)
    parser.add_argument("--relevant", type=float, default=0.1)
    options = parser.parse_args()
    make(options.case, options.articles, options.claims_each, options.relevant)


def make(path: Path, articles: int, claims_each: int, relevant: float) -> None:
    """Write the case file."""
    material = demo_material()
    store = create_case(path)
    try:
        question, template = build_question(demo().question, QuestionOptions())
        store.put_output("template", question.id, codec.encode(template))
        store.set_question(question, STAMP)
        version = build_extraction(Settings().extract).version
        told: dict[str, Sentence] = {}
        waiting: list[Incoming] = []
        for number in range(articles):
            incoming = _article(material, number, claims_each, relevant, version, told)
            waiting.append(incoming)
            if len(waiting) == BATCH or number == articles - 1:
                store.add_all(waiting, STAMP)
                waiting = []
        given = _corpus(store)
        lay_in(store, given, material, told)
        print(f"{path}: {len(given.documents)} articles, {len(given.claims)} claims")
    finally:
        store.close()


def demo_material() -> Material:
    """The demo's sentences with what the pipeline finds in them."""
    store, settings = memory_case(), Settings()
    extraction = build_extraction(settings.extract)
    engine = build_engine(settings.engine)
    add(Filling(store, extraction, engine, STAMP, settings), (str(demo().articles),))
    workshop = Workshop(store, extraction, engine, build_embedder(), settings)
    given = corpus(workshop)
    question, template = build_question(demo().question, QuestionOptions())
    linkage, evidence = linked(workshop, given), matched(workshop, given, question, template)
    found = {item.claim_id: item for item in evidence}
    sentences, number_of = _sentences(given, found)
    opposed = {
        (number_of[link.a], number_of[link.b])
        for link in linkage.links
        if link.relation == "contradicts" and link.a in number_of and link.b in number_of
    }
    return Material(sentences, linkage, frozenset(opposed))


def lay_in(store: CaseStore, given: Corpus, material: Material, told: dict[str, Sentence]) -> None:
    """Linkage and evidence, under the keys at which they are looked for."""
    settings = Settings()
    engine = build_engine(settings.engine)
    asking: Any = Asking()
    workshop = Workshop(asking, build_extraction(settings.extract), engine, build_embedder(), settings)
    question, template = build_question(demo().question, QuestionOptions())
    key = _key(lambda: linked(workshop, given))
    store.put_output("linkage", key, codec.encode(_linkage(given, material, told)))
    key = _key(lambda: matched(workshop, given, question, template))
    evidence = tuple(_evidence(claim, told[claim.id]) for claim in given.claims)
    store.put_output("evidence", key, codec.encode(evidence))


class Asked(Exception):  # noqa: N818  (it is an answer)
    """The key that a stage looks under."""


class Asking:
    """A store that tells what is asked of it, so that the keys are the pipeline's own."""

    def output(self, kind: str, key: str) -> bytes | None:
        raise Asked(key)


def _key(call: Callable[[], object]) -> str:
    try:
        call()
    except Asked as asked:
        return str(asked)
    raise AssertionError("the stage asks for nothing")


def _sentences(given: Corpus, found: dict[str, Evidence]) -> tuple[tuple[Sentence, ...], dict[str, int]]:
    texts = {document.id: document.text for document in given.documents}
    by_span: dict[tuple[str, Span], list[Claim]] = defaultdict(list)
    for claim in given.claims:
        if all(claim.sentence.contains(span) for span in _spans(claim)):
            by_span[claim.document_id, claim.sentence].append(claim)
    made: list[Sentence] = []
    number_of: dict[str, int] = {}
    for (key, span), claims in by_span.items():
        text = span.text(texts[key])
        if "\n" in text.strip() or len(text) < 40:
            continue
        number = len(made)
        number_of.update({claim.id: number for claim in claims})
        own = tuple(moved(claim, "", -span.start) for claim in claims)
        evidence = tuple(found[claim.id] for claim in claims)
        made.append(Sentence(number, text, own, evidence, any(item.relevant for item in evidence)))
    return tuple(made), number_of


def _spans(claim: Claim) -> Iterator[Span]:
    yield claim.content
    yield from (link.mention for link in claim.chain)
    yield from (link.cue for link in claim.chain if link.cue)
    yield from (span for span in (claim.cue, claim.condition) if span)
    yield from (item.span for item in claim.numbers)
    yield from (item.span for item in claim.participants)
    yield from (item.span for item in claim.places)


def _article(
    material: Material, number: int, claims_each: int, relevant: float, version: str, told: dict[str, Sentence]
) -> Incoming:
    chance = random.Random(number)
    chosen = _chosen(material.sentences, chance, claims_each, relevant)
    out = FIRST + timedelta(days=min(DAYS - 1, int(DAYS * (number + chance.random()) / 10_000) % DAYS))
    title = f"Report {number}: {' '.join(chosen[0].text.split()[:7])}"
    text, places = title + "\n\n", []
    for place, sentence in enumerate(chosen):
        places.append(len(text))
        text += sentence.text + ("\n\n" if place % 4 == 3 else " ")
    content = text.encode()
    made = capture(f"report-{number:05}", content, "file", f"reports/report-{number:05}.txt", STAMP.at)
    document = Document(
        document_id(made.sha256, made.name), made.name, made.sha256, text, text_digest(text),
        Publication(of_day(out), "metadata", "generated"), title=title, title_span=Span(0, len(title)),
        publisher=f"Outlet {number % OUTLETS}",
    )  # fmt: skip
    claims = tuple(_claims(document, chosen, places, out, told))
    return Incoming(made, document, extraction_key(document, version), claims)


def _chosen(
    sentences: Sequence[Sentence], chance: random.Random, claims_each: int, relevant: float
) -> list[Sentence]:
    """Sentences with so many claims in all, of which such a share bears on the question."""
    groups = {flag: [each for each in sentences if each.relevant is flag] for flag in (True, False)}
    found: list[Sentence] = []
    while sum(len(each.claims) for each in found) < claims_each:
        found.append(chance.choice(groups[chance.random() < relevant]))
    return found


def _claims(
    document: Document, chosen: Sequence[Sentence], places: Sequence[int], out: date, told: dict[str, Sentence]
) -> Iterator[Claim]:
    for sentence, offset in zip(chosen, places, strict=True):
        for claim in sentence.claims:
            there = moved(claim, document.id, offset)
            there = replace(there, when=of_day(out) if claim.when else None, said=of_day(out) if claim.said else None)
            there = replace(there, id=claim_id(document.id, there.content, there.chain, there.cue))
            told[there.id] = sentence
            yield there


def _corpus(store: CaseStore) -> Corpus:
    settings = Settings()
    engine = build_engine(settings.engine)
    return corpus(Workshop(store, build_extraction(settings.extract), engine, build_embedder(), settings))


def _linkage(given: Corpus, material: Material, told: dict[str, Sentence]) -> Linkage:
    days = {document.id: document.publication.interval.end for document in given.documents}
    outlets = {document.id: document.publisher or "" for document in given.documents}
    groups: dict[tuple[int, int, int], list[Claim]] = defaultdict(list)
    for claim in given.claims:
        sentence = told[claim.id]
        day = days[claim.document_id] or FIRST
        part = next(
            (place for place, each in enumerate(sentence.claims) if len(each.content) == len(claim.content)), 0
        )
        groups[sentence.number, part, (day - FIRST).days // FORTNIGHT].append(claim)
    incidents = {key: _incident(key, claims, outlets) for key, claims in groups.items()}
    links = [
        Link(incidents[a, 0, window].head, incidents[b, 0, window].head, "contradicts", 3.0, ("both cannot be so",))
        for a, b in material.opposed
        for window in range(DAYS // FORTNIGHT + 1)
        if (a, 0, window) in incidents and (b, 0, window) in incidents
    ]
    return Linkage(links=tuple(links), incidents=tuple(incidents.values()), entities=material.linkage.entities)


def _incident(key: tuple[int, int, int], claims: Sequence[Claim], outlets: dict[str, str]) -> Incident:
    name = hashlib.sha256(repr(key).encode()).hexdigest()[:10]
    by_root: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_root[claim.origin.name if claim.origin else outlets[claim.document_id]].append(claim)
    origins = tuple(
        Origin(
            f"{name}-{place}",
            root,
            tuple(claim.id for claim in own),
            tuple(dict.fromkeys(claim.document_id for claim in own)),
            True,
            ("the same words",),
        )
        for place, (root, own) in enumerate(by_root.items())
    )
    ids = tuple(claim.id for claim in claims)
    return Incident(name, ids[0], ids, origins, float(len(origins)), ("the same sentence",))


def _evidence(claim: Claim, sentence: Sentence) -> Evidence:
    found = next(
        (
            item
            for each, item in zip(sentence.claims, sentence.evidence, strict=True)
            if len(each.content) == len(claim.content)
        ),
        sentence.evidence[0],
    )
    return replace(found, claim_id=claim.id)


if __name__ == "__main__":
    main()

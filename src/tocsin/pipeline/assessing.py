"""The order of the stages, from the documents of a case to a judgement, nothing done twice.

Every output is kept in the case under a digest of its inputs, the stage's program and vocabulary, the model weights
and the settings. A second run with nothing changed only reads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tocsin.engine.interface import Engine
from tocsin.model import codec
from tocsin.model.claim import Claim
from tocsin.model.decision import Decision
from tocsin.model.document import Document
from tocsin.model.evidence import Evidence
from tocsin.model.judgement import Judgement
from tocsin.model.linkage import Linkage
from tocsin.model.ports import Embedder
from tocsin.model.question import Question
from tocsin.model.settings import Settings
from tocsin.model.template import Template
from tocsin.pipeline.bearing import bearing_corpus, is_large
from tocsin.pipeline.extracting import ensure_claims
from tocsin.pipeline.ruled_values import evidence_with
from tocsin.pipeline.rulings import anchored, by_claim, for_every_spelling, on_claims, on_document, ruling
from tocsin.pipeline.study import Corpus, Study
from tocsin.registry.extraction import Extraction
from tocsin.registry.linking import by_rows
from tocsin.registry.versions import stage_version
from tocsin.store.interface import CaseStore, OutputKind

if TYPE_CHECKING:
    from tocsin.assess.matching_learned import MatchLayer
    from tocsin.assess.matching_model import Matcher

Output = TypeVar("Output")
MANY = 2_000
"""Claims from which linking is kept by row, so that one more article costs no more than what it touches."""
OnStage = Callable[[str], None]


@dataclass(frozen=True)
class Workshop:
    """What the stages work with, whatever the question. `standing` embeds a template's sentences, which come back
    unchanged at every start; without it `embedder` does."""

    store: CaseStore
    extraction: Extraction
    engine: Engine
    embedder: Embedder
    settings: Settings
    standing: Embedder | None = None


def corpus(workshop: Workshop) -> Corpus:
    """The documents and claims of a case, as ruled. Claims that are missing are extracted and kept."""
    decisions = ruling(workshop.store.decisions())
    pairs: list[tuple[Document, Document]] = []
    for stored in workshop.store.documents():
        ruled = on_document(stored, decisions)
        if ruled is not None:
            pairs.append((ruled, stored))
    found, refusals = ensure_claims(
        workshop.store, pairs, workshop.extraction, workshop.engine, workshop.settings.engine
    )
    documents = tuple(ruled for ruled, _ in pairs)
    ruled_claims = on_claims(documents, found.claims, decisions)
    decisions = anchored(documents, ruled_claims, decisions)
    return Corpus(documents, ruled_claims, found.claims, decisions, refusals, dropped=found.dropped)


def corpus_for(workshop: Workshop, question: Question | None, template: Template | None) -> Corpus:
    """The corpus to answer a question from: in a large case only what bears on it, else everything."""
    if question is None or template is None or not is_large(workshop.store):
        return corpus(workshop)
    matcher = partial(_matcher, workshop, question, template)
    return bearing_corpus(workshop.store, _evidence_key(workshop, question, template), matcher)


def with_claims(given: Corpus, claims: tuple[Claim, ...]) -> Corpus:
    """The corpus with claims that were handed in instead of extracted, ruled on as the others."""
    return replace(given, claims=on_claims(given.documents, claims, given.decisions), extracted=claims)


def linked(workshop: Workshop, given: Corpus) -> Linkage:
    """The links, incidents, origins and entities of a corpus."""
    settings = workshop.settings.link

    def work() -> Linkage:
        from tocsin.link.linking import link

        if len(given.claims) >= MANY and by_rows(workshop.store):
            from tocsin.pipeline.linking import linked_by_rows

            return linked_by_rows(workshop, given)
        return link(given.documents, given.claims, given.decisions, workshop.embedder, settings)

    key = codec.digest(stage_version("link"), workshop.embedder.version, _inputs(given), settings)
    return _kept(workshop.store, "linkage", key, work, Linkage)


def matched(workshop: Workshop, given: Corpus, question: Question, template: Template) -> tuple[Evidence, ...]:
    """What each claim of a corpus tells about a question, as ruled, one for each claim in the same order."""

    def work() -> tuple[Evidence, ...]:
        from tocsin.assess.matching import match

        return match(given.documents, given.claims, _matcher(workshop, question, template))

    key = codec.digest(_evidence_key(workshop, question, template), _inputs(given))
    found = _kept(workshop.store, "evidence", key, work, tuple[Evidence, ...])
    if given.codings:
        from tocsin.assess.coding import with_codings

        found = with_codings(question, template, given.documents, given.claims, found, given.codings)
    rulings = by_claim(given.documents, given.extracted or given.claims, given.decisions)
    return tuple(_ruled(evidence, rulings) for evidence in found)


def _evidence_key(workshop: Workshop, question: Question, template: Template) -> str:
    """The key of what claims tell about a question, whatever the claims."""
    layer = _layer(workshop.settings.assess.match_weights)
    version = layer.version if layer else ""
    return codec.digest(stage_version("assess"), workshop.embedder.version, question, template, version)


def _matcher(workshop: Workshop, question: Question, template: Template) -> Matcher:
    from tocsin.assess.matching import load_matcher

    layer = _layer(workshop.settings.assess.match_weights)
    return load_matcher(template, question, workshop.embedder, standing=workshop.standing, layer=layer)


def _layer(path: str) -> MatchLayer | None:
    if not path:
        return None
    from tocsin.assess.matching_learned import load_layer

    return load_layer(Path(path))


def study(
    workshop: Workshop,
    given: Corpus,
    question: Question,
    template: Template,
    as_of: date,
    on_stage: OnStage = lambda name: None,
) -> Study:
    """The answer to a question as of a day, from a corpus. `on_stage` is told each stage's name as it begins."""
    on_stage("linking")
    linkage = linked(workshop, given)
    on_stage("matching claims to indicators")
    evidence = matched(workshop, given, question, template)
    on_stage("judging")
    settings = workshop.settings.assess

    def work() -> Judgement:
        from tocsin.assess.inquiry import Material
        from tocsin.assess.judging import judge

        rulings = for_every_spelling(given.decisions, linkage.entities)
        material = Material(given.documents, given.claims, linkage, evidence, rulings)
        return judge(question, template, as_of, material, settings)

    parts = (_inputs(given), linkage, evidence, question, template, as_of, settings)
    key = codec.digest(stage_version("assess"), *parts)
    judgement = _kept(workshop.store, "judgement", key, work, Judgement)
    return Study(question, template, as_of, given, linkage, evidence, judgement)


def _inputs(given: Corpus) -> str:
    return codec.digest(given.documents, given.claims, given.decisions)


def _kept(store: CaseStore, kind: OutputKind, key: str, work: Callable[[], Output], noun: type[Output]) -> Output:
    found = store.output(kind, key)
    if found is not None:
        return codec.decode(found, noun)
    made = work()
    store.put_output(kind, key, codec.encode(made))
    return made


def _ruled(evidence: Evidence, rulings: Mapping[str, tuple[Decision, ...]]) -> Evidence:
    for decision in rulings.get(evidence.claim_id, ()):
        if decision.ruling == "set":
            evidence = evidence_with(evidence, decision.field, decision.value)
    return evidence

"""Look-ups that every part of a brief needs, built once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from tocsin.assess.templates import diagnosticity
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.entity import Entity
from tocsin.model.evidence import Evidence
from tocsin.model.incident import Incident
from tocsin.model.judgement import Judgement
from tocsin.model.linkage import Linkage
from tocsin.model.question import Question
from tocsin.model.span import Span
from tocsin.model.template import Indicator, Template
from tocsin.report import words
from tocsin.report.masking import Masker, make_masker
from tocsin.report.material import Material
from tocsin.report.nouns import Citation
from tocsin.report.roles import with_names
from tocsin.report.vocabulary import load_wording
from tocsin.text.entity_names import entities_by_name

OWN_VOICE = " (own voice)"
WRITER_OF = "the writer of "
# A longer title would swallow the sentence that it stands in.
_LONG_TITLE = 70
# A shorter file name may be an ordinary word.
_SHORT_NAME = 8
# Words between a speaker and a content beyond which a denial may be of something else.
_FAR = 12


@dataclass(frozen=True, slots=True)
class Context:
    """Nouns by id.

    `claims` and `incidents` hold only what counts on the as-of day, so that no sentence of a brief can rest on a
    document from later or without a date; `documents` holds all, for the lists. `numbers` are the documents' places
    in the list, by date; `weight` is how much a claim moves the answer, in log-odds; `entities` are by every variant
    of their names. `telling` is an indicator's log likelihood ratio if lit, without its sign.
    """

    question: Question
    judgement: Judgement
    template: Template
    linkage: Linkage
    documents: dict[str, Document]
    numbers: dict[str, int]
    claims: dict[str, Claim]
    evidence: dict[str, Evidence]
    incidents: dict[str, Incident]
    indicators: dict[str, Indicator]
    entities: dict[str, Entity]
    weight: dict[str, float]
    telling: dict[str, float]
    reliability: dict[str, float]
    masker: Masker

    def text(self, claim: Claim, span: Span | None = None) -> str:
        """The exact words of the claim's content or of another span of its document, white space made single."""
        return " ".join((span or claim.content).text(self.documents[claim.document_id].text).split())

    def cite(self, claim: Claim, span: Span | None = None) -> Citation:
        """The citation of the claim's content."""
        where = span or claim.content
        document = self.documents[claim.document_id]
        return Citation(
            number=self.numbers[document.id],
            label=self.masker.text(citation_label(document), document.id),
            document_id=document.id,
            claim_id=claim.id,
            start=where.start,
            end=where.end,
        )

    def cite_document(self, document: Document) -> Citation:
        """The citation of a whole document."""
        label = self.masker.text(citation_label(document), document.id)
        return Citation(self.numbers[document.id], label, document.id)

    def cites(self, claim_ids: Iterable[str], most: int = 4) -> tuple[Citation, ...]:
        """One citation a document for these claims, in the list's order, at most `most`."""
        by_document: dict[str, Citation] = {}
        for claim_id in claim_ids:
            claim = self.claims.get(claim_id)
            if claim is not None:
                by_document.setdefault(claim.document_id, self.cite(claim))
        return tuple(sorted(by_document.values(), key=lambda citation: citation.number))[:most]

    def relevant(self, claim_id: str) -> bool:
        """Whether the claim bears on the question."""
        found = self.evidence.get(claim_id)
        return found is not None and found.relevant

    def denied(self, claim: Claim) -> bool:
        """Whether the speaker denies the content: by the claim's stance, or by a word of denial between the two."""
        if claim.stance == "denies" or not claim.chain:
            return claim.stance == "denies"
        start, end = claim.chain[0].mention.end, claim.content.start
        between = self.documents[claim.document_id].text[start:end].lower().split() if start < end else []
        return len(between) <= _FAR and not load_wording().denials.isdisjoint(between)

    def effect(self, claim: Claim) -> str:
        """What the statement does to the answer. Evidence is about the content; whoever denies a sign of a yes speaks
        for a no, and whoever denies a sign of a no speaks for nothing."""
        direction = self.evidence[claim.id].direction
        if not self.denied(claim):
            return direction
        return "away" if direction == "toward" else "neutral"

    def mask(self, text: str, document_id: str = "") -> str:
        """The text as it may be shown."""
        return self.masker.text(text, document_id)

    def voice(self, name: str) -> str:
        """A source's or origin's name as it is shown: masked, and in words where it is a writer's own voice."""
        if not name.endswith(OWN_VOICE) and not name.startswith(WRITER_OF):
            return self.mask(self.named(name))
        base = name.removesuffix(OWN_VOICE).removeprefix(WRITER_OF)
        document = next((item for item in self.documents.values() if base in (item.name, item.title)), None)
        if document is None or document.publisher:
            return f"{words.possessive(self.mask((document and document.publisher) or base))} own reporting"
        return self.mask(f"the writer of {described(document)}", document.id)

    def named(self, text: str) -> str:
        """The text with documents' file names and titles as a reader knows the articles."""
        for document in self.documents.values():
            title = " ".join((document.title or "").split())
            if len(document.name) > _SHORT_NAME:
                text = text.replace(f"“{document.name}”", described(document))
            for name in (title, document.name):
                if len(name) > _SHORT_NAME and name in text and f"“{name}”" not in text:
                    text = text.replace(name, described(document))
        return text

    def canonical(self, name: str) -> str:
        """The one name under which all spellings of a person or body are counted."""
        bare = name.removesuffix("’s").removesuffix("'s")
        entity = self.entities.get(name) or self.entities.get(bare)
        return entity.name if entity and entity.type != "unnamed" else bare

    def indicator_name(self, key: str) -> str:
        """An indicator's name in words, also for a key that the template doesn't have."""
        indicator = self.indicators.get(key)
        return indicator.name if indicator else key.rpartition(".")[2].replace("-", " ")


def make_context(
    material: Material, *, reveal: bool, everything: bool = False, masker: Masker | None = None
) -> Context:
    """The context of one brief. With `everything` also documents that don't count stay in, as tables need it. A
    `masker` made before from the same documents and claims may be handed in."""
    judgement, documents, claims, linkage = material.judgement, material.documents, material.claims, material.linkage
    order = sorted(documents, key=_by_date)
    template = with_names(material.template, material.question)
    counted = {document.id for document in documents} if everything else set(judgement.counted)
    standing = {claim.id: claim for claim in claims if claim.document_id in counted}
    incidents = [part for incident in linkage.incidents if (part := _counted(incident, standing))]
    links = tuple(link for link in linkage.links if link.a in standing and link.b in standing)
    return Context(
        question=material.question,
        judgement=judgement,
        template=template,
        linkage=replace(linkage, incidents=tuple(incidents), links=links),
        documents={document.id: document for document in documents},
        numbers={document.id: number for number, document in enumerate(order, 1)},
        claims=standing,
        evidence={item.claim_id: item for item in material.evidence},
        incidents={claim_id: incident for incident in incidents for claim_id in incident.claim_ids},
        indicators={indicator.key: indicator for indicator in template.indicators},
        entities=entities_by_name(linkage.entities),
        weight=claim_weights(judgement),
        telling={row.indicator: abs(row.best) for row in diagnosticity(material.template)},
        reliability={grade.name: grade.reliability for grade in judgement.grades},
        masker=masker or make_masker(order, claims, linkage, reveal=reveal),
    )


def _counted(incident: Incident, standing: dict[str, Claim]) -> Incident | None:
    """The part of an incident that counts: its claims and origins in documents that do. None if nothing is left."""
    claim_ids = tuple(claim_id for claim_id in incident.claim_ids if claim_id in standing)
    if not claim_ids:
        return None
    origins = []
    for origin in incident.origins:
        own = tuple(claim_id for claim_id in origin.claim_ids if claim_id in standing)
        if own:
            where = {standing[claim_id].document_id for claim_id in own}
            kept = tuple(document_id for document_id in origin.document_ids if document_id in where)
            origins.append(replace(origin, claim_ids=own, document_ids=kept))
    head = incident.head if incident.head in standing else claim_ids[0]
    return replace(incident, head=head, claim_ids=claim_ids, origins=tuple(origins))


def claim_weights(judgement: Judgement) -> dict[str, float]:
    """How far each claim moves the answer: the changes in log-odds of all that it takes part in, shared out.

    A change that rests on n claims gives each of them 1/√n of it, so that a lone report outranks one of many.
    """
    weights: dict[str, float] = {}
    moves = [(item.change_log_odds, item.claim_ids) for item in judgement.influences]
    moves += [(item.log_odds, item.claim_ids) for item in judgement.steps]
    moves += [(item.log_likelihood_ratio, item.claim_ids) for item in judgement.cells]
    for change, claim_ids in moves:
        for claim_id in claim_ids:
            weights[claim_id] = weights.get(claim_id, 0.0) + abs(change) / len(claim_ids) ** 0.5
    return weights


def document_label(document: Document) -> str:
    """Who published it, in words: the publisher, or "an article" where that is not known."""
    return document.publisher or "an article"


def described(document: Document) -> str:
    """An article inside a sentence: “Title” where it has a short one, else who published it and when."""
    title = " ".join((document.title or "").split())
    if title and len(title) <= _LONG_TITLE:
        return f"“{title}”"
    by = f" by {document.publisher}" if document.publisher else ""
    when = publication_words(document)
    return f"an undated article{by}" if when == "date unknown" else f"the article{by} of {when}"


def citation_label(document: Document) -> str:
    """`Meridian Wire, 10 October 2022`; `date unknown` where it is."""
    when = publication_words(document)
    return f"{document.publisher}, {when}" if document.publisher else when


def publication_words(document: Document) -> str:
    """The day of publication in words, with what is not known about it."""
    publication = document.publication
    interval = publication.interval
    if publication.basis == "unknown" or (interval.start is None and interval.end is None):
        return "date unknown"
    return words.days(interval)


def first_day(document: Document) -> date:
    """The day by which the document was certainly out; the last day there is where that is not known."""
    return document.publication.interval.end or date.max


def _by_date(document: Document) -> tuple[date, date, str]:
    return first_day(document), document.publication.interval.start or date.max, document.name

"""Desk: all that is known of a case at one moment, with the look-ups that an analyst's page needs, built once.

A desk is never changed. What people do meanwhile leads to a new one; until that is built the old one answers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tocsin.model.claim import Claim
from tocsin.model.decision import Decision
from tocsin.model.document import Document
from tocsin.model.entity import Entity
from tocsin.model.evidence import Evidence
from tocsin.model.incident import Incident
from tocsin.model.link import Link
from tocsin.model.linkage import Linkage
from tocsin.model.question import Question
from tocsin.model.template import Template
from tocsin.pipeline.ruled_claims import Entry
from tocsin.pipeline.rulings import for_every_spelling, ruled, rulings_of
from tocsin.pipeline.study import Corpus
from tocsin.text.entity_names import entities_by_name


@dataclass(frozen=True)
class Asked:
    """A question with its template."""

    question: Question
    template: Template


@dataclass(frozen=True)
class Desk:
    """A case at one moment. `state` names the moment.

    `known` gives, by document, the day from which it counts, None where it counts on no day, and then `why_not` says
    why. `copies` names, by document, the earlier one that it repeats word for word; `of_text` the documents of a
    text's digest. `rejected` are claims that people ruled out, which are in none of the other look-ups.
    """

    state: str
    asked: Asked | None
    corpus: Corpus
    linkage: Linkage
    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    evidence: Mapping[str, Evidence]
    incidents: Mapping[str, Incident]
    known: Mapping[str, date | None]
    why_not: Mapping[str, str]
    copies: Mapping[str, str]
    of_document: Mapping[str, tuple[Claim, ...]]
    of_text: Mapping[str, tuple[str, ...]]
    incident_of: Mapping[str, str]
    links_of: Mapping[str, tuple[Link, ...]]
    entities: Mapping[str, Entity]
    rulings: Mapping[str, tuple[Decision, ...]]
    rejected: Mapping[str, tuple[Claim, ...]]

    def counts(self, document_id: str, as_of: date) -> bool:
        """Whether the document was certainly out by that day, and nothing else speaks against it."""
        day = self.known.get(document_id)
        return day is not None and day <= as_of

    @property
    def judged_by(self) -> tuple[Decision, ...]:
        """The rulings that the answer is worked out under: a grade holds for every spelling of a source."""
        return for_every_spelling(self.corpus.decisions, self.linkage.entities)

    def relevant(self, claim_id: str) -> bool:
        """Whether the claim bears on the question."""
        found = self.evidence.get(claim_id)
        return found is not None and found.relevant

    def words(self, claim: Claim) -> str:
        """The exact words of the claim, white space made single."""
        return " ".join(claim.content.text(self.documents[claim.document_id].text).split())

    def entity(self, name: str) -> Entity | None:
        """The entity that goes by this name in any spelling."""
        return self.entities.get(name)


def make_desk(
    state: str,
    asked: Asked | None,
    given: Corpus,
    linkage: Linkage,
    evidence: Iterable[Evidence],
) -> Desk:
    """The desk of a corpus, linked and matched. Claims of a document stand in reading order."""
    documents = {document.id: document for document in given.documents}
    of_document = _by_document(given.claims)
    known, why_not, copies = _counting(given)
    under_rulings = ruled(given.documents, given.extracted or given.claims, given.decisions)
    links: dict[str, list[Link]] = defaultdict(list)
    for link in linkage.links:
        links[link.a].append(link)
        links[link.b].append(link)
    return Desk(
        state=state,
        asked=asked,
        corpus=given,
        linkage=linkage,
        documents=documents,
        claims={claim.id: claim for claim in given.claims},
        evidence={item.claim_id: item for item in evidence},
        incidents={incident.id: incident for incident in linkage.incidents},
        known=known,
        why_not=why_not,
        copies=copies,
        of_document=of_document,
        of_text=_by_text(given.documents),
        incident_of={claim_id: each.id for each in linkage.incidents for claim_id in each.claim_ids},
        links_of={key: tuple(found) for key, found in links.items()},
        entities=entities_by_name(linkage.entities),
        rulings=rulings_of(under_rulings),
        rejected=_rejected(under_rulings),
    )


def _by_document(claims: Iterable[Claim]) -> dict[str, tuple[Claim, ...]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.document_id].append(claim)
    return {
        key: tuple(sorted(own, key=lambda claim: (claim.content.start, claim.content.end, claim.id)))
        for key, own in found.items()
    }


def _by_text(documents: Iterable[Document]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        found[document.text_sha256].append(document.id)
    return {key: tuple(ids) for key, ids in found.items()}


def _rejected(entries: Mapping[str, Sequence[Entry]]) -> dict[str, tuple[Claim, ...]]:
    gone = (entry for own in entries.values() for entry in own if entry.rejected and not entry.replaced)
    return _by_document(entry.claim for entry in gone)


def _counting(given: Corpus) -> tuple[dict[str, date | None], dict[str, str], dict[str, str]]:
    """From when each document counts on the question, whatever the day one asks for."""
    from tocsin.assess.counting import count_documents
    from tocsin.assess.vocabulary import load_method

    counting = count_documents(given.documents, given.claims, date.max, frozenset(), load_method())
    known: dict[str, date | None] = {document.id: counting.known.get(document.id) for document in given.documents}
    return known, {item.document_id: item.reason for item in counting.left_out}, dict(counting.copies)

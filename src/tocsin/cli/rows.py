"""Rows for tables and programs, from the report stage. Everything that leaves here is masked unless revealed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tocsin.cli.output import Row

if TYPE_CHECKING:
    from tocsin.cli.sitting import Sitting
    from tocsin.model.document import Document
    from tocsin.report.context import Context
    from tocsin.report.masking import Masker
    from tocsin.report.material import Material
    from tocsin.store.interface import CaseStore

Object = dict[str, Any]
# Quotations for people are cut to this many characters; programs get them whole.
QUOTED = 240


def claim_objects(seat: Sitting, reveal: bool) -> list[Object]:
    """Claims for programs, with every span; with indicators and direction where a question was asked."""
    from tocsin.report.claims_jsonl import row

    documents = {document.id: document for document in seat.corpus.documents}
    evidence = {each.claim_id: each for each in seat.evidence}
    masker = _masker(seat, reveal)
    return [row(claim, documents[claim.document_id], evidence.get(claim.id), masker) for claim in seat.corpus.claims]


def claim_rows(seat: Sitting, reveal: bool) -> list[Row]:
    """Claims for people: who says what, how surely, when, and what it lights."""
    return [_for_people(made) for made in claim_objects(seat, reveal)]


def doubtful_first(objects: Iterable[Object]) -> list[Object]:
    """Claims with those first in which the extractor is most likely to be wrong."""
    return sorted(objects, key=lambda made: (-made["doubt"], made["id"]))


def doubtful_rows(seat: Sitting, reveal: bool) -> list[Row]:
    """Claims for people who review them: the doubtful first, each with its doubtful fields."""
    return [
        {"doubt": made["doubt"], "doubtful": _least_sure(made["confidence"]), **_for_people(made)}
        for made in doubtful_first(claim_objects(seat, reveal))
    ]


def _least_sure(confidence: Mapping[str, float]) -> str:
    """The three fields that are least sure, with their confidence."""
    least = sorted(confidence.items(), key=lambda item: item[1])[:3]
    return ", ".join(f"{name} {value:.2f}" for name, value in least)


def links_object(seat: Sitting, reveal: bool) -> Object:
    """All links as one object."""
    from tocsin.report.links_json import links_json

    return links_json(seat.linkage, _masker(seat, reveal))


def judgement_object(seat: Sitting, reveal: bool) -> Object:
    """The judgement as one object; the grades of sources, which are internal, only where names are shown too."""
    from tocsin.report.judgement_json import judgement_json

    return judgement_json(seat.study.judgement, _masker(seat, reveal), grades=reveal)


def question_object(seat: Sitting, reveal: bool) -> Object:
    """The question as one object."""
    from tocsin.model.codec import to_plain
    from tocsin.report.judgement_json import masked

    plain: Object = masked(to_plain(seat.study.question), _masker(seat, reveal))
    return plain


def link_rows(seat: Sitting, reveal: bool) -> list[Row]:
    """Relations between claims or documents, in words."""
    masker = _masker(seat, reveal)
    words = _words_by_id(seat, masker)
    return [
        {
            "relation": link.relation,
            "a": words.get(link.a, link.a),
            "b": words.get(link.b, link.b),
            "why": masker.text("; ".join(link.reasons)),
            "weight": round(link.weight, 2),
            "a_id": link.a,
            "b_id": link.b,
        }
        for link in seat.linkage.links
    ]


def document_rows(seat: Sitting, reveal: bool) -> Iterable[Row]:
    """Documents with their dates, digests, and whether they count."""
    from tocsin.report import tables

    return tables.document_rows(_context(seat, reveal))


def source_rows(seat: Sitting, reveal: bool) -> Iterable[Row]:
    """Sources with grades and independent origins."""
    from tocsin.report import tables

    return tables.source_rows(_context(seat, reveal))


def incident_rows(seat: Sitting, reveal: bool) -> Iterable[Row]:
    """Incidents with their origins."""
    from tocsin.report import tables

    return tables.incident_rows(_context(seat, reveal))


def conflict_rows(seat: Sitting, reveal: bool) -> Iterable[Row]:
    """Contradictions and tensions with both quotes."""
    from tocsin.report import tables

    return tables.conflict_rows(_context(seat, reveal))


def indicator_rows(seat: Sitting, reveal: bool) -> Iterable[Row]:
    """The indicator board."""
    from tocsin.report import tables

    return tables.indicator_rows(_context(seat, reveal))


def explanation_rows(seat: Sitting, about: str, reveal: bool) -> list[Row]:
    """What explains the answer, a claim or an incident."""
    from tocsin.cli.explaining import explain

    return _masked(_masker(seat, reveal), seat.corpus.documents, explain(seat.study, about))


def kept_rows(store: CaseStore, rows: Iterable[Row], reveal: bool) -> list[Row]:
    """Rows of a case's own records, such as its log. Who is private is told from the documents' words alone, so that
    no claim has to be extracted first."""
    from tocsin.model.linkage import Linkage
    from tocsin.report.masking import make_masker

    documents = store.documents()
    return _masked(make_masker(documents, (), Linkage(), reveal=reveal), documents, rows)


def _masked(masker: Masker, documents: Sequence[Document], rows: Iterable[Row]) -> list[Row]:
    """The rows with names masked in every text, and file names withheld that hold one."""
    withheld = {
        document.name: label for document in documents if (label := masker.label(document.name)) != document.name
    }

    def shown(value: object) -> object:
        if not isinstance(value, str):
            return value
        for name, label in withheld.items():
            value = value.replace(name, label)
        return masker.text(value)

    return [{name: shown(value) for name, value in row.items()} for row in rows]


def _for_people(made: Mapping[str, Any]) -> Row:
    chain = " < ".join(source["name"] for source in made["sources"]) or "the writer"
    return {
        "id": made["id"],
        "document": made["doc"],
        "who": chain,
        "stance": made["stance"],
        "claim": _short(made["content"]["text"]),
        "polarity": made["polarity"],
        "certainty": made["certainty"],
        "kind": made["kind"],
        "when": made["when"],
        "indicators": made["indicators"],
        "direction": made["direction"] if made["indicators"] else "",
    }


def _words_by_id(seat: Sitting, masker: Masker) -> dict[str, str]:
    documents = {document.id: document for document in seat.corpus.documents}
    words = {
        claim.id: _short(masker.text(claim.content.text(documents[claim.document_id].text), claim.document_id))
        for claim in seat.corpus.claims
    }
    return words | {document.id: masker.label(document.name) for document in documents.values()}


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= QUOTED else text[: QUOTED - 1].rstrip() + "…"


def _masker(seat: Sitting, reveal: bool) -> Masker:
    from tocsin.model.linkage import Linkage
    from tocsin.report.masking import make_masker

    # Links tell which spellings are one person; where nobody is masked they are not worth the wait.
    linkage = Linkage() if reveal else seat.linkage
    return make_masker(seat.corpus.documents, seat.corpus.claims, linkage, reveal=reveal)


def _context(seat: Sitting, reveal: bool) -> Context:
    from tocsin.report.context import make_context

    return make_context(material(seat), reveal=reveal, everything=True)


def material(seat: Sitting) -> Material:
    """What the report stage works from."""
    from tocsin.report.material import Material

    made, corpus = seat.study, seat.study.corpus
    return Material(
        made.question,
        made.judgement,
        corpus.documents,
        corpus.claims,
        made.linkage,
        made.evidence,
        made.template,
    )

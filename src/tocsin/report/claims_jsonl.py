"""Claims as JSON objects, in the field names and shapes of the annotated articles, with some fields more."""

from __future__ import annotations

from typing import Any

from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.evidence import Evidence
from tocsin.model.quantity import Quantity
from tocsin.model.span import Span
from tocsin.report.masking import Masker
from tocsin.report.quoting import capped

Row = dict[str, Any]


def row(
    claim: Claim,
    document: Document,
    evidence: Evidence | None,
    masker: Masker,
    *,
    incident: str = "",
    longest: int | None = None,
) -> Row:
    """One claim. Offsets are those of the document; texts are masked, and cut where `longest` says so.

    Without `evidence` (no question was asked) `indicators` is empty and `direction` neutral.
    """

    def span(where: Span) -> Row:
        text = masker.text(where.text(document.text), document.id)
        return {"start": where.start, "end": where.end, "text": text if longest is None else capped(text, longest)}

    def source(index: int) -> Row:
        link = claim.chain[index]
        said = link.source
        name = masker.text(said.name, document.id)
        return {**span(link.mention), "name": name, "type": said.type, "side": said.side}

    return {
        "id": claim.id,
        "doc": masker.label(document.name),
        "content": span(claim.content),
        "cue": span(claim.cue) if claim.cue else None,
        "sources": [source(index) for index in range(len(claim.chain))],
        "stance": claim.stance,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "verification": claim.verification,
        "kind": claim.kind,
        "when": claim.when.iso() if claim.when else None,
        "said": claim.said.iso() if claim.said else None,
        "numbers": [_number(quantity, span) for quantity in claim.numbers],
        "indicators": [match.indicator for match in evidence.matches] if evidence else [],
        "direction": evidence.direction if evidence else "neutral",
        "condition": span(claim.condition) if claim.condition else None,
        **_more(claim, evidence, incident),
    }


def _more(claim: Claim, evidence: Evidence | None, incident: str) -> Row:
    """Fields that the annotated articles do not have."""
    return {
        "relevant": evidence.relevant if evidence else None,
        "incident": incident or None,
        "document_id": claim.document_id,
        "sentence": {"start": claim.sentence.start, "end": claim.sentence.end},
        "headline": claim.headline,
        "confidence": dict(claim.confidence),
        "doubt": round(claim.doubt, 3),
        "extractor": claim.extractor,
    }


def _number(quantity: Quantity, span: Any) -> Row:
    return {
        **span(quantity.span),
        "value": _plain(quantity.value),
        "high": None if quantity.high is None else _plain(quantity.high),
        "unit": quantity.unit,
        "qualifier": quantity.qualifier,
    }


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else value

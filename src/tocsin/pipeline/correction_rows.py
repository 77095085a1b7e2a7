"""Rulings on claims as rows to train on, here or elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from tocsin.model.claim import Claim
from tocsin.model.decision import Decision
from tocsin.pipeline.rulings import by_claim, effective
from tocsin.pipeline.study import Corpus

Row = dict[str, object]
OF_THE_ORIGIN = {"origin": "name", "origin-type": "type", "origin-side": "side"}


def correction_rows(corpus: Corpus) -> Iterator[Row]:
    """A row for each ruling that falls on an extracted claim, in the order of the claims: where its words stand, the
    words, what the extractor had, and what was ruled."""
    rulings = by_claim(corpus.documents, corpus.extracted, effective(corpus.decisions))
    texts = {document.id: document for document in corpus.documents}
    for claim in corpus.extracted:
        document = texts[claim.document_id]
        for ruling in rulings.get(claim.id, ()):
            yield {
                "text_sha256": document.text_sha256,
                "start": claim.content.start,
                "end": claim.content.end,
                "content": claim.content.text(document.text),
                "cue": claim.cue.text(document.text) if claim.cue else "",
                "source": claim.chain[-1].mention.text(document.text) if claim.chain else "",
                "ruling": ruling.ruling,
                "field": ruling.field,
                "extracted": _extracted(claim, ruling),
                "ruled": ruling.value,
                "confidence": dict(claim.confidence).get("content" if not ruling.field else ruling.field),
                "extractor": claim.extractor,
                "author": ruling.author,
                "at": ruling.decided_at.isoformat(),
            }


def _extracted(claim: Claim, ruling: Decision) -> str:
    if ruling.field in OF_THE_ORIGIN:
        return str(getattr(claim.origin, OF_THE_ORIGIN[ruling.field])) if claim.origin else ""
    value = getattr(claim, ruling.field, None) if ruling.field else None
    return "" if value is None else str(value)

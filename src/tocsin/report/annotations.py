"""Claims as W3C Web Annotations (https://www.w3.org/TR/annotation-model/) in JSON-LD.

Each annotation points into a document by offsets, by its address where it has one and by the digest of its text.
The quotation is given as a selector only where it is short and names nobody who is masked, because a selector must
hold the exact words. Grades and probabilities are not exported.
"""

from __future__ import annotations

from typing import Any

from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.report.masking import Masker
from tocsin.report.quoting import LONGEST

Row = dict[str, Any]


def annotation_page(pairs: list[tuple[Claim, Document]], masker: Masker) -> Row:
    """An AnnotationPage of claims with their documents."""
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:tocsin:claims",
        "type": "AnnotationPage",
        "items": [annotation(claim, document, masker) for claim, document in pairs],
    }


def annotation(claim: Claim, document: Document, masker: Masker) -> Row:
    """One claim: who holds it and how, on the words that say it."""
    exact = claim.content.text(document.text)
    selectors: list[Row] = [
        {"type": "TextPositionSelector", "start": claim.content.start, "end": claim.content.end},
    ]
    if len(exact) <= LONGEST and masker.text(exact, document.id) == exact:
        selectors.append({"type": "TextQuoteSelector", "exact": exact})
    holders = [masker.text(link.source.name, document.id) for link in claim.chain]
    body = f"{' < '.join(holders) or 'the writer'}: {claim.stance}, {claim.certainty}, polarity {claim.polarity}"
    return {
        "id": f"urn:tocsin:claim:{claim.id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": {"type": "TextualBody", "value": body, "format": "text/plain", "language": "en"},
        "target": {
            "source": masker.link(document.url) or f"urn:sha256:{document.text_sha256}",
            "state": {"type": "TimeState", "cached": f"urn:sha256:{document.text_sha256}"},
            "selector": selectors,
        },
    }

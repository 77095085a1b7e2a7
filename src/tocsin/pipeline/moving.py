"""Claims moved with their text: from a text read by itself to the document that holds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tocsin.model.attribution import Attribution
from tocsin.model.claim import Claim
from tocsin.model.span import Span


def moved(claim: Claim, document_id: str, offset: int) -> Claim:
    """The claim with every span moved on by `offset`, in another document."""

    def shifted(span: Span) -> Span:
        return Span(span.start + offset, span.end + offset)

    return replace(
        claim,
        document_id=document_id,
        content=shifted(claim.content),
        sentence=shifted(claim.sentence),
        chain=tuple(
            Attribution(link.source, shifted(link.mention), shifted(link.cue) if link.cue else None)
            for link in claim.chain
        ),
        cue=shifted(claim.cue) if claim.cue else None,
        condition=shifted(claim.condition) if claim.condition else None,
        numbers=tuple(replace(item, span=shifted(item.span)) for item in claim.numbers),
        participants=tuple(replace(item, span=shifted(item.span)) for item in claim.participants),
        places=tuple(replace(item, span=shifted(item.span)) for item in claim.places),
    )


def inside(claims: Iterable[Claim], length: int) -> Iterator[Claim]:
    """Claims cut to a text of `length` characters; those whose other spans run past it are left out."""
    for claim in claims:
        if claim.content.start >= length:
            continue
        content = Span(claim.content.start, min(claim.content.end, length))
        sentence = Span(min(claim.sentence.start, content.start), max(min(claim.sentence.end, length), content.end))
        others = [link.mention for link in claim.chain]
        others += [item.span for item in claim.numbers]
        others += [item.span for item in claim.participants]
        others += [item.span for item in claim.places]
        others += [span for span in (claim.cue, claim.condition) if span is not None]
        if all(span.end <= length for span in others):
            yield replace(claim, content=content, sentence=sentence)

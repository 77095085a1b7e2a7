"""Who speaks, as ruled: another name for the origin of a claim, or a name where the writer was taken to speak."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from tocsin.model.attribution import Attribution
from tocsin.model.claim import Claim
from tocsin.model.document import Document
from tocsin.model.source import Source
from tocsin.model.span import Span
from tocsin.pipeline.claim_sources import SpeakerVocabulary, load_speaker_vocabulary, source_of

# How far before a claim its speaker may stand, in characters.
NEAR = 2_000


def spoken_by(document: Document, claim: Claim, name: str) -> Claim:
    """The claim with `name` as its origin; "" makes it the writer's own voice.

    A name in the place of another keeps kind and side, which rulings of their own may set; where nobody was named,
    the kind and the side are what the vocabulary tells of the name.
    """
    if not name.strip():
        return replace(claim, chain=(), cue=None)
    if claim.chain:
        last = claim.chain[-1]
        return replace(claim, chain=(*claim.chain[:-1], replace(last, source=replace(last.source, name=name))))
    source = replace(source_of(name, _vocabulary()), name=name)
    return replace(claim, chain=(Attribution(source, _mention(document, claim, source)),))


def _mention(document: Document, claim: Claim, source: Source) -> Span:
    """Where the text names the source nearest before the claim, else in its sentence; else the sentence itself."""
    for form in (source.name, source.name.split()[-1]):
        start = document.text.rfind(form, max(0, claim.content.start - NEAR), claim.content.start)
        if start < 0:
            start = document.text.find(form, claim.content.start, claim.sentence.end + NEAR)
        if start >= 0:
            return Span(start, start + len(form))
    return claim.sentence


@lru_cache(maxsize=1)
def _vocabulary() -> SpeakerVocabulary:
    return load_speaker_vocabulary()

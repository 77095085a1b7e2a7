"""Structured claims into a corpus: the extractor reads each row's text, and what the row itself says wins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from tocsin.engine.interface import Engine
from tocsin.model.attribution import Attribution
from tocsin.model.claim import Claim, claim_id
from tocsin.model.coding import Coding
from tocsin.model.document import Document
from tocsin.model.mention import Mention, Place
from tocsin.model.quantity import Quantity
from tocsin.model.refusal import Refusal
from tocsin.model.settings import EngineSettings
from tocsin.model.source import Source
from tocsin.model.span import Span
from tocsin.model.template import Template
from tocsin.pipeline.claim_sources import BARE, completed, load_speaker_vocabulary, source_of
from tocsin.pipeline.extracting import Job, extract
from tocsin.pipeline.moving import inside, moved
from tocsin.pipeline.study import Corpus
from tocsin.read.structured_claims import StructuredClaims
from tocsin.read.structured_claims_documents import PlacedRow, documents_of
from tocsin.registry.extraction import Extraction
from tocsin.text.names import fold, name_similarity

CODED = "coded"
STOPS = (".", "!", "?", "…", '"', "”")
SPEAKER_SAME = 0.6
Marked = TypeVar("Marked", Quantity, Mention, Place)


@dataclass(frozen=True)
class _Row:
    """A row with what the extractor found in its text, and who its columns name."""

    placed: PlacedRow
    document: Document
    found: tuple[Claim, ...]
    named: tuple[Attribution, ...]


def coded_corpus(
    claims: StructuredClaims, extraction: Extraction, engine: Engine, settings: EngineSettings
) -> tuple[Corpus, tuple[str, ...]]:
    """Documents, claims and codings of a claims file, and notes for the user."""
    made = documents_of(claims)
    documents = {document.id: document for document in made.documents}
    found = _extracted(made.rows, documents, extraction, engine, settings)
    rows = _named(made.rows, documents, found)
    kept: dict[str, Claim] = {}
    codings: dict[str, Coding] = {}
    for row in rows:
        for claim in _claims(row):
            kept.setdefault(claim.id, claim)
            coding = _coding(claim, row.placed)
            if coding is not None:
                codings.setdefault(claim.id, coding)
    listed = tuple(kept.values())
    corpus = Corpus(made.documents, listed, listed, (), claims.refused, tuple(codings.values()))
    return corpus, (*claims.notes, *made.notes)


def without_unknown_indicators(claims: StructuredClaims, template: Template) -> StructuredClaims:
    """The claims with each indicator as its key; rows that name one which the template doesn't have are refused."""
    from tocsin.assess.coding import indicator_key

    rows, refused = [], []
    for row in claims.rows:
        key = indicator_key(row.indicator, template) if row.indicator else ""
        if key is None:
            reason = f"the template {template.key} has no such indicator ({row.indicator})"
            known = ", ".join(indicator.key for indicator in template.indicators)
            refused.append(Refusal(row.place, row.place, reason, f"leave it empty, or use one of: {known}"))
        else:
            rows.append(replace(row, indicator=key))
    return replace(claims, rows=tuple(rows), refused=(*claims.refused, *refused))


def _extracted(
    rows: Sequence[PlacedRow],
    documents: dict[str, Document],
    extraction: Extraction,
    engine: Engine,
    settings: EngineSettings,
) -> list[tuple[Claim, ...]]:
    """For each row the claims in its text, with spans into its document. A row's text is read by itself."""
    jobs = []
    for number, placed in enumerate(rows):
        whole = documents[placed.document]
        text = placed.row.text if placed.row.text.endswith(STOPS) else f"{placed.row.text}."
        alone = replace(whole, id=f"{whole.id}-{number}", text=text, boilerplate=(), title=None, title_span=None)
        jobs.append(Job(alone, alone, ""))
    results = []
    for (_, found, _), placed in zip(extract(extraction, engine, jobs, settings), rows, strict=True):
        length = len(placed.row.text)
        claims = inside(found.claims, length)
        results.append(tuple(moved(claim, placed.document, placed.text.start) for claim in claims))
    return results


def _named(
    rows: Sequence[PlacedRow], documents: dict[str, Document], found: Sequence[tuple[Claim, ...]]
) -> list[_Row]:
    """Rows with the sources that their columns name; what one cell does not tell of a name, another may."""
    vocabulary = load_speaker_vocabulary()
    speakers = {row.row.speaker for row in rows if row.row.speaker}
    relays = {name for row in rows for name in row.row.via}
    sources = {name: source_of(name, vocabulary) for name in sorted(speakers)}
    passing = {name: source_of(name, vocabulary, relay=True) for name in sorted(relays)}
    told = [link.source for claims in found for claim in claims for link in claim.chain]
    others = [source for source in (*sources.values(), *told) if source.type not in BARE]
    sources = {name: completed(source, others) for name, source in sources.items()}
    passing = {name: completed(source, others) for name, source in passing.items()}
    named = []
    for placed, claims in zip(rows, found, strict=True):
        links = [Attribution(passing[name], span) for name, span in zip(placed.row.via, placed.via, strict=True)]
        if placed.speaker is not None:
            links.append(Attribution(sources[placed.row.speaker], placed.speaker))
        named.append(_Row(placed, documents[placed.document], claims, tuple(links)))
    return named


def _claims(row: _Row) -> list[Claim]:
    """The claims of a row: one where somebody coded it or named its speaker, else all that its text holds."""
    given = row.placed.row
    if row.found and not (given.speaker or given.stance or given.indicator):
        return [_chained(claim, (*row.named, *claim.chain)) for claim in row.found]
    best = _best(row)
    if best is None:
        bare = Claim("", row.document.id, row.placed.text, row.placed.text, extractor=CODED)
        return [_finished(row, bare, row.named)]
    inner = best.chain if not given.speaker else _beyond(best, row)
    whole = best if best.chain else replace(best, content=row.placed.text, sentence=row.placed.text)
    return [_finished(row, whole, (*row.named, *inner))]


def _best(row: _Row) -> Claim | None:
    """The claim that the row means: one on the speaker's own word before others, then the longest."""
    speaker = row.placed.row.speaker

    def rank(claim: Claim) -> tuple[bool, int]:
        own = bool(speaker) and any(_same(link.source, speaker) for link in claim.chain)
        return own, len(claim.content)

    return max(row.found, key=rank, default=None)


def _beyond(claim: Claim, row: _Row) -> tuple[Attribution, ...]:
    """The links of a chain in the text that lie beyond the speaker: whom the speaker quotes."""
    links = list(claim.chain)
    for place, link in enumerate(links):
        if _same(link.source, row.placed.row.speaker) or _pronoun(link, row.document):
            return tuple(links[place + 1 :])
    known = {fold(name) for name in row.placed.row.via}
    return tuple(link for link in links if fold(link.source.name) not in known)


def _same(source: Source, speaker: str) -> bool:
    names = (source.name, *source.aliases)
    a, b = set(fold(speaker).split()), [set(fold(name).split()) for name in names]
    return any(words and (words <= a or a <= words) for words in b) or any(
        name_similarity(name, speaker) >= SPEAKER_SAME for name in names
    )


def _pronoun(link: Attribution, document: Document) -> bool:
    mention = link.mention.text(document.text)
    return mention.islower() and len(mention.split()) == 1 and len(mention) <= 4


def _finished(row: _Row, claim: Claim, chain: tuple[Attribution, ...]) -> Claim:
    """The claim with all numbers, places and participants that the row's text holds within it."""
    content = claim.content
    said = row.document.publication.interval if row.placed.row.date else None
    made = replace(
        claim,
        said=claim.said or (said if chain else None),
        numbers=_within(content, (item for each in row.found for item in each.numbers)),
        participants=_within(content, (item for each in row.found for item in each.participants)),
        places=_within(content, (item for each in row.found for item in each.places)),
        headline=False,
        extractor=claim.extractor if claim.extractor == CODED else f"{claim.extractor}+{CODED}",
    )
    return _chained(made, chain)


def _chained(claim: Claim, chain: tuple[Attribution, ...]) -> Claim:
    return replace(claim, chain=chain, id=claim_id(claim.document_id, claim.content, chain, claim.cue))


def _within(content: Span, items: Iterable[Marked]) -> tuple[Marked, ...]:
    found = {item.span: item for item in items if content.contains(item.span)}
    return tuple(found[span] for span in sorted(found))


def _coding(claim: Claim, placed: PlacedRow) -> Coding | None:
    row = placed.row
    if row.stance is None and not row.indicator:
        return None
    return Coding(claim.id, row.stance, row.indicator or None, row.place)
